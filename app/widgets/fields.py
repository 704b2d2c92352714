"""Hold text that saves itself: when focus leaves it, or 600 ms after the last key.

`left` tells that Esc was pressed, for the keys to go back to where they were.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.design.look import Look

PAUSE_MS = 600
AGAIN_MS = 20_000
UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # a widget cannot be two: the field that saves itself is the one


class Saving(_Widget):
    """Say what was typed once it has changed."""

    _pause: QTimer
    committed: SignalInstance
    left: SignalInstance
    text: Callable[[], str]

    def _begin(self) -> None:
        """Begin with nothing typed."""
        self._saved = ""
        self._before: str | None = None  # what is saved, while another text is said

    def commit(self) -> None:
        """Say that the text has changed, if it has."""
        self._pause.stop()
        if self._dirty():
            self._before, self._saved = self._saved, self.text()
            self.committed.emit(self._saved)
            self._before = None

    def take_back(self) -> bool:
        """Count what is being said now as not saved, and say it again later; tell if it was."""
        if self._before is None:
            return False
        self._saved = self._before
        QTimer.singleShot(AGAIN_MS, self, self.commit)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when focus leaves."""
        super().focusOutEvent(event)
        self.commit()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window's keys, since the study remembers more."""
        if _undoes(event):
            self.commit()
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.commit()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _dirty(self) -> bool:
        """Say whether something typed is not saved yet."""
        return self.text() != self._saved


class TextField(Saving, QPlainTextEdit):
    """Edit a text of some lines in place; it grows with its text."""

    committed = Signal(str)
    left = Signal()

    def __init__(self, look: Look, name: str, lines: int = 2) -> None:
        super().__init__()
        self._look, self._lines, self._tallest = look, lines, 0
        self._begin()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._typed)
        look.changed.connect(self._fit)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text without committing it; what is being typed stays."""
        if not self._dirty() or not self.hasFocus():
            self._put(text)

    def replace(self, text: str) -> None:
        """Show another thing's text; commit first what was typed here."""
        self.commit()
        self._put(text)

    def text(self) -> str:
        """Return the text as typed, no-break spaces and all."""
        return self.document().toRawText().replace("\u2029", "\n")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines that the text takes at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _put(self, text: str) -> None:
        """Show a text as saved."""
        self._saved = text
        if text != self.text():
            self.setPlainText(text)
        self._pause.stop()
        self._fit()

    def _typed(self) -> None:
        """Wait for a pause in typing."""
        self._fit()
        if self._dirty():
            self._pause.start()

    def _fit(self) -> None:
        """Grow with the text, within reason."""
        lines = max(self._lines, min(12, int(self.document().size().height())))
        wanted = round(self.fontMetrics().lineSpacing() * lines) + self._look.type.px(22)
        self.setFixedHeight(min(wanted, self._tallest) if self._tallest else wanted)

    def be_at_most(self, height: int) -> None:
        """Grow to `height` px and no further; a longer text scrolls."""
        self._tallest = height
        self._fit()


class LineField(Saving, QLineEdit):
    """Edit one line in place."""

    committed = Signal(str)
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._begin()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.setAccessibleName(name)
        self.textEdited.connect(lambda _text: self._pause.start())

    def show_text(self, text: str) -> None:
        """Show a text without committing it; what is being typed stays."""
        if not self._dirty() or not self.hasFocus():
            self._put(text)

    def replace(self, text: str) -> None:
        """Show another thing's text; commit first what was typed here."""
        self.commit()
        self._put(text)

    def _put(self, text: str) -> None:
        """Show a text as saved, from its beginning where nobody types in it."""
        self._saved = text
        self.setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)


def _undoes(event: QEvent) -> bool:
    """Tell whether an event asks if a key that undoes is a field's own."""
    override = event.type() == QEvent.Type.ShortcutOverride
    return override and any(event.matches(key) for key in UNDO_KEYS)  # type: ignore[attr-defined] # such an event is one of keys
