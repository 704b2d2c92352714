"""Put the panes of the Code workspace side by side."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.text import frame, label

LEFT, RIGHT = 216, 300
NARROWEST, READABLE = 150, 380
WIDEST = 420


class Panes(QSplitter):
    """Share the room out among transcripts, text and framework, until the person does it."""

    def __init__(self, look: Look, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._look, self._kept = look, False
        for widget, stretch in ((left, 0), (middle, 1), (right, 0)):
            self.addWidget(widget)
            self.setStretchFactor(self.count() - 1, stretch)
            widget.setMaximumWidth(16777215 if stretch else look.type.px(WIDEST))
        left.setMinimumWidth(NARROWEST)
        right.setMinimumWidth(NARROWEST)
        middle.setMinimumWidth(READABLE)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._keep)

    def share(self, wide: int) -> None:
        """Share `wide` px out as drawn."""
        if not self._kept:
            size = self._look.type
            left = min(size.px(LEFT), wide * 18 // 100)
            right = min(size.px(RIGHT), wide * 24 // 100)
            self.setSizes([left, wide - left - right, right])

    def _keep(self) -> None:
        """Keep the shares that the person gave."""
        self._kept = True


def column(*widgets: QWidget, role: str = "pane") -> QFrame:
    """Put widgets below each other, the one that is no bar or strip taking the room."""
    made = QFrame()
    made.setProperty("role", role)
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    for widget in widgets:
        lines.addWidget(widget, 0 if widget.property("role") == "bar" else 1)
    return made


def head(look: Look, title: str, count: QWidget) -> QFrame:
    """Make the line above a list."""
    made, size = frame("bar"), look.type
    line = QHBoxLayout(made)
    line.setContentsMargins(size.space(3), size.space(2.5), size.space(3), size.space(2.5))
    line.addWidget(label(title, "heading"))
    line.addStretch(1)
    line.addWidget(count)
    return made
