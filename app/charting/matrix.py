"""Show the matrix: the chart's table, and beside it the cell that is being written."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.charting.arrangement import (
    UNFILTERED,
    Arrangement,
    Choice,
    arrange,
    chart_of,
    is_head,
    settled,
)
from app.charting.block import cells_of, draft_at
from app.charting.figures import Figures
from app.charting.inplace import InPlace
from app.charting.lookout import Lookout
from app.charting.model import ChartModel, Pair
from app.charting.proofs import Proofs
from app.charting.scroll import scrolling
from app.charting.shaping import Shaping
from app.charting.table import ChartTable
from app.charting.words import Shown
from app.charting.writing import Writing
from app.shell import Shell
from app.widgets.side_split import SideSplit
from framework.rules.cells import STATE_NAMES, State
from framework.study import Study

PANE_WIDTH = 360
LEAST_PANE = 250


class Matrix(QWidget):
    """Arrange cases by themes, move among the cells, and have them read.

    `arranged` tells that `found` and `choice` are others, `shaped` that sizes or the zoom are,
    `block_pasted` what several copied cells, as a MatrixDraft, would write.
    """

    arranged = Signal()
    shaped = Signal()
    figured = Signal(object)
    block_pasted = Signal(object)

    def __init__(self, study: Study, shell: Shell, source: QWidget) -> None:
        """Take the workspace as the source of the steps that are written here."""
        super().__init__()
        self.study, self.shell, self.look = study, shell, shell.look
        self.choice = Choice()
        self.found: Arrangement | None = None
        self.ranked: Mapping[str, Mapping[int, float]] = {}
        self.model = ChartModel(self)
        self.table = ChartTable(self.look, self.model, shell.keymap)
        self.lookout = Lookout(study, self.model, self.table)
        self.writing = Writing(study, shell, source, self.model, self.table)
        self.pane = self.writing.pane
        self.inplace = InPlace(study, shell, self.model, self.table, self.writing)
        self.table.typed.connect(self.inplace.open)
        self.table.copied.connect(self.inplace.copy)
        self.table.pasted.connect(self.paste)
        self.split = SideSplit(self.look, self.table, scrolling(self.pane), PANE_WIDTH,
                               LEAST_PANE)  # fmt: skip
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self.lookout.reader.figures_read.connect(self._figured)
        self.shaping = Shaping(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Read on where leaving had cut the reading short."""
        super().showEvent(event)
        if self.found is not None:
            self.table.look_around()

    def arrange(self, choice: Choice) -> None:
        """Show the rows and columns of a choice."""
        self.save_typed()
        before, here = self.pane.pair, self.table.currentIndex()
        place = (here.row(), here.column() if choice.chart == self.choice.chart else 0)
        self.lookout.forget()
        with self.study.read() as session:
            choice = settled(session, choice, first=self.found is None)
            found = arrange(session, choice, self.ranked, self.shaping.kept)
        self.found, self.choice, self.lookout.at_once = found, choice, True
        self.lookout.reader.coder = self.pane.coder = choice.apart
        self.pane.citables.coder = choice.apart
        self.table.cases.show_cases(found.cases)
        self.table.corner.show_count(f"{found.shown} of {found.total}")
        self.model.show(found)
        self.arranged.emit()
        self.table.keep(self.shaping.kept)
        self.table.measure()
        self._return_to(before, place)

    def show_shape(self) -> None:
        """Show the chart with other sizes, or more or less of its cells."""
        self.table.keep(self.shaping.kept)
        self.table.measure()
        self.table.viewport().update()
        self.table.show_current()
        self.shaped.emit()

    def write_beside(self) -> None:
        """Leave the cell, and write on beside it."""
        self.inplace.close()
        self.writing.write_beside()

    def paste(self) -> None:
        """Write what is on the clipboard in the current cell; a block of cells is shown first."""
        rows = cells_of(QGuiApplication.clipboard().mimeData())
        if sum(bool(text) for row in rows for text in row) <= 1:
            self.inplace.paste()
        elif self.choice.apart:
            self.shell.show_message(
                "Several cells are pasted over the chart once you stop charting apart. Nothing was "
                "pasted; open a cell to paste them there as lines."
            )
        else:
            self.block_pasted.emit(draft_at(self.model, self.table.currentIndex(), rows))

    def write_memo(self) -> None:
        """Write a memo on the current cell."""
        self.inplace.close()
        self.writing.settle()
        self.pane.memo.open()

    def choose_rating(self) -> None:
        """Offer the ratings at the current cell, or say why there are none."""
        pair = self.model.pair(self.table.currentIndex())
        if pair is None:
            return
        if pair[1] not in self.model.rated:
            self.shell.show_message(
                "This theme asks for no rating. Its column’s menu lets it ask for one."
            )
            return
        self.writing.settle()
        cell = self.table.visualRect(self.table.currentIndex())
        corner = cell.bottomLeft() + QPoint(0, 1)
        self.pane.tools.rating.offer_at(self.table.viewport().mapToGlobal(corner))

    def choose_state(self, state: State) -> None:
        """Put the current cell, with what was just typed in it, into a state, or out of it."""
        self.inplace.commit()
        self.writing.settle()
        if self.pane.states[state].isEnabled():
            self.pane.choose_state(state)
        elif self.pane.pair is not None:
            clear = f"This cell has a summary. Clear it, and it can be “{STATE_NAMES[state]}”."
            write = "This cell has no summary yet. Write one, and it can be checked."
            self.shell.show_message(write if state == "checked" else clear)

    def use_true(self) -> None:
        """Put the transcript’s words in place of a quotation that differs."""
        self._proofs.strip.use_true()

    def correct(self) -> None:
        """Offer other words for one that may be misspelled."""
        self._proofs.spelling.correct()

    @property
    def _proofs(self) -> Proofs:
        """Return what watches over the text that is being written."""
        return self.inplace.proofs if self.inplace.is_open else self.pane.proofs

    def save_typed(self) -> None:
        """Save what is typed in the cell and beside it."""
        self.inplace.commit()
        self.pane.commit()

    def read_again(self) -> None:
        """Read anew what is in view."""
        self.table.at_once = True
        self.lookout.forget()
        self.model.forget()
        self.lookout.at_once = True
        self.table.look_around()
        self.table.viewport().update()
        self.writing.show_beside()

    def go_to_cell(self, case_id: int, theme_id: int) -> None:
        """Show a cell, in its chart and among its kind of case."""
        if self.found is None:
            return
        case = next((row for row in self.found.cases if row.id == case_id), None)
        chart = chart_of(self.found.themes, theme_id)
        kind = case.kind if case else self.choice.kind
        wanted = self.choice._replace(chart=chart, kind=kind)
        if case is not None and case not in self.found.rows:
            wanted = wanted._replace(**UNFILTERED)
        self.shaping.unhide(case_id, theme_id)
        self.arrange(wanted)
        row = case.id if case else (self.model.rows[0].id if self.model.rows else 0)
        index = self.model.place((row, theme_id))
        if not index.isValid() and self.model.rows and self.model.columns:
            index = self.model.index(
                max(0, self.model.place((row, self.model.columns[0].id)).row()), 0
            )
        self.table.choose(index)
        self.writing.show_beside()

    def next_to_chart(self) -> None:
        """Go to the next cell whose coded passages are not charted, row by row and round again."""
        self.save_typed()
        self.inplace.close()
        rows, columns = len(self.model.rows), len(self.model.columns)
        here = self.table.currentIndex()
        start = here.row() * columns + here.column() + 1 if here.isValid() else 0
        for step in range(rows * columns):
            row, column = divmod((start + step) % (rows * columns), columns)
            if self.model.is_head(row):
                continue
            self.lookout.read_row(row)
            found = self.model.shown(row, column)
            if found is not None and _waits(found):
                self.table.choose(self.model.index(row, column))
                self.writing.show_beside()
                self.inplace.open()
                return
        self.shell.show_message("Every coded passage in this chart is charted.")

    def next_pane(self, by: int) -> None:
        """Put the cursor into the next of table, editor and evidence."""
        self.inplace.close()
        self.writing.settle()
        panes = [self.table, self.pane.editor, self.pane.below()]
        at = next((i for i, pane in enumerate(panes) if pane.hasFocus()), -1 if by > 0 else 0)
        panes[(at + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commit(self) -> None:
        """Save what is typed, and let reading end."""
        self.save_typed()
        self.inplace.proofs.finish()
        self.lookout.finish()

    def _return_to(self, before: Pair | None, place: tuple[int, int]) -> None:
        """Stand on the cell where the person was, or else on what has come to its place."""
        index = self.model.place(before) if before else QModelIndex()
        if not index.isValid() and self.model.rows and self.model.columns:
            index = self._nearest(before, place)
        self.table.choose_quietly(index)
        if index.isValid():
            self.table.show_current()
            self.writing.look_soon()

    def _nearest(self, before: Pair | None, place: tuple[int, int]) -> QModelIndex:
        """Find the cell of the same case or theme that is nearest to a place."""
        rows, columns = self.model.rows, self.model.columns
        case_id, theme_id = before or (0, 0)
        row = next((at for at, case in enumerate(rows) if case.id == case_id),
                   max(0, min(place[0], len(rows) - 1)))  # fmt: skip
        column = next((at for at, theme in enumerate(columns) if theme.id == theme_id),
                      max(0, min(place[1], len(columns) - 1)))  # fmt: skip
        if is_head(rows[row]):
            row = next((at for at, case in enumerate(rows) if at > row and not is_head(case)), row)
        return self.model.index(row, column)

    def _figured(self, figures: Figures) -> None:
        """Show the delivery figures, and put the rows in their order."""
        self.ranked = figures.values
        self.model.put_figures(figures)
        self.table.rest()
        self.figured.emit(figures)
        if self.choice.order in figures.values or self.choice.bounds:
            self.arrange(self.choice)


def _waits(found: Shown) -> bool:
    """Tell whether a cell has passages that are still to be charted."""
    return "coded_not_charted" in found.view.flags and found.view.state == "not_started"
