"""Say what belongs in an empty place, and offer the one next action."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

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
        words = label(sentence, "muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(look.type.px(WIDTH))
        column = QVBoxLayout(self)
        column.setSpacing(look.type.space(3))
        column.addStretch(2)
        for widget in (self._picture, label(title, "title"), words):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        if slot is not None:
            self.action = button(action, slot, role="primary")
            self._line.addWidget(self.action)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self._line)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        look.changed.connect(self._tint)
        self._tint()

    def offer(self, action: str, slot: Callable[[], object]) -> None:
        """Offer a second thing to do, quieter than the first."""
        self._line.addWidget(button(action, slot))

    def _tint(self) -> None:
        """Tint the icon for the palette in force."""
        self._picture.setPixmap(self._look.pixmap(self._icon, 40, "muted"))
