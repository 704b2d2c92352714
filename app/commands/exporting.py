"""Write layouts to files."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.arranging import arranged
from app.commands.opening import opened_beside_others, say
from app.commands.options import options_of
from app.commands.passphrases import export_password
from app.commands.protecting import names_of, say_findings
from framework.errors import RefusedError
from framework.study import Study

if TYPE_CHECKING:
    from exports import Options
    from framework.rules.pseudonyms import NameEntry


def export(args: Namespace) -> None:
    """Write one layout, or list them all."""
    if args.list:
        _list()
        return
    if not (args.study and args.layout and args.out):
        raise RefusedError("Say which study, which layout and which file: nothing was written.")
    from app.protection.leaving import write_out

    options = options_of(args)
    password = export_password() if args.encrypt else ""
    known = names_of(args)
    if args.replace_names:
        options = replace(options, names=known)
    with opened_beside_others(args) as study:
        with study.read() as session:
            options = arranged(session, args, options)
        decision = _looked_at(study, args, options, known) if args.disclosure else None
        left = write_out(study, args.layout, Path(args.out), options, decision=decision,
                         password=password)  # fmt: skip
    say(left.said(f"Wrote {args.out}."))


def _list() -> None:
    """List the layouts under their headings, with the formats of each."""
    from exports import formats_of
    from exports.catalogue import grouped

    for at, (group, layouts) in enumerate(grouped()):
        say(f"\n{group}" if at else group)
        for layout in layouts:
            endings = ", ".join(form.key for form in formats_of(layout))
            say(f"  {layout.key}: {layout.name} ({endings})")
            say(f"      {layout.what}")


def _looked_at(
    study: Study, args: Namespace, options: "Options", known: Sequence["NameEntry"]
) -> dict[str, object]:
    """Look for what could identify somebody; refuse it, or return what is to be noted."""
    from app.protection.deciding import record
    from exports.disclosure import findings

    with study.read() as session:
        found = findings(session, args.layout, options, known)
    say_findings(found)
    if found and args.disclosure == "refuse":
        raise RefusedError(
            f"{args.out} was not written, since it could identify someone. Choose --pseudonyms or "
            "--replace-names, or --disclosure note."
        )
    return record(found, {})
