"""Hold the themes as the rows of a table, with room for a new one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.framework_editor.wording import origin_of, review_of
from app.widgets.row_model import RowModel

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("No.", "Theme", "Definition", "Passages", "Cases", "Origin")
NUMBER, NAME, DEFINITION, PASSAGES, CASES, ORIGIN = range(6)
ROLE = Qt.ItemDataRole.UserRole
NEW = "New theme — type a name"
MIME = "application/x-chartwell-theme"
_TOP = QModelIndex()


class NewTheme(NamedTuple):
    """Keep a row for a theme that has no name yet."""

    parent_id: int | None
    depth: int


class Heading(NamedTuple):
    """Head the rows that follow."""

    words: str


class ThemeModel(RowModel):
    """Show themes in tree order; a name typed into an empty row makes a theme.

    Themes in `closed` hide what is under them. A number that is typed empty is given back to
    automatic numbering.
    """

    renamed = Signal(int, str)
    renumbered = Signal(int, str)
    named = Signal(str, int)
    heads = COLUMNS

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ThemeRow | NewTheme | Heading] = [NewTheme(None, 0)]
        self.closed: set[int] = set()
        self.themes: Sequence[ThemeRow] = ()
        self._retired: Sequence[ThemeRow] = ()

    def show_themes(self, themes: "Sequence[ThemeRow]", retired: "Sequence[ThemeRow]" = ()) -> None:
        """Show these themes, keeping the view where it is when only their words changed."""
        self.themes, self._retired = themes, retired
        rows: list[ThemeRow | NewTheme | Heading] = [*self._open(themes), NewTheme(None, 0)]
        rows += [Heading("Retired"), *retired] if retired else []
        if [_key(row) for row in rows] == [_key(row) for row in self.rows]:
            self.rows = rows
            last = self.index(len(rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def close(self, theme_id: int, *, closed: bool) -> None:
        """Hide what is under a theme, or show it again."""
        (self.closed.add if closed else self.closed.discard)(theme_id)
        self.show_themes(self.themes, self._retired)

    def has_below(self, theme_id: int) -> bool:
        """Say whether a theme has sub-themes."""
        return any(theme.parent_id == theme_id for theme in self.themes)

    def open_to(self, theme_id: int) -> None:
        """Show a theme's row, whatever hides it."""
        parents = {theme.id: theme.parent_id for theme in self.themes}
        above = parents.get(theme_id)
        while above is not None:
            if above in self.closed:
                self.close(above, closed=False)
            above = parents.get(above)

    def theme(self, row: int) -> "ThemeRow | None":
        """Return the theme of a row, None for an empty one."""
        held = self.rows[row] if 0 <= row < len(self.rows) else None
        return None if held is None or isinstance(held, NewTheme | Heading) else held

    def row_of(self, theme_id: int) -> int:
        """Return the row of a theme, -1 when it is not there."""
        return next((i for i, row in enumerate(self.rows) if _key(row) == theme_id), -1)

    def new_row(self) -> int:
        """Return the row for a new theme at the top."""
        return next(i for i, row in enumerate(self.rows) if row == NewTheme(None, 0))

    def make_room(self, parent_id: int) -> int:
        """Put an empty row at the end of a theme's sub-themes, and return it."""
        if parent_id in self.closed:
            self.close(parent_id, closed=False)
        depth = getattr(self.rows[self.row_of(parent_id)], "depth", 0)
        place = self.row_of(parent_id) + 1
        while getattr(self.rows[place], "depth", 0) > depth:
            place += 1
        self.beginInsertRows(_TOP, place, place)
        self.rows.insert(place, NewTheme(parent_id, depth + 1))
        self.endInsertRows()
        return place

    def close_room(self) -> None:
        """Take away the empty rows that got no name, but for the last."""
        for place in range(len(self.rows) - 1, -1, -1):
            row = self.rows[place]
            if isinstance(row, NewTheme) and row.parent_id is not None:
                self.beginRemoveRows(_TOP, place, place)
                self.rows.pop(place)
                self.endRemoveRows()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names and numbers be edited, and themes be dragged."""
        row = self.rows[index.row()]
        if isinstance(row, Heading):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if isinstance(row, NewTheme):
            return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME else flags
        if not row.retired:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if index.column() == NAME or (index.column() == NUMBER and not row.retired):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def mimeTypes(self) -> list[str]:
        """Name what is dragged."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Let a theme be dragged, by its id and its words."""
        made = QMimeData()
        theme = self.theme(indexes[0].row()) if indexes else None
        if theme is not None:
            made.setData(MIME, str(theme.id).encode())
            made.setText(f"{theme.number} {theme.name}")
        return made

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row = self.rows[index.row()]
        if role == ROLE:
            return row
        if isinstance(row, NewTheme | Heading):
            words = NEW if isinstance(row, NewTheme) else row.words
            shown = words if index.column() == NAME else ""
            return shown if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NUMBER:
            return f"{row.number} {row.name}"
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        counts = (str(row.all_codings), str(row.all_cases))
        first = row.definition.strip().partition("\n")[0]
        number = "" if row.retired and role == Qt.ItemDataRole.EditRole else row.number
        return (number, row.name, first, *counts, review_of(row) or origin_of(row, self._by_guid))[
            index.column()
        ]

    def setData(self, index: Index, value: object, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass a typed name or number on."""
        row, typed = self.rows[index.row()], str(value or "").strip()
        if isinstance(row, Heading) or (not typed and index.column() == NAME):
            return False
        if isinstance(row, NewTheme):
            self.named.emit(typed, row.parent_id or 0)
        elif index.column() == NUMBER and typed != row.number:
            self.renumbered.emit(row.id, typed)
        elif index.column() == NAME and typed != row.name:
            self.renamed.emit(row.id, typed)
        return True

    def _by_guid(self, guid: str) -> "ThemeRow | None":
        """Find a theme by its guid, also among those that were retired."""
        every = (*self.themes, *self._retired)
        return next((theme for theme in every if theme.guid == guid), None)

    def _open(self, themes: "Sequence[ThemeRow]") -> "list[ThemeRow]":
        """Leave out what is under a theme that is closed."""
        self.closed &= {theme.id for theme in themes}
        hidden, shown = set[int](), []
        for theme in themes:
            if theme.parent_id in hidden or theme.parent_id in self.closed:
                hidden.add(theme.id)
            else:
                shown.append(theme)
        return shown


def _tip(row: "ThemeRow", column: int) -> str | None:
    """Tell of a cell what its column has no room for."""
    if column == NUMBER:
        return "Numbered by hand" if row.fixed_number else None
    return {NAME: row.name, DEFINITION: row.definition}.get(column) or None


def _key(row: "ThemeRow | NewTheme | Heading") -> int:
    """Return what tells rows apart."""
    if isinstance(row, Heading):
        return -1
    return 0 if isinstance(row, NewTheme) else row.id
