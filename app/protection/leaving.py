"""Write a layout to a file, the one way in which words leave a study, and note that they did."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from exports import Options, export
from exports.holding import Held, held_in
from framework.edits.past_exports import note_export
from framework.errors import StudyFileError
from framework.passphrases import is_encrypted
from framework.progress import Progress
from framework.queries.past_exports import guids_of
from framework.study import Session, Study

_SILENT = Progress()


class Left(NamedTuple):
    """Say which file was written; `not_noted` tells why the study could not note it, or is "".

    `open_to_all` says of a file from an encrypted study that the file is not encrypted, `locked`
    that it asks for a password.
    """

    path: Path
    not_noted: str = ""
    open_to_all: str = ""
    locked: bool = False

    @property
    def written(self) -> str:
        """Say that the file is written, and what the person has to know of it."""
        asks = " and asks for its password" if self.locked else ""
        return self.said(f"{self.path.name} is written{asks}.")

    def said(self, text: str) -> str:
        """Add to a sentence what the person has to know of the file."""
        return " ".join(part for part in (text, self.open_to_all, self.not_noted) if part)


def write_out(
    study: Study,
    layout: str,
    path: Path,
    options: Options,
    progress: Progress = _SILENT,
    decision: Mapping[str, object] | None = None,
    *,
    password: str = "",
) -> Left:
    """Write a layout to `path` and note it: its digest, and whose words it holds.

    `decision` is what the disclosure check found and what was decided. A study that may only be
    read is exported all the same. It is written as the coder at work may see it. With a `password`
    a Word or Excel file is encrypted.
    """
    options = replace(options, coder=options.coder or study.coder)
    with study.read() as session:
        made = export(session, layout, path, options, progress, password=password)
        cases, transcripts = _guids(session, held_in(made, session))
    left = _noted(study, layout, path, (cases, transcripts), decision)
    if password:
        return left._replace(locked=True)
    if not is_encrypted(study.path):
        return left
    return left._replace(open_to_all="The file itself is not encrypted, as the study is.")


def _guids(session: Session, held: Held) -> tuple[list[str], list[str]]:
    """Give the lasting names of the cases and transcripts that a report holds."""
    return guids_of(session, "case", held.cases), guids_of(session, "transcript", held.transcripts)


def _noted(
    study: Study,
    layout: str,
    path: Path,
    used: tuple[Collection[str], Collection[str]],
    decision: Mapping[str, object] | None,
) -> Left:
    """Note a file that is written; say so where the study cannot be changed."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    try:
        note_export(study, layout, path.name, digest, cases=used[0], transcripts=used[1],
                    decision=decision)  # fmt: skip
    except StudyFileError as problem:
        return Left(path, f"It was not noted in the study: {problem}")
    return Left(path)
