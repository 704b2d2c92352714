"""Be a table of rows without a grid, one line each, in the look of the window."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.design.look import Look

ROW = 32
_SHOWN = Qt.ItemDataRole.DisplayRole


class RowTable(QTableView):
    """Choose one row among rows of one height; a column without a width takes what is left."""

    def __init__(self, look: Look, model: QAbstractItemModel, name: str, row: int = ROW) -> None:
        """Take the height of a row in px at 100 %."""
        super().__init__()
        self._look, self._row = look, row
        self._widths: tuple[int, ...] = ()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        look.changed.connect(self._measure)
        self._measure()

    def set_widths(self, widths: Sequence[int]) -> None:
        """Give the columns their drawn widths in px at 100 %, 0 for what is left."""
        if tuple(widths) != self._widths:
            self._widths = tuple(widths)
            self._measure()

    def _measure(self) -> None:
        """Take sizes from the look; every row is one line, so none is ever measured."""
        size, header = self._look.type, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(size.px(self._row))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in enumerate(self._widths[: header.count()]):
            stretch, fixed = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, fixed if width else stretch)
            if width:
                header.resizeSection(column, size.px(width))


def asked(index: QModelIndex | QPersistentModelIndex, role: int = _SHOWN) -> Any:  # noqa: ANN401 - as Qt's own
    """Ask a model itself what a cell holds: what it raises by way of Qt would end the program."""
    return index.model().data(index, role)


def paint_ground(painter: QPainter, rect: QRectF, look: Look, token: str) -> None:
    """Paint what lies under a cell: its colour, and the line below its row."""
    painter.fillRect(rect, look.colour(token))
    painter.setPen(look.colour("line"))
    low = rect.bottom() - 1
    painter.drawLine(QPointF(rect.left(), low), QPointF(rect.right(), low))


def paint_words(painter: QPainter, rect: QRectF, look: Look, words: str, tint: str) -> None:
    """Paint a cell's words in the painter's font, shortened at their end."""
    inner = rect.adjusted(look.type.space(2), 0, -look.type.space(1), 0)
    mode, room = Qt.TextElideMode.ElideRight, int(inner.width())
    painter.setPen(look.colour(tint))
    shown = painter.fontMetrics().elidedText(words, mode, room)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
