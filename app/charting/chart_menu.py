"""Offer with the right mouse button what can be done with a cell, its column and its row."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.charting.modes import MODES
from app.charting.page import pages_of
from app.charting.tools import STATES
from framework.edits.ratings import ask_for_ratings
from framework.queries.cases import CaseRow
from framework.queries.themes import ThemeRow

if TYPE_CHECKING:
    from app.charting.workspace import ChartWorkspace

BACK = ("history", "changed")


class ChartMenu(QObject):
    """Open a menu on a cell, or on the head of a column or a row; each entry has its key."""

    def __init__(self, workspace: "ChartWorkspace") -> None:
        super().__init__(workspace)
        self._w, self._matrix = workspace, workspace.matrix
        table = workspace.table
        for place, open_menu in ((table.themes, self._on_column), (table.cases, self._on_row),
                                 (table, self._on_cell)):  # fmt: skip
            place.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            place.customContextMenuRequested.connect(open_menu)

    def of_cell(self) -> QMenu:
        """Make the menu of the current cell."""
        self._matrix.writing.settle()
        menu, words = self._empty(), self._w.shell.keymap.menu
        menu.addAction(words("Write", "chart.write"), self._matrix.inplace.open)
        menu.addAction(words("Write beside the chart", "chart.write_beside"),
                       self._matrix.write_beside)  # fmt: skip
        menu.addAction("Copy\tCtrl+C", self._matrix.inplace.copy)
        menu.addAction("Paste\tCtrl+V", self._matrix.paste)
        menu.addAction(words("Memo", "chart.memo"), self._matrix.write_memo)
        self._add_states(menu)
        menu.addSeparator()
        modes = self._w.pane.modes
        for mode, said, action in MODES:
            if mode in BACK and not modes.buttons[mode].isHidden():
                menu.addAction(words(said, action) if action else said,
                               partial(modes.choose, mode))  # fmt: skip
        menu.addAction(words("Next cell to chart", "chart.next"), self._w.next_to_chart)
        menu.addSeparator()
        theme, case = self._matrix.shaping.theme(), self._matrix.shaping.case()
        if theme is not None and case is not None:
            self._fill_column(menu.addMenu(f"Column {theme.number}"), theme)
            self._fill_row(menu.addMenu(f"Row {case.name}"), case)
        menu.addAction(words("Fit to the content", "chart.fit"), self._matrix.shaping.fit)
        return menu

    def of_column(self) -> QMenu:
        """Make the menu of the current cell's column."""
        menu, theme = self._empty(), self._matrix.shaping.theme()
        if theme is not None:
            self._fill_column(menu, theme)
        return menu

    def of_row(self) -> QMenu:
        """Make the menu of the current cell's row."""
        menu, case = self._empty(), self._matrix.shaping.case()
        if case is not None:
            self._fill_row(menu, case)
        return menu

    def _fill_column(self, menu: QMenu, theme: ThemeRow) -> None:
        """Offer what can be done with a column."""
        shaping, words = self._matrix.shaping, self._w.shell.keymap.menu
        self._add_page(menu, "Read this theme across cases", "theme", theme.id)
        menu.addAction(words("Hide this column", "chart.hide_column"), shaping.hide_column)
        for text, action, by in (("Move left", "column_left", -1),
                                 ("Move right", "column_right", 1)):  # fmt: skip
            menu.addAction(words(text, f"chart.{action}"), partial(shaping.move_column, by))
        asks = self._is_rated(theme)
        asking = menu.addAction("Ask for a rating in each cell", partial(
            ask_for_ratings, self._w.study, theme.id, on=not asks))  # fmt: skip
        asking.setCheckable(True)
        asking.setChecked(asks)

    def _fill_row(self, menu: QMenu, case: CaseRow) -> None:
        """Offer what can be done with a row."""
        shaping, words = self._matrix.shaping, self._w.shell.keymap.menu
        self._add_page(menu, "Read this case across themes", "case", case.id)
        menu.addAction(words("Hide this row", "chart.hide_row"), shaping.hide_row)
        for text, action, by in (("Move up", "row_up", -1), ("Move down", "row_down", 1)):
            menu.addAction(words(text, f"chart.{action}"), partial(shaping.move_row, by))

    def _is_rated(self, theme: ThemeRow | None) -> bool:
        """Say whether a theme asks for ratings."""
        found = self._matrix.found
        return found is not None and theme is not None and theme.id in found.rated

    def _add_states(self, menu: QMenu) -> None:
        """Offer the states that the cell can have, and its rating where its theme asks for one."""
        words, pane = self._w.shell.keymap.menu, self._w.pane
        if self._is_rated(self._matrix.shaping.theme()):
            menu.addAction(words("Rate…", "chart.rate"), self._matrix.choose_rating)
        menu.addSeparator()
        for state, said, action in STATES:
            if pane.states[state].isEnabled():
                made = menu.addAction(words(said, action),
                                      partial(self._matrix.choose_state, state))  # fmt: skip
                made.setCheckable(True)
                made.setChecked(pane.states[state].isChecked())

    def _add_page(self, menu: QMenu, said: str, page: str, key: int) -> None:
        """Offer to read across or down, where nothing of others is to be kept from the person."""
        if page in pages_of(self._w.bar.choice):
            menu.addAction(said, lambda: self._w.go(page=page, **{page: key}))

    def _empty(self) -> QMenu:
        """Make a menu that goes when it is closed."""
        menu = QMenu(self._matrix)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _on_column(self, point: QPoint) -> None:
        """Offer what can be done with the column under the mouse."""
        table = self._w.table
        at, row = table.themes.logicalIndexAt(point), max(0, table.currentIndex().row())
        if at >= 0:
            table.choose(self._matrix.model.index(row, at))
            self.of_column().popup(table.themes.viewport().mapToGlobal(point))

    def _on_row(self, point: QPoint) -> None:
        """Offer what can be done with the row under the mouse."""
        table = self._w.table
        row, column = table.cases.logicalIndexAt(point), max(0, table.currentIndex().column())
        if row >= 0 and not self._matrix.model.is_head(row):
            table.choose(self._matrix.model.index(row, column))
            self.of_row().popup(table.cases.viewport().mapToGlobal(point))

    def _on_cell(self, point: QPoint) -> None:
        """Offer what can be done with the current cell, which a press has made that."""
        table, here = self._w.table, self._w.table.currentIndex()
        if here.isValid() and not self._matrix.model.is_head(here.row()):
            cell = table.visualRect(here)  # by key, Qt gives a point beside it
            place = point if cell.contains(point) else cell.center()
            self.of_cell().popup(table.viewport().mapToGlobal(place))
