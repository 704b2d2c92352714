"""Remove indicators, and put them in order."""

from collections.abc import Sequence

from sqlalchemy import select

from framework.errors import NotFoundError, RefusedError
from framework.schema import FigureReference, Indicator, JointDisplay, JointRow
from framework.study import Session, Study


def remove_indicator(study: Study, indicator_id: int) -> None:
    """Remove an indicator; refuse while rows of joint displays hold its figures."""
    with study.step("Remove indicator") as session:
        row = _indicator(session, indicator_id)
        refuse_used(session, [row])
        session.delete(row)


def move_indicator(study: Study, indicator_id: int, place: int) -> None:
    """Put an indicator at a place of the study's order, from 0."""
    with study.step("Move indicator") as session:
        row = _indicator(session, indicator_id)
        rows = list(session.scalars(select(Indicator).order_by(Indicator.position, Indicator.id)))
        rows.remove(row)
        rows.insert(max(0, min(place, len(rows))), row)
        for position, kept in enumerate(rows, 1):
            if kept.position != position:
                kept.position = position


def refuse_used(session: Session, indicators: Sequence[Indicator]) -> None:
    """Refuse to remove indicators whose figures stand in rows of joint displays."""
    used = session.execute(
        select(Indicator.label, JointDisplay.name)
        .join(FigureReference, FigureReference.indicator_id == Indicator.id)
        .join(JointRow, JointRow.id == FigureReference.joint_row_id)
        .join(JointDisplay, JointDisplay.id == JointRow.display_id)
        .where(Indicator.id.in_([row.id for row in indicators]))
        .distinct()
        .order_by(Indicator.position, JointDisplay.name)
    ).tuples().all()  # fmt: skip
    if used:
        labels = ", ".join(f"“{label}”" for label in dict.fromkeys(label for label, _name in used))
        names = ", ".join(dict.fromkeys(name for _label, name in used))
        raise RefusedError(
            f"Figures of {labels} stand in rows of {names}; nothing was "
            "removed. Take them out of those rows first."
        )


def _indicator(session: Session, indicator_id: int) -> Indicator:
    """Find an indicator. Raise NotFoundError."""
    found = session.scalar(select(Indicator).where(Indicator.id == indicator_id))
    if found is None:
        raise NotFoundError("That indicator is no longer in this study; nothing was changed.")
    return found
