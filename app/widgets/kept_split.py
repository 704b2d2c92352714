"""Share a page between two panes, until the person moves the divider."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.design.look import Look


class KeptSplit(QSplitter):
    """Give the two panes the widths that `shares` returns for the whole width, all in px.

    Once the person has moved the divider, it stays where it was put.
    """

    def __init__(
        self, look: Look, left: QWidget, right: QWidget, shares: Callable[[int], tuple[int, int]]
    ) -> None:
        super().__init__()
        self._shares, self._kept = shares, False
        self.addWidget(left)
        self.addWidget(right)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._keep)
        look.changed.connect(self._share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._share()

    def _keep(self) -> None:
        """Leave the divider where the person put it."""
        self._kept = True

    def _share(self) -> None:
        """Give the panes their widths."""
        if not self._kept:
            self.setSizes([max(1, wide) for wide in self._shares(self.width())])
