"""Check the quotations of summaries, and check them again when what is behind them changes."""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from framework.queries.corrections import wording_of
from framework.rules.notation import quotations
from framework.rules.quotations import comparable, stands_in
from framework.schema import Cell, Citation

_QUOTES = "(instr(text, '\"') OR instr(text, '“'))"
_SPOKEN = """
SELECT case_id, transcript_id FROM attribution
UNION SELECT p.parent_id, a.transcript_id
FROM attribution a JOIN case_parent p ON p.case_id = a.case_id
"""
_OF_CASES = f"SELECT id FROM cell WHERE case_id IN :ids AND {_QUOTES}"  # noqa: S608 - our own
_CITING = f"""
SELECT id FROM cell WHERE id IN (SELECT cell_id FROM citation WHERE transcript_id = :transcript)
AND {_QUOTES}
"""  # noqa: S608 - our own pieces


class Quotations:
    """Hold transcripts made comparable, each read once: as it came, and as it is corrected."""

    def __init__(self, session: Session) -> None:
        """Begin with none."""
        self._session = session
        self._bodies: dict[int, tuple[str, ...]] = {}

    def misquoted(self, summary: str, transcript_ids: Collection[int]) -> str:
        """List, as JSON, the quotations of a summary that stand in none of these transcripts."""
        quoted = quotations(summary)
        if not quoted:
            return ""
        bodies = [body for key in sorted(transcript_ids) for body in self._of(key)]
        found = [quote for quote in quoted if not any(stands_in(quote, body) for body in bodies)]
        return json.dumps(found, ensure_ascii=False) if found else ""

    def _of(self, transcript_id: int) -> tuple[str, ...]:
        """Give a transcript's wordings, made comparable once."""
        if transcript_id not in self._bodies:
            wording = wording_of(self._session, transcript_id)
            both = dict.fromkeys((wording.frozen, wording.shown))
            self._bodies[transcript_id] = tuple(comparable(body) for body in both)
        return self._bodies[transcript_id]


@contextmanager
def rechecking(session: Session, transcript_id: int | None = None) -> Iterator[None]:
    """Check again, at the end, the cells of cases that speak in other transcripts than before.

    Where what a transcript says is changed, the cells behind which it stands are checked too.
    """
    before = _spoken(session)
    cases = {case for case, said in before.items() if transcript_id in said}
    citing = session.execute(text(_CITING), {"transcript": transcript_id}).scalars().all()
    yield
    session.flush()
    after = _spoken(session)
    cases |= {case for case in before.keys() | after.keys() if before.get(case) != after.get(case)}
    statement = text(_OF_CASES).bindparams(bindparam("ids", expanding=True))
    theirs = session.execute(statement, {"ids": sorted(cases)}).scalars().all()
    check_again(session, sorted({*citing, *theirs}))


def check_again(session: Session, cell_ids: Sequence[int]) -> None:
    """Check the quotations of cells against what they cite and what their cases say."""
    if not cell_ids:
        return
    session.flush()
    checker, spoken = Quotations(session), _spoken(session)
    for at in range(0, len(cell_ids), 500):
        ids = cell_ids[at : at + 500]
        cited: dict[int, set[int]] = {}
        for cell_id, transcript_id in session.execute(
            select(Citation.cell_id, Citation.transcript_id).where(Citation.cell_id.in_(ids))
        ).tuples():
            cited.setdefault(cell_id or 0, set()).add(transcript_id)
        for cell in session.scalars(select(Cell).where(Cell.id.in_(ids))).all():
            behind = cited.get(cell.id, set()) | spoken.get(cell.case_id, set())
            cell.misquoted = checker.misquoted(cell.text, behind)
    session.flush()


def _spoken(session: Session) -> dict[int, set[int]]:
    """Tell in which transcripts each case speaks, or a case that belongs to it."""
    found: dict[int, set[int]] = {}
    for case_id, transcript_id in session.execute(text(_SPOKEN)).tuples().all():
        found.setdefault(case_id, set()).add(transcript_id)
    return found
