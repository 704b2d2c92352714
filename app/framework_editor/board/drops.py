"""Decide what becomes of cards where they are dropped, and say it before it happens."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

LABELS, NEW = 0, -1
Deed = Literal["nothing", "place", "join", "move", "unplace", "group", "gather"]


class Drop(NamedTuple):
    """Say what would be done with the cards in hand, and to what.

    `onto` is the card that they lie on, `column` the theme of the column, None where there is none;
    a `group` or `gather` needs a name.
    """

    deed: Deed
    sentence: str
    cards: "tuple[ThemeRow, ...]" = ()
    column: "ThemeRow | None" = None
    onto: "ThemeRow | None" = None

    @property
    def needs_name(self) -> bool:
        """Say whether the drop makes a theme that has no name yet."""
        return self.deed in ("group", "gather")


def titled(theme: "ThemeRow") -> str:
    """Name a theme by number and name, a label in quotation marks."""
    return f"{theme.number} {theme.name}" if theme.number else f"“{theme.name}”"


def together(cards: "Sequence[ThemeRow]") -> str:
    """Name one card, or count several."""
    if len(cards) == 1:
        return titled(cards[0])
    return f"{len(cards)} labels" if is_label(cards[0]) else f"{len(cards)} sub-themes"


def is_label(theme: "ThemeRow") -> bool:
    """Say whether a card is a label that has no place in the framework yet."""
    return not theme.number


def drop_of(
    cards: "Sequence[ThemeRow]",
    key: int,
    column: "ThemeRow | None" = None,
    onto: "ThemeRow | None" = None,
) -> Drop:
    """Decide what dropping cards on a column, or on a card in it, would do.

    `key` is LABELS, NEW or the id of the column's theme.
    """
    held = tuple(cards)
    if not held or (onto is not None and onto in held):
        return Drop("nothing", "They stay where they are.", held)
    deciding = _label_drop if is_label(held[0]) else _theme_drop
    return deciding(held, key, column, onto)


def _label_drop(
    cards: "tuple[ThemeRow, ...]", key: int, column: "ThemeRow | None", onto: "ThemeRow | None"
) -> Drop:
    """Decide what becomes of labels."""
    what, some = together(cards), len(cards) > 1
    if key == NEW:
        words = f"A new theme is made with {what} as its sub-theme{'s' if some else ''}."
        return Drop("group", words, cards)
    if key == LABELS and onto is not None:
        words = f"A new theme is made with {titled(onto)} and {what} under it."
        return Drop("group", words, (onto, *cards), None, onto)
    if column is None:
        return Drop("nothing", f"{what} stay{'' if some else 's'} without a place.", cards)
    if onto is not None:
        verb, stand = ("join", "are") if _many(cards) else ("joins", "is")
        words = f"{passages(cards)} of {what} {verb} {titled(onto)} and {stand} to be re-read."
        return Drop("join", words, cards, column, onto)
    become = "become sub-themes" if some else "becomes a sub-theme"
    return Drop("place", f"{what} {become} of {titled(column)}.", cards, column)


def _theme_drop(
    cards: "tuple[ThemeRow, ...]", key: int, column: "ThemeRow | None", onto: "ThemeRow | None"
) -> Drop:
    """Decide what becomes of sub-themes."""
    what, some = together(cards), len(cards) > 1
    if key == LABELS:
        become = "become labels" if some else "becomes a label"
        return Drop("unplace", f"{what} {become} again, without a place.", cards)
    if key == NEW:
        words = f"A new theme is made with {what} under it; {_reread(cards)}."
        return Drop("gather", words, cards)
    if column is None:
        return Drop("nothing", f"{what} stay{'' if some else 's'} where it is.", cards)
    within = all(card.parent_id == column.id for card in cards)
    if within and onto is None:
        return Drop("nothing", f"{what} stay{'' if some else 's'} in {titled(column)}.", cards)
    before = f" before {titled(onto)}" if onto is not None else ""
    moves = "move" if some else "moves"
    if within:
        return Drop("move", f"{what} {moves}{before}.", cards, column, onto)
    words = f"{what} {moves} to {titled(column)}{before}; {_reread(cards)}."
    return Drop("move", words, cards, column, onto)


def passages(cards: "Sequence[ThemeRow]") -> str:
    """Count the passages of cards."""
    count = sum(card.all_codings for card in cards)
    return "1 passage" if count == 1 else f"{count} passages"


def _many(cards: "Sequence[ThemeRow]") -> bool:
    """Say whether the passages of cards are many, or none."""
    return sum(card.all_codings for card in cards) != 1


def _reread(cards: "Sequence[ThemeRow]") -> str:
    """Say what is queued when themes move."""
    return f"{passages(cards)} {'are' if _many(cards) else 'is'} to be re-read"
