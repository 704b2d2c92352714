"""Read what is in view of a chart, then what lies around it, then count its columns."""

from collections.abc import Mapping
from itertools import islice

from PySide6.QtCore import QObject

from app.charting.model import ChartModel, Pair
from app.charting.reader import Reader, read_page
from app.charting.table import ChartTable
from app.charting.words import Shown, Tally
from framework.study import Study

AHEAD = 8
PREPARED = 5


class Lookout(QObject):
    """Have the cells read that a table shows.

    With `at_once` the next look reads before it paints; later looks read on the reader's thread.
    """

    def __init__(self, study: Study, model: ChartModel, table: ChartTable) -> None:
        super().__init__(table)
        self._study, self._model, self._table = study, model, table
        self.reader = Reader(study)
        self.at_once, self.figures_due, self._computing = True, False, False
        table.looked_at.connect(self.read_in_view)
        table.settled.connect(self._read_ahead)
        self.reader.page_read.connect(self._paged)
        self.reader.tally_read.connect(self._tallied)
        self.reader.figures_read.connect(self._figured)
        self.reader.founded.connect(self._founded)

    def read_in_view(self) -> None:
        """Read the cells in view: at first at once, then on the reader's thread."""
        cases, themes = self._model.missing(
            self._table.visible_rows(), self._table.visible_columns()
        )
        if not cases:
            return
        if self.at_once:
            self.at_once = False
            with self._study.read() as session:
                found = read_page(session, cases, themes, self.reader.behind, self.reader.coder)
            self._model.put(found)
        elif not self.reader.busy:
            self._ask_around()

    def _ask_around(self) -> None:
        """Ask for what is in view and a little more on either side."""
        rows, columns = self._table.visible_rows(), self._table.visible_columns()
        wide = range(max(0, columns.start - 1), min(len(self._model.columns), columns.stop + 1))
        tall = range(max(0, rows.start - AHEAD), min(len(self._model.rows), rows.stop + AHEAD))
        cases, themes = self._model.missing(tall, wide)
        if cases:
            self.reader.ask_page(cases, themes)

    def _read_ahead(self) -> None:
        """Once scrolling has ended, read what lies next, then count the columns in view."""
        if self.reader.busy:
            return
        self.ask_figures()
        self._ask_around()
        if not self.reader.busy:
            self._count_next()

    def _paged(self, found: Mapping[Pair, Shown]) -> None:
        """Show cells that were read, and read on."""
        self._model.put(found)
        self._table.look_around()

    def _tallied(self, found: Mapping[int, Tally]) -> None:
        """Show a column's count, and count the next."""
        self._model.put_tallies(found)
        self._count_next()

    def ask_figures(self) -> None:
        """Ask for the delivery figures where they are still to come."""
        if self.figures_due:
            self.figures_due, self._computing = False, True
            self.reader.ask_figures()

    def forget(self) -> None:
        """Drop what is being read; figures that were still to come are asked for again."""
        self._leave_figures()
        self.reader.forget()

    def finish(self) -> None:
        """Drop what is being read, and let the reader's thread end."""
        self._leave_figures()
        self.reader.finish()

    def _leave_figures(self) -> None:
        """Note that figures which are being computed will not come."""
        self.figures_due |= self._computing
        self._computing = False

    def _figured(self, _figures: object) -> None:
        """Note that the figures have come."""
        self._computing = False

    def _count_next(self) -> None:
        """Count the next column in view that is not counted."""
        for column in self._table.visible_columns():
            theme = self._model.columns[column].id
            if theme not in self._model.tallies:
                rows = self._model.rows
                cases = [case.id for at, case in enumerate(rows) if not self._model.is_head(at)]
                self.reader.ask_tally(list(dict.fromkeys(cases)), theme)
                return
        self._prepare()

    def _founded(self, _nothing: object) -> None:
        """Go on with what is not counted or read yet."""
        self._count_next()

    def _prepare(self) -> None:
        """While nothing else is wanted, read what further columns rest on, the nearest first."""
        middle = self._table.visible_columns().start
        near = sorted(range(len(self._model.columns)), key=lambda at: abs(at - middle))
        wanted = (self._model.columns[at].id for at in near)
        behind = self.reader.behind
        next_ones = list(islice((t for t in wanted if not behind.holds(t)), PREPARED))
        if next_ones:
            self.reader.ask_foundations(next_ones)

    def read_row(self, row: int) -> None:
        """Read the cells of one row that are not read yet."""
        cases, themes = self._model.missing([row], range(len(self._model.columns)))
        if cases:
            with self._study.read() as session:
                found = read_page(session, cases, themes, self.reader.behind, self.reader.coder)
            self._model.put(found)
