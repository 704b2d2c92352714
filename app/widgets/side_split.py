"""Share a workspace between its main pane and the pane at its right."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.design.look import Look

MOST_OF_ROOM = 0.31
LEAST_OF_ROOM = 0.4


class SideSplit(QSplitter):
    """Give the right pane its drawn width, or less where there is little room.

    Once the person has moved the divider, it stays where it was put.
    """

    def __init__(self, look: Look, main: QWidget, side: QWidget, width: int, least: int) -> None:
        """Take the drawn and the least width of `side` in px at 100 %."""
        super().__init__()
        self._look, self._side = look, side
        self._width, self._least = width, least
        self._kept = False
        self.addWidget(main)
        self.addWidget(side)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
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
        """Give the right pane its width."""
        size, room = self._look.type, self.width()
        least = min(size.px(self._least), max(self._least, round(room * LEAST_OF_ROOM)))
        self._side.setMinimumWidth(least)
        if not self._kept:
            side = max(least, min(size.px(self._width), round(room * MOST_OF_ROOM)))
            self.setSizes([max(1, room - side), side])
