"""Add, rename and remove transcripts."""

import unicodedata
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, TypeVar

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from framework.drafts import TranscriptDraft
from framework.edits.citing import kind_of
from framework.edits.joint_texts import write_out_of_rows
from framework.edits.quoting import rechecking
from framework.errors import NotFoundError, RefusedError
from framework.ingest import Frozen, first_words, freeze_documents, turn_counts
from framework.progress import Progress
from framework.queries.charts import citations_of
from framework.rules.locators import Locator, to_typed
from framework.schema import (
    Attribution,
    Cell,
    Citation,
    Document,
    OwnCell,
    Speaker,
    StudyCase,
    Synthesis,
    Transcript,
    new_guid,
)
from framework.study import Study

_SILENT = Progress()
_Text = TypeVar("_Text", Cell, OwnCell, Synthesis)


def import_transcripts(
    study: Study, drafts: Sequence[TranscriptDraft], progress: Progress = _SILENT
) -> list[int]:
    """Add transcripts as one step, all or none; return their ids in order.

    A name that is taken gets a number, "S01 (2)". The very same file twice is refused.
    """
    label = f"Import {drafts[0].name}" if len(drafts) == 1 else f"Import {len(drafts)} transcripts"
    rows = sum(len(draft.paragraphs) for draft in drafts)
    with study.step(label, rows=rows) as session:
        there = _There(session)
        return there.add(session, drafts, freeze_documents(session, drafts, progress))


def attribute_added(study: Study, given: Sequence[tuple[int, int | None, str]]) -> None:
    """Attribute transcripts just added, or speakers by their place in the list, to cases by name.

    Each is a transcript's id, a place or None for the whole transcript, and the name of a case.
    """
    with study.step("Attribute speakers") as session, rechecking(session):
        cases = {name.lower(): case for name, case in session.execute(
            select(StudyCase.name, StudyCase.id)).tuples()}  # fmt: skip
        gone = next((case for *_, case in given if case.lower() not in cases), None)
        if gone is not None:
            raise NotFoundError(f"There is no case called “{gone}” any more; nothing was added.")
        speakers = {tuple(at): speaker for *at, speaker in session.execute(
            select(Speaker.transcript_id, Speaker.ordinal, Speaker.id)).tuples()}  # fmt: skip
        rows = [
            {"transcript_id": transcript_id, "case_id": cases[case.lower()],
             "speaker_id": None if place is None else speakers[transcript_id, place]}
            for transcript_id, place, case in given
        ]  # fmt: skip
        if rows:
            session.execute(insert(Attribution), rows)


def rename_transcript(study: Study, transcript_id: int, name: str) -> None:
    """Rename a transcript; every locator prints the new name."""
    wanted = _plain(name)
    if not wanted:
        raise RefusedError("A transcript needs a name; the old one was kept.")
    with study.step(f"Rename transcript to {wanted}") as session:
        taken = session.scalar(
            select(Transcript.id).where(func.lower(Transcript.name) == wanted.lower())
        )
        if taken not in (None, transcript_id):
            raise RefusedError(f"Another transcript is called {wanted}; the old name was kept.")
        _get(session, transcript_id).name = wanted


def remove_transcript(study: Study, transcript_id: int) -> None:
    """Remove a transcript with its codings; undo brings all of it back.

    Locators that lead to it stay in the summaries as they read.
    """
    with study.step("Remove transcript") as session, rechecking(session, transcript_id):
        _get(session, transcript_id)
        _write_out_locators(session, Cell, transcript_id)
        _write_out_locators(session, OwnCell, transcript_id)
        _write_out_locators(session, Synthesis, transcript_id)
        write_out_of_rows(session, transcript_id=transcript_id)
        session.execute(delete(Transcript).where(Transcript.id == transcript_id))


def set_role(study: Study, speaker_id: int, role: str) -> None:
    """Say whether a speaker is the interviewer, a participant, other or unknown."""
    with study.step(f"Set role to {role}") as session:
        speaker = session.get(Speaker, speaker_id)
        if speaker is None:
            raise NotFoundError("That speaker is no longer in the study; nothing was changed.")
        speaker.role = role


def _write_out_locators(session: Session, table: type[_Text], transcript_id: int) -> None:
    """Turn what leads to a transcript back into what an analyst types, in the texts of a table."""
    of = kind_of(table)
    citing = select(getattr(Citation, f"{of}_id")).where(Citation.transcript_id == transcript_id)
    texts = session.scalars(select(table).where(table.id.in_(citing))).all()
    cited = citations_of(session, [row.id for row in texts], quotes=False, of=of)
    locators = {
        row.token: Locator(row.transcript, row.first, row.last)
        for row in cited.values()
        if row.transcript_id == transcript_id
    }
    for row in texts:
        row.text = to_typed(row.text, locators)
    session.flush()


class _There:
    """Hold what transcripts a study has, read once for all that are added."""

    def __init__(self, session: Session) -> None:
        """Read their names, and the digests of their files."""
        rows = session.execute(
            select(Transcript.name, Transcript.position, Document.sha256).join(
                Document, Document.id == Transcript.document_id
            )
        ).all()
        self._names = {row.name.lower() for row in rows}
        self._files = {row.sha256: row.name for row in rows}
        self._last = max((row.position for row in rows), default=0)

    def add(
        self, session: Session, drafts: Sequence[TranscriptDraft], documents: Sequence[Frozen]
    ) -> list[int]:
        """Add transcripts with their speakers after those that are there; return their ids."""
        before, made = self._last, []
        for draft, document in zip(drafts, documents, strict=True):
            name, position = self._place(draft, document.sha256)
            made.append({"guid": new_guid(), "name": name, "document_id": document.id,
                         "position": position})  # fmt: skip
        if made:
            session.execute(insert(Transcript), made)
        added = select(Transcript.id).where(Transcript.position > before)
        ids = list(session.scalars(added.order_by(Transcript.position)))
        rows = [
            {"transcript_id": transcript_id, "guid": new_guid(), **row}
            for transcript_id, draft in zip(ids, drafts, strict=True)
            for row in speaker_rows(draft)
        ]
        if rows:
            session.execute(insert(Speaker), rows)
        return ids

    def _place(self, draft: TranscriptDraft, digest: str) -> tuple[str, int]:
        """Give a new transcript its name and position; refuse a file that is there already."""
        if digest in self._files:
            raise RefusedError(
                f"{draft.name} is in this study already, as {self._files[digest]}; nothing was "
                "added."
            )
        name = self._free_name(draft.name)
        self._names.add(name.lower())
        self._files[digest] = name
        self._last += 1
        return name, self._last

    def _free_name(self, name: str) -> str:
        """Give a transcript's name from its file's, numbered when that name is taken."""
        stem = _plain(PurePath(name).stem) or "Transcript"
        tried, count = stem, 1
        while tried.lower() in self._names:
            count += 1
            tried = f"{stem} ({count})"
        return tried


def speaker_rows(draft: TranscriptDraft) -> list[dict[str, Any]]:
    """Describe the speakers of a draft as they are kept, in the order of its list."""
    turns = turn_counts(draft.paragraphs, len(draft.speakers))
    begins = first_words(draft)
    return [
        {
            "ordinal": ordinal,
            "label": speaker.name,
            "role": speaker.role,
            "turns": turns[ordinal],
            "first_words": begins.get(ordinal, ""),
        }
        for ordinal, speaker in enumerate(draft.speakers)
    ]


def _plain(name: str) -> str:
    """Take out of a name the signs that locators are written with, and compose its accents."""
    whole = unicodedata.normalize("NFC", name)
    return " ".join("".join(" " if sign in "[]¶⟦⟧" else sign for sign in whole).split())


def _get(session: Session, transcript_id: int) -> Transcript:
    """Find a transcript in a step."""
    transcript = session.get(Transcript, transcript_id)
    if transcript is None:
        raise NotFoundError("That transcript is no longer in the study; nothing was changed.")
    return transcript
