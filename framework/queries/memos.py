"""Ask for memos in the margin of transcripts, and for the summaries of cases."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.placing import Places
from framework.schema import Coder, Memo, Transcript


class MemoRow(NamedTuple):
    """Give a memo about `[start, end)` of a transcript, and the first and last ¶ it touches."""

    id: int
    start: int
    end: int
    first: int
    last: int
    text: str
    coder: str
    created: str


def margin_memos(session: Session, transcript_id: int) -> list[MemoRow]:
    """List the memos in the margin of a transcript, comments among them, in order of its text."""
    rows = session.execute(
        select(Memo.id, Memo.start, Memo.end, Memo.text, Coder.name, Memo.created)
        .join(Coder, Coder.id == Memo.coder_id)
        .where(Memo.transcript_id == transcript_id, Memo.kind.in_(("margin", "comment")))
        .order_by(Memo.start, Memo.end, Memo.id)
    ).all()
    if not rows:
        return []
    document_id = session.scalars(
        select(Transcript.document_id).where(Transcript.id == transcript_id)
    ).one()
    places = Places(session, [document_id])
    found = []
    for memo_id, start, end, words, coder, created in rows:
        place = places.of(transcript_id, document_id, start or 0, end or 0)
        found.append(
            MemoRow(memo_id, start or 0, end or 0, place.first, place.last, words, coder, created)
        )
    return found


def case_summary(session: Session, case_id: int) -> str:
    """Give the summary of a case, "" where none is written."""
    return case_summaries(session).get(case_id, "")


def case_summaries(session: Session) -> dict[int, str]:
    """Map the ids of cases to their summaries, where they have one."""
    rows = session.execute(select(Memo.case_id, Memo.text).where(Memo.kind == "case summary"))
    return {case_id: words for case_id, words in rows if case_id is not None}
