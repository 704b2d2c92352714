"""Show what to do next, what was done last, and how safe it is."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.design.look import Look
from app.study.safety import newest_copy, whereabouts
from app.widgets.buttons import button
from app.widgets.signs import paint_sign
from app.widgets.text import label, rule

if TYPE_CHECKING:
    from app.study.next_steps import NextStep
    from framework.queries.history import StepRow

LATEST = 12
LEAST_STEP = 240


class Side(QScrollArea):
    """Stand at the right of the figures."""

    go_wanted = Signal(object)
    trail_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName("Next and latest")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_steps(
        self, steps: "Sequence[NextStep]", latest: "Sequence[StepRow]", path: Path
    ) -> None:
        """Show these, and how safe the study at `path` is."""
        inside, size = QWidget(), self._look.type
        inside.setProperty("role", "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(size.space(4.5),) * 4)
        column.setSpacing(size.space(2))
        column.addWidget(label("Next", "heading"))
        for step in steps:
            column.addWidget(_Step(self._look, step, partial(self.go_wanted.emit, step)))
            column.addWidget(rule())
        if not steps:
            column.addWidget(label("Nothing waits.", "muted"))
        column.addSpacing(size.space(4))
        column.addWidget(label("Latest", "heading"))
        for row in latest[:LATEST]:
            words = f"{_when(row.at)}  {row.coder}  {row.label}"
            column.addWidget(label(words, "small" if row.undone else "smalltext", wrap=True))
        if not latest:
            column.addWidget(label("Nothing was done yet.", "muted"))
        else:
            more = button("Audit trail…", self.trail_wanted.emit)
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(size.space(4))
        column.addWidget(label("Safe", "heading"))
        kept = newest_copy(path)
        copied = f"Checked copy kept {_when(kept)}" if kept else "No copy was kept yet"
        for words in (copied, whereabouts(path)):
            column.addWidget(label(words, "small", wrap=True))
        column.addStretch(1)
        self.setWidget(inside)


class _Step(QWidget):
    """Show one thing to do, its button beside the words or, where that is too narrow, below."""

    def __init__(self, look: Look, step: "NextStep", go: Callable[[], None]) -> None:
        super().__init__()
        self._look = look
        self._go = button(step.button, go)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(look.type.space(0.5))
        self._grid.setColumnStretch(1, 1)
        self._rows = 2 if step.detail else 1
        self._grid.addWidget(_Dot(look, step.sign), 0, 0, self._rows, 1)
        self._grid.addWidget(label(step.text, wrap=True), 0, 1)
        if step.detail:
            self._grid.addWidget(label(step.detail, "small", wrap=True), 1, 1)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button where there is room for it."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Put the button beside the words, or below them."""
        if self.width() < self._look.type.px(LEAST_STEP):
            self._grid.addWidget(self._go, self._rows, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self._go, 0, 2, self._rows, 1, Qt.AlignmentFlag.AlignVCenter)


class _Dot(QWidget):
    """Mark a thing to do with the sign of its cells."""

    def __init__(self, look: Look, sign: str) -> None:
        super().__init__()
        self._look, self._sign = look, sign
        self.setFixedWidth(look.type.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sign in the middle."""
        side = float(self._look.type.px(8))
        box = QRectF(0, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        if self._sign in ("none", "wrong"):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("wrong" if self._sign == "wrong" else "muted"))
            painter.drawEllipse(box)
        else:
            paint_sign(painter, box, self._sign, self._look)
        painter.end()


def _when(at: str) -> str:
    """Return a moment as one says it: the time today, else the day and time."""
    moment = datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    today = datetime.now(UTC).astimezone().date()
    if moment.date() == today:
        return f"{moment:%H:%M}"
    if (today - moment.date()).days == 1:
        return f"Yesterday {moment:%H:%M}"
    return f"{moment.day} {moment:%B %H:%M}"
