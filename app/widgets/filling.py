"""Fill a widget with others, one under another."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


def fill(owner: QWidget, *widgets: QWidget, most: QWidget | None = None) -> None:
    """Stand widgets under each other, edge to edge; `most`, or the last, takes what is left."""
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget, int(widget is (most or widgets[-1])))
