"""Show a sentence for a while, with what can be done about it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.design.look import Look
from app.widgets.buttons import Button, button
from app.widgets.text import label

SHORT_MS = 6000
PER_LETTER_MS = 60
MORE_MS = 4000


class MessageBar(QFrame):
    """Lie quietly over the bottom of the window, beside its rail; long sentences stay longer."""

    def __init__(self, look: Look, parent: QWidget, rail: QWidget) -> None:
        super().__init__(parent)
        self._rail = rail
        self.setObjectName("messageBar")
        self.setAccessibleName("Message")
        self._look, self._over = look, parent
        self._then: Callable[[], object] | None = None
        self.more: list[Button] = []
        self.words = label("", wrap=True)
        self.action = button("", self._act, tip="Act on this message")
        self.action.hide()
        self.dismiss = button("Close", self.hide)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(14, 8, 8, 8)
        self._line.addWidget(self.words, 1)
        self._line.addWidget(self.action)
        self._line.addWidget(self.dismiss)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(
        self,
        text: str,
        action: str = "",
        then: Callable[[], object] | None = None,
        more: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show a sentence, with a button that does `then`, and beside it a button for each more."""
        self.words.setText(text)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self._then = then
        self._offer(more)
        self.settle()
        self.show()
        self.raise_()
        self._timer.start(SHORT_MS + PER_LETTER_MS * len(text) + MORE_MS * len(more))

    def settle(self) -> None:
        """Stand at the bottom of the window, in the middle."""
        size, over = self._look.type, self._over
        left = self._rail.width() if self._rail.isVisible() else 0
        whole = over.width() - left
        wide = min(size.px(760 if self.more else 620), whole - size.space(8))
        self.setFixedWidth(max(200, wide))
        room = self.width() - self.dismiss.sizeHint().width() - size.space(16)
        offered = [self.action] if self.action.text() else []
        room -= sum(tool.sizeHint().width() + size.space(2) for tool in (*offered, *self.more))
        self.setFixedHeight(max(44, self.words.heightForWidth(max(80, room)) + size.space(5)))
        top = over.height() - self.height() - size.px(26) - size.space(3)
        self.move(left + (whole - self.width()) // 2, top)

    def _offer(self, more: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Make a button for each further thing to do, left of the one that closes."""
        for old in self.more:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.more = [button(words, partial(self._do, slot)) for words, slot in more]
        for place, made in enumerate(self.more, start=2):
            self._line.insertWidget(place, made)

    def _do(self, slot: Callable[[], object]) -> None:
        """Do what one of the further buttons offers."""
        self.hide()
        slot()

    def _act(self) -> None:
        """Do what the button offers."""
        self.hide()
        if self._then is not None:
            self._then()
