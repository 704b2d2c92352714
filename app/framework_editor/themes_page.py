"""Themes: the table of them, and what the one in hand means."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.framework_editor.details import ThemeDetails
from app.framework_editor.model import ThemeModel
from app.framework_editor.table import ThemeTable
from app.shell import Shell
from app.widgets.empty import EmptyState
from app.widgets.side_split import SideSplit
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.queries.themes import ThemeRow
    from framework.study import Study

KEYS = "↵ new sub-theme · F2 rename · Alt ↑↓ move · Alt ←→ out, in · Delete remove"
RIGHT = 380


class ThemesPage(Workspace):
    """Hold the table of themes, and at its right the theme in hand."""

    title = "Themes"
    icon = "framework"
    template_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self._themes: list[ThemeRow] = []
        self.model = ThemeModel()
        self.table = ThemeTable(self.look, self.model)
        self.details = ThemeDetails(self.look)
        self._lay_out()
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return KEYS if self._themes else ""

    def place(self) -> str:
        """Return the theme in hand."""
        theme = self.table.theme()
        return f"{theme.number} {theme.name}" if theme is not None else ""

    def refresh(self, changes: "Changes | None") -> None:
        """Show the framework as it is."""
        if changes is not None and not changes.tables() & {"theme", "coding", "attribution"}:
            return
        from framework.queries.themes import list_themes

        held, row = self.table.theme(), self.table.currentIndex().row()
        with self.study.read() as session:
            self._themes = list_themes(session)
        self.model.show_themes(self._themes)
        if held is not None and self.model.row_of(held.id) >= 0:
            self.table.take(held.id)
        elif self._themes and self.table.theme() is None:
            self.table.take(self._themes[max(0, min(row, len(self._themes) - 1))].id)
        self._stack.setCurrentWidget(self._split_page if self._themes else self._empty)
        self._show_theme()

    def go(self, **where: object) -> None:
        """Take a theme in hand."""
        theme = where.get("theme")
        if isinstance(theme, int):
            self.table.take(theme)
        self.table.setFocus()

    def take_keys(self) -> None:
        """Let keys work on the table, or on what to do while there is none."""
        (self.table if self._themes else self._empty.action).setFocus()

    def _show_theme(self) -> None:
        """Show the theme in hand."""
        self.details.show_theme(self.table.theme())
        self.place_changed.emit()

    def _add(self, name: str, parent_id: int) -> None:
        """Make a theme of a typed name."""
        from framework.edits.themes import add_theme

        made = add_theme(self.study, name, parent_id or None)
        self.refresh(None)
        self.table.take(made)

    def new_theme(self) -> None:
        """Open a row for a new theme."""
        self._stack.setCurrentWidget(self._split_page)
        self.table.name_new(None)

    def _rename(self, theme_id: int, name: str) -> None:
        """Rename a theme."""
        from framework.edits.themes import rename_theme

        rename_theme(self.study, theme_id, name)

    def _define(self, theme_id: int, part: str, text: str) -> None:
        """Define a theme."""
        from framework.edits.themes import define_theme

        define_theme(self.study, theme_id, **{part: text})

    def _move(self, theme_id: int, by: int) -> None:
        """Move a theme up or down among its siblings."""
        from framework.edits.themes import move_theme

        theme = next(t for t in self._themes if t.id == theme_id)
        siblings = self._below(theme.parent_id)
        place = siblings.index(theme_id) + by
        if 0 <= place < len(siblings):
            move_theme(self.study, theme_id, theme.parent_id, place)

    def _nest(self, theme_id: int, by: int) -> None:
        """Move a theme under the one above it (1), or out from under its parent (-1)."""
        from framework.edits.themes import move_theme

        by_id = {theme.id: theme for theme in self._themes}
        theme = by_id[theme_id]
        siblings = self._below(theme.parent_id)
        if by < 0 and theme.parent_id is not None:
            above = by_id[theme.parent_id].parent_id
            move_theme(self.study, theme_id, above, self._below(above).index(theme.parent_id) + 1)
        elif by > 0 and theme.parent_id is None and siblings.index(theme_id) > 0:
            if self._below(theme_id):
                words = f"{theme.number} {theme.name} has sub-themes of its own. Move them first."
                self.shell.show_message(words)
                return
            above = siblings[siblings.index(theme_id) - 1]
            move_theme(self.study, theme_id, above, len(self._below(above)))

    def _below(self, parent_id: int | None) -> list[int]:
        """List the ids of a theme's sub-themes in order, or of the top themes."""
        return [theme.id for theme in self._themes if theme.parent_id == parent_id]

    def _remove(self, theme_id: int) -> None:
        """Remove a theme, and offer to undo it."""
        from framework.edits.themes import remove_theme

        theme = next(t for t in self._themes if t.id == theme_id)
        remove_theme(self.study, theme_id)
        words = f"{theme.number} {theme.name} was removed with its codings and summaries."
        self.shell.show_message(words, "Undo", self.shell.undo)

    def _wire(self) -> None:
        """Connect the table and the fields."""
        self.table.in_hand.connect(self._show_theme)
        self.table.move_wanted.connect(self._move)
        self.table.nest_wanted.connect(self._nest)
        self.table.remove_wanted.connect(self._remove)
        # Queued, so that the field in the table is gone before the table changes under it.
        self.model.named.connect(self._add, Qt.ConnectionType.QueuedConnection)
        self.model.renamed.connect(self._rename, Qt.ConnectionType.QueuedConnection)
        self.details.name.left.connect(self.table.setFocus)
        for field in self.details.fields.values():
            field.left.connect(self.table.setFocus)
        self.details.renamed.connect(self._rename)
        self.details.defined.connect(self._define)
        self.details.remove_wanted.connect(self._remove)

    def _lay_out(self) -> None:
        """Put the table beside the theme in hand."""
        self._split_page = SideSplit(self.look, self.table, self.details, RIGHT, 240)
        self._empty = EmptyState(
            self.look, "framework", "No framework yet",
            "Themes and sub-themes are what passages are coded as and charts are made of. Begin "
            "with a published framework, or import your own.",
            "Choose a framework", self.template_wanted.emit,
        )  # fmt: skip
        self._empty.offer("Import…", self.import_wanted.emit)
        self._empty.offer("New theme", self.new_theme)
        self._stack = QStackedWidget()
        for page in (self._empty, self._split_page):
            self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
