"""Rate cells, where the framework asks for it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.edits.cells import cell_in, pair_name, sign
from framework.edits.outline import called, get_theme
from framework.errors import RefusedError
from framework.queries.themes import list_themes_plain, theme_and_below
from framework.rules.ratings import RATINGS, read_rating
from framework.schema import Cell, Theme
from framework.study import Study


def rate_cell(
    study: Study, case_id: int, theme_id: int, rating: str, *, source: object | None = None
) -> None:
    """Rate a cell as people write it ("-2", "+1", "mixed"); "" takes the rating away.

    Its text and its state stay.
    """
    wanted = known_rating(rating)
    with study.step(rating_label(study, case_id, theme_id, wanted), source=source) as session:
        refuse_rating(session, theme_id, wanted)
        kept = session.scalar(
            select(Cell).where(Cell.case_id == case_id, Cell.theme_id == theme_id)
        )
        if kept is None and not wanted:
            return
        cell = kept or cell_in(study, session, case_id, theme_id)
        if cell.rating != wanted:
            cell.rating = wanted
            sign(study, session, cell)


def known_rating(rating: str) -> str:
    """Read a rating as people write it, "" for none, or refuse it."""
    wanted = read_rating(rating) if rating.strip() else ""
    if wanted is None:
        raise RefusedError(
            f"“{rating}” is no rating; nothing was changed. Choose one of {', '.join(RATINGS)}."
        )
    return wanted


def rating_label(study: Study, case_id: int, theme_id: int, rating: str) -> str:
    """Name the step that gives a rating, or takes it away."""
    pair = pair_name(study, case_id, theme_id)
    return f"Rate {pair} {rating}" if rating else f"Take the rating from {pair}"


def refuse_rating(session: Session, theme_id: int, rating: str) -> None:
    """Refuse a rating where the theme asks for none."""
    theme = get_theme(session, theme_id)
    if rating and not theme.rated:
        raise RefusedError(
            f"{called(theme)} asks for no rating; nothing was changed. Let it ask for one first."
        )


def ask_for_ratings(study: Study, theme_id: int, *, on: bool = True) -> None:
    """Let a theme and those under it ask for a rating in each cell, or not.

    Ratings that are given stay when it is turned off, and show again when it is turned on.
    """
    with study.read() as reading:
        name = called(get_theme(reading, theme_id))
        below = theme_and_below(list_themes_plain(reading), theme_id)
    label = f"Ask for ratings under {name}" if on else f"Ask for no ratings under {name}"
    with study.step(label) as session:
        for theme in session.scalars(select(Theme).where(Theme.id.in_(below))):
            theme.rated = on
