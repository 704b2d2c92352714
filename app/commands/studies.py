"""Make a study, undo and redo in it, search it, check it."""

from argparse import Namespace
from collections import Counter
from pathlib import Path

from app.commands.opening import answer, counted, opened, say
from app.commands.passphrases import PASSPHRASE, new_passphrase
from framework.errors import StudyFileError
from framework.study import Study


def new(args: Namespace) -> None:
    """Make an empty study."""
    told = new_passphrase(PASSPHRASE) if args.encrypt else ""
    study = Study.create(Path(args.study), title=args.title or "", passphrase=told)
    title = study.title
    study.close()
    say(f"Made {args.study}: {title}.")


def undo(args: Namespace) -> None:
    """Take back the latest step."""
    with opened(args) as study:
        changes = study.undo()
    say(f"Undid “{changes.label}”." if changes else "There is nothing to undo.")


def redo(args: Namespace) -> None:
    """Do the step that was undone last again."""
    with opened(args) as study:
        changes = study.redo()
    say(f"Redid “{changes.label}”." if changes else "There is nothing to redo.")


def search(args: Namespace) -> None:
    """Find words in transcripts, summaries and memos."""
    from framework.queries.search import OFF, ON
    from framework.queries.search import search as find

    with opened(args, reading=True) as study, study.read() as session:
        hits = find(session, args.text)
    if args.json:
        answer(
            [
                {
                    "kind": hit.kind,
                    "name": hit.name,
                    "paragraph": hit.n,
                    "start": hit.place,
                    "snippet": hit.snippet.replace(ON, "").replace(OFF, ""),
                }
                for hit in hits
            ]
        )
        return
    for hit in hits:
        place = f" ¶{hit.n}" if hit.n else ""
        say(f"{hit.name}{place}  {hit.snippet.replace(ON, '**').replace(OFF, '**')}")
    say(counted(len(hits), "place") + " found.")


def check(args: Namespace) -> None:
    """Look for damage in the file, in every link in it and in the record of its steps."""
    from framework.queries.chain import verify
    from framework.queries.soundness import faults

    with opened(args, reading=True) as study, study.read() as session:
        report = verify(session)
        found = [*faults(session), *report.broken]
    if found:
        raise StudyFileError(f"{args.study} is not sound: {' '.join(found)}")
    say(f"{args.study} is sound.")
    if report.steps:
        say(f"Its record of {counted(report.steps, 'step')} is whole and ends in {report.head}.")
    for reason, many in Counter(removal.reason for removal in report.removed).items():
        say(f"Something was lawfully removed from {counted(many, 'step')}: {reason}.")
