"""Correct words of a transcript where they stand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from app.widgets.transcript_view import TranscriptView

LEAST, AROUND = 140, 10


class Corrector(QLineEdit):
    """Lie over the words to be corrected; Enter corrects, Esc leaves them as they are."""

    corrected = Signal(int, int, str)
    left = Signal()

    def __init__(self, view: "TranscriptView") -> None:
        super().__init__(view.viewport())
        self._view = view
        self._passage: tuple[int, int] | None = None
        self._before = ""
        self.setAccessibleName("Corrected wording")
        self.hide()
        view.verticalScrollBar().valueChanged.connect(self._follow)

    def open(self, start: int, end: int, words: str) -> None:
        """Let `[start, end)`, which now reads as `words`, be corrected."""
        self._passage, self._before = (start, end), words
        self.setText(words)
        self.setFont(self._view.look.type.font("text"))
        self._follow()
        self.show()
        self.selectAll()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Correct on Enter, leave on Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True)
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._end(keep=False)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Correct when focus leaves."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end(keep=True)

    def _end(self, *, keep: bool) -> None:
        """Go away; tell of the words when they are others."""
        passage, self._passage = self._passage, None
        if passage is None:
            return
        self.hide()
        if keep and self.text() != self._before:
            self.corrected.emit(*passage, self.text())

    def _follow(self) -> None:
        """Lie over the first line of the words."""
        if self._passage is None:
            return
        boxes = self._view.boxes(*self._passage)
        box = boxes[0] if boxes else QRectF(0, -200, 0, 0)
        size = self._view.look.type
        letters = self.fontMetrics().horizontalAdvance(self.text()) + 4 * AROUND
        width = min(max(size.px(LEAST), letters), self._view.viewport().width())
        left = max(0.0, min(box.left() - AROUND, self._view.viewport().width() - width))
        high = self.sizeHint().height()
        self.setGeometry(int(left), int(box.center().y() - high / 2), width, high)
