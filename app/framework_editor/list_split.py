"""Share a page between a list at its left and what is chosen in it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.text import frame, rule

MOST_OF_ROOM = 0.4


class ListSplit(QSplitter):
    """Give the list its drawn width, or less where there is little room.

    Once the person has moved the divider, it stays where it was put.
    """

    def __init__(self, look: Look, listed: QWidget, chosen: QWidget, width: int) -> None:
        """Take the drawn width of the list in px at 100 %."""
        super().__init__()
        self._look, self._width, self._kept = look, width, False
        self.addWidget(listed)
        self.addWidget(chosen)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._keep)
        look.changed.connect(self._share)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._share()

    def _keep(self) -> None:
        """Leave the divider where the person put it."""
        self._kept = True

    def _share(self) -> None:
        """Give the list its width."""
        if not self._kept:
            wide = min(self._look.type.px(self._width), round(self.width() * MOST_OF_ROOM))
            self.setSizes([max(1, wide), max(1, self.width() - wide)])


def headed(look: Look, words: QWidget, tool: QWidget, listed: QWidget) -> QFrame:
    """Put a line of words with a button over a list."""
    made, size, line = frame("pane"), look.type, QHBoxLayout()
    line.setContentsMargins(size.space(3), size.space(2), size.space(3), size.space(2))
    line.addWidget(words, 1)
    line.addWidget(tool)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(line)
    column.addWidget(rule())
    column.addWidget(listed, 1)
    return made
