"""Correct what a frozen transcript reads as, and take corrections back."""

import unicodedata
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from framework.edits.coding_rows import place_of
from framework.edits.quoting import rechecking
from framework.errors import NotFoundError, RefusedError
from framework.queries.transcripts import text_of, transcript_by_id
from framework.rules.corrections import Wording
from framework.schema import Correction, Paragraph
from framework.study import Study, now

_KEPT = "The text reads as it did."
_SHOWN = 24

Span = tuple[int, int]


def correct(
    study: Study, transcript_id: int, start: int, end: int, text: str, reason: str = ""
) -> int:
    """Let `[start, end)` of a transcript, in code points, read as `text`; return the correction.

    The frozen text and every offset stay. The same stretch again gives the correction another
    wording; the wording that the text came with takes it back, and 0 is returned.
    """
    wanted = unicodedata.normalize("NFC", text)
    with study.read() as reading:
        body = text_of(reading, transcript_by_id(reading, transcript_id).id)
        _refuse_wording(body, (start, end), wanted)
        label = f"Correct {place_of(reading, transcript_id, start, end)}"
    change = f"{label}: “{_short(body[start:end])}” → “{_short(wanted)}”"
    with study.step(change) as session, rechecking(session, transcript_id):
        paragraph = _paragraph(session, transcript_id, (start, end))
        there = _corrections(session, transcript_id, paragraph)
        same = next((row for row in there if (row.start, row.end) == (start, end)), None)
        _refuse_overlap([row for row in there if row is not same], (start, end))
        if wanted == body[start:end]:
            _take_back(session, same)
            made = 0
        else:
            made = _put(study, session, same, transcript_id, (start, end), wanted, reason)
        _put_context(session, transcript_id, body, paragraph)
    return made


def take_back_correction(study: Study, correction_id: int) -> None:
    """Let a corrected stretch read again as it came."""
    with study.read() as reading:
        row = _get(reading, correction_id)
        place = place_of(reading, row.transcript_id, row.start, row.end)
    with study.step(f"Take back the correction at {place}") as session:
        row = _get(session, correction_id)
        with rechecking(session, row.transcript_id):
            transcript_id, span = row.transcript_id, (row.start, row.end)
            body = text_of(session, transcript_id)
            paragraph = _paragraph(session, transcript_id, span)
            _take_back(session, row)
            _put_context(session, transcript_id, body, paragraph)


def renew_contexts(session: Session, transcript_id: int) -> None:
    """Let the corrections of a transcript be searched as its paragraphs read now."""
    rows = session.scalars(select(Correction).where(Correction.transcript_id == transcript_id))
    listed = rows.all()
    wording = Wording(text_of(session, transcript_id), listed)
    for row in listed:
        paragraph = _paragraph(session, transcript_id, (row.start, row.end))
        begin, end = (wording.to_shown(place) for place in paragraph)
        row.context = wording.shown[begin:end]
    session.flush()


def _put(
    study: Study,
    session: Session,
    same: Correction | None,
    transcript_id: int,
    span: Span,
    wanted: str,
    reason: str,
) -> int:
    """Write a correction, or write one anew; return its id."""
    row = same or Correction(transcript_id=transcript_id, start=span[0], end=span[1], context="")
    row.coder_id, row.created = study.coder_id(session), now()
    row.text, row.reason = wanted, " ".join(reason.split())
    session.add(row)
    session.flush()
    return row.id


def _take_back(session: Session, row: Correction | None) -> None:
    """Remove a correction, if there is one."""
    if row is not None:
        session.execute(delete(Correction).where(Correction.id == row.id))


def _put_context(session: Session, transcript_id: int, body: str, paragraph: Span) -> None:
    """Give all corrections of a paragraph what it reads as now; refuse an empty one."""
    rows = _corrections(session, transcript_id, paragraph)
    wording = Wording(body, rows)
    begin, end = (wording.to_shown(place) for place in paragraph)
    if not wording.shown[begin:end].strip():
        raise RefusedError(f"A paragraph cannot be corrected to nothing. {_KEPT}")
    for row in rows:
        row.context = wording.shown[begin:end]
    session.flush()


def _refuse_wording(body: str, span: Span, wanted: str) -> None:
    """Refuse a stretch or a wording that cannot be."""
    start, end = span
    if not 0 <= start < end <= len(body):
        raise RefusedError(f"Select the words to be corrected first. {_KEPT}")
    if len(f"{wanted}.".splitlines()) > 1 or "\x00" in wanted:
        raise RefusedError(
            f"A correction is one line: it cannot make a new paragraph, since ¶ numbers never "
            f"change. {_KEPT}"
        )


def _refuse_overlap(others: Sequence[Correction], span: Span) -> None:
    """Refuse a stretch that is corrected in part already."""
    for row in others:
        if row.start < span[1] and row.end > span[0]:
            raise RefusedError(
                f"Part of this is corrected already, to “{_short(row.text)}”. Take that back "
                f"first, or correct the very same words. {_KEPT}"
            )


def _paragraph(session: Session, transcript_id: int, span: Span) -> Span:
    """Find the paragraph that holds a stretch; refuse one that goes beyond it."""
    document_id = transcript_by_id(session, transcript_id).document_id
    row = session.execute(
        select(Paragraph.start, Paragraph.end).where(
            Paragraph.document_id == document_id,
            Paragraph.start <= span[0],
            Paragraph.end >= span[1],
        )
    ).first()
    if row is None:
        raise RefusedError(
            f"A correction stays within one paragraph; correct each by itself. {_KEPT}"
        )
    return row.start, row.end


def _corrections(session: Session, transcript_id: int, paragraph: Span) -> Sequence[Correction]:
    """List the corrections of a paragraph in order."""
    return session.scalars(
        select(Correction)
        .where(
            Correction.transcript_id == transcript_id,
            Correction.start >= paragraph[0],
            Correction.end <= paragraph[1],
        )
        .order_by(Correction.start)
    ).all()


def _get(session: Session, correction_id: int) -> Correction:
    """Find a correction."""
    row = session.get(Correction, correction_id)
    if row is None:
        raise NotFoundError("That correction is no longer in the study; nothing was changed.")
    return row


def _short(words: str) -> str:
    """Cut words short for a label."""
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
