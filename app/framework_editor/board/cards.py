"""List the cards of one column of the board, and let them be picked up by mouse or by key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

from app.design.look import Look
from app.framework_editor.board.card_ink import ROLE, CardInk
from app.framework_editor.board.carrying import Carrying, Place
from app.keymap import Keymap

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

_STEPS = {
    "carry.left": (-1, 0),
    "carry.right": (1, 0),
    "carry.up": (0, -1),
    "carry.down": (0, 1),
}


class CardList(QListWidget):
    """Choose cards with arrows, Ctrl and Shift; Space picks them up, arrows carry, Enter drops."""

    in_hand = Signal()
    entered = Signal()
    walked = Signal(int)
    dragged = Signal(QPoint)

    def __init__(self, look: Look, keymap: Keymap, carrying: Carrying, key: int, name: str) -> None:
        super().__init__()
        self._keymap, self._carrying, self._key = keymap, carrying, key
        self._by_mouse = False
        self.setProperty("role", "rail")
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(CardInk(look, carrying, key, self))
        self.currentItemChanged.connect(lambda *_: self.in_hand.emit())
        self.itemSelectionChanged.connect(self.in_hand)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def show_cards(self, cards: "Sequence[ThemeRow]") -> None:
        """Show these cards; those chosen stay chosen."""
        held, chosen = self.card(), {card.id for card in self.chosen()}
        with QSignalBlocker(self):
            row = max(0, self.currentRow())
            self.clear()
            for card in cards:
                item = QListWidgetItem(self)
                item.setData(ROLE, card)
                item.setText(spoken(card))
                item.setToolTip(card.definition)
            ids = [card.id for card in cards]
            if ids:
                at = ids.index(held.id) if held and held.id in ids else min(row, len(ids) - 1)
                self.setCurrentRow(at, QItemSelectionModel.SelectionFlag.NoUpdate)
            for at, card_id in enumerate(ids):
                self.item(at).setSelected(card_id in chosen)

    def card(self) -> "ThemeRow | None":
        """Return the card in hand."""
        item = self.currentItem()
        found: ThemeRow | None = item.data(ROLE) if item is not None else None
        return found

    def chosen(self) -> "list[ThemeRow]":
        """Return the cards chosen, in their order."""
        items = (self.item(row) for row in range(self.count()))
        return [item.data(ROLE) for item in items if item.isSelected()]

    def take(self, card_id: int) -> bool:
        """Take a card in hand, and say whether it is here."""
        for row in range(self.count()):
            if self.item(row).data(ROLE).id == card_id:
                self.setCurrentRow(row)
                return True
        return False

    def card_at(self, point: QPoint) -> "ThemeRow | None":
        """Return the card at a point of the screen."""
        item = self.itemAt(self.viewport().mapFromGlobal(point))
        return item.data(ROLE) if item is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick up, carry, drop and put back; without cards in hand, walk."""
        if self._carrying.active:
            self._carry(self._keymap.action_of("carry", event) or "")
            return
        action = self._keymap.action_of("board", event)
        if action == "board.pick_up":
            self.pick_up()
        elif action in ("board.left", "board.right"):
            self.walked.emit(-1 if action == "board.left" else 1)
        else:
            super().keyPressEvent(event)

    def pick_up(self) -> None:
        """Take the chosen cards in hand, or else the current one."""
        held = self.card()
        cards = self.chosen() or ([held] if held is not None else [])
        if cards:
            self._carrying.pick_up(cards, self._key)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Begin to carry with the mouse, without the system's own dragging."""
        self.pick_up()
        self._by_mouse = self._carrying.active

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give cards the height that they take at another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the card in hand that was in hand here before."""
        super().focusInEvent(event)
        self.entered.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the cards along."""
        if self._by_mouse and self._carrying.active:
            self.dragged.emit(event.globalPosition().toPoint())
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the cards go where they are."""
        super().mouseReleaseEvent(event)
        if self._by_mouse:
            self._by_mouse = False
            if self._carrying.active:
                self.dragged.emit(event.globalPosition().toPoint())
                self._carrying.let_go()

    def _carry(self, action: str) -> None:
        """Act on a key while cards are in hand."""
        if action in _STEPS:
            self._carrying.step(*_STEPS[action])
        elif action in ("carry.labels", "carry.new"):
            self._carrying.go_to_end(last=action == "carry.new")
        elif action == "carry.drop":
            self._carrying.let_go()
        elif action == "carry.back":
            self._carrying.cancel()

    def show_aim(self) -> None:
        """Paint where cards are held, and bring that card into sight."""
        place = self._carrying.place
        if self._carrying.active and place.column == self._key and place.card is not None:
            for row in range(self.count()):
                if self.item(row).data(ROLE).id == place.card:
                    self.scrollToItem(self.item(row))
        self.viewport().update()

    def place_at(self, point: QPoint) -> Place:
        """Return the place under a point of the screen that lies in this column."""
        card = self.card_at(point)
        return Place(self._key, card.id if card is not None else None)


def spoken(card: "ThemeRow") -> str:
    """Say a card in one line."""
    kind = f"{card.number} {card.name}" if card.number else f"Label {card.name}"
    return f"{kind}, {card.all_codings} passage{'s' if card.all_codings != 1 else ''}"
