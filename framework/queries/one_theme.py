"""Ask about one theme: its passages, its example, the steps that touched it, what waits."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from framework.queries.codings import CodingRow, codings_by_id
from framework.schema import Cell, Change, Coding, Reread, Step, Theme

_SAID = {"undo": "Undo “{}”", "redo": "Redo “{}”"}


class ThemeStepRow(NamedTuple):
    """Describe a step that touched a theme; `at` is ISO 8601, UTC."""

    step: int
    at: str
    coder: str
    label: str


def passages_of_theme(session: Session, theme_id: int) -> list[CodingRow]:
    """List the passages coded to a theme itself, in the order of the study and of the text."""
    ids = session.scalars(select(Coding.id).where(Coding.theme_id == theme_id)).all()
    return codings_by_id(session, ids)


def example_of(session: Session, theme_id: int) -> CodingRow | None:
    """Give the passage that stands as a theme's example; None without one that is still coded."""
    guid = session.scalar(select(Theme.example).where(Theme.id == theme_id))
    found = session.scalars(select(Coding.id).where(Coding.guid == guid)).all() if guid else []
    return next(iter(codings_by_id(session, found)), None)


def steps_of_theme(session: Session, theme_id: int) -> list[ThemeStepRow]:
    """List the steps that touched a theme, latest first; undoing and redoing say so."""
    touching = select(Change.step_id).where(Change.table_name == "theme", Change.row_id == theme_id)
    rows = session.scalars(select(Step).where(Step.id.in_(touching)).order_by(Step.id.desc()))
    return [
        ThemeStepRow(row.id, row.at, row.coder, _SAID.get(row.kind, "{}").format(row.label))
        for row in rows
    ]


def waiting_by_theme(session: Session) -> dict[int, int]:
    """Count by theme what of it is to be re-read and has not been given another theme since."""
    rows = session.execute(
        select(Reread.theme_id, func.count().label("n"))
        .outerjoin(Coding, Coding.id == Reread.coding_id)
        .outerjoin(Cell, Cell.id == Reread.cell_id)
        .where(Reread.theme_id == func.coalesce(Coding.theme_id, Cell.theme_id))
        .group_by(Reread.theme_id)
    )
    return {row.theme_id: row.n for row in rows}
