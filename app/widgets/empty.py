"""Say what belongs in an empty place, and offer the one next action."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.text import label

WIDTH = 420


class EmptyState(QWidget):
    """Fill an empty workspace with an icon, a sentence and one button."""

    def __init__(
        self,
        look: Look,
        icon: str,
        title: str,
        sentence: str,
        action: str = "",
        slot: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self._picture = QLabel()
        self._line = QHBoxLayout()
        self._words = label(sentence, "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setSpacing(look.type.space(3))
        column.addStretch(2)
        for widget in (self._picture, label(title, "title")):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        # Without an alignment of its own, or its lines after the first would be cut off.
        column.addLayout(_centred(self._words))
        if slot is not None:
            self.action = button(action, slot, role="primary")
            self._line.addWidget(self.action)
        column.addLayout(_centred(self._line))
        column.addStretch(3)
        look.changed.connect(self._measure)
        self._measure()

    def offer(self, action: str, slot: Callable[[], object]) -> None:
        """Offer a second thing to do, quieter than the first."""
        self._line.addWidget(button(action, slot))

    def _measure(self) -> None:
        """Take the palette and the text size."""
        self._words.setFixedWidth(self._look.type.px(WIDTH))
        self._picture.setPixmap(self._look.pixmap(self._icon, 40, "muted"))


class EmptyOr(QStackedWidget):
    """Show what is there, and while nothing is, what could be."""

    def __init__(self, empty: EmptyState, full: QWidget) -> None:
        super().__init__()
        self.empty, self._full = empty, full
        for page in (empty, full):
            self.addWidget(page)

    def show_full(self, *, on: bool) -> None:
        """Show what is there, or what could be."""
        self.setCurrentWidget(self._full if on else self.empty)

    def is_empty(self) -> bool:
        """Say whether nothing is there."""
        return self.currentWidget() is self.empty


def _centred(inside: QWidget | QHBoxLayout) -> QHBoxLayout:
    """Put something in the middle of a line."""
    row = QHBoxLayout()
    row.addStretch(1)
    if isinstance(inside, QWidget):
        row.addWidget(inside)
    else:
        row.addLayout(inside)
    row.addStretch(1)
    return row
