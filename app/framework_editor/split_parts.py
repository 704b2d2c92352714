"""Name the themes that a theme is split into, and show how many passages go to each."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.design.look import Look
from app.framework_editor.split_passages import MIME
from app.framework_editor.wording import counted
from app.widgets.buttons import Button, button
from app.widgets.text import label

MOST = 9
LINES = 3


class PartCard(QFrame):
    """Hold one theme to be: its number on the keyboard, name, definition and count."""

    changed = Signal()
    dropped = Signal(object)

    def __init__(self, look: Look, part: int, stays: str = "") -> None:
        """Take the part's digit; `stays` names the theme that is split, for part 0."""
        super().__init__()
        self._look, self.part = look, part
        self.setProperty("role", "card")
        self.setAcceptDrops(True)
        self.setAccessibleName(stays or f"New theme {part}")
        self.count = label("", "small")
        self.name, self.definition = QLineEdit(), QPlainTextEdit()
        self.close_button: Button = button(
            "", lambda: None, role="quiet", icon="close", look=look, tip=f"Do without theme {part}"
        )
        size, head = look.type, QHBoxLayout()
        head.addWidget(label(str(part), "key"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(stays, "heading", wrap=True) if stays else self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(2.5),) * 4)
        column.setSpacing(size.space(1))
        column.addLayout(head)
        if not stays:
            head.addWidget(self.close_button)
            column.addWidget(self.definition)
        column.addWidget(self.count)
        self._prepare(part)

    def _prepare(self, part: int) -> None:
        """Name the fields for those who hear them."""
        self.name.setPlaceholderText(f"Name of new theme {part}")
        self.name.setAccessibleName(f"Name of new theme {part}")
        self.definition.setPlaceholderText("What belongs under it")
        self.definition.setAccessibleName(f"Definition of new theme {part}")
        self.definition.setTabChangesFocus(True)
        high = QFontMetrics(self._look.type.font("base")).lineSpacing() * LINES
        self.definition.setFixedHeight(high + self._look.type.space(3))
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        self.definition.textChanged.connect(self.changed)

    def show_count(self, count: int) -> None:
        """Show how many passages go here."""
        self.count.setText(counted(count, "passage"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take passages that are dragged here."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which passages were dropped."""
        held = bytes(event.mimeData().data(MIME).data()).decode()
        event.acceptProposedAction()
        self.dropped.emit([int(coding) for coding in held.split(",") if coding])


class Parts(QScrollArea):
    """Stack the card of what stays over the cards of the new themes."""

    changed = Signal()
    dropped = Signal(object, int)
    removed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.stays: PartCard | None = None
        self.cards: list[PartCard] = []
        self._inside = QWidget()
        self._inside.setProperty("role", "pane")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(*(look.type.space(4),) * 4)
        self._column.setSpacing(look.type.space(2))
        self.add = button("One more theme", self.add_part, icon="plus", look=look, tip="+")
        self._column.addWidget(self.add)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("New themes")

    def show_parts(self, theme: str, named: Sequence[tuple[str, str]]) -> None:
        """Show cards for a theme that is split, and for new themes with names and definitions."""
        for card in [*self.cards, *([self.stays] if self.stays else [])]:
            self._drop(card)
        self.cards = []
        self.stays = self._make(0, f"stays in {theme}")
        for name, definition in named:
            card = self.add_part(quietly=True)
            card.name.setText(name)
            card.definition.setPlainText(definition)

    def named(self) -> list[tuple[str, str]]:
        """List names and definitions as typed."""
        return [(card.name.text().strip(), card.definition.toPlainText().strip())
                for card in self.cards]  # fmt: skip

    def add_part(self, *, quietly: bool = False) -> PartCard:
        """Add a card for one more theme, up to nine, with the keys on its name."""
        if len(self.cards) < MOST:
            made = self._make(len(self.cards) + 1, "")
            made.close_button.clicked.connect(partial(self._remove, made))
            self.cards.append(made)
            self.add.setVisible(len(self.cards) < MOST)
            self.changed.emit()
        if not quietly:
            self.cards[-1].name.setFocus()
        return self.cards[-1]

    def name_of(self, part: int) -> str:
        """Name a part for those who hear the list."""
        named = self.named()
        if not 0 < part <= len(named):
            return "stays"
        return named[part - 1][0] or f"new theme {part}"

    def _make(self, part: int, stays: str) -> PartCard:
        """Make a card and put it in its place."""
        made = PartCard(self._look, part, stays)
        made.changed.connect(self.changed)
        made.dropped.connect(lambda ids: self.dropped.emit(ids, part))
        self._column.insertWidget(part, made)
        self.setTabOrder(made, self.add)
        made.show()
        return made

    def _drop(self, card: PartCard) -> None:
        """Take a card away."""
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _remove(self, card: PartCard, _on: object = None) -> None:
        """Do without a theme; what was put into it stays, and later ones move up."""
        gone = card.part
        named = [pair for place, pair in enumerate(self.named(), 1) if place != gone]
        self.removed.emit(gone)
        theme = self.stays.accessibleName().removeprefix("stays in ") if self.stays else ""
        self.show_parts(theme, named or [("", "")])
        self.changed.emit()
