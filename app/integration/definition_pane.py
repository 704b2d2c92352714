"""Choose what a joint display shows: rows, order, groups, figures, themes, what stands beside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from app.design.look import Look
from app.integration.cuts import CutList
from app.integration.row_list import RowList
from app.integration.ticks import ThemeTicks, TickList, tick
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.fields import LineField, TextField
from app.widgets.text import frame, label, rule
from framework.drafts import JointDefinition
from framework.queries.joint_displays import DisplayRow
from framework.queries.themes import ThemeRow
from framework.rules.joint_layouts import JointLayout, layout_of

SIDE = 268
SHOWN = {
    "quotation": "Starred quotation",
    "inference": "Meta-inference and fit",
    "evidence": "Evidence appendix with links",
    "summary": "Summary row (median, range)",
}
VOCABULARIES = [("Fetters 2013", "fetters"), ("Triangulation protocol", "triangulation")]
ABOUT_SITES = ("L7a",)
UNORDERED = "in the study’s order"


class Offered(NamedTuple):
    """Hold what a joint display can show: indicators by key, themes, tables, and how many cases."""

    indicators: Mapping[str, str]
    themes: Sequence[ThemeRow]
    tables: Sequence[str]
    sites: int
    participants: int


def side_width(look: Look, page: int) -> int:
    """Return the width of the pane at the left of a page that is `page` px wide."""
    return min(look.type.px(SIDE), page * 2 // 5)


class DefinitionPane(QScrollArea):
    """Be the pane at the left; `defined` tells of another definition, `renamed` of a name."""

    defined = Signal(object)
    renamed = Signal(str)

    def __init__(self, shell: Shell, define: Callable[[], None], draw: Callable[[], None]) -> None:
        """Take what opens the form of indicators, and what draws the page anew."""
        super().__init__()
        self._look = shell.look
        self._display: DisplayRow | None = None
        self._filling = False
        self.name = LineField("Name of the joint display")
        self.name.committed.connect(self.renamed)
        self.title = self._field("Caption of the table")
        self.note = self._field("Note below the table")
        self.rows = RowList(shell)
        self.count = label("", "small")
        kinds = (("Sites", "sites"), ("Participants", "participants"))
        self.kind = ChoiceBox("Rows", kinds, self._tell)
        self.order = ChoiceBox("Order of the rows", (), self._tell)
        self.turned = self._tick("Least first")
        self.cuts = CutList(self._look, self._tell)
        self.table = ChoiceBox("Table of the months", (), self._tell)
        self.vocabulary = ChoiceBox("Words for fit", VOCABULARIES, self._tell)
        self.indicators = TickList(self._look, self._tell)
        self.define = button("+ Define an indicator…", define, role="link")
        self.themes = ThemeTicks(self._look, self._tell)
        self.parts = {key: self._tick(said) for key, said in SHOWN.items()}
        self.journal = tick("Journal mode", draw, on=False)
        self._sections: dict[str, QWidget] = {}
        self._lay_out()

    def show_display(self, display: DisplayRow, offered: Offered) -> None:
        """Show what a joint display shows; what is being typed stays."""
        other = self._display is None or self._display.id != display.id
        self._display, self._filling = display, True
        definition = display.definition
        if other:
            self.name.replace(display.name)
            self.title.replace(definition.title)
            self.note.replace(definition.note)
        else:
            self.name.show_text(display.name)
            self.title.show_text(definition.title)
            self.note.show_text(definition.note)
        figures = [(f"↓ {said}", key) for key, said in offered.indicators.items()]
        self.order.fill([(UNORDERED.capitalize(), ""), *figures])
        self.table.fill([("Every table", ""), *((name, name) for name in offered.tables)])
        for box, held in (
            (self.kind, definition.rows), (self.order, definition.order_by),
            (self.table, definition.table), (self.vocabulary, definition.vocabulary),
        ):  # fmt: skip
            box.setCurrentIndex(max(0, box.findData(held)))
        self.turned.setChecked(not definition.descending)
        self.cuts.show_cuts(definition.cuts)
        self.indicators.show_ticks(offered.indicators, definition.indicators)
        self.themes.show_themes(offered.themes, definition.themes)
        for key, part in self.parts.items():
            part.setChecked(key in definition.show)
        sites = definition.rows == "sites"
        self.count.setText(f"{offered.sites if sites else offered.participants} in the study")
        self._filling = False
        self._fit(layout_of(display.layout))

    def definition(self) -> JointDefinition:
        """Return what is chosen. Raise RefusedError for a cut-off that is no figure."""
        before = self._display.definition if self._display else JointDefinition()
        return replace(
            before,
            title=self.title.text().strip(),
            note=self.note.text().strip(),
            rows=self.kind.currentData(),
            order_by=self.order.currentData() or "",
            descending=not self.turned.isChecked(),
            cuts=self.cuts.cuts(),
            table=self.table.currentData() or "",
            vocabulary=self.vocabulary.currentData(),
            indicators=self._kept(self.indicators, before.indicators),
            themes=self._kept(self.themes, before.themes),
            show=frozenset(key for key, part in self.parts.items() if part.isChecked()),
        )

    def _kept(self, ticks: TickList | ThemeTicks, before: tuple[str, ...]) -> tuple[str, ...]:
        """Return what is ticked, or what was chosen before, in its order, where it is the same."""
        found = ticks.chosen()
        return found if ticks.ticks and set(found) != set(before) else before

    def _tell(self) -> None:
        """Tell of another definition, where it is one."""
        if self._display is None or self._filling:
            return
        definition = self.definition()
        if definition != self._display.definition:
            self._display = self._display._replace(definition=definition)
            self.defined.emit(definition)

    def _fit(self, layout: JointLayout | None) -> None:
        """Show what a layout asks for."""
        asks = layout.asks if layout else frozenset()
        written = bool(layout and layout.written)
        ordered = "order_by" in asks
        for widget, shown in (
            (self._sections["Findings"], written or bool(layout and layout.key in ABOUT_SITES)),
            (self._sections["Rows"], ordered or "table" in asks),
            (self.kind, ordered), (self.order, ordered), (self.turned, ordered),
            (self.cuts, ordered), (self.count, ordered), (self.table, "table" in asks),
            (self._sections["Delivery indicators"], "indicators" in asks and not written),
            (self._sections["Themes"], "themes" in asks and not written),
            (self._sections["Words for fit"], "vocabulary" in asks),
        ):  # fmt: skip
            widget.setVisible(shown)
        self.rows.be_about_sites(on=not written)
        for key, part in self.parts.items():
            part.setVisible(key in asks)

    def _field(self, name: str) -> TextField:
        """Make a field of some lines."""
        made = TextField(self._look, name, 1)
        made.setPlaceholderText(name)
        made.committed.connect(lambda _text: self._tell())
        return made

    def _tick(self, text: str) -> QCheckBox:
        """Make a tick that tells of its change."""
        return tick(text, self._tell, on=True)

    def _lay_out(self) -> None:
        """Put the pane together."""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What the joint display shows")
        inner, size = frame("rail"), self._look.type
        self.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(size.space(3.5),) * 4)
        column.setSpacing(size.space(2))
        ordering = [self.kind, self.count, self.order, self.turned, self.cuts, self.table]
        for title, pieces in (
            ("Joint display", [self.name, self.title, self.note]),
            ("Findings", [self.rows]),
            ("Rows", ordering),
            ("Delivery indicators", [self.indicators, self.define]),
            ("Themes", [self.themes]),
            ("Words for fit", [self.vocabulary]),
            ("Show", [*self.parts.values(), self.journal]),
        ):
            column.addWidget(self._section(title, pieces))
        column.addStretch(1)

    def _section(self, title: str, pieces: Sequence[QWidget]) -> QWidget:
        """Put pieces under a heading, with a line below them."""
        made = self._sections[title] = QWidget()
        made.setProperty("role", "clear")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.type.space(1.5))
        for piece in (label(title, "heading"), *pieces, rule()):
            column.addWidget(piece)
        return made
