"""Show a number while it is typed, and what it stands for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.coding.typed_number import SIGNS, Meant, TypedNumber
from app.widgets.text import label

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace
    from framework.queries.themes import ThemeRow

DIGIT_MS, NUMBER_MS = 350, 700
LIVE = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


class NumberEcho(QFrame):
    """Take digits, and code with the theme that they mean."""

    wanted = Signal(int)

    def __init__(self, workspace: "CodeWorkspace", say: Callable[[str], None]) -> None:
        super().__init__(workspace.view)
        self._w, self._say, self._number = workspace, say, TypedNumber()
        self.setProperty("role", "popup")
        self.setAccessibleName("Number typed")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.digits, self.words = label("", "heading"), label("", "small")
        line = QHBoxLayout(self)
        space = workspace.look.type.space
        line.setContentsMargins(space(2.5), space(1.5), space(2.5), space(1.5))
        line.addWidget(self.digits)
        line.addWidget(self.words)
        self.pause = QTimer(self, singleShot=True)
        self.pause.timeout.connect(lambda: self._do(self._number.pause()))
        self.hide()

    def press(self, event: QKeyEvent) -> bool:
        """Take a key, and say whether it was part of a number or ended one.

        A key that is neither settles at once what is typed, and is then left to mean what it does.
        """
        sign = event.text()
        if event.modifiers() & ~LIVE or len(sign) != 1 or sign not in SIGNS:
            return self._end(event)
        meant = self._number.add(sign, {theme.number for theme in self._w.themes})
        if meant is None:
            return False
        self._do(meant)
        return True

    def settle(self) -> None:
        """Do at once what waits for a pause."""
        if self._number.typed:
            self._do(self._number.pause())

    def _end(self, event: QKeyEvent) -> bool:
        """End a number with Enter, take back with Backspace, give it up with Esc."""
        if not self._number.typed:
            return False
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers() & ~LIVE:
                self._do(self._number.enter())
            case Qt.Key.Key_Backspace:
                self._number.back()
                self._do([])
            case Qt.Key.Key_Escape:
                self._number.typed = ""
                self._do([])
            case Qt.Key.Key_Shift | Qt.Key.Key_Control | Qt.Key.Key_Alt | Qt.Key.Key_Meta:
                pass
            case _:
                self.settle()
                return False
        return True

    def _do(self, meant: list[Meant]) -> None:
        """Code with what is meant, and show what is still being typed."""
        self.pause.stop()
        for kind, typed in meant:
            theme = self._recent(typed) if kind == "recent" else self._numbered(typed)
            if theme is not None:
                self.wanted.emit(theme.id)
            elif kind == "recent":
                self._say(f"No theme stands under {typed} yet: the themes used last do.")
            else:
                self._say(f"There is no theme {typed}. Nothing was coded.")
        self._show()

    def _show(self) -> None:
        """Show what is typed so far, and what comes of it."""
        typed = self._number.typed
        self.setVisible(bool(typed))
        if not typed:
            return
        numbered = self._numbered(typed.rstrip("."))
        enter = f"↵ {numbered.number} {numbered.name}" if numbered else ""
        recent = self._recent(typed) if len(typed) == 1 else None
        later = f"recent: {recent.number} {recent.name}".strip() if recent else ""
        self.digits.setText(typed)
        self.words.setText(" · ".join(filter(None, (later, enter))))
        self.setAccessibleDescription(f"{typed} {self.words.text()}")
        self.adjustSize()
        view = self._w.view
        corner = view.cursorRect().bottomLeft() + QPoint(0, 6)
        place = view.viewport().mapTo(view, corner)
        room = view.viewport().geometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), min(place.y(), room.bottom() - self.height())))
        self.move(place)
        self.raise_()
        self.pause.start(DIGIT_MS if len(typed) == 1 else NUMBER_MS)

    def _recent(self, key: str) -> "ThemeRow | None":
        """Return the theme under a recent key."""
        wanted = self._w.recent.theme_of(int(key))
        return next((t for t in (*self._w.themes, *self._w.labels) if t.id == wanted), None)

    def _numbered(self, number: str) -> "ThemeRow | None":
        """Return the theme of a number."""
        return next((t for t in self._w.themes if t.number == number), None)
