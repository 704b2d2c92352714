"""Choose a chart, its rows and their order."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from app.charting.arrangement import (
    BY_ATTRIBUTE,
    EVERY_CHART,
    Arrangement,
    Choice,
    telling_attributes,
)
from app.charting.page import DOORS, MATRIX
from app.design.look import Look
from app.keymap import Keymap
from app.widgets.bars import Bar
from app.widgets.buttons import Button, button
from app.widgets.tabs import PillTabs
from framework.queries.cases import CaseRow
from framework.queries.indicators import DefinitionRow

PAGE_TITLES = {MATRIX: "Summaries", **{door.key: door.title for door in DOORS}}
KINDS: Mapping[str, str] = {"participant": "Participant", "site": "Site"}


class ChartBar(Bar):
    """Be the strip over the chart."""

    changed = Signal(object)
    page_chosen = Signal(str)

    def __init__(self, look: Look, export: Callable[[], None], keymap: Keymap) -> None:
        super().__init__(look)
        self.choice = Choice()
        self._definitions: Sequence[DefinitionRow] = ()
        self._cases: Sequence[CaseRow] = ()
        self.tabs = PillTabs(look)
        self.tabs.chosen.connect(lambda key: self._choose(chart=int(key), keep=self.choice.keep))
        self.view = self._menu_button("Show: Summaries", "", look)
        self.filter = self._menu_button("Filter", "filter", look)
        self.order = self._menu_button("Order", "sort", look)
        self.rows = self._menu_button("Rows: Participant", "", look)
        self.export = button(
            "Export to Word", export, role="primary", tip=keymap.shown("chart.export")
        )
        self.add(self.tabs, stretch=100)
        self.stretch()
        self.add(self.filter, self.order, self.view, self.rows, self.export)
        self.page = MATRIX
        self.show_page(MATRIX, charts=True)

    def show_arrangement(self, found: Arrangement, choice: Choice) -> None:
        """Show the charts there are and what is chosen."""
        self.choice, self._cases = choice, found.cases
        tabs = [(str(theme.id), f"{theme.number} {theme.name}") for theme in found.charts]
        if len(tabs) > 1:
            tabs.append((str(EVERY_CHART), "All"))
        self.tabs.set_tabs(tabs)
        self.tabs.select(str(choice.chart))
        self._show_choice()

    def show_page(self, key: str, *, charts: bool) -> None:
        """Name the page that is shown, with the tools that say something there."""
        self.page = key
        self._say(self.view, f"Show: {PAGE_TITLES.get(key, key)} ▾")
        self.view.setVisible(len(PAGE_TITLES) > 1)
        self.tabs.setVisible(charts)
        for tool in (self.filter, self.order):
            tool.setVisible(key == MATRIX)

    def show_definitions(self, definitions: Sequence[DefinitionRow]) -> None:
        """Offer the indicators to order by."""
        self._definitions = definitions
        self._show_choice()

    def _menu_button(self, text: str, icon: str, look: Look) -> Button:
        """Make a button that opens a menu."""
        made = button(text, lambda: None, icon=icon, look=look)
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: self._fill(made, menu))
        made.setMenu(menu)
        return made

    def _choose(self, **what: Any) -> None:  # noqa: ANN401 - fields of Choice, by name
        """Choose something else and tell of it."""
        self.choice = self.choice._replace(**what)
        self._show_choice()
        self.changed.emit(self.choice)

    def _show_choice(self) -> None:
        """Write on the buttons what is chosen."""
        keep = self.choice.keep
        self._say(self.filter, f"{keep[0]} = {keep[1]}" if keep else "Filter")
        self._say(self.order, f"↓ {self._order_name()}" if self.choice.order else "Order")
        self._say(self.rows, f"Rows: {KINDS.get(self.choice.kind, self.choice.kind)} ▾")

    @staticmethod
    def _say(tool: Button, text: str) -> None:
        """Write on a button; a long name is shortened, and whole in its tip."""
        tool.setText(text if len(text) <= 26 else f"{text[:25]}…")
        tool.setAccessibleName(text)
        tool.setToolTip(text)

    def _order_name(self) -> str:
        """Name what the rows are ordered by."""
        order = self.choice.order
        if order.startswith(BY_ATTRIBUTE):
            return order.removeprefix(BY_ATTRIBUTE)
        return next((row.label for row in self._definitions if row.key == order), order)

    def _fill(self, tool: Button, menu: QMenu) -> None:
        """Fill a menu when it opens."""
        menu.clear()
        if tool is self.filter:
            self._fill_filter(menu)
        elif tool is self.order:
            self._fill_order(menu)
        elif tool is self.view:
            self._fill_view(menu)
        else:
            for kind in dict.fromkeys([*KINDS, *(case.kind for case in self._cases)]):
                self._offer(menu, KINDS.get(kind, kind), self.choice.kind == kind, kind=kind,
                            keep=None)  # fmt: skip

    def _fill_view(self, menu: QMenu) -> None:
        """Offer the pages there are."""
        for key, title in PAGE_TITLES.items():
            action = menu.addAction(title, partial(self.page_chosen.emit, key))
            action.setCheckable(True)
            action.setChecked(key == self.page)

    def _fill_filter(self, menu: QMenu) -> None:
        """Offer the attributes that tell cases apart."""
        self._offer(menu, "All cases", self.choice.keep is None, keep=None)
        menu.addSeparator()
        for name, values in telling_attributes(self._cases, self.choice.kind).items():
            below = menu.addMenu(name)
            for value in values:
                on = self.choice.keep == (name, value)
                self._offer(below, value, on, keep=(name, value))

    def _fill_order(self, menu: QMenu) -> None:
        """Offer indicators and attributes to order by."""
        self._offer(menu, "The study’s order", not self.choice.order, order="")
        menu.addSeparator()
        for row in self._definitions:
            self._offer(menu, f"↓ {row.label}", self.choice.order == row.key, order=row.key)
        menu.addSeparator()
        for name in telling_attributes(self._cases, self.choice.kind):
            key = f"{BY_ATTRIBUTE}{name}"
            self._offer(menu, name, self.choice.order == key, order=key)

    def _offer(self, menu: QMenu, text: str, on: bool, **what: Any) -> None:  # noqa: FBT001, ANN401 - a tick beside the text
        """Offer one choice."""
        action = menu.addAction(text, lambda: self._choose(**what))
        action.setCheckable(True)
        action.setChecked(on)
