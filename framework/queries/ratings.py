"""Ask which themes ask for ratings, and how cells are rated."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.rules.ratings import RATINGS
from framework.schema import Cell, Theme


def rated_themes(session: Session) -> set[int]:
    """Give the ids of the themes whose cells are rated."""
    return set(session.scalars(select(Theme.id).where(Theme.rated)))


def ratings_of(
    session: Session, theme_id: int, case_ids: Sequence[int] | None = None
) -> dict[str, int]:
    """Count the ratings under a theme, of some cases or of all; every rating has its count."""
    statement = select(Cell.rating).where(Cell.theme_id == theme_id, Cell.rating != "")
    if case_ids is not None:
        statement = statement.where(Cell.case_id.in_(case_ids))
    counts = dict.fromkeys(map(str, RATINGS), 0)
    for rating in session.scalars(statement):
        counts[rating] = counts.get(rating, 0) + 1
    return counts
