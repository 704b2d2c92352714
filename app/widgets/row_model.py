"""Hold rows under heads for a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class RowModel(QAbstractTableModel):
    """Count `rows` and name columns by `heads`; `data` says what stands in a cell."""

    heads: Sequence[str]
    rows: Sequence[Any]

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's heading."""
        across = orientation == Qt.Orientation.Horizontal
        return self.heads[section] if across and role == Qt.ItemDataRole.DisplayRole else None
