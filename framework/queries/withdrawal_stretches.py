"""Find what a participant said: whole transcripts, or their turns in a talk with others."""

import json
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from framework.errors import RefusedError
from framework.queries.attributions import speaking
from framework.queries.cases import CaseRow
from framework.queries.corrections import wording_of
from framework.schema import (
    Attribution,
    Document,
    Paragraph,
    Speaker,
    StudyCase,
    Transcript,
)

_FORMERLY = """
SELECT before FROM change WHERE table_name = 'attribution' AND op = 'D'
AND json_extract(before, '$.case_id') = :case
"""
_TEXTS_BEFORE = """
SELECT DISTINCT json_extract(before, '$.document_id') FROM change
WHERE table_name = 'transcript' AND before IS NOT NULL AND row_id = :transcript
"""

Span = tuple[int, int]


class Said(NamedTuple):
    """Say what somebody said in a transcript; `whole` where nobody else takes part.

    `spans` are their stretches, each within one paragraph, and `paragraphs` the ¶ of these.
    """

    transcript_id: int
    name: str
    document_id: int
    whole: bool
    spans: tuple[Span, ...]
    paragraphs: frozenset[int]

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a stretch holds any of it."""
        return self.whole or any(start < stop and end > begin for begin, stop in self.spans)

    def holds(self, start: int, end: int) -> bool:
        """Tell whether a stretch holds nothing else, save what stands between paragraphs."""
        if self.whole:
            return True
        within = sorted(span for span in self.spans if span[0] < end and span[1] > start)
        edge = start
        for begin, stop in within:
            if begin > edge + 1:
                return False
            edge = max(edge, stop)
        return bool(within) and edge >= end


def refuse_site(case: CaseRow) -> None:
    """Refuse to withdraw a site, whose data of before stay."""
    if case.kind == "site":
        raise RefusedError(
            f"{case.name} is a site: what was collected before a site withdraws is kept. "
            "Withdraw its participants one by one; nothing was changed."
        )


def said_by(session: Session, case_id: int) -> list[Said]:
    """List what a participant said, transcript by transcript."""
    ids = session.scalars(
        select(Attribution.transcript_id).where(Attribution.case_id == case_id).distinct()
    )
    rows = session.execute(
        select(Transcript.id, Transcript.name, Transcript.document_id)
        .where(Transcript.id.in_(ids.all()))
        .order_by(Transcript.position)
    ).tuples()
    found = [_said(session, case_id, *row) for row in rows.all()]
    return [said for said in found if said.spans]


def transcripts_once(session: Session, case_id: int) -> dict[int, set[int]]:
    """Map transcripts that were removed, in which a participant spoke, to their documents."""
    kept = set(session.scalars(select(Transcript.id)))
    gone = {
        json.loads(before)["transcript_id"]
        for before in session.execute(text(_FORMERLY), {"case": case_id}).scalars()
    } - kept
    return {key: texts_before(session, key) for key in sorted(gone)}


def texts_before(session: Session, transcript_id: int) -> set[int]:
    """List the documents that a transcript had before, by id."""
    rows = session.execute(text(_TEXTS_BEFORE), {"transcript": transcript_id}).scalars()
    return {document for document in rows if document is not None}


def words_of(session: Session, said: Said) -> list[str]:
    """Give what somebody said in a transcript, as it came and as it is corrected."""
    wording = wording_of(session, said.transcript_id)
    if said.whole:
        return [wording.frozen, wording.shown]
    return [words for span in said.spans for words in
            {wording.frozen[slice(*span)], wording.between(*span)}]  # fmt: skip


def words_of_others(session: Session, theirs: list[Said]) -> list[str]:
    """Give what everybody else said, transcript by transcript."""
    mine = {said.transcript_id: said for said in theirs}
    found = []
    rows = session.execute(
        select(Transcript.id, Document.text).join(Document, Document.id == Transcript.document_id)
    )
    for transcript_id, body in rows.tuples():
        said = mine.get(transcript_id)
        if said is None:
            found.append(body)
        elif not said.whole:
            edges = [0, *(place for span in said.spans for place in span), len(body)]
            found += [body[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return found


def _said(session: Session, case_id: int, transcript_id: int, name: str, document_id: int) -> Said:
    """Find what somebody said in one transcript."""
    rows = speaking(session, transcript_id)
    mine = [(row.start, row.end) for row in rows if row.case_id == case_id]
    people = set(session.scalars(select(StudyCase.id).where(StudyCase.kind != "site")))
    others = any(row.case_id in people - {case_id} for row in rows)
    spans, numbers, strangers = list[Span](), set[int](), False
    asking = _interviewers(session, transcript_id)
    for n, start, end, speaker in _paragraphs(session, document_id):
        here = [(max(start, a), min(end, b)) for a, b in mine if a < end and b > start]
        spans += here
        numbers |= {n} if here else set()
        strangers |= not here and speaker is not None and speaker not in asking
    whole = bool(spans) and not others and not strangers
    return Said(transcript_id, name, document_id, whole, _merged(spans), frozenset(numbers))


def _paragraphs(session: Session, document_id: int) -> list[tuple[int, int, int, int | None]]:
    """Read the paragraphs of a document: ¶, start, end, speaker."""
    rows = session.execute(
        select(Paragraph.n, Paragraph.start, Paragraph.end, Paragraph.speaker)
        .where(Paragraph.document_id == document_id)
        .order_by(Paragraph.n)
    )
    return list(rows.tuples())


def _interviewers(session: Session, transcript_id: int) -> set[int]:
    """List who asks the questions, by their place in the list of speakers."""
    return set(
        session.scalars(
            select(Speaker.ordinal).where(
                Speaker.transcript_id == transcript_id, Speaker.role == "interviewer"
            )
        )
    )


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Join stretches that overlap, in order; those that only touch stay apart."""
    found = list[Span]()
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
