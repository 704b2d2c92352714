"""Ask which steps were made."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from framework.history import heads, label_of
from framework.schema import Change, Step

_CHARTING = ("cell", "own_cell", "synthesis", "mapping_row", "joint_row", "joint_code")


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


def history(session: Session, limit: int | None = None, apart: str = "") -> list[StepRow]:
    """List the steps, latest first; undoing and redoing are steps too, and say so.

    To the coder who charts `apart` no step is named in which others charted.
    """
    columns = (Step.id, Step.at, Step.coder, Step.label, Step.kind, Step.reverts, Step.removed)
    statement = select(*columns).order_by(Step.id.desc()).limit(limit)
    taken_back: set[int] = set()
    found = []
    rows = session.execute(statement).tuples().all()
    unnamed = _unnamed(session, [row[0] for row in rows], apart)
    for step, at, coder, label, kind, reverts, removed in rows:
        undone = step in taken_back
        if reverts is not None and not undone:
            taken_back.add(reverts)
        named = label_of_step(kind, unnamed.get(step, label))
        found.append(StepRow(step, at, coder, named, kind, undone, removed))
    return found


def label_of_step(kind: str, label: str) -> str:
    """Name a step by its kind and label, saying where it undid or redid another."""
    return {"undo": f"Undo “{label}”", "redo": f"Redo “{label}”"}.get(kind, label)


def to_undo_and_redo(session: Session, apart: str = "") -> tuple[str | None, str | None]:
    """Name the steps that undo would take back and redo do again; None where there is none.

    To the coder who charts `apart` no step is named in which others charted.
    """
    steps = heads(session)
    unnamed = _unnamed(session, [step for step in steps if step is not None], apart)
    undo, redo = (unnamed.get(step or 0) or label_of(session, step) for step in steps)
    return undo, redo


def _unnamed(session: Session, steps: Collection[int], apart: str) -> dict[int, str]:
    """Say of the steps in which others charted, or that undid one, no more than whose they were."""
    if not apart:
        return {}
    first = aliased(Step)
    charted = select(Change.step_id).where(Change.table_name.in_(_CHARTING))
    rows = session.execute(
        select(Step.id, first.coder)
        .join(first, first.id == func.coalesce(Step.reverts, Step.id))
        .where(Step.id.in_(steps), Step.id.in_(charted), first.coder != apart)
    )
    return {step: f"Charting by {coder}" for step, coder in rows.tuples()}
