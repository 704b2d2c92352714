"""Ask for the audit trail."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.schema import Step


class StepRow(NamedTuple):
    """Describe a step; `undone` tells that it is taken back now."""

    step: int
    at: str
    coder: str
    label: str
    kind: str
    undone: bool


def history(session: Session, limit: int | None = None) -> list[StepRow]:
    """List the steps, latest first; undoing and redoing are steps too, and say so."""
    rows = session.scalars(select(Step).order_by(Step.id.desc())).all()
    taken_back: set[int] = set()
    found = []
    for row in rows:
        undone = row.id in taken_back
        if row.reverts is not None and not undone:
            taken_back.add(row.reverts)
        found.append(
            StepRow(row.id, row.at, row.coder, label_of_step(row.kind, row.label), row.kind, undone)
        )
    return found[:limit]


def label_of_step(kind: str, label: str) -> str:
    """Name a step by its kind and label, saying where it undid or redid another."""
    return {"undo": f"Undo “{label}”", "redo": f"Redo “{label}”"}.get(kind, label)
