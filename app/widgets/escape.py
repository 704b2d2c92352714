"""Leave a page with Esc."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_escape(page: QWidget, leave: Callable[[], object]) -> None:
    """Leave a page when Esc is pressed anywhere in it."""
    made = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(leave)
