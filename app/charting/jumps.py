"""List cells to go to."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from app.design.look import Look

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Jump(NamedTuple):
    """Name a cell, with what is to be said of it."""

    words: str
    case_id: int
    theme_id: int


class _Jumps(QAbstractListModel):
    """Give the lines of a list of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Jump] = ()

    def show(self, rows: Sequence[Jump]) -> None:
        """Take other lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say a line."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return self.rows[index.row()].words if role in wanted else None


class JumpList(QListView):
    """Go to a cell with Enter or a click; `opened` gives its case and theme."""

    opened = Signal(int, int)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._rows = look, _Jumps()
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    def show_jumps(self, rows: Sequence[Jump]) -> None:
        """Show other lines, and stand as far down as before."""
        at = self.currentIndex().row()
        self._rows.show(rows)
        if rows:
            self.setCurrentIndex(self._rows.index(max(0, min(at, len(rows) - 1))))

    def jumps(self) -> Sequence[Jump]:
        """Return the lines."""
        return self._rows.rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the cell of the current line with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        """Ask for the cell of a line."""
        row = self._rows.rows[index.row()]
        self.opened.emit(row.case_id, row.theme_id)
