"""Take the sentences that used a participant out of what analysts wrote."""

import json

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from framework.queries.joint_displays import stored_texts
from framework.queries.withdrawal import ANALYSTS
from framework.queries.withdrawal_traces import Traces
from framework.rules.cells import state_after_writing
from framework.rules.joint_words import words_of
from framework.rules.locators import tokens_in
from framework.rules.withdrawal import without
from framework.schema import (
    Cell,
    CellReference,
    Citation,
    FigureReference,
    JointRow,
    Memo,
    OwnCell,
    Synthesis,
)
from framework.scrubbing import Image, in_json, rewrite_rows

_BINDING = (Citation, CellReference, FigureReference)


def cut_texts(session: Session, traces: Traces) -> None:
    """Cut every text down to what does not use them; what says nothing then goes.

    A cell that was checked is a draft again, a checked row of a joint display is checked no more.
    """
    cells = {row.id: row.text for row in session.scalars(select(Cell))}
    own = {row.id: row.text for row in session.scalars(select(OwnCell))}
    rows = {row.id: _written(row) for row in session.scalars(select(JointRow))}

    def rewrite(table: str, _row: Image, column: str, said: str) -> str:
        if column not in ANALYSTS.get(table, ()):
            return said
        return in_json(said, lambda part: without(part, traces.are_in).text)

    rewrite_rows(session, rewrite)
    for cell in session.scalars(select(Cell)):
        if cell.text != cells.get(cell.id):
            cell.state = state_after_writing(cell.state, cell.text)  # type: ignore[arg-type]  # stored as one of the states
            cell.checked = ""
    for apart in session.scalars(select(OwnCell)):
        if apart.text != own.get(apart.id):
            apart.state = state_after_writing(apart.state, apart.text)  # type: ignore[arg-type]  # as above
    for row in session.scalars(select(JointRow)):
        if _written(row) != rows.get(row.id):
            row.checked, row.words = "", words_of(row.title, stored_texts(row))
    session.flush()
    for said in (Memo, Synthesis):
        session.execute(delete(said).where(said.text == ""))
    _unbind(session)


def _written(row: JointRow) -> tuple[str, ...]:
    """Give what a row of a joint display says."""
    return row.title, row.quantitative, row.qualitative, row.inference, row.details


def _unbind(session: Session) -> None:
    """Drop what binds tokens that stand in no text any more."""
    kept = set[str]()
    for table in (Cell, OwnCell, Synthesis):
        for body in session.scalars(select(table.text)):
            kept.update(tokens_in(body))
    for row in session.scalars(select(JointRow)):
        for body in (*_written(row)[:4], *_details(row.details)):
            kept.update(tokens_in(body))
    for binding in _BINDING:
        held = session.execute(select(binding.id, binding.token)).tuples().all()
        lost = [row_id for row_id, token in held if token not in kept]
        session.execute(delete(binding).where(binding.id.in_(lost)))


def _details(details: str) -> list[str]:
    """Give the texts that a row holds beside its findings."""
    return [str(value) for value in json.loads(details).values()] if details else []
