"""Carry cards over the board: what is in hand, where it is held, what would become of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.framework_editor.board.drops import LABELS, NEW, Drop, drop_of, is_label

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow


class Place(NamedTuple):
    """Name a column by its key, and a card in it by its id; None is the column itself."""

    column: int
    card: int | None = None


class Pile(NamedTuple):
    """Hold a column's key, its theme (None for labels and for a new group) and its cards."""

    key: int
    theme: "ThemeRow | None"
    cards: "tuple[ThemeRow, ...]"


class Carrying(QObject):
    """Hold the cards in hand, whether they came there by mouse or by key."""

    moved = Signal()
    wanted = Signal(object)
    put_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.piles: list[Pile] = []
        self.cards: tuple[ThemeRow, ...] = ()
        self.place = Place(LABELS)
        self._from = Place(LABELS)

    @property
    def active(self) -> bool:
        """Say whether cards are in hand."""
        return bool(self.cards)

    def pick_up(self, cards: "Sequence[ThemeRow]", column: int) -> None:
        """Take cards of a column in hand."""
        self.cards = tuple(cards)
        self._from = self.place = Place(column)
        self.moved.emit()

    def aim(self, place: Place) -> None:
        """Hold the cards over a place."""
        if self.active and place != self.place:
            self.place = place
            self.moved.emit()

    def aim_home(self) -> None:
        """Hold the cards over the column from which they came."""
        self.aim(self._from)

    def step(self, across: int, down: int) -> None:
        """Carry to the next column, or to the next place in this one."""
        keys = [pile.key for pile in self.piles]
        if across:
            at = keys.index(self.place.column) + across
            self.aim(Place(keys[max(0, min(at, len(keys) - 1))]))
            return
        places = self._places()
        at = places.index(self.place) if self.place in places else 0
        self.aim(places[max(0, min(at + down, len(places) - 1))])

    def drop(self) -> Drop:
        """Say what would become of the cards here."""
        pile = self._pile()
        onto = next((card for card in pile.cards if card.id == self.place.card), None)
        return drop_of(self.cards, pile.key, pile.theme, onto)

    def let_go(self) -> None:
        """Drop the cards where they are held."""
        if self.active:
            drop = self.drop()
            if drop.deed == "nothing":
                self.cancel()
                return
            self._empty()
            self.wanted.emit(drop)

    def cancel(self) -> None:
        """Put the cards back where they were."""
        if self.active:
            self._empty()
            self.put_back.emit()

    def forget(self) -> None:
        """Put the cards back without telling where the keys should go."""
        if self.active:
            self._empty()

    def go_to_end(self, *, last: bool) -> None:
        """Carry to the new group, or back to the labels."""
        if self.active:
            self.aim(Place(self.piles[-1 if last else 0].key))

    def _empty(self) -> None:
        """Have nothing in hand."""
        self.cards = ()
        self.moved.emit()

    def _pile(self) -> Pile:
        """Return the column over which the cards are held."""
        return next(pile for pile in self.piles if pile.key == self.place.column)

    def _places(self) -> list[Place]:
        """List the places of a column where something would become of the cards."""
        pile, held = self._pile(), {card.id for card in self.cards}
        whole = Place(pile.key)
        if pile.key == NEW or (pile.key == LABELS and not is_label(self.cards[0])):
            return [whole]
        return [whole, *(Place(pile.key, card.id) for card in pile.cards if card.id not in held)]
