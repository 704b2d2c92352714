"""Say on the command line which rows and columns an export shows, in which order and groups."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from framework.errors import RefusedError

if TYPE_CHECKING:
    from exports import Options
    from framework.study import Session


def add_arrangement(export: ArgumentParser) -> None:
    """Describe how a chart can be arranged."""
    export.add_argument("--only", metavar="ATTRIBUTE=VALUE", action="append", default=[],
                        help="cases of this value alone, repeatable: values of one attribute are "
                             "alternatives, attributes must all be met")  # fmt: skip
    export.add_argument("--order", metavar="CASE", nargs="+", default=[],
                        help="cases in the order of their rows; others follow")  # fmt: skip
    export.add_argument("--group-by", metavar="ATTRIBUTE", default="",
                        help="rows under the values of an attribute")  # fmt: skip
    export.add_argument("--show", metavar="NUMBER", nargs="+", default=[],
                        help="the columns of charts, by the numbers of their themes, in this "
                             "order")  # fmt: skip


def arranged(session: "Session", args: Namespace, options: "Options") -> "Options":
    """Add to options how the rows and columns of a chart are arranged; refuse unknown names."""
    from framework.queries.cases import list_cases

    names = {row.name.casefold(): row.name for row in list_cases(session)}
    unknown = [name for name in args.order if name.casefold() not in names]
    if unknown:
        raise RefusedError(f"There is no case “{unknown[0]}” to put in order; nothing was written.")
    options = _kept(session, args.only, options) if args.only else options
    return replace(
        options,
        order=tuple(names[name.casefold()] for name in args.order),
        grouped_by=args.group_by,
        shown=tuple(args.show),
    )


def _kept(session: "Session", only: Sequence[str], options: "Options") -> "Options":
    """Keep the cases that have the values asked for, and say so in captions."""
    from app.charting.filters import attributes_of, meets, said
    from framework.queries.cases import list_cases

    every = list_cases(session)
    wanted = [_read(text) for text in only]
    by_case = {row.name: attributes_of(row, every) for row in every}
    known = {name for found in by_case.values() for name in found}
    unknown = [name for name, _value in wanted if name not in known]
    if unknown:
        raise RefusedError(
            f"There is no attribute “{unknown[0]}” to choose cases by; nothing was written. The "
            f"study has {', '.join(sorted(known)) or 'none yet'}."
        )
    asked = {name.casefold() for name in options.cases}
    kept = tuple(name for name, found in by_case.items()
                 if meets(found, wanted) and (not asked or name.casefold() in asked))  # fmt: skip
    if not kept:
        raise RefusedError(f"No case fits {said(wanted, ())}; nothing was written.")
    return replace(options, cases=kept, kept=said(wanted, ()))


def _read(text: str) -> tuple[str, str]:
    """Read an attribute and its value."""
    name, sign, value = (part.strip() for part in text.partition("="))
    if not (name and sign and value):
        raise RefusedError(
            f"“{text}” does not say an attribute and a value, as arm=control does; nothing was "
            "written."
        )
    return name, value
