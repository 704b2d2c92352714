"""Write memos in the margin of transcripts and about cells, and the summaries of cases."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.edits.cells import pair_name
from framework.edits.coding_rows import place_of
from framework.errors import NotFoundError, RefusedError
from framework.queries.cases import case_by_id
from framework.queries.transcripts import text_of
from framework.rules.passages import trimmed
from framework.schema import Memo
from framework.study import Study, now

SUMMARY, CELL = "case summary", "cell"


def write_margin_memo(study: Study, transcript_id: int, start: int, end: int, text: str) -> int:
    """Write a memo about the passage `[start, end)`, in code points; return its id."""
    with study.read() as reading:
        body = text_of(reading, transcript_id)
        start, end = trimmed(body, max(start, 0), min(end, len(body)))
        if start >= end or not text.strip():
            raise RefusedError("No memo was written: there is no text selected, or none typed.")
        place = place_of(reading, transcript_id, start, end)
    with study.step(f"Write a memo at {place}") as session:
        memo = Memo(transcript_id=transcript_id, start=start, end=end, kind="margin", text=text,
                    coder_id=study.coder_id(session), created=now())  # fmt: skip
        session.add(memo)
        session.flush()
        return memo.id


def rewrite_memo(study: Study, memo_id: int, text: str) -> None:
    """Change what a memo says; an empty one is taken away."""
    with study.step("Rewrite a memo", merge=f"rewrite:{memo_id}") as session:
        memo = session.get(Memo, memo_id)
        if memo is None:
            raise NotFoundError("That memo is no longer in the study; nothing was changed.")
        if text.strip():
            memo.text = text
        else:
            session.delete(memo)


def write_case_summary(study: Study, case_id: int, text: str) -> None:
    """Write the half page that sums up a case; an empty one is taken away."""
    with study.read() as reading:
        name = case_by_id(reading, case_id).name
    with study.step(f"Sum up {name}", merge=f"sum up:{case_id}") as session:
        _write(study, session, text, case_id=case_id, kind=SUMMARY)


def write_cell_memo(
    study: Study, case_id: int, theme_id: int, text: str, *, source: object | None = None
) -> None:
    """Write what the coder at work thinks about a cell; an empty memo is taken away."""
    label = f"Write a memo on {pair_name(study, case_id, theme_id)}"
    merge = f"memo:{case_id}:{theme_id}"
    with study.step(label, merge=merge, source=source) as session:
        about = {"case_id": case_id, "theme_id": theme_id, "coder_id": study.coder_id(session)}
        _write(study, session, text, kind=CELL, **about)


def _write(study: Study, session: Session, text: str, **about: int | str) -> None:
    """Write the one memo about something; an empty one is taken away."""
    memo = session.scalar(select(Memo).filter_by(**about))
    if memo is not None and text.strip():
        memo.text = text
    elif memo is not None:
        session.delete(memo)
    elif text.strip():
        by = {"coder_id": study.coder_id(session)}
        session.add(Memo(**by | about, text=text, created=now()))
