"""Chart: the matrix of cases × themes, and the pages beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.apart import charts_apart
from app.charting.apart import ApartSign
from app.charting.arrangement import UNFILTERED, Choice, is_head
from app.charting.bar import ChartBar
from app.charting.chart_menu import ChartMenu
from app.charting.citables import Lead
from app.charting.evidence import Passage
from app.charting.figures import Figures
from app.charting.matrix import Matrix
from app.charting.page import MATRIX, PAGE_TITLES, Page, make_page, pages_of
from app.charting.strip import LeftOut
from app.charting.tools import STATES
from app.shell import Shell
from app.widgets.empty import EmptyState
from app.widgets.workspace import Workspace
from framework.history import Changes
from framework.study import Study

ARRANGED_BY = {"theme", "study_case", "case_parent", "attribute", "attribution", "transcript"}
FIGURED_BY = {"delivery_table", "delivery_link", "indicator", "attribute", "study_case",
              "case_parent"}  # fmt: skip


class ChartWorkspace(Workspace):
    """Chart the study: write each cell with its evidence beside it."""

    title = "Chart"
    icon = "chart"

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__(study, shell)
        self.bar = ChartBar(self.look, self.export, shell.keymap)
        self.matrix = Matrix(study, shell, self)
        self.model, self.table, self.pane = (
            self.matrix.model, self.matrix.table, self.matrix.pane
        )  # fmt: skip
        self.pages: dict[str, Page] = {}
        self._behind: set[str] = set()  # pages that the study has moved on from, unseen
        self._shown = MATRIX
        self._left_from: QWidget | None = None  # what had the keys when a passage was opened
        self._build()
        self._wire()
        self._bind_keys()
        self.menu = ChartMenu(self)

    @property
    def page(self) -> Page | None:
        """Return the page that is shown, or None for the matrix."""
        return self.pages.get(self._shown)

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        if isinstance(self.stack.currentWidget(), EmptyState):
            return ""
        if self.page is not None:
            return self.shell.keymap.hint(*self.page.hints)
        begin = () if self.matrix.inplace.is_open else ("chart.write", "chart.write_beside")
        return self.shell.keymap.hint(
            *begin, "chart.next", "chart.next_pane", "chart.cite",
            "chart.checked", "chart.nothing", "chart.not_asked",
        )  # fmt: skip

    def place(self) -> str:
        """Return the cell or the place that is shown."""
        return self.page.place() if self.page is not None else self.pane.named

    def refresh(self, changes: Changes | None) -> None:
        """Show the study as it is."""
        self._behind = set(self.pages) - {self._shown}
        if self.page is not None:
            self.page.refresh(changes)
        if self.bar.choice.apart != charts_apart(self.study, self.shell):
            self._turn_apart()
        if changes is not None and changes.source is self:
            self._show_progress()
            return
        tables = changes.tables() if changes is not None else set()
        if changes is None or tables & ARRANGED_BY:
            self.matrix.arrange(self.bar.choice)
        else:
            self.matrix.read_again()
            self._show_progress()
        lookout = self.matrix.lookout
        lookout.figures_due |= changes is None or bool(tables & FIGURED_BY)
        lookout.ask_figures()

    def go(self, **where: object) -> None:
        """Show a cell by its case and theme, or a page by its key."""
        key = where.get("page")
        if isinstance(key, str):
            self.show_page(key)
            if self.page is not None:
                self.page.go(**where)
            return
        case_id, theme_id = where.get("case"), where.get("theme")
        if self.matrix.found is None:
            self.refresh(None)
        if isinstance(theme_id, int):
            self.show_page(MATRIX)
            self.matrix.go_to_cell(case_id if isinstance(case_id, int) else 0, theme_id)

    def take_keys(self) -> None:
        """Let keys work on the chart, or on what is to be done first."""
        shown = self.stack.currentWidget()
        if isinstance(shown, EmptyState):
            shown.action.setFocus()
        elif isinstance(shown, Page):
            shown.take_keys()
        else:
            left, self._left_from = self._left_from, None
            (left if left is not None and left.isVisible() else self.table).setFocus()

    def commit(self) -> None:
        """Save what is typed, and let reading end."""
        self.matrix.commit()
        for page in self.pages.values():
            page.commit()
        self.pane.finish()

    def show_page(self, key: str) -> None:
        """Show a page, or the matrix; what is typed in the one that is left is saved."""
        if key == self._shown:
            return
        if key not in pages_of(self.bar.choice):
            self.shell.show_message(
                f"{PAGE_TITLES[key]} shows what others have charted; it opens once you stop "
                "charting apart."
            )
            return
        self.commit()
        if key != MATRIX and key not in self.pages:
            self.pages[key] = self._made(key)
            self._behind.add(key)
        self._shown = key
        self._show_what_there_is()
        if self.page is not None and (key in self._behind or self.page.choice != self.bar.choice):
            self._behind.discard(key)
            self.page.choose(self.bar.choice)
        elif self.page is None:
            self.table.look_around()
        self.bar.show_page(
            key,
            charts=self.page is None or self.page.charts,
            rows=self.page is None or self.page.rows,
        )
        self.take_keys()
        self.place_changed.emit()

    def _turn(self, by: int) -> None:
        """Show the page after or before, round and round."""
        keys = pages_of(self.bar.choice)
        self.show_page(keys[(keys.index(self._shown) + by) % len(keys)])

    def export(self) -> None:
        """Export this chart to Word; refuse it to one who would see there what others charted."""
        if self.bar.choice.apart:
            self.shell.show_message(
                "An export shows the study’s cells, which others have charted; nothing was "
                "written. Stop charting apart to export.",
                "Stop charting apart", self._change_apart,
            )  # fmt: skip
            return
        from app.charting.exporting import WordExport

        self.matrix.save_typed()
        export = WordExport(self.study, self.shell)
        export.ask(self.bar.choice, self.matrix.found, self.bar.ordered_by(), self.bar.lock)

    def next_to_chart(self) -> None:
        """Go to the next cell that is to be charted."""
        self.show_page(MATRIX)
        self.matrix.next_to_chart()

    def _build(self) -> None:
        """Put the workspace together."""
        self.stack = QStackedWidget()
        self.no_themes = EmptyState(
            self.look, "framework", "No themes yet",
            "A chart’s columns are the sub-themes of the framework. Define it first.",
            "Go to Framework", lambda: self.shell.go_to("framework"),
        )  # fmt: skip
        self.no_cases = EmptyState(
            self.look, "user", "No cases yet",
            "A chart’s rows are cases: the people who were interviewed and their sites. "
            "Say in Transcripts who speaks.",
            "Go to Transcripts", lambda: self.shell.go_to("transcripts"),
        )  # fmt: skip
        for widget in (self.matrix, self.no_themes, self.no_cases):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.left_out, self.apart = LeftOut(self.look), ApartSign(self.look)
        column.addWidget(self.bar)
        column.addWidget(self.apart)
        column.addWidget(self.left_out)
        column.addWidget(self.stack, 1)

    def _wire(self) -> None:
        """Connect the pieces."""
        self.bar.changed.connect(self._chosen)
        self.bar.page_chosen.connect(self.show_page)
        self.bar.zoom_chosen.connect(self.matrix.shaping.zoom_to)
        self.bar.layout_forgotten.connect(self.matrix.shaping.lay_out_anew)
        self.bar.order_forgotten.connect(self.matrix.shaping.forget_order)
        self.left_out.all_wanted.connect(lambda: self.bar.choose(**UNFILTERED))
        self.left_out.hidden_wanted.connect(self.matrix.shaping.show_hidden)
        for turned in (self.bar.apart_turned, self.apart.left):
            turned.connect(self._change_apart)
        self.apart.reconcile_wanted.connect(partial(self.show_page, "reconcile"))
        self.matrix.shaped.connect(self._shaped)
        self.matrix.block_pasted.connect(lambda draft: self.go(page="import", draft=draft))
        self.matrix.arranged.connect(self._arranged)
        self.matrix.figured.connect(self._figured)
        inplace = self.matrix.inplace
        for turned in (self.matrix.writing.shown, inplace.opened, inplace.closed):
            turned.connect(self.place_changed)
        self.pane.opened.connect(self._open)

    def _bind_keys(self) -> None:
        """Bind the keys that work here."""
        pane = self.pane
        slots: dict[str, Callable[[], object]] = {
            "chart.next": self.next_to_chart, "chart.cite": pane.cite_current,
            "chart.next_pane": partial(self.matrix.next_pane, 1),
            "chart.previous_pane": partial(self.matrix.next_pane, -1),
            **{action: partial(self.matrix.choose_state, state)
               for state, _said, action in STATES},
            "chart.quote": pane.quote, "chart.comment": pane.comment,
            "chart.rate": self.matrix.choose_rating, "chart.memo": self.matrix.write_memo,
            "chart.next_passage": partial(pane.cards.step, 1),
            "chart.previous_passage": partial(pane.cards.step, -1),
            "chart.open": pane.open_current, "chart.use_true": self.matrix.use_true,
            "chart.spelling": self.matrix.correct,
            "chart.adjacent": pane.modes.around.click,
            "chart.mode_cell": partial(pane.modes.choose, "cell"),
            "chart.mode_case": partial(pane.modes.choose, "case"),
            "chart.mode_cited": partial(pane.modes.choose, "cited"),
            "chart.history": partial(pane.modes.choose, "history"),
        }  # fmt: skip
        self.shell.keymap.bind(
            self.matrix, {key: partial(self._at_cell, slot) for key, slot in slots.items()}
        )
        turning = {"chart.next_page": partial(self._turn, 1),
                   "chart.previous_page": partial(self._turn, -1)}  # fmt: skip
        self.shell.keymap.bind(
            self, {"chart.export": self.export, "chart.apart": self._change_apart, **turning}
        )
        self.shell.keymap.bind(self.table, {"chart.write_beside": self.matrix.write_beside})

    def _at_cell(self, slot: Callable[[], object]) -> None:
        """Do something with the current cell, however soon after it became the current one."""
        self.matrix.writing.settle()
        slot()

    def _made(self, key: str) -> Page:
        """Make a page when it is first wanted."""
        page = make_page(key, self.study, self.shell)
        page.place_changed.connect(self.place_changed)
        page.opened.connect(lambda case, theme: self.go(case=case, theme=theme))
        self.stack.addWidget(page)
        return page

    def _change_apart(self) -> None:
        """Begin to chart apart from the others, or end it."""
        self.commit()
        apart = charts_apart(self.study, self.shell)
        self.matrix.shaping.chart_apart(self.study.coder, on=not apart)
        self._turn_apart()
        self.shell.renew()

    def _turn_apart(self) -> None:
        """Show the own versions alone, or the study's cells."""
        wanted = self.bar.choice._replace(apart=charts_apart(self.study, self.shell))
        if self._shown not in pages_of(wanted):
            self.show_page(MATRIX)
        self.bar.choose(apart=wanted.apart)

    def _show_progress(self) -> None:
        """Say how far those who chart apart have come in what is shown."""
        found = self.matrix.found
        if found is not None:
            rows = dict.fromkeys(case.id for case in found.rows if not is_head(case))
            self.apart.show_progress(self.study, self.matrix.choice.apart, list(rows),
                                     [theme.id for theme in found.columns])  # fmt: skip

    def _chosen(self, choice: Choice) -> None:
        """Show another chart, or other rows."""
        self.matrix.arrange(choice)
        if self.page is not None:
            self.page.choose(self.bar.choice)

    def _arranged(self) -> None:
        """Let the bar and the stack say what is shown."""
        found = self.matrix.found
        if found is not None:
            self.bar.show_arrangement(found, self.matrix.choice)
            self.left_out.show_arrangement(found, self.matrix.choice)
            self._shaped()
            self._show_progress()
            self._show_what_there_is()

    def _shaped(self) -> None:
        """Let the bar say how much of the cells is shown."""
        shaping = self.matrix.shaping
        self.bar.show_zoom(shaping.kept.zoom, own_order=shaping.own_order(),
                           laid_out=shaping.is_laid_out())  # fmt: skip

    def _show_what_there_is(self) -> None:
        """Show the chart or a page, or say what is still to be done first."""
        found = self.matrix.found
        ready = found is None or (found.columns and found.cases)
        empty = self.no_cases if found is None or found.columns else self.no_themes
        shown = (self.page or self.matrix) if ready else empty
        self.stack.setCurrentWidget(shown)
        self.bar.setVisible(bool(ready))
        self.left_out.setVisible(bool(ready and self.page is None and self.left_out.says))

    def _figured(self, figures: Figures) -> None:
        """Offer the indicators to order by."""
        self.bar.show_figures(figures)

    def _open(self, row: Passage | Lead) -> None:
        """Show a passage in its transcript; the way back leads to where the keys were."""
        self._left_from = self.focusWidget()
        self.shell.go_to("code", transcript=row.transcript_id, start=row.start, end=row.end)
        back, named = self.shell.keymap.shown("go.chart"), self.pane.named
        self.shell.show_message(f"{back} goes back to {named}, where you were.",
                                f"Back to {named}", lambda: self.shell.go_to("chart"))  # fmt: skip
