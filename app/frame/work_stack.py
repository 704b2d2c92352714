"""Hold the places of work, and keep the keys in the one that is shown."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget


class WorkStack(QStackedWidget):
    """Show one place at a time.

    Qt hands the keys to whatever comes next, be it in the top bar, once a button that was pressed
    is gone; then `back` gives them to the place again.
    """

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__()
        self._back = back
        QApplication.instance().focusChanged.connect(self._moved)  # type: ignore[union-attr]  # it runs

    def _moved(self, left: QWidget | None, to: QWidget | None) -> None:
        """See whether the keys left a place because what held them can hold them no more."""
        if left is None or not self.isAncestorOf(left) or (left.isVisible() and left.isEnabled()):
            return
        if to is None or not self.isAncestorOf(to):
            QTimer.singleShot(0, self, partial(self._return, to))

    def _return(self, to: QWidget | None) -> None:
        """Give the keys back, unless somebody took them on from where they were handed to."""
        if self.window().isActiveWindow() and QApplication.focusWidget() is to:
            self._back()
