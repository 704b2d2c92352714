"""Ask for transcripts: their text, paragraphs, turns and speakers."""

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from framework.errors import NotFoundError
from framework.queries.placing import Standing, standing
from framework.schema import (
    Attribution,
    Coding,
    Document,
    Paragraph,
    Speaker,
    StudyCase,
    Transcript,
)


class TranscriptRow(NamedTuple):
    """Describe a transcript; `left_out` and `remarks` are sentences from its import.

    `coded_to` is the last ¶ that is coded, 0 when none is.
    """

    id: int
    name: str
    format: str
    sha256: str
    words: int
    paragraphs: int
    codings: int
    coded_to: int
    document_id: int
    left_out: tuple[str, ...]
    remarks: tuple[str, ...]


class SpeakerRow(NamedTuple):
    """Describe one person who speaks in a transcript, and the cases that they speak for."""

    id: int
    transcript_id: int
    ordinal: int
    label: str
    role: str
    turns: int
    first_words: str
    cases: tuple[str, ...]


class ParagraphRow(NamedTuple):
    """Give one numbered paragraph; offsets in code points, `time` in seconds or None.

    `printed` is the line number that the source prints at its beginning, or "".
    """

    n: int
    start: int
    end: int
    text: str
    label: str | None
    speaker: str | None
    time: float | None
    kind: str
    printed: str = ""


class TurnRow(NamedTuple):
    """Give consecutive paragraphs by one speaker, by their first and last ¶."""

    speaker: str
    time: float | None
    first: int
    last: int


def list_transcripts(session: Session) -> list[TranscriptRow]:
    """List the transcripts in the study's order."""
    return [_row(row) for row in session.execute(_transcripts())]


def transcript_by_id(session: Session, transcript_id: int) -> TranscriptRow:
    """Give one transcript, or raise NotFoundError."""
    row = session.execute(_transcripts().where(Transcript.id == transcript_id)).first()
    if row is None:
        raise NotFoundError("That transcript is no longer in the study; nothing was changed.")
    return _row(row)


def transcript_named(session: Session, name: str) -> TranscriptRow:
    """Give the transcript of that name; case does not matter."""
    row = session.execute(
        _transcripts().where(func.lower(Transcript.name) == name.strip().lower())
    ).first()
    if row is None:
        raise NotFoundError(f"There is no transcript called “{name}” in this study.")
    return _row(row)


def order_of_transcripts(session: Session) -> list[int]:
    """List the ids of the transcripts in the study's order."""
    return list(session.scalars(select(Transcript.id).order_by(Transcript.position, Transcript.id)))


def text_of(session: Session, transcript_id: int) -> str:
    """Give the whole text of a transcript."""
    return session.scalars(
        select(Document.text)
        .join(Transcript, Transcript.document_id == Document.id)
        .where(Transcript.id == transcript_id)
    ).one()


def paragraphs_of(session: Session, transcript_id: int) -> list[ParagraphRow]:
    """List the paragraphs of a transcript, with the speaker that each resolves to."""
    body = text_of(session, transcript_id)
    names = {row.ordinal: row.label for row in _speaker_rows(session, [transcript_id])}
    return [
        ParagraphRow(
            n=row.n,
            start=row.start,
            end=row.end,
            text=body[row.start : row.end],
            label=row.label,
            speaker=None if row.speaker is None else names.get(row.speaker),
            time=None if row.time_ms is None else row.time_ms / 1000,
            kind=row.kind,
            printed=row.printed,
        )
        for row in session.execute(_paragraphs(transcript_id))
    ]


def paragraphs_near(
    session: Session, passages: Iterable[tuple[int, int, int]]
) -> dict[int, dict[int, ParagraphRow]]:
    """Give by transcript id and ¶ the paragraphs of passages, and those next to them.

    A passage is a transcript id with its first and last ¶; a speaker's label that stands alone is
    given together with the paragraph beyond it.
    """
    asked: dict[int, set[tuple[int, int]]] = {}
    for transcript_id, first, last in passages:
        asked.setdefault(transcript_id, set()).add((first, last))
    pairs_of_ids = select(Transcript.id, Transcript.document_id).where(Transcript.id.in_(asked))
    documents = dict(session.execute(pairs_of_ids).tuples().all())
    held = standing(session, set(documents.values()))
    bodies = texts_of(session, list(documents.values()))
    names = _labels(session, list(asked))
    found: dict[int, dict[int, ParagraphRow]] = {}
    for key, pairs in asked.items():
        listed = {row[1]: row for row in held[documents[key]][1]}
        body, labels = bodies[documents[key]], names.get(key, {})
        found[key] = {
            n: _paragraph(listed[n], body, labels) for n in _with_neighbours(listed, pairs)
        }
    return found


def _with_neighbours(
    listed: Mapping[int, Standing], pairs: Iterable[tuple[int, int]]
) -> Iterable[int]:
    """List the ¶ from the neighbour before to the neighbour after each pair."""
    wanted: set[int] = set()
    for first, last in pairs:
        before, after = first - 1, last + 1
        while before in listed and listed[before][7] == "label":
            before -= 1
        while after in listed and listed[after][7] == "label":
            after += 1
        wanted.update(range(before, after + 1))
    return wanted & listed.keys()


def _paragraph(row: Standing, body: str, names: Mapping[int, str]) -> ParagraphRow:
    """Shape a paragraph as it stands in its document."""
    start, n, end, speaker, label, time_ms, printed, kind, _document = row
    return ParagraphRow(
        n, start, end, body[start:end], label, None if speaker is None else names.get(speaker),
        None if time_ms is None else time_ms / 1000, kind, printed,
    )  # fmt: skip


def _labels(session: Session, transcript_ids: Sequence[int]) -> dict[int, dict[int, str]]:
    """Give the labels of speakers by transcript id and ordinal."""
    found: dict[int, dict[int, str]] = {}
    for transcript_id, ordinal, label in session.execute(
        select(Speaker.transcript_id, Speaker.ordinal, Speaker.label)
        .where(Speaker.transcript_id.in_(transcript_ids))
    ):  # fmt: skip
        found.setdefault(transcript_id, {})[ordinal] = label
    return found


def turns_of(session: Session, transcript_id: int) -> list[TurnRow]:
    """List the turns of a transcript: consecutive paragraphs by one speaker.

    A heading or a note inside what one person says does not end the turn.
    """
    turns: list[TurnRow] = []
    for row in paragraphs_of(session, transcript_id):
        if row.speaker is None:
            continue
        if turns and turns[-1].speaker == row.speaker:
            turns[-1] = turns[-1]._replace(last=row.n)
        else:
            turns.append(TurnRow(row.speaker, row.time, row.n, row.n))
    return turns


def speakers_of(session: Session, transcript_id: int) -> list[SpeakerRow]:
    """List the people who speak in a transcript, in order of their first words."""
    return speakers_by_transcript(session, [transcript_id]).get(transcript_id, [])


def speakers_by_transcript(
    session: Session, transcript_ids: Sequence[int] | None = None
) -> dict[int, list[SpeakerRow]]:
    """List the speakers of many transcripts at once, by transcript id."""
    cases: dict[int, list[str]] = {}
    for speaker_id, name in session.execute(
        select(Attribution.speaker_id, StudyCase.name)
        .join(StudyCase, StudyCase.id == Attribution.case_id)
        .where(Attribution.speaker_id.is_not(None))
        .order_by(StudyCase.position)
    ):
        cases.setdefault(speaker_id, []).append(name)
    found: dict[int, list[SpeakerRow]] = {}
    for row in _speaker_rows(session, transcript_ids):
        found.setdefault(row.transcript_id, []).append(
            SpeakerRow(
                row.id,
                row.transcript_id,
                row.ordinal,
                row.label,
                row.role,
                row.turns,
                row.first_words,
                tuple(cases.get(row.id, ())),
            )
        )
    return found


def cases_of_transcripts(session: Session) -> dict[int, list[str]]:
    """Name the cases to which each transcript as a whole is attributed."""
    found: dict[int, list[str]] = {}
    for transcript_id, name in session.execute(
        select(Attribution.transcript_id, StudyCase.name)
        .join(StudyCase, StudyCase.id == Attribution.case_id)
        .where(Attribution.speaker_id.is_(None), Attribution.start.is_(None))
        .order_by(StudyCase.position)
    ):
        found.setdefault(transcript_id, []).append(name)
    return found


def speaking_transcripts(session: Session, cases: Container[int] | None = None) -> set[int]:
    """Tell which transcripts speak for a case, or for one of these, as a whole or in part."""
    pairs = session.execute(select(Attribution.transcript_id, Attribution.case_id).distinct())
    return {key for key, case_id in pairs if cases is None or case_id in cases}


def texts_of(session: Session, document_ids: Sequence[int]) -> dict[int, str]:
    """Give the texts of documents, by document id."""
    rows = session.execute(
        select(Document.id, Document.text).where(Document.id.in_(set(document_ids)))
    )
    return {row.id: row.text for row in rows}


def _transcripts() -> Select[Any]:
    """Select what a TranscriptRow holds."""
    codings = (
        select(func.count(Coding.id)).where(Coding.transcript_id == Transcript.id).scalar_subquery()
    )
    last_end = (
        select(func.max(Coding.end))
        .where(Coding.transcript_id == Transcript.id)
        .correlate(Transcript)
        .scalar_subquery()
    )
    coded_to = (
        select(func.max(Paragraph.n))
        .where(Paragraph.document_id == Transcript.document_id, Paragraph.start < last_end)
        .correlate(Transcript)
        .scalar_subquery()
    )
    return (
        select(
            Transcript.id, Transcript.name, Transcript.document_id, Document.format,
            Document.sha256, Document.words, Document.paragraph_count, Document.left_out,
            Document.remarks, codings.label("codings"), coded_to.label("coded_to"),
        )
        .join(Document, Document.id == Transcript.document_id)
        .order_by(Transcript.position, Transcript.id)
    )  # fmt: skip


def _row(row: Row[Any]) -> TranscriptRow:
    """Shape a selected row."""
    return TranscriptRow(
        id=row.id,
        name=row.name,
        format=row.format,
        sha256=row.sha256,
        words=row.words,
        paragraphs=row.paragraph_count,
        codings=row.codings,
        coded_to=row.coded_to or 0,
        document_id=row.document_id,
        left_out=tuple(json.loads(row.left_out)),
        remarks=tuple(json.loads(row.remarks)),
    )


def _paragraphs(transcript_id: int) -> Select[Any]:
    """Select the paragraphs of a transcript in order."""
    return (
        select(
            Paragraph.n, Paragraph.start, Paragraph.end, Paragraph.label, Paragraph.speaker,
            Paragraph.time_ms, Paragraph.kind, Paragraph.printed,
        )
        .join(Transcript, Transcript.document_id == Paragraph.document_id)
        .where(Transcript.id == transcript_id)
        .order_by(Paragraph.n)
    )  # fmt: skip


def _speaker_rows(session: Session, transcript_ids: Sequence[int] | None) -> Sequence[Speaker]:
    """Read speakers in order, of some transcripts or of all."""
    statement = select(Speaker).order_by(Speaker.transcript_id, Speaker.ordinal)
    if transcript_ids is not None:
        statement = statement.where(Speaker.transcript_id.in_(transcript_ids))
    return session.scalars(statement).all()
