"""Write in a cell where it stands in the chart."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor

from app.charting.editor import SummaryEditor
from app.charting.model import ChartModel, Pair
from app.charting.proofs import Proofs
from app.charting.table import ChartTable
from app.charting.writing import Writing
from app.shell import Shell
from framework.study import Study

LEAST_HEIGHT = 64
MOST_OF_VIEW = 0.7
FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class InPlace(QObject):
    """Open an editor over the current cell; it grows with its text, within the view.

    Esc leaves it with the text kept, Tab and the arrows at the text's ends go on to the next cell.
    """

    opened = Signal()
    closed = Signal()

    def __init__(
        self, study: Study, shell: Shell, model: ChartModel, table: ChartTable, writing: Writing
    ) -> None:
        super().__init__(table)
        self._look, self._model, self._table, self._writing = shell.look, model, table, writing
        self.pair: Pair | None = None
        self.editor = SummaryEditor(shell.look, self._save, writing.pane.citables)
        self.editor.unit_opened.connect(writing.pane.open_unit)
        self.editor.setParent(table.viewport())
        self.editor.setAccessibleName("Summary, in the cell")
        self.editor.hide()
        self.editor.installEventFilter(self)
        self.proofs = Proofs(shell.look, shell.keymap, study, self.editor)
        self._lay_strip()
        self.editor.left.connect(self.close)
        self.editor.textChanged.connect(self._place)
        for bar in (table.verticalScrollBar(), table.horizontalScrollBar()):
            bar.valueChanged.connect(self._place)
        for header in (table.themes, table.cases):
            header.sectionResized.connect(self._place)
        table.moved.connect(self._elsewhere)
        model.modelAboutToBeReset.connect(self.close)
        model.came.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Say whether a cell is being written in."""
        return self.pair is not None

    def open(self, typed: str = "") -> None:
        """Write in the current cell, beginning with what was typed there."""
        index = self._table.currentIndex()
        pair = self._model.pair(index)
        if pair is None or self._model.is_head(index.row()):
            return
        self._writing.settle()
        view = self._writing.pane.view
        self.pair = pair
        self._table.show_current()
        self.editor.replace(view.text if view is not None else "")
        self._writing.pane.written = self.editor
        self.editor.show()
        self._place()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.settle()
        self.proofs.strip.about(*pair)
        if typed:
            self.editor.textCursor().insertText(f"{self._gap()}{typed}")
        self.opened.emit()

    def copy(self) -> None:
        """Copy the text of the current cell as it is typed, with its locators."""
        self._writing.settle()
        view = self._writing.pane.view
        if view is not None:
            QGuiApplication.clipboard().setText(view.text)

    def paste(self) -> None:
        """Write in the current cell, beginning with what is on the clipboard."""
        self.open()
        if self.is_open:
            self.editor.textCursor().insertText(self._gap())
            self.editor.paste()

    def commit(self) -> None:
        """Save what is typed."""
        if self.is_open:
            self.editor.commit()

    def close(self) -> None:
        """Keep the text and let keys work on the chart again."""
        if not self.is_open:
            return
        self.editor.commit()
        self.pair = None
        self._writing.pane.write_here(self.editor.textCursor().position())
        if self.editor.hasFocus():  # before it hides, or Qt hands the keys on as if by Tab
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()
        self.proofs.strip.about(0, 0)
        self.closed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Go on to the next cell with Tab, and with arrows at the ends of the text."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self.editor.offered.isVisible():  # the keys go through what is offered
            return False
        if self.editor.offered.is_open:  # then these keys go through what is offered
            return False
        step = self._step(event)
        if step is None:
            return False
        self.close()
        self._go(*step)
        return True

    def _gap(self) -> str:
        """Return the space that keeps what is added apart from what stands in the cell."""
        before = self.editor.text()
        return "" if not before or before[-1].isspace() else " "

    def _step(self, event: QKeyEvent) -> tuple[int, int] | None:
        """Return by how many rows and columns a key leaves the cell, or None."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = (
                key == Qt.Key.Key_Backtab or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            )
            return (0, -1 if back else 1)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        steps = {
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
        }  # fmt: skip
        if not plain or key not in steps:
            return None
        cursor = self.editor.textCursor()
        there = cursor.atEnd() if key in FORWARD else cursor.atStart()
        return steps[key] if there and not cursor.hasSelection() else None

    def _go(self, rows: int, columns: int) -> None:
        """Make the neighbouring cell the current one; from the end of a row on to the next row."""
        here, count = self._table.currentIndex(), len(self._model.columns)
        row, column = here.row() + rows, here.column() + columns
        if not 0 <= column < count:
            row, column = row + columns, 0 if columns > 0 else count - 1
        step = rows or columns
        while 0 <= row < len(self._model.rows) and self._model.is_head(row):
            row += 1 if step > 0 else -1
        if 0 <= row < len(self._model.rows):
            self._table.choose(self._model.index(row, column))

    def _save(self, text: str) -> None:
        """Save the summary of the cell that is written in."""
        if self.pair is not None:
            self._writing.save(self.pair, text)

    def _elsewhere(self, *_where: object) -> None:
        """Close where another cell has become the current one, or stay where saving failed."""
        if not self.is_open or self._model.pair(self._table.currentIndex()) == self.pair:
            return
        try:
            self.close()
        finally:
            if self.pair is not None:
                self._table.choose_quietly(self._model.place(self.pair))

    def _follow(self, *_places: object) -> None:
        """Show a text that was changed elsewhere, by undo for one."""
        found = self._model.held(self.pair) if self.pair is not None else None
        if found is not None:
            self.editor.show_text(found.view.text)
            self._place()

    def _place(self, *_what: object) -> None:
        """Lie over the cell, as high as the text needs."""
        if self.pair is None:
            return
        cell = self._table.visualRect(self._table.currentIndex())
        view = self._table.viewport().rect()
        size = self._look.type
        wanted = round(self.editor.document().size().height() + 1)
        wanted = wanted * self.editor.fontMetrics().lineSpacing() + size.px(14)
        least = max(cell.height() + 1, size.px(LEAST_HEIGHT))
        high = max(least, min(wanted, round(view.height() * MOST_OF_VIEW)))
        self.editor.setFixedHeight(high)
        wide = max(cell.width() + 1, size.px(200))
        left = min(cell.left(), max(0, view.right() - wide))
        top = max(0, min(cell.top(), view.bottom() - high)) if cell.top() >= 0 else cell.top()
        self.editor.setGeometry(left, top, wide, high)
        self.editor.moveCursor(QTextCursor.MoveOperation.NoMove)
        self._place_strip()

    def _lay_strip(self) -> None:
        """Let what differs from the transcript stand over the chart, by the cell."""
        strip, size = self.proofs.strip, self._look.type
        strip.setProperty("role", "notice")
        strip.setContentsMargins(size.space(2), size.space(1), size.space(2), size.space(1))
        strip.setParent(self._table.viewport())
        strip.hide()
        strip.found.connect(self._place_strip)
        self.editor.cursorPositionChanged.connect(self._place_strip)

    def _place_strip(self) -> None:
        """Put what differs under the cell, or over it where there is no room below."""
        strip, cell = self.proofs.strip, self.editor.geometry()
        if self.pair is None or strip.isHidden():
            return
        strip.setFixedWidth(cell.width())
        high = max(strip.heightForWidth(cell.width()), strip.sizeHint().height())
        below = cell.bottom() + 1
        fits = below + high <= self._table.viewport().height()
        strip.setGeometry(QRect(cell.left(), below if fits else max(0, cell.top() - high),
                                cell.width(), high))  # fmt: skip
        strip.raise_()
