"""Choose a chart, its rows and their order."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from app.charting.arrangement import BY_ATTRIBUTE, EVERY_CHART, Arrangement, Choice
from app.charting.figures import Figures
from app.charting.kept import FULL
from app.charting.menus import (
    KINDS,
    ZOOM_TITLES,
    fill_filter,
    fill_order,
    fill_rows,
    fill_view,
)
from app.charting.page import MATRIX, PAGE_TITLES
from app.design.look import Look
from app.keymap import Keymap
from app.reporting.password_button import PasswordButton
from app.widgets.bars import Bar
from app.widgets.buttons import Button, button
from app.widgets.tabs import PillTabs
from framework.queries.cases import CaseRow

FIRST_TABS = 260
LETTERS = (26, 14)
NARROWEST = 36


class ChartBar(Bar):
    """Be the strip over the chart.

    `zoom_chosen` tells how much of the cells is wanted; `order_forgotten` that the study's order
    of cases is, `layout_forgotten` that all the person's own sizes, places and hidden ones are
    not; `apart_turned` that the person begins or ends to chart apart.
    """

    changed = Signal(object)
    page_chosen = Signal(str)
    zoom_chosen = Signal(str)
    order_forgotten = Signal()
    layout_forgotten = Signal()
    apart_turned = Signal()

    def __init__(self, look: Look, export: Callable[[], None], keymap: Keymap) -> None:
        super().__init__(look)
        self.choice = Choice()
        self.page, self.zoom, self.own_order, self.laid_out = MATRIX, FULL, False, False
        self._figures = Figures()
        self._cases: Sequence[CaseRow] = ()
        self._tight = False
        self.tabs = PillTabs(look)
        self.tabs.chosen.connect(lambda key: self.choose(chart=int(key)))
        self.filter = self._menu_button("Filter", "filter", look)
        self.order = self._menu_button("Order", "sort", look)
        self.view = self._menu_button("Show: Summaries", "", look)
        self.rows = self._menu_button("Rows: Participant", "", look)
        self.export = button(
            "Export to Word", export, role="primary", tip=keymap.shown("chart.export")
        )
        self.add(self.tabs, stretch=100)
        self.stretch()
        self.lock = PasswordButton(look)
        self.add(self.filter, self.order, self.view, self.rows, self.lock, self.export)
        for long in (self.filter, self.order):  # give way before any other tool does
            long.setMinimumWidth(NARROWEST)
        look.changed.connect(self._show_choice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less on the buttons where there is little room."""
        super().resizeEvent(event)
        self._show_choice()

    def show_arrangement(self, found: Arrangement, choice: Choice) -> None:
        """Show the charts there are and what is chosen."""
        self.choice, self._cases = choice, found.cases
        tabs = [(str(theme.id), f"{theme.number} {theme.name}") for theme in found.charts]
        if len(tabs) > 1:
            tabs.append((str(EVERY_CHART), "All"))
        self.tabs.set_tabs(tabs)
        self.tabs.select(str(choice.chart))
        self._show_choice()

    def show_page(self, key: str, *, charts: bool, rows: bool = True) -> None:
        """Name the page that is shown, with the tools that say something there."""
        self.page = key
        for tool in (self.tabs, self.lock, self.export):
            tool.setVisible(charts)
        self.rows.setVisible(rows)
        for tool in (self.filter, self.order):
            tool.setVisible(key == MATRIX)
        self._show_choice()

    def show_zoom(self, zoom: str, *, own_order: bool, laid_out: bool) -> None:
        """Take how much of the cells is shown, and whether the person has ordered or laid out."""
        self.zoom, self.own_order, self.laid_out = zoom, own_order, laid_out
        self._show_choice()
        self.tabs.select(str(self.choice.chart))

    def show_figures(self, figures: Figures) -> None:
        """Offer the indicators to order and to filter by."""
        self._figures = figures
        self._show_choice()

    def choose(self, **what: Any) -> None:  # noqa: ANN401 - fields of Choice, by name
        """Choose something else and tell of it."""
        self.choice = self.choice._replace(**what)
        self._show_choice()
        self.changed.emit(self.choice)

    def ordered_by(self) -> str:
        """Name what the rows are ordered by, or ""."""
        order = self.choice.order
        if order.startswith(BY_ATTRIBUTE):
            return order.removeprefix(BY_ATTRIBUTE)
        return next((row.label for row in self._figures.definitions if row.key == order), order)

    def _menu_button(self, text: str, icon: str, look: Look) -> Button:
        """Make a button that opens a menu."""
        made = button(text, lambda: None, icon=icon, look=look)
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: self._fill(made, menu))
        made.setMenu(menu)
        return made

    def _show_choice(self) -> None:
        """Write on the buttons what is chosen, in fewer words where the tabs would have no room."""
        self._tight = False
        self._write_choice()
        tools = (self.filter, self.order, self.view, self.rows, self.lock, self.export)
        wide = sum(tool.sizeHint().width() for tool in tools if tool.isVisibleTo(self))
        self._tight = wide + self._look.type.px(FIRST_TABS) > self.width()
        if self._tight:
            self._write_choice()

    def _write_choice(self) -> None:
        """Write on the buttons what is chosen, in as many words as there is room for."""
        choice = self.choice
        asked = [f"{name} = {value}" for name, value in choice.keep]
        asked += [f"{bound.label} {bound.words}" for bound in choice.bounds]
        asked += ["states"] if choice.signs else []
        self._say(self.filter, asked[0] if len(asked) == 1 else f"Filter{_count(asked)}",
                  None if asked else "")  # fmt: skip
        arrow = "↓" if choice.order.startswith(BY_ATTRIBUTE) == choice.turned else "↑"
        self._say(self.order, f"{arrow} {self.ordered_by()}" if choice.order else "Order",
                  None if choice.order else "")  # fmt: skip
        rows = choice.group or KINDS.get(choice.kind, choice.kind)
        self._say(self.rows, f"Rows: {rows} ▾", f"{rows} ▾")
        shown = PAGE_TITLES.get(self.page, self.page)
        if self.page == MATRIX and self.zoom != FULL:
            shown = ZOOM_TITLES[self.zoom]
        self._say(self.view, f"Show: {shown} ▾", f"{shown} ▾")
        self.export.setText("Export" if self._tight else "Export to Word")

    def _say(self, tool: Button, text: str, tight: str | None) -> None:
        """Write on a button, what is `tight` in little room; a long name is whole in its tip."""
        said = tight if tight is not None and self._tight else text
        most = LETTERS[self._tight]
        tool.setText(said if len(said) <= most else f"{said[: most - 1]}…")
        tool.setAccessibleName(text)
        tool.setToolTip(text)

    def _fill(self, tool: Button, menu: QMenu) -> None:
        """Fill a menu when it opens."""
        menu.clear()
        if tool is self.filter:
            fill_filter(menu, self.choice, self._cases, self._figures, self.choose)
        elif tool is self.order:
            fill_order(menu, self.choice, self._cases, self._figures.definitions, self.choose,
                       self._forget_order, own=self.own_order)  # fmt: skip
        elif tool is self.rows:
            fill_rows(menu, self.choice, self._cases, self.choose)
        else:
            fill_view(menu, self.page, self.zoom, self.page_chosen.emit, self.zoom_chosen.emit,
                      self.choice, self.apart_turned.emit)  # fmt: skip
            if self.laid_out and self.page == MATRIX:
                menu.addSeparator()
                menu.addAction("Rows and columns as at first", self.layout_forgotten.emit)

    def _forget_order(self) -> None:
        """Put the rows into the study's order."""
        self.order_forgotten.emit()
        self.choose(order="", turned=False)


def _count(asked: Sequence[str]) -> str:
    """Say how many conditions there are."""
    return f" ({len(asked)})" if asked else ""
