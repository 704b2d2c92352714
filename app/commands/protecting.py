"""Protect the people in a study: look for what identifies them, replace names, withdraw."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opening import answer, counted, opened, say
from framework.errors import RefusedError

if TYPE_CHECKING:
    from framework.queries.disclosure import Finding
    from framework.rules.pseudonyms import NameEntry


def names_of(args: Namespace) -> tuple["NameEntry", ...]:
    """Read the names of the key file that a command gives, if it gives one."""
    from importers.key_file import read_key_file

    return read_key_file(Path(args.key_file)).entries if args.key_file else ()


def check_disclosure(args: Namespace) -> None:
    """List what could identify somebody, in a layout or in all that the study holds."""
    from exports import Options
    from exports.disclosure import findings
    from framework.queries.disclosure import findings_in_study

    known = names_of(args)
    with opened(args, reading=True) as study, study.read() as session:
        if args.layout:
            found = findings(session, args.layout, Options(), known)
        else:
            found = findings_in_study(session, known)
    if args.json:
        answer([{"kind": one.kind, "what": one.what, "where": one.where, "count": one.times}
                for one in found])  # fmt: skip
        return
    say_findings(found)


def say_findings(found: Sequence["Finding"]) -> None:
    """Print what could identify somebody, a line each."""
    for one in found:
        say(f"{one.kind}: {one.what} ({one.where}, {one.times}×)")
    say(f"{counted(len(found), 'thing')} could identify someone.")


def pseudonymise(args: Namespace) -> None:
    """Replace the names of a key file, or show where they stand."""
    from app.protection.copies import held_still
    from app.protection.key_files import apply, warning
    from framework.queries.pseudonyms import occurrences
    from importers.key_file import read_key_file

    path = Path(args.key_file)
    entries = read_key_file(path).entries
    with opened(args, reading=not args.confirm) as study:
        near = warning(study, path)
        if near:
            say(near)
        if args.confirm:
            done = apply(study, entries, path)
            say(f"Replaced names in {counted(len(done.made), 'place')}; {path.name} alone can put "
                f"them back.{held_still(study.path)}")  # fmt: skip
            say_pressed(pressed=done.pressed)
            return
        with study.read() as session:
            found = occurrences(session, entries)
    for one in found:
        say(f"{one.where}: …{one.before}«{one.found}»{one.after}… → {one.entry.replacement}")
    say(f"{counted(len(found), 'place')} would change. Run again with --confirm to change them; "
        f"undo does not take that back, but {path.name} can put the names back.")  # fmt: skip


def restore_names(args: Namespace) -> None:
    """Put the names of a key file back."""
    from app.protection.key_files import put_back
    from importers.key_file import read_key_file

    path = Path(args.key_file)
    if not args.confirm:
        places = len(read_key_file(path).made)
        say(f"{path.name} knows of {counted(places, 'place')}. Run again with --confirm to put "
            "the names back; that cannot be undone.")  # fmt: skip
        return
    with opened(args) as study:
        done = put_back(study, path)
    say(f"Put names back in {counted(done.restored, 'place')}.")
    if done.left:
        say(f"{counted(len(done.left), 'place')} could not be told apart and stayed as they are.")


def withdraw(args: Namespace) -> None:
    """Remove a participant, or list what would go."""
    from app.protection.copies import copies_of, held_still
    from framework.edits.withdrawal import withdraw as remove
    from framework.queries.cases import case_named
    from framework.queries.withdrawal import used_by

    with opened(args, reading=not args.confirm) as study:
        with study.read() as session:
            case = case_named(session, args.case)
            found = used_by(session, case.id)
        if args.confirm and args.confirm != case.name:
            raise RefusedError(
                f"“{args.confirm}” is not {case.name}, the name of the case; nothing was removed."
            )
        if args.confirm:
            say_pressed(pressed=remove(study, case.id, args.reason).pressed)
        copies = copies_of(study.path)
    for one in found:
        say(f"{one.kind}: {one.where}: {one.text}" + (f" ({one.why})" if one.why else ""))
    for path in copies:
        say(f"backup: {path} still holds what it held.")
    files = sum(one.kind == "export" for one in found)
    things = counted(len(found) - files, "thing")
    if args.confirm:
        say(f"Removed {case.name} with {things} that used them.{held_still(study.path, files)}")
    else:
        say(f"{things} would go. Run again with --confirm {case.name} to remove "
            f"{'it' if things == '1 thing' else 'them'}; that cannot be undone.")  # fmt: skip


def say_pressed(*, pressed: bool) -> None:
    """Say where the study's file may still hold what was removed."""
    if not pressed:
        say("Another program has the study open: what was removed leaves the file’s journal once "
            "that program has closed it.")  # fmt: skip
