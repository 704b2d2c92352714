"""Hold the ids of a chart's rows and columns, and the cells that have been read."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.charting.arrangement import Arrangement, is_head
from app.charting.figures import Bar, Figures
from app.charting.words import Shown, Tally, spoken
from framework.queries.cases import CaseRow
from framework.queries.themes import ThemeRow

Index = QModelIndex | QPersistentModelIndex
Pair = tuple[int, int]
_NOWHERE = QModelIndex()


class ChartModel(QAbstractTableModel):
    """Give a chart's cells to its view; cells that are not read yet are None.

    `came` tells at which rows and columns cells have come or changed. A case may have two rows,
    and the head of a group has no cells.
    """

    came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[CaseRow, ...] = ()
        self.columns: tuple[ThemeRow, ...] = ()
        self.own: Mapping[int, str] = {}
        self.tallies: dict[int, Tally] = {}
        self.figures = Figures()
        self._cells: dict[Pair, Shown] = {}
        self.rated: Collection[int] = ()
        self._rows_of: dict[int, list[int]] = {}
        self._column_of: dict[int, int] = {}

    def show(self, arrangement: Arrangement) -> None:
        """Take new rows and columns, and forget the cells."""
        self.beginResetModel()
        self.rows, self.columns, self.own = arrangement.rows, arrangement.columns, arrangement.own
        self.rated = arrangement.rated
        self._rows_of = {}
        for at, case in enumerate(self.rows):
            self._rows_of.setdefault(case.id, []).append(at)
        self._column_of = {theme.id: at for at, theme in enumerate(self.columns)}
        self._cells, self.tallies = {}, {}
        self.endResetModel()

    def forget(self) -> None:
        """Forget the cells that were read; they are asked for again when they are looked at."""
        self._cells = {}

    def put(self, found: Mapping[Pair, Shown]) -> None:
        """Keep cells that were read, and have them painted."""
        self._cells.update(found)
        self.came.emit(
            [
                (row, self._column_of[theme])
                for case, theme in found
                if theme in self._column_of
                for row in self._rows_of.get(case, ())
            ]
        )

    def put_tallies(self, found: Mapping[int, Tally]) -> None:
        """Keep the counts of columns."""
        self.tallies.update(found)
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def put_figures(self, figures: Figures) -> None:
        """Keep the delivery figures."""
        self.figures = figures
        if self.rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)

    def bars(self, row: int) -> Sequence[Bar]:
        """Give the delivery figures beside a row."""
        return self.figures.bars.get(self.rows[row].id, ())

    def shown(self, row: int, column: int) -> Shown | None:
        """Give the cell at a row and column, or None before it is read, and for heads."""
        return self._cells.get((self.rows[row].id, self.columns[column].id))

    def held(self, pair: Pair) -> Shown | None:
        """Give the cell of a case and a theme, or None before it is read."""
        return self._cells.get(pair)

    def pair(self, index: Index) -> Pair | None:
        """Give the case and theme of a place."""
        if not index.isValid():
            return None
        return self.rows[index.row()].id, self.columns[index.column()].id

    def place(self, pair: Pair) -> QModelIndex:
        """Find the place of a case and a theme; invalid where the chart does not show them."""
        rows, column = self._rows_of.get(pair[0]), self._column_of.get(pair[1])
        return QModelIndex() if not rows or column is None else self.index(rows[0], column)

    def is_head(self, row: int) -> bool:
        """Tell whether a row is the head of a group."""
        return is_head(self.rows[row])

    def missing(self, rows: Iterable[int], columns: Iterable[int]) -> tuple[list[int], list[int]]:
        """List the cases and themes whose cells are not read yet."""
        themes = [self.columns[at].id for at in columns]
        cases = dict.fromkeys(
            self.rows[at].id
            for at in rows
            if not self.is_head(at)
            and any((self.rows[at].id, theme) not in self._cells for theme in themes)
        )
        return (list(cases), themes) if cases and themes else ([], [])

    def read_rows(self) -> set[int]:
        """Name the rows of which a cell has been read."""
        return {row for case, _theme in self._cells for row in self._rows_of.get(case, ())}

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the cases."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the themes."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keys step over the heads of groups."""
        return Qt.ItemFlag.NoItemFlags if self.is_head(index.row()) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say a cell in words; the delegate paints it from `shown`."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in wanted or not index.isValid():
            return None
        found = self.shown(index.row(), index.column())
        return spoken(found) if found is not None else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name a case or a theme."""
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role not in wanted:
            return None
        if orientation == Qt.Orientation.Vertical:
            case = self.rows[section]
            return f"{case.name} {case.label}".strip()
        theme = self.columns[section]
        return "\n".join(p for p in (f"{theme.number} {theme.name}", theme.definition) if p)
