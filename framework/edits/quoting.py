"""Check the quotations of summaries, and check them again when what is behind them changes."""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from framework.queries.corrections import wording_of
from framework.rules.notation import quotations
from framework.rules.quotations import comparable, stands_in
from framework.schema import Cell

_QUOTED = "SELECT id, case_id FROM cell WHERE instr(text, '\"') OR instr(text, '“')"
_CITED = (
    f"SELECT cell_id, transcript_id FROM citation WHERE cell_id IN (SELECT id FROM ({_QUOTED}))"  # noqa: S608 - our own pieces
)
_SPOKEN = """
SELECT case_id, transcript_id FROM attribution
UNION SELECT p.parent_id, a.transcript_id
FROM attribution a JOIN case_parent p ON p.case_id = a.case_id
"""


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
def rechecking(session: Session, corrected: int | None = None) -> Iterator[None]:
    """Check again, at the end, the cells behind which other transcripts stand than before.

    Where a transcript was `corrected`, the cells behind which it stands are checked too.
    """
    before = _behind(session)
    yield
    session.flush()
    after = _behind(session)
    concerned = {
        cell_id: behind for cell_id, behind in after.items()
        if behind != before.get(cell_id) or corrected in behind
    }  # fmt: skip
    _check(session, concerned)


def _check(session: Session, behind: Mapping[int, Collection[int]]) -> None:
    """Check the quotations of cells against the transcripts behind each."""
    if not behind:
        return
    checker = Quotations(session)
    for at in range(0, len(behind), 500):
        ids = list(behind)[at : at + 500]
        for cell in session.scalars(select(Cell).where(Cell.id.in_(ids))).all():
            cell.misquoted = checker.misquoted(cell.text, behind[cell.id])
    session.flush()


def _behind(session: Session) -> dict[int, frozenset[int]]:
    """Tell which transcripts stand behind each cell that quotes: those cited, and its case's."""
    cells = session.execute(text(_QUOTED)).tuples().all()
    if not cells:
        return {}
    cited: dict[int, set[int]] = {}
    for cell_id, transcript_id in session.execute(text(_CITED)).tuples():
        cited.setdefault(cell_id, set()).add(transcript_id)
    spoken: dict[int, set[int]] = {}
    for case_id, transcript_id in session.execute(text(_SPOKEN)).tuples():
        spoken.setdefault(case_id, set()).add(transcript_id)
    return {
        cell_id: frozenset(cited.get(cell_id, set()) | spoken.get(case_id, set()))
        for cell_id, case_id in cells
    }
