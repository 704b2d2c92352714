"""Tell where in the framework a theme lands that is dropped on a row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.framework_editor.model import Heading, NewTheme
from app.framework_editor.wording import is_other

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

EDGE = 0.28


class Drop(NamedTuple):
    """Describe a place: under which theme, as which of its sub-themes, and how to show it.

    `side` is where of `row` it lies; `position` counts without the theme that is dropped.
    """

    row: int
    side: Literal["above", "on", "below"]
    parent_id: int | None
    position: int
    depth: int


def drop_at(
    rows: "Sequence[ThemeRow | NewTheme | Heading]",
    themes: "Sequence[ThemeRow]",
    dragged: int,
    row: int,
    share: float,
) -> Drop | None:
    """Tell where a theme lands; `share` is how far down in the row it is held, 0.0 to 1.0.

    A theme is never dropped on itself, on what is under it, or among the retired: None.
    """
    target = rows[row] if 0 <= row < len(rows) else None
    if target is None or isinstance(target, NewTheme):
        last = next((i for i, held in enumerate(rows) if held == NewTheme(None, 0)), len(rows))
        return Drop(last, "above", None, len(_under(themes, None, dragged)), 0)
    if isinstance(target, Heading) or target.retired or target.id in _within(themes, dragged):
        return None
    if EDGE <= share <= 1 - EDGE and not is_other(target):
        place = len(_under(themes, target.id, dragged))
        return Drop(row, "on", target.id, place, target.depth + 1)
    beside = _under(themes, target.parent_id, dragged).index(target.id)
    if share < 0.5:
        return Drop(row, "above", target.parent_id, beside, target.depth)
    following = rows[row + 1] if row + 1 < len(rows) else None
    if getattr(following, "parent_id", None) == target.id:
        return Drop(row, "below", target.id, 0, target.depth + 1)
    return Drop(row, "below", target.parent_id, beside + 1, target.depth)


def _under(themes: "Sequence[ThemeRow]", parent_id: int | None, dragged: int) -> list[int]:
    """List the themes right under another, without the one that is dropped."""
    return [t.id for t in themes if t.parent_id == parent_id and t.id != dragged]


def _within(themes: "Sequence[ThemeRow]", theme_id: int) -> set[int]:
    """Gather a theme and everything under it."""
    inside = {theme_id}
    for theme in themes:
        if theme.parent_id in inside:
            inside.add(theme.id)
    return inside
