"""Say on the command line what can be chosen about an export."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.arranging import add_arrangement
from framework.errors import RefusedError

if TYPE_CHECKING:
    from exports import Options


def add_options(export: ArgumentParser) -> None:
    """Describe what can be chosen about an export."""
    _add_content(export)
    add_arrangement(export)
    export.add_argument("--mode", choices=("working", "journal"), default="working",
                        help="working: paragraphs, colour, links; journal: black, one paragraph "
                             "a cell (default: working)")  # fmt: skip
    export.add_argument("--paper", choices=("A4", "Letter", "A3"), default="A4")
    export.add_argument("--no-evidence", action="store_true", help="without the appendix")
    export.add_argument("--comments", action="store_true",
                        help="quotations also as comments of Word")  # fmt: skip
    export.add_argument("--memos", action="store_true",
                        help="memos about cells beside them, with their authors: comments of Word, "
                             "notes of Excel")  # fmt: skip
    export.add_argument("--pseudonyms", metavar="ATTRIBUTE", default="",
                        help="an attribute of the cases that holds pseudonyms, or “numbered”: they "
                             "stand wherever a case’s name would")  # fmt: skip
    export.add_argument("--template", metavar="DOCX", default="",
                        help="a Word document that lends its styles and its page; for a crosswalk "
                             "also the id of a built-in framework")  # fmt: skip
    export.add_argument("--versions", metavar="NAME", nargs="+", default=[],
                        help="one or two versions of the framework to compare")  # fmt: skip
    export.add_argument("--person", metavar="NAME", action="append", default=[],
                        help="whose steps the audit trail shows, repeatable")  # fmt: skip
    for name, what in (("since", "first"), ("until", "last")):
        export.add_argument(f"--{name}", metavar="DAY", default="",
                            help=f"{what} day of the audit trail: 2026-11-22")  # fmt: skip
    export.add_argument("--author", metavar="NAME", default="",
                        help="whom the file’s properties name (default: nobody)")  # fmt: skip
    export.add_argument("--quotes", metavar="N", type=int, choices=range(1, 21), default=2,
                        help="quotations of a theme at most")  # fmt: skip


def _add_content(export: ArgumentParser) -> None:
    """Describe what can be chosen about the content."""
    for name, what in (
        ("theme", "a theme or sub-theme, by its number"),
        ("case", "a case for a case chart, by its name"),
        ("transcript", "a numbered transcript, by its name"),
        ("indicator", "a delivery figure to show, by its key"),
    ):
        export.add_argument(f"--{name}", metavar=name.upper(), action="append", default=[],
                            help=f"{what}, repeatable (default: all)")  # fmt: skip
    export.add_argument("--rows", choices=("participants", "sites"), default="participants")
    export.add_argument("--columns", metavar="NAME", nargs="*", default=None,
                        help="attributes and indicators to set beside a case; none without a name "
                             "(default: those that tell the cases apart)")  # fmt: skip
    export.add_argument("--order-by", metavar="INDICATOR", default="", help="highest first")
    export.add_argument("--display", metavar="NAME", default="",
                        help="a joint display, by its name: it says what L3 to L11 and L15 "
                             "show (default: the only one that is laid out so)")  # fmt: skip
    export.add_argument("--each", action="store_true",
                        help="a row for each participant, not for each role")  # fmt: skip
    export.add_argument("--codings", action="store_true",
                        help="codings in the margin of a numbered transcript")  # fmt: skip


def options_of(args: Namespace) -> "Options":
    """Read the options; a word that is no choice there is refused by the layout."""
    from exports import NONE, Options

    own = args.template.casefold().endswith((".docx", ".dotx"))
    if own and not Path(args.template).exists():
        raise RefusedError(f"There is no template {args.template}; nothing was written.")
    chosen = () if args.columns is None else tuple(args.columns) or NONE
    return Options(
        themes=tuple(args.theme),
        cases=tuple(args.case),
        transcripts=tuple(args.transcript),
        indicators=tuple(args.indicator),
        rows=args.rows,
        columns=chosen,
        mode=args.mode,
        paper=args.paper,
        evidence=not args.no_evidence,
        comments=args.comments,
        memos=args.memos,
        pseudonyms=args.pseudonyms,
        grouped=not args.each,
        codings=args.codings,
        order_by=args.order_by,
        versions=tuple(args.versions),
        template="" if own else args.template,
        style=Path(args.template) if own else None,
        quotes=args.quotes,
        display=args.display,
        people=tuple(args.person),
        since=_day(args.since),
        until=_day(args.until),
        author=args.author,
    )


def _day(written: str) -> date | None:
    """Read a day, None where none is written."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as problem:
        raise RefusedError(
            f"“{written}” is no day; nothing was written. Write it as 2026-11-22."
        ) from problem
