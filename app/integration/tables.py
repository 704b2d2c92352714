"""Give delivery rows and figures to their tables."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.design.look import Look
from framework.queries.delivery import DataRow, TableRow, rows_of
from framework.queries.indicators import DefinitionRow, IndicatorRow
from framework.study import Study

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
MATCHED = "Site meant"
ALL = "All"
_NOWHERE = QModelIndex()
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class RowsModel(QAbstractTableModel):
    """Read the rows of a delivery table as they came, a page at a time."""

    def __init__(self, study: Study, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._study, self._look = study, look
        self.table: TableRow | None = None
        self._only: Sequence[int] | None = None
        self._pages: dict[int, list[DataRow]] = {}

    def show(self, table: TableRow | None, only: Sequence[int] | None = None) -> None:
        """Show a table, or only the rows of these numbers, from 1."""
        self.beginResetModel()
        self.table, self._only, self._pages = table, only, {}
        self.endResetModel()

    def row(self, at: int) -> DataRow:
        """Give a row, reading its page where it is not read yet."""
        number = self._only[at] - 1 if self._only is not None else at
        page = number // PAGE
        if page not in self._pages and self.table is not None:
            with self._study.read() as session:
                self._pages[page] = rows_of(session, self.table.id, page * PAGE, PAGE)
        return self._pages[page][number % PAGE]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        if self.table is None or parent.isValid():
            return 0
        return self.table.rows if self._only is None else len(self._only)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns: those of the file, and before them the site that is meant."""
        return 0 if self.table is None or parent.isValid() else len(self.table.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a value as it stood in the file."""
        if not index.isValid() or self.table is None:
            return None
        row = self.row(index.row())
        if role in _SHOWN:
            if index.column():
                return row.values[index.column() - 1]
            return row.case or ("no site" if self.table.site else "")
        if role == Qt.ItemDataRole.ForegroundRole and not index.column():
            lost = row.case is None and self.table.site
            return self._look.colour("attention_text" if lost else "muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name a column, or give a row its number in the file."""
        if role not in _SHOWN or self.table is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._only[section] if self._only is not None else section + 1)
        if section == 0:
            return MATCHED
        name, reading = self.table.columns[section - 1]
        return name if role == Qt.ItemDataRole.DisplayRole else f"{name}, read as {reading}"


class FiguresModel(QAbstractTableModel):
    """Give the figures of sites by indicators, and of all sites together."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.definitions: Sequence[DefinitionRow] = ()
        self.sites: list[str] = []
        self._figures: dict[tuple[str, str], IndicatorRow] = {}

    def show(self, definitions: Sequence[DefinitionRow], rows: Sequence[IndicatorRow]) -> None:
        """Show figures; the sites stand in the order in which they come."""
        sites = list(dict.fromkeys(row.case for row in rows if row.case is not None))
        same = sites == self.sites and [d.id for d in definitions] == [
            d.id for d in self.definitions
        ]
        figures = {(row.case or ALL, row.key): row for row in rows}
        if same and definitions:
            self.definitions, self._figures = definitions, figures
            self.dataChanged.emit(
                self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
            )
            return
        self.beginResetModel()
        self.definitions, self.sites, self._figures = definitions, sites, figures
        self.endResetModel()

    def figure(self, index: Index) -> IndicatorRow | None:
        """Give the figure at a place, if there is one."""
        key = self.definitions[index.column()].key
        return self._figures.get((self.site(index.row()), key))

    def place_of(self, key: str, case: str | None) -> QModelIndex | None:
        """Give the place of a figure, None where there is none."""
        column = next((at for at, row in enumerate(self.definitions) if row.key == key), -1)
        row = self.sites.index(case) if case in self.sites else len(self.sites)
        if column < 0 or (case is not None and case not in self.sites):
            return None
        return self.index(row, column)

    def site(self, row: int) -> str:
        """Name the site of a row; the last row is all of them."""
        return self.sites[row] if row < len(self.sites) else ALL

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the sites and the row of all."""
        return 0 if parent.isValid() or not self.definitions else len(self.sites) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the indicators."""
        return 0 if parent.isValid() else len(self.definitions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a figure as it is printed."""
        if not index.isValid():
            return None
        found = self.figure(index)
        if role in _SHOWN:
            return found.text if found else "–"
        if role == Qt.ItemDataRole.FontRole and index.row() == len(self.sites):
            return self._look.type.font("base", bold=True)
        if role == Qt.ItemDataRole.ForegroundRole and (found is None or found.value is None):
            return self._look.colour("muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name an indicator or a site."""
        if role not in _SHOWN:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.site(section)
        return self.definitions[section].label


class TriedModel(QAbstractTableModel):
    """Give the figures of one indicator: site, figure, rows behind it, what holds nothing."""

    HEADS = ("Site", "Figure", "Rows", "Not counted")

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: Sequence[IndicatorRow] = ()

    def show(self, rows: Sequence[IndicatorRow]) -> None:
        """Show other figures, that of all sites first."""
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: row.case is not None)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the figures."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a figure and what is behind it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in _SHOWN:
            not_due = f"{row.nothing.not_due} not due" if row.nothing.not_due else ""
            nothing = ", ".join(filter(None, (not_due, row.nothing.in_words())))
            return (row.case or ALL, row.text, str(len(row.rows)), nothing)[index.column()]
        if role == Qt.ItemDataRole.FontRole and row.case is None:
            return self._look.type.font("base", bold=True)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        return self.HEADS[section]
