"""Remove indicators, and put them in order."""

from sqlalchemy import select

from framework.errors import NotFoundError, RefusedError
from framework.schema import FigureReference, Indicator, JointDisplay, JointRow
from framework.study import Session, Study


def remove_indicator(study: Study, indicator_id: int) -> None:
    """Remove an indicator; refuse while rows of joint displays hold its figures."""
    with study.step("Remove indicator") as session:
        row = _indicator(session, indicator_id)
        used = session.scalars(
            select(JointDisplay.name)
            .join(JointRow, JointRow.display_id == JointDisplay.id)
            .join(FigureReference, FigureReference.joint_row_id == JointRow.id)
            .where(FigureReference.indicator_id == indicator_id)
            .distinct()
            .order_by(JointDisplay.name)
        ).all()
        if used:
            raise RefusedError(
                f"Figures of “{row.label}” stand in rows of {', '.join(used)}; nothing was "
                "removed. Take them out of those rows first."
            )
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


def _indicator(session: Session, indicator_id: int) -> Indicator:
    """Find an indicator. Raise NotFoundError."""
    found = session.scalar(select(Indicator).where(Indicator.id == indicator_id))
    if found is None:
        raise NotFoundError("That indicator is no longer in this study.")
    return found
