"""Ask for memos in the margin of transcripts and about cells, and for the summaries of cases."""

from collections.abc import Sequence
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


class CellMemoRow(NamedTuple):
    """Give what one analyst noted about a cell."""

    id: int
    case_id: int
    theme_id: int
    coder: str
    text: str
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


def cell_memos(
    session: Session, case_ids: Sequence[int], theme_ids: Sequence[int]
) -> dict[tuple[int, int], tuple[CellMemoRow, ...]]:
    """Map cells, by case and theme, to the memos about them, in the order of the analysts."""
    found: dict[tuple[int, int], tuple[CellMemoRow, ...]] = {}
    for row in session.execute(
        select(Memo.id, Memo.case_id, Memo.theme_id, Coder.name, Memo.text, Memo.created)
        .join(Coder, Coder.id == Memo.coder_id)
        .where(Memo.kind == "cell", Memo.case_id.in_(case_ids), Memo.theme_id.in_(theme_ids))
        .order_by(Coder.id)
    ).tuples():
        memo = CellMemoRow(row[0], row[1] or 0, row[2] or 0, *row[3:])
        pair = (memo.case_id, memo.theme_id)
        found[pair] = (*found.get(pair, ()), memo)
    return found
