"""Write the cell that stands beside the chart."""

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.charting.model import ChartModel, Pair
from app.charting.pane import CellPane
from app.charting.table import ChartTable
from app.shell import Shell
from framework.edits.cells import restore_cell, set_state, write_summary
from framework.edits.memos import write_cell_memo
from framework.edits.own_cells import (
    rate_own_cell,
    restore_own_cell,
    set_own_state,
    write_own_summary,
)
from framework.edits.ratings import rate_cell
from framework.errors import NotFoundError
from framework.queries.apart import reconciled
from framework.study import Study

LOOK_MS = 30


class Writing(QObject):
    """Show the chart's current cell in the side pane, and save what is written there.

    Steps are opened with `source`, which has painted them already.
    """

    shown = Signal()

    def __init__(
        self, study: Study, shell: Shell, source: QObject, model: ChartModel, table: ChartTable
    ) -> None:
        super().__init__(source)
        self._study, self._shell, self._source = study, shell, source
        self._model, self._table = model, table
        self.pane = CellPane(shell.look, self._save_here, shell.keymap, study)
        self._looking = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._looking.timeout.connect(self.show_beside)
        self.pane.state_chosen.connect(self._set_state)
        self.pane.restored.connect(self._restore)
        self.pane.rated.connect(self.rate)
        self.pane.memo_written.connect(self._note)
        self.pane.evidence_wanted.connect(self.show_beside)
        self.pane.editor.left.connect(table.setFocus)
        table.moved.connect(self._moved)

    def look_soon(self) -> None:
        """Show the current cell once the keys have rested for a moment."""
        self._looking.start()

    def show_beside(self) -> None:
        """Show the current cell in the side pane."""
        self._looking.stop()
        pair = self._model.pair(self._table.currentIndex())
        if pair is None:
            return
        with self._study.read() as session:
            beside = self.pane.read(session, pair)
        self.pane.show_cell(beside)
        self.shown.emit()

    def settle(self) -> None:
        """Show the current cell now, if that is still to come."""
        if self._looking.isActive() or self.pane.pair is None:
            self.show_beside()

    def write_beside(self) -> None:
        """Write on in the side pane."""
        self.settle()
        self.pane.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pane.editor.settle()

    def _moved(self, index: QModelIndex) -> None:
        """Go to another cell; what was typed in the last one is saved first, or nothing moves."""
        saved = False
        try:
            self.pane.commit()
            saved = True
        finally:
            if not saved and self.pane.pair is not None:
                self._table.choose_quietly(self._model.place(self.pane.pair))
        if index.isValid():
            self._looking.start()

    def _save_here(self, text: str) -> None:
        """Save the summary of the cell in the side pane."""
        if self.pane.pair is not None:
            self.save(self.pane.pair, text)

    def save(self, pair: Pair, text: str) -> None:
        """Save the summary of a cell; what was typed in one that is gone can be pasted."""
        write = write_own_summary if self._is_own(pair) else write_summary
        try:
            lost = write(self._study, *pair, text, source=self._source)
        except NotFoundError:
            QGuiApplication.clipboard().setText(text)
            self._shell.show_message(
                "The case or theme of this cell is no longer in the study. What you typed is on "
                "the clipboard: paste it where it belongs."
            )
            return
        self.show_own(pair)
        if lost:
            self._shell.show_message(
                f"{', '.join(lost)} leads to no paragraph of this study. It stays as typed."
            )

    def _is_own(self, pair: Pair) -> bool:
        """Tell whether an own version is written, and not the study's cell."""
        if not self.pane.coder:
            return False
        with self._study.read() as session:
            return pair not in reconciled(session, [pair[0]], [pair[1]])

    def _restore(self, step: int) -> None:
        """Make the cell in the side pane what a step left it as."""
        pair = self.pane.pair
        if pair is not None:
            self.pane.editor.commit()
            restore = restore_own_cell if self._is_own(pair) else restore_cell
            restore(self._study, *pair, step, source=self._source)
            self.show_own(pair)

    def _set_state(self, state: str) -> None:
        """Set the state of the cell in the side pane."""
        pair = self.pane.pair
        if pair is not None:
            put = set_own_state if self._is_own(pair) else set_state
            put(self._study, *pair, state, source=self._source)
            self.show_own(pair)

    def rate(self, rating: str) -> None:
        """Rate the cell in the side pane; "" takes the rating away."""
        pair = self.pane.pair
        if pair is not None:
            rate = rate_own_cell if self._is_own(pair) else rate_cell
            rate(self._study, *pair, rating, source=self._source)
            self.show_own(pair)

    def _note(self, text: str) -> None:
        """Save the memo on the cell in the side pane."""
        pair = self.pane.pair
        if pair is not None:
            write_cell_memo(self._study, *pair, text, source=self._source)
            self.show_own(pair)

    def show_own(self, pair: Pair) -> None:
        """Show a cell that was changed here."""
        with self._study.read() as session:
            beside = self.pane.read(session, pair)
        self._model.put({pair: beside.shown})
        self._model.tallies.pop(pair[1], None)
        if pair == self.pane.pair:
            self.pane.show_cell(beside)
        self._table.rest()
