"""Keep copies of a study, bring one back, rescue what can be read of a damaged one."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from app.commands.opening import answer, counted, say
from framework.backups import Backup, list_backups, make_backup
from framework.errors import RefusedError, StudyFileError


def backup(args: Namespace) -> None:
    """Keep a checked copy of a study."""
    path = _there(args)
    made = make_backup(path, "asked")
    if made is None:
        say("The last copy is the same; no other was made.")
        return
    say(f"Kept {made.path}.")
    if made.faults:
        raise StudyFileError(
            f"The copy was kept, but it and so the study are not sound: {' '.join(made.faults)}"
        )


def backups(args: Namespace) -> None:
    """List the copies of a study, or write one of them to a new file."""
    copies = list_backups(Path(args.study))
    if args.restore is not None:
        _restore(args, copies)
        return
    if args.json:
        answer([copy._asdict() | {"path": str(copy.path)} for copy in copies])
        return
    for n, copy in enumerate(copies, start=1):
        say(f"{n}  {line_of(copy)}")
    whole = sum(copy.size for copy in copies)
    say(f"{counted(len(copies), 'copy', 'copies')}, {size_of(whole)} in all.")


def rescue(args: Namespace) -> None:
    """Carry what can be read of a damaged study to a new file."""
    from framework.rescue import rescue as carry

    say(carry(Path(args.study), Path(args.out)).words())


def line_of(copy: Backup) -> str:
    """Describe a copy in one line."""
    from framework.backups import WORDS
    from framework.ciphering import looks_encrypted

    made = datetime.fromisoformat(copy.at).astimezone()  # as the clock here shows it
    when = f"{made:%Y-%m-%d %H:%M}, {WORDS.get(copy.why, copy.why)}"
    if not copy.readable:
        why = "; it may have an earlier passphrase" if looks_encrypted(copy.path) else ""
        return f"{when}, {size_of(copy.size)}: cannot be read as a study{why}"
    return (
        f"{when}, {size_of(copy.size)}: {counted(copy.transcripts, 'transcript')}, "
        f"{counted(copy.codings, 'coding')}, {counted(copy.cells, 'written cell')}; last step "
        f"“{copy.step or 'none'}”"
    )


def size_of(number: int) -> str:
    """Say a size in words: `340 kB`, `1.6 MB`."""
    return f"{number / 1_000_000:.1f} MB" if number >= 1_000_000 else f"{number // 1000} kB"


def _restore(args: Namespace, copies: list[Backup]) -> None:
    """Write the copy of that number to a new file."""
    from framework.restoring import restore

    if not args.out:
        raise RefusedError("Say with --out which new file the copy is written to; nothing was.")
    if not 1 <= args.restore <= len(copies):
        raise RefusedError(
            f"There is no copy {args.restore} of {args.study}; there are {len(copies)}. Nothing "
            "was restored."
        )
    copy = copies[args.restore - 1]
    restore(copy.path, Path(args.out))
    say(f"Wrote {args.out}, as the study was on {line_of(copy)}.")


def _there(args: Namespace) -> Path:
    """Give the path of a study, or say that there is none."""
    from framework.engine import recognise
    from framework.whereabouts import refuse_nothing

    path = Path(args.study)
    refuse_nothing(path)
    recognise(path)
    return path
