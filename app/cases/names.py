"""Keep the names of rows in sight while their table is scrolled sideways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView


class FrozenNames(QTableView):
    """Lie over a table's first column as soon as that has been scrolled out of sight."""

    def __init__(self, table: QTableView, rows: QAbstractItemDelegate) -> None:
        """Take what paints the rows, which two views must not share."""
        super().__init__(table)
        self._table = table
        self.setAccessibleName("Names")
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(rows)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(table.verticalScrollMode())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.fit)
        table.horizontalHeader().sectionResized.connect(self.fit)
        self.hide()

    def fit(self, *_section: object) -> None:
        """Lie over the first column, where that is not in sight itself."""
        table, wide = self._table, self._table.columnWidth(0)
        if table.horizontalScrollBar().value() <= 0:
            self.hide()
            return
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, True)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        header = table.horizontalHeader()
        self.horizontalHeader().setFixedHeight(header.height())
        self.horizontalHeader().setDefaultAlignment(header.defaultAlignment())
        self.horizontalHeader().setHighlightSections(False)
        self.setColumnWidth(0, wide)
        around = table.viewport().geometry()
        top = around.top() - header.height()
        self.setGeometry(around.left(), top, wide, around.height() + header.height())
        self.show()
        self.raise_()
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())

    def uncover(self, column: int) -> None:
        """Scroll the table until the left edge of a column is beside the names."""
        bar, table = self._table.horizontalScrollBar(), self._table
        over = table.columnWidth(0) - table.columnViewportPosition(column)
        if bar.value() > 0 and column > 0 and over > 0:
            bar.setValue(bar.value() - over)
