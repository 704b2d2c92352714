"""Hold the themes as the rows of a table, with room for a new one."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("No.", "Theme", "Passages", "Cases", "Origin")
NAME = 1
ROLE = Qt.ItemDataRole.UserRole
NEW = "New theme — type a name"
_TOP = QModelIndex()


class NewTheme(NamedTuple):
    """Keep a row for a theme that has no name yet."""

    parent_id: int | None
    depth: int


class ThemeModel(QAbstractTableModel):
    """Show themes in tree order; a name typed into an empty row makes a theme."""

    renamed = Signal(int, str)
    named = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ThemeRow | NewTheme] = [NewTheme(None, 0)]

    def show_themes(self, themes: "list[ThemeRow]") -> None:
        """Show these themes, keeping the view where it is when only their words changed."""
        rows: list[ThemeRow | NewTheme] = [*themes, NewTheme(None, 0)]
        if [_key(row) for row in rows] == [_key(row) for row in self.rows]:
            self.rows = rows
            last = self.index(len(rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def theme(self, row: int) -> "ThemeRow | None":
        """Return the theme of a row, None for an empty one."""
        held = self.rows[row] if 0 <= row < len(self.rows) else None
        return None if held is None or isinstance(held, NewTheme) else held

    def row_of(self, theme_id: int) -> int:
        """Return the row of a theme, -1 when it is not there."""
        return next((i for i, row in enumerate(self.rows) if _key(row) == theme_id), -1)

    def make_room(self, parent_id: int) -> int:
        """Put an empty row at the end of a theme's sub-themes, and return it."""
        place = max(
            i for i, row in enumerate(self.rows)
            if _key(row) == parent_id or getattr(row, "parent_id", None) == parent_id
        ) + 1  # fmt: skip
        self.beginInsertRows(_TOP, place, place)
        self.rows.insert(place, NewTheme(parent_id, 1))
        self.endInsertRows()
        return place

    def close_room(self) -> None:
        """Take away the empty rows that got no name, but for the last."""
        for place in range(len(self.rows) - 2, -1, -1):
            if isinstance(self.rows[place], NewTheme):
                self.beginRemoveRows(_TOP, place, place)
                self.rows.pop(place)
                self.endRemoveRows()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's heading."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names be edited."""
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() == NAME else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row = self.rows[index.row()]
        if role == ROLE:
            return row
        if isinstance(row, NewTheme):
            shown = NEW if index.column() == NAME else ""
            return shown if role == Qt.ItemDataRole.DisplayRole else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        counts = (str(row.all_codings), str(row.all_cases))
        return (row.number, row.name, *counts, row.origin)[index.column()]

    def setData(self, index: Index, value: object, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass a typed name on."""
        row, name = self.rows[index.row()], str(value or "").strip()
        if not name:
            return False
        if isinstance(row, NewTheme):
            self.named.emit(name, row.parent_id or 0)
        elif name != row.name:
            self.renamed.emit(row.id, name)
        return True


def _key(row: "ThemeRow | NewTheme") -> int:
    """Return what tells rows apart."""
    return 0 if isinstance(row, NewTheme) else row.id
