"""Ask which passages and cells are to be re-read, and why."""

from typing import Any, Literal, NamedTuple

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from framework.queries.charts import citations_of, locators_by_cell
from framework.queries.codings import codings_by_id
from framework.queries.themes import list_themes_plain
from framework.rules.locators import to_typed

# A passage that was recoded since has been read; what is retired waits until it is brought back.
_WAITING = """
FROM reread r
JOIN theme th ON th.id = r.theme_id AND NOT th.retired AND NOT th.provisional
LEFT JOIN coding c ON c.id = r.coding_id
LEFT JOIN cell l ON l.id = r.cell_id
{more}
WHERE r.theme_id = coalesce(c.theme_id, l.theme_id)
"""
_ROWS = """
SELECT r.id, r.theme_id, th.number, th.name AS theme, r.reason, r.created, k.name AS coder,
    r.coding_id, r.cell_id, l.case_id, s.name AS "case", l.text
"""
_MORE = """
JOIN coder k ON k.id = r.coder_id
LEFT JOIN study_case s ON s.id = l.case_id
"""


class RereadRow(NamedTuple):
    """Describe a passage or a cell that is to be re-read, because of what `coder` changed.

    `text` is the passage's words or the cell's summary as typed; `start`, `end`, `first` and
    `last` place a passage. What belongs to the other kind is None or "".
    """

    id: int
    kind: Literal["passage", "cell"]
    theme_id: int
    number: str
    theme: str
    reason: str
    created: str
    coder: str
    coding_id: int | None
    cell_id: int | None
    case_id: int | None
    case: str
    transcript_id: int | None
    transcript: str
    start: int | None
    end: int | None
    first: int | None
    last: int | None
    text: str


def to_reread(session: Session) -> list[RereadRow]:
    """List what is to be re-read, theme by theme: passages in the order of the text, then cells."""
    rows = session.execute(text(_ROWS + _WAITING.format(more=_MORE))).all()
    found = _passages(session, [row for row in rows if row.coding_id is not None])
    found += _cells(session, [row for row in rows if row.cell_id is not None])
    order = {theme.id: at for at, theme in enumerate(list_themes_plain(session))}
    return sorted(found, key=lambda row: order.get(row.theme_id, len(order)))


def count_to_reread(session: Session) -> int:
    """Count what is to be re-read."""
    return session.scalar(text("SELECT count(*) " + _WAITING.format(more=""))) or 0


def reread_codings(session: Session, transcript_id: int) -> set[int]:
    """Give the ids of the codings of a transcript that are to be re-read."""
    statement = text("SELECT c.id " + _WAITING.format(more="") + " AND c.transcript_id = :id")
    return set(session.scalars(statement, {"id": transcript_id}))


def _passages(session: Session, rows: list[Row[Any]]) -> list[RereadRow]:
    """Shape the passages among the rows."""
    waiting = {row.coding_id: row for row in rows}
    found = []
    for coding in codings_by_id(session, list(waiting)):
        row = waiting[coding.id]
        found.append(
            RereadRow(
                row.id, "passage", row.theme_id, row.number, row.theme, row.reason, row.created,
                row.coder, coding.id, None, None, ", ".join(coding.cases), coding.transcript_id,
                coding.transcript, coding.start, coding.end, coding.first, coding.last,
                coding.quote,
            )
        )  # fmt: skip
    return found


def _cells(session: Session, rows: list[Row[Any]]) -> list[RereadRow]:
    """Shape the cells among the rows."""
    locators = locators_by_cell(citations_of(session, [row.cell_id for row in rows], quotes=False))
    return [
        RereadRow(
            row.id, "cell", row.theme_id, row.number, row.theme, row.reason, row.created,
            row.coder, None, row.cell_id, row.case_id, row.case, None, "", None, None, None, None,
            to_typed(row.text, locators.get(row.cell_id, {})),
        )
        for row in sorted(rows, key=lambda row: row.case)
    ]  # fmt: skip
