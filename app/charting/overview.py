"""See how far charting has come: a map of all cells, what is left to do, the gaps of a theme."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.charting.arrangement import EVERY_CHART, Choice, columns_of_chart
from app.charting.asking import Asker
from app.charting.jumps import Jump, JumpList
from app.charting.page import Page
from app.shell import Shell
from app.widgets.heat_map import HeatMap
from app.widgets.side_split import SideSplit
from app.widgets.signs import Legend
from app.widgets.tabs import PillTabs
from app.widgets.text import label
from framework.queries.apart import charted_apart
from framework.queries.cases import CaseRow, list_cases
from framework.queries.charts import CellView
from framework.queries.gaps import LeftRow, left_to_do, word_counts
from framework.queries.progress import bare_columns
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.rules.cells import STATE_NAMES, State
from framework.study import Session, Study

if TYPE_CHECKING:
    from framework.history import Changes

SIDE, LEAST_SIDE = 340, 220
PROGRESS, WORDS = "progress", "words"
UNWRITTEN: tuple[State, ...] = ("not_started", "not_asked", "nothing_relevant")


class Overview(NamedTuple):
    """Hold what the page shows of a chart, or of all."""

    cases: Sequence[CaseRow]
    themes: Sequence[ThemeRow]
    cells: Mapping[tuple[int, int], CellView]
    left: Sequence[LeftRow]
    words: Mapping[tuple[int, int], int]


def read_overview(session: Session, choice: Choice) -> Overview:
    """Read the map and what is left to do in a chart, or in all."""
    cases = list_cases(session, choice.kind)
    tree = list_themes_plain(session)
    themes = columns_of_chart(tree, choice.chart)
    rows, apart = [case.id for case in cases], bool(choice.apart)
    every = [theme.id for theme in columns_of_chart(tree, EVERY_CHART)]
    read = charted_apart(session, choice.apart, rows, every, texts=apart).views
    bare = bare_columns(themes, read)
    themes = [theme for theme in themes if theme.id not in bare]
    ids = {theme.id for theme in themes}
    left = [row for row in left_to_do(session, choice.kind, read) if row.theme_id in ids]
    counts = _words_of(read) if apart else word_counts(session)
    views = {pair: view for pair, view in read.items() if pair[1] in ids}
    words = {pair: count for pair, count in counts.items() if pair in views}
    return Overview(cases, themes, views, left, words)


def _words_of(views: Mapping[tuple[int, int], CellView]) -> dict[tuple[int, int], int]:
    """Count the words of written cells; locators are no words."""
    return {
        pair: sum(len(run.text.split()) for run in view.runs if run.kind != "locator")
        for pair, view in views.items() if view.text
    }  # fmt: skip


class OverviewPage(Page):
    """Show the map of a chart at the left, and at the right where something is to be done."""

    hints = ("chart.next_pane",)

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__(study, shell)
        self._asker = Asker(study, self)
        self.found: Overview | None = None
        self._theme = 0
        self.modes = PillTabs(self.look)
        self.modes.set_tabs([(PROGRESS, "Progress"), (WORDS, "Words")])
        self.heat_map = HeatMap(self.look)
        self.legend = Legend(self.look)
        self.said = label("", "muted", wrap=True)
        self.lists = PillTabs(self.look)
        self.left = JumpList(self.look, "What is left to do")
        self.gaps = JumpList(self.look, "Cases without a summary under a theme")
        self._build()
        self.modes.chosen.connect(lambda _key: self._show_mode())
        self.lists.chosen.connect(lambda _key: self._show_list())
        self.heat_map.pointed.connect(self._point)
        for opener in (self.heat_map, self.left, self.gaps):
            opener.opened.connect(self.opened)
        keys = {"chart.next_pane": partial(self._next_pane, 1),
                "chart.previous_pane": partial(self._next_pane, -1)}  # fmt: skip
        shell.keymap.bind(self, keys)

    def refresh(self, changes: "Changes | None") -> None:
        """Read the study, beside the window's own thread."""
        del changes
        choice = self.choice
        self._asker.ask(lambda session: read_overview(session, choice), self._show)

    def place(self) -> str:
        """Return what the map shows."""
        found = self.found
        if found is None:
            return ""
        chart = "all charts" if self.choice.chart == EVERY_CHART else "this chart"
        return f"Overview of {chart} · {len(found.left):,} left"

    def take_keys(self) -> None:
        """Let keys work on the map."""
        self.heat_map.setFocus()

    def commit(self) -> None:
        """Let reading end."""
        self._asker.finish()

    def _build(self) -> None:
        """Put the page together."""
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.heat_map)
        scroll.setAlignment(Qt.AlignmentFlag.AlignTop)
        main, side = QWidget(), QFrame()
        side.setProperty("role", "pane")
        gap = self.look.type.space(3)
        for body, pieces in ((main, (self.modes, scroll, self.legend)),
                             (side, (self.lists, self.said, self.left, self.gaps))):  # fmt: skip
            column = QVBoxLayout(body)
            column.setContentsMargins(gap, gap, gap, gap)
            column.setSpacing(gap // 2)
            for piece in pieces:
                column.addWidget(piece, 1 if piece in (scroll, self.left, self.gaps) else 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(SideSplit(self.look, main, side, SIDE, LEAST_SIDE))

    def _show(self, found: Overview) -> None:
        """Show what was read."""
        self.found = found
        ids = [theme.id for theme in found.themes]
        if self._theme not in ids:
            self._theme = ids[0] if ids else 0
        self.heat_map.show_cells(found.cases, found.themes, found.cells)
        self.left.show_jumps(
            [Jump(f"{row.case} × {row.number}: {row.why}", row.case_id, row.theme_id)
             for row in found.left]
        )  # fmt: skip
        self._show_mode()
        self._show_gaps()
        self.place_changed.emit()

    def _show_mode(self) -> None:
        """Show states or numbers of words."""
        counting = self.modes.current() == WORDS
        self.heat_map.show_words(self.found.words if self.found and counting else None)
        self.legend.setVisible(not counting)

    def _point(self, theme_id: int) -> None:
        """Show the gaps of another theme."""
        self._theme = theme_id
        self._show_gaps()

    def _show_gaps(self) -> None:
        """List the cases that have no summary under the theme, state by state."""
        found = self.found
        theme = next((t for t in found.themes if t.id == self._theme), None) if found else None
        if found is None or theme is None:
            return
        self.gaps.show_jumps(
            [
                Jump(f"{case.name} {case.label}: {STATE_NAMES[state]}", case.id, theme.id)
                for state in UNWRITTEN
                for case in found.cases
                if found.cells[case.id, theme.id].state == state
            ]
        )
        self.lists.set_tabs(
            [("left", f"Left to do ({len(found.left):,})"),
             ("gaps", f"Gaps of {theme.number} ({len(self.gaps.jumps()):,})")]
        )  # fmt: skip
        self._show_list()

    def _show_list(self) -> None:
        """Show what is left to do, or the gaps of a theme."""
        gapped = self.lists.current() == "gaps"
        self.left.setVisible(not gapped)
        self.gaps.setVisible(gapped)
        theme = (
            next((t for t in self.found.themes if t.id == self._theme), None)
            if self.found
            else None
        )
        nothing = not (self.gaps if gapped else self.left).jumps()
        if gapped and theme is not None:
            words = "has a summary of every case" if nothing else "has no summary of these cases"
            self.said.setText(f"{theme.number} {theme.name} {words}.")
        else:
            self.said.setText("Every cell is done." if nothing else "Enter goes to the cell.")

    def _next_pane(self, by: int) -> None:
        """Put the keys into the next of map and list."""
        shown = self.gaps if self.lists.current() == "gaps" else self.left
        panes = [self.heat_map, shown]
        at = next((i for i, pane in enumerate(panes) if pane.hasFocus()), -1 if by > 0 else 0)
        panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)
