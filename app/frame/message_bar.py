"""Show a sentence for a while, with one thing to do about it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.text import label

SHORT_MS = 6000
PER_LETTER_MS = 60


class MessageBar(QFrame):
    """Lie quietly over the bottom of the window; long sentences stay longer."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAccessibleName("Message")
        self._look, self._over = look, parent
        self._then: Callable[[], object] | None = None
        self.words = label("", wrap=True)
        self.action = button("", self._act, tip="Act on this message")
        self.action.hide()
        self.dismiss = button("Close", self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 8, 8)
        line.addWidget(self.words, 1)
        line.addWidget(self.action)
        line.addWidget(self.dismiss)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, action: str = "", then: Callable[[], object] | None = None) -> None:
        """Show a sentence, with a button that does `then`."""
        self.words.setText(text)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self._then = then
        self.settle()
        self.show()
        self.raise_()
        self._timer.start(SHORT_MS + PER_LETTER_MS * len(text))

    def settle(self) -> None:
        """Stand at the bottom of the window, in the middle."""
        size, over = self._look.type, self._over
        wide = min(size.px(620), over.width() - size.space(8))
        self.setFixedWidth(max(200, wide))
        room = self.width() - self.dismiss.sizeHint().width() - size.space(16)
        if self.action.text():
            room -= self.action.sizeHint().width()
        self.setFixedHeight(max(44, self.words.heightForWidth(max(80, room)) + size.space(5)))
        top = over.height() - self.height() - size.px(26) - size.space(3)
        self.move((over.width() - self.width()) // 2, top)

    def _act(self) -> None:
        """Do what the button offers."""
        self.hide()
        if self._then is not None:
            self._then()
