"""Line blocks up in a column that scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.design.look import Look


class Scroll(QScrollArea):
    """Line blocks up, one under the other; ↑ ↓ and Page keys scroll."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def show_blocks(self, blocks: Sequence[QWidget]) -> None:
        """Show these blocks in place of those before."""
        size, body = self._look.type, QWidget()
        body.setProperty("role", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, size.space(3))
        column.setSpacing(size.space(2.5))
        for block in blocks:
            column.addWidget(block)
        column.addStretch(1)
        before, place = self.takeWidget(), self.verticalScrollBar().value()
        if before is not None:
            before.hide()
            before.deleteLater()  # later, since one of its buttons may be asking for this
        self.setWidget(body)
        self.verticalScrollBar().setValue(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by a line."""
        steps = {Qt.Key.Key_Down: 3, Qt.Key.Key_Up: -3}
        if event.key() in steps:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * self.fontMetrics().height())
        else:
            super().keyPressEvent(event)


def scrolling(pane: QWidget) -> QScrollArea:
    """Let a pane scroll as a whole where its pieces need more height than there is."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(pane)
    return made


def block(look: Look, made: QFrame) -> tuple[QFrame, QVBoxLayout]:
    """Give a frame its column."""
    column, size = QVBoxLayout(made), look.type
    column.setContentsMargins(size.space(2.5), size.space(2), size.space(2.5), size.space(2.5))
    column.setSpacing(size.space(1.5))
    return made, column
