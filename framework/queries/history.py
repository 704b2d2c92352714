"""Ask which steps were made."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.schema import Step


class StepRow(NamedTuple):
    """Describe a step; `undone` tells that it is taken back now.

    `removed` says why what it did was lawfully removed, "" where it was not.
    """

    step: int
    at: str
    coder: str
    label: str
    kind: str
    undone: bool
    removed: str = ""


def history(session: Session, limit: int | None = None) -> list[StepRow]:
    """List the steps, latest first; undoing and redoing are steps too, and say so."""
    columns = (Step.id, Step.at, Step.coder, Step.label, Step.kind, Step.reverts, Step.removed)
    statement = select(*columns).order_by(Step.id.desc()).limit(limit)
    taken_back: set[int] = set()
    found = []
    for step, at, coder, label, kind, reverts, removed in session.execute(statement).tuples():
        undone = step in taken_back
        if reverts is not None and not undone:
            taken_back.add(reverts)
        named = label_of_step(kind, label)
        found.append(StepRow(step, at, coder, named, kind, undone, removed))
    return found


def label_of_step(kind: str, label: str) -> str:
    """Name a step by its kind and label, saying where it undid or redid another."""
    return {"undo": f"Undo “{label}”", "redo": f"Redo “{label}”"}.get(kind, label)
