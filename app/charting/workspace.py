"""Chart: the table of cases × themes, and beside it the cell that is being written."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.charting.arrangement import Arrangement, Choice, arrange, chart_of
from app.charting.bar import ChartBar
from app.charting.evidence import Passage, read_beside
from app.charting.figures import Figures
from app.charting.lookout import Lookout
from app.charting.model import ChartModel, Pair
from app.charting.pane import CellPane
from app.charting.table import ChartTable
from app.charting.words import Shown
from app.jobs import Job
from app.shell import Shell
from app.widgets.empty import EmptyState
from app.widgets.side_split import SideSplit
from app.widgets.workspace import Workspace
from exports import Options, export
from framework.edits.cells import set_state, write_summary
from framework.history import Changes
from framework.progress import Progress
from framework.study import Study

PANE_WIDTH = 360
LOOK_MS = 30
ARRANGED_BY = {"theme", "study_case", "case_parent", "attribute", "attribution", "transcript"}
FIGURED_BY = {"delivery_table", "delivery_link", "indicator", "attribute", "study_case",
              "case_parent"}  # fmt: skip


class ChartWorkspace(Workspace):
    """Chart the study: write each cell with its evidence beside it."""

    title = "Chart"
    icon = "chart"

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__(study, shell)
        self.model = ChartModel(self)
        self.bar = ChartBar(self.look, self.export, shell.keymap)
        self.table = ChartTable(self.look, self.model, shell.keymap)
        self.lookout = Lookout(study, self.model, self.table)
        self.reader = self.lookout.reader
        self.pane = CellPane(self.look, self._save, shell.keymap)
        self._arranged: Arrangement | None = None
        self._ranked: Mapping[str, Mapping[int, float]] = {}
        self._looking = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._looking.timeout.connect(self._show_beside)
        self._build()
        self._wire()
        self._bind_keys()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        if self.stack.currentWidget() is not self.split:
            return ""
        return self.shell.keymap.hint(
            "chart.write", "chart.next", "chart.next_pane", "chart.cite", "chart.checked",
            "chart.nothing", "chart.not_asked",
        )  # fmt: skip

    def place(self) -> str:
        """Return the cell that is shown."""
        return self.pane.named

    def refresh(self, changes: Changes | None) -> None:
        """Show the study as it is."""
        if changes is not None and changes.source is self:
            return
        tables = changes.tables() if changes is not None else set()
        if changes is None or tables & ARRANGED_BY:
            self._arrange(self.bar.choice)
        else:
            self._read_again()
        self.lookout.figures_due |= changes is None or bool(tables & FIGURED_BY)
        self.lookout.ask_figures()

    def go(self, **where: object) -> None:
        """Show a cell by its case and theme."""
        case_id, theme_id = where.get("case"), where.get("theme")
        if self._arranged is None:
            self.refresh(None)
        if self._arranged is None or not isinstance(theme_id, int):
            return
        case = next((row for row in self._arranged.cases if row.id == case_id), None)
        chart = chart_of(self._arranged.themes, theme_id)
        kind = case.kind if case else self.bar.choice.kind
        wanted = self.bar.choice._replace(chart=chart, kind=kind)
        if case is not None and case not in self._arranged.rows:
            wanted = wanted._replace(keep=None)
        self._arrange(wanted)
        row = case.id if case else (self.model.rows[0].id if self.model.rows else 0)
        index = self.model.place((row, theme_id))
        if not index.isValid() and self.model.rows and self.model.columns:
            index = self.model.index(
                max(0, self.model.place((row, self.model.columns[0].id)).row()), 0
            )
        self.table.choose(index)
        self._show_beside()

    def take_keys(self) -> None:
        """Let keys work on the chart, or on what is to be done first."""
        empty = self.stack.currentWidget()
        (empty.action if isinstance(empty, EmptyState) else self.table).setFocus()

    def commit(self) -> None:
        """Save what is typed, and let reading end."""
        self.pane.editor.commit()
        self.lookout.finish()

    def showEvent(self, event: QShowEvent) -> None:
        """Read on where leaving had cut the reading short."""
        super().showEvent(event)
        if self._arranged is not None:
            self.table.look_around()

    def export(self) -> None:
        """Export this chart to Word."""
        self.pane.editor.commit()
        choice, arranged = self.bar.choice, self._arranged
        top = next((t for t in arranged.charts if t.id == choice.chart), None) if arranged else None
        named = f"Chart {top.number} {top.name}" if top else "Charts"
        path = self.shell.ask_save_file("Export to Word", f"{named}.docx", "Word (*.docx)")
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".docx")
        order = choice.order if choice.order in self._ranked else ""
        options = Options(
            themes=(top.number,) if top else (),
            rows="sites" if choice.kind == "site" else "participants",
            order_by=order,
        )
        self.shell.run(
            Job(f"Exporting {path.name}", partial(self._write, path, options), self._exported)
        )

    def _write(self, path: Path, options: Options, progress: Progress) -> Path:
        """Write the export, on a job's thread."""
        with self.study.read() as session:
            export(session, "L1", path, options, progress)
        return path

    def _exported(self, path: Path) -> None:
        """Say where the export is."""
        from app.reporting.folders import open_folder

        self.shell.show_message(
            f"{path.name} is written.", "Open folder", partial(open_folder, path)
        )

    def _build(self) -> None:
        """Put the workspace together."""
        self.split = SideSplit(self.look, self.table, self.pane, PANE_WIDTH, 250)
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
        for widget in (self.split, self.no_themes, self.no_cases):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)

    def _wire(self) -> None:
        """Connect the pieces."""
        self.bar.changed.connect(self._arrange)
        self.pane.editor.left.connect(self.table.setFocus)
        self.table.moved.connect(self._moved)
        self.table.typed.connect(self._typed)
        self.reader.figures_read.connect(self._figured)
        self.pane.state_chosen.connect(self._set_state)
        self.pane.opened.connect(self._open)

    def _bind_keys(self) -> None:
        """Bind the keys that work here."""
        pane = self.pane
        slots: dict[str, Callable[[], object]] = {
            "chart.next": self.next_to_chart, "chart.cite": pane.cite_current,
            "chart.next_pane": partial(self._next_pane, 1),
            "chart.previous_pane": partial(self._next_pane, -1),
            "chart.checked": partial(pane.choose_state, "checked"),
            "chart.nothing": partial(pane.choose_state, "nothing_relevant"),
            "chart.not_asked": partial(pane.choose_state, "not_asked"),
            "chart.quote": pane.quote, "chart.comment": pane.comment,
            "chart.export": self.export, "chart.next_passage": partial(pane.cards.step, 1),
            "chart.previous_passage": partial(pane.cards.step, -1),
        }  # fmt: skip
        self.shell.keymap.bind(self, slots)

    def _arrange(self, choice: Choice) -> None:
        """Show the rows and columns of a choice."""
        self.pane.editor.commit()
        before = self.pane.pair
        self.lookout.forget()
        with self.study.read() as session:
            found = arrange(session, choice, self._ranked.get(choice.order, {}))
            tops = {theme.id for theme in found.charts}
            if choice.chart not in tops and (choice.chart or self._arranged is None) and tops:
                choice = choice._replace(chart=found.charts[0].id)
                found = arrange(session, choice, self._ranked.get(choice.order, {}))
        self._arranged, self.lookout.at_once = found, True
        self.table.cases.show_cases(found.cases)
        self.bar.show_arrangement(found, choice)
        self.table.corner.show_count(f"{len(found.rows)} of {len(found.cases) and found.total}")
        self.model.show(found)
        self._show_what_there_is(found)
        self.table.measure()
        self._return_to(before)

    def _show_what_there_is(self, found: Arrangement) -> None:
        """Show the chart, or say what is still to be done first."""
        empty = self.no_themes if not found.columns else self.no_cases
        shown = self.split if found.columns and found.cases else empty
        self.stack.setCurrentWidget(shown)
        self.bar.setVisible(shown is self.split)

    def _return_to(self, before: Pair | None) -> None:
        """Stand on the cell where the person was, or on the first."""
        index = self.model.place(before) if before else QModelIndex()
        if not index.isValid() and self.model.rows and self.model.columns:
            index = self.model.index(0, 0)
        self.table.choose_quietly(index)
        if index.isValid():
            self.table.show_current()
            self._looking.start()

    def _read_again(self) -> None:
        """Read anew what is in view."""
        self.lookout.forget()
        self.model.forget()
        self.lookout.at_once = True
        self.table.look_around()
        self.table.viewport().update()
        self._show_beside()

    def _figured(self, figures: Figures) -> None:
        """Show the delivery figures, and put the rows in their order."""
        self._ranked = figures.values
        self.bar.show_definitions(figures.definitions)
        self.model.put_figures(figures)
        self.table.rest()
        if self.bar.choice.order in figures.values:
            self._arrange(self.bar.choice)

    def _moved(self, index: QModelIndex) -> None:
        """Go to another cell; what was typed in the last one is saved first, or nothing moves."""
        saved = False
        try:
            self.pane.editor.commit()
            saved = True
        finally:
            if not saved and self.pane.pair is not None:
                self.table.choose_quietly(self.model.place(self.pane.pair))
        if index.isValid():
            self._looking.start()

    def _show_beside(self) -> None:
        """Show the current cell in the side pane."""
        self._looking.stop()
        pair = self.model.pair(self.table.currentIndex())
        if pair is None:
            return
        with self.study.read() as session:
            beside = read_beside(session, *pair)
        self.pane.show_cell(beside)
        self.place_changed.emit()

    def _settle_pane(self) -> None:
        """Show the current cell now, if that is still to come."""
        if self._looking.isActive() or self.pane.pair is None:
            self._show_beside()

    def _typed(self, text: str) -> None:
        """Write in the side pane, beginning with what was typed on the table."""
        self._settle_pane()
        editor = self.pane.editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.settle()
        if text:
            before = editor.text()
            editor.textCursor().insertText(
                text if not before or before[-1].isspace() else f" {text}"
            )

    def _save(self, text: str) -> None:
        """Save the summary of the cell in the side pane."""
        pair = self.pane.pair
        if pair is None:
            return
        lost = write_summary(self.study, *pair, text, source=self)
        self._show_own(pair)
        if lost:
            self.shell.show_message(
                f"{', '.join(lost)} leads to no paragraph of this study. It stays as typed."
            )

    def _set_state(self, state: str) -> None:
        """Set the state of the cell in the side pane."""
        pair = self.pane.pair
        if pair is not None:
            set_state(self.study, *pair, state, source=self)
            self._show_own(pair)

    def _show_own(self, pair: Pair) -> None:
        """Show a cell that was changed here."""
        with self.study.read() as session:
            beside = read_beside(session, *pair)
        self.model.put({pair: beside.shown})
        self.model.tallies.pop(pair[1], None)
        self.pane.show_cell(beside)
        self.table.rest()

    def next_to_chart(self) -> None:
        """Go to the next cell whose coded passages are not charted, row by row and round again."""
        self.pane.editor.commit()
        rows, columns = len(self.model.rows), len(self.model.columns)
        here = self.table.currentIndex()
        start = here.row() * columns + here.column() + 1 if here.isValid() else 0
        for step in range(rows * columns):
            row, column = divmod((start + step) % (rows * columns), columns)
            self.lookout.read_row(row)
            found = self.model.shown(row, column)
            if found is not None and _waits(found):
                self.table.choose(self.model.index(row, column))
                self._show_beside()
                self.pane.editor.setFocus()
                return
        self.shell.show_message("Every coded passage in this chart is charted.")

    def _next_pane(self, by: int) -> None:
        """Put the cursor into the next of table, editor and evidence."""
        self._settle_pane()
        panes = [self.table, self.pane.editor, self.pane.cards]
        at = next((i for i, pane in enumerate(panes) if pane.hasFocus()), -1 if by > 0 else 0)
        panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open(self, passage: Passage) -> None:
        """Show a passage in its transcript."""
        row = passage.coding
        self.shell.go_to("code", transcript=row.transcript_id, start=row.start, end=row.end)


def _waits(found: Shown) -> bool:
    """Tell whether a cell has passages that are still to be charted."""
    return "coded_not_charted" in found.view.flags and found.view.state == "not_started"
