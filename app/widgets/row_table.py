"""Be a table of rows without a grid, one line each, in the look of the window."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.design.look import Look

ROW = 32


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
