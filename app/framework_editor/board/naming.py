"""Name a new theme where it comes to stand."""

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.escape import on_escape
from app.widgets.text import label

WIDTH = 280


class Naming(QFrame):
    """Lay a field over the board; Enter names, Esc leaves everything as it was."""

    named = Signal(str)
    left = Signal()

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look, self._over = look, over
        self.setProperty("role", "popup")
        self.setAccessibleName("Name of the new theme")
        self._words = label("", "small", wrap=True)
        self.field = QLineEdit()
        self.field.setAccessibleName("Name of the new theme")
        self.field.setPlaceholderText("Name of the new theme")
        self.field.returnPressed.connect(self._name)
        size, line = look.type, QHBoxLayout()
        line.addWidget(button("Make theme", self._name, role="primary", tip="Enter"))
        line.addWidget(button("Cancel", self._leave, tip="Esc"))
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(3),) * 4)
        column.setSpacing(size.space(2))
        column.addWidget(self._words)
        column.addWidget(self.field)
        column.addLayout(line)
        on_escape(self, self._leave)
        self.hide()

    def open_over(self, place: QRect, words: str) -> None:
        """Open over a place of the board, given in the board's own px."""
        self._words.setText(words)
        self.field.clear()
        self.setFixedWidth(min(self._look.type.px(WIDTH), self._over.width()))
        self.adjustSize()
        left = max(0, min(place.left(), self._over.width() - self.width()))
        top = max(0, min(place.top(), self._over.height() - self.height()))
        self.move(QPoint(left, top))
        self.show()
        self.raise_()
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep keys from what lies below."""
        event.accept()

    def _name(self) -> None:
        """Pass the name on."""
        if self.field.text().strip():
            self.hide()
            self.named.emit(self.field.text().strip())

    def _leave(self) -> None:
        """Close without a name."""
        self.hide()
        self.left.emit()
