"""Show a chart: cases by themes, of which only what is visible is read and measured."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    Qt,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.charting.delegate import CellDelegate
from app.charting.headers import CaseHeader, Corner, ThemeHeader
from app.charting.kept import NOTHING_KEPT, Kept
from app.charting.model import ChartModel, Index
from app.design.look import Look
from app.keymap import Keymap

LEAST_WIDTH = {"full": 232, "lines": 132, "states": 24}
MOST_WIDTH = {"full": 640, "lines": 420, "states": 64}
NARROWER = 0.15  # of a column's width, where one more then fits
FIRST_HEIGHT = 92
SETTLED_MS = 150
LAID_AT_ONCE = 6
NEXT_FRAME_MS = 4


class ChartTable(QTableView):
    """Be the chart's table.

    `looked_at` is told whenever other cells come into view, `settled` once scrolling has ended,
    `typed` what was typed on a cell, "" for Enter, `copied` and `pasted` that its text is to be
    copied, or that on the clipboard to be added to it; `zoomed` that the wheel asks for more (1) or
    less (-1). Cells are laid out a few at a time, those nearest to the middle first, so that no
    frame waits for many; `at_once` lays out all in view before they are painted.
    """

    looked_at = Signal()
    settled = Signal()
    typed = Signal(str)
    copied = Signal()
    pasted = Signal()
    moved = Signal(QModelIndex)
    zoomed = Signal(int)

    def __init__(self, look: Look, model: ChartModel, keymap: Keymap) -> None:
        super().__init__()
        self._look, self._chart, self._keymap = look, model, keymap
        self._fitting = False
        self._heights: dict[int, int] = {}
        self._kept = NOTHING_KEPT
        self._fitted: tuple[range, range] | None = None
        self.at_once = True
        self.ink = CellDelegate(look, model)
        self.setModel(model)
        self.setItemDelegate(self.ink)
        self.themes, self.cases = ThemeHeader(look, model, self), CaseHeader(look, model, self)
        self.setHorizontalHeader(self.themes)
        self.setVerticalHeader(self.cases)
        self.corner = Corner(look, self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settle.timeout.connect(self.settled)
        self._next = QTimer(self, singleShot=True, interval=NEXT_FRAME_MS)
        self._next.timeout.connect(self._lay_more)
        self._behave()
        model.came.connect(self._on_cells)
        model.headerDataChanged.connect(self._on_heads)
        look.changed.connect(self.measure)

    def _behave(self) -> None:
        """Set how the table scrolls, selects and edits."""
        self.setAccessibleName("Chart")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        # Cells and ground fill everything, so scrolling need paint only what comes into view.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def fitting(self) -> bool:
        """Say whether sizes are being set here, and not by the person."""
        return self._fitting or not self.isVisible()

    def keep(self, kept: Kept) -> None:
        """Take the sizes and the zoom that the person has chosen; `measure` then applies them."""
        self._kept = kept
        size = self._look.type
        self.ink.zoom = self.themes.zoom = self.cases.zoom = kept.zoom
        self.ink.room = {case: size.px(high) for case, high in kept.heights}

    def measure(self) -> None:
        """Take widths and heights anew: the chart, the room or the size of type has changed."""
        size = self._look.type
        self.keep(self._kept)
        self.cases.fit(self.width())
        self.verticalScrollBar().setSingleStep(size.px(40))
        self.horizontalScrollBar().setSingleStep(size.px(40))
        self._fitting = True
        self._spread()
        self.themes.setFixedHeight(self.themes.needed())
        self._heights.clear()
        full = self._kept.zoom == "full"
        low = self.cases.needed(0) if self._chart.rows else size.px(FIRST_HEIGHT)
        self.cases.setDefaultSectionSize(size.px(FIRST_HEIGHT) if full else low)
        for row in range(len(self._chart.rows)):
            if self._chart.is_head(row):
                self.setRowHeight(row, self.cases.needed(row))
        self._fitting, self._fitted = False, None
        self.at_once = True
        self.look_around()

    def _spread(self) -> None:
        """Let few columns share the room, and many scroll; those that were dragged stay."""
        columns, size, zoom = len(self._chart.columns), self._look.type, self._kept.zoom
        if not columns:
            return
        # The room that stays whether or not a scroll bar shows, so that widths never flicker.
        room = self.width() - self.cases.width() - size.space(4)
        asked = size.px(LEAST_WIDTH[zoom])
        whole = max(1, int(room / asked + NARROWER))  # no column is shown in part at the right
        least = max(room // whole, asked // 2)
        wide = max(least, min(size.px(MOST_WIDTH[zoom]), room // columns))
        self.themes.setDefaultSectionSize(wide)
        dragged = dict(self._kept.widths) if zoom != "states" else {}
        for at, theme in enumerate(self._chart.columns):
            if theme.id in dragged:
                self.setColumnWidth(at, size.px(dragged[theme.id]))

    def visible_rows(self) -> range:
        """Give the rows that are in view."""
        return _between(self.rowAt(0), self.rowAt(self.viewport().height() - 1),
                        len(self._chart.rows))  # fmt: skip

    def visible_columns(self) -> range:
        """Give the columns that are in view."""
        return _between(self.columnAt(0), self.columnAt(self.viewport().width() - 1),
                        len(self._chart.columns))  # fmt: skip

    def look_around(self) -> None:
        """Have what is in view read, and give its rows the height that they need."""
        if self._fitting or not self._chart.rows or not self._chart.columns:
            return
        for _again in range(3):
            self.looked_at.emit()
            if not self._fit():
                break
        self._settle.start()

    def lay_anew(self) -> None:
        """Lay out again what is in view: a row or a column has been dragged to another size."""
        self._heights.clear()
        self._fitted = None
        self.look_around()

    def rest(self) -> None:
        """Tell that scrolling has ended once nothing has happened for a while."""
        self._settle.start()

    def choose(self, index: QModelIndex) -> None:
        """Make a cell the current one, in view."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.show_current()

    def show_current(self) -> None:
        """Bring the whole of the current cell into view, whose row may grow on being read."""
        for _again in range(2):
            self.scrollTo(self.currentIndex())
            self.look_around()

    def choose_quietly(self, index: QModelIndex) -> None:
        """Make a cell the current one without telling of it."""
        model = self.selectionModel()
        model.blockSignals(True)
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        model.blockSignals(False)
        self.ink.current = index
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which cell is current."""
        super().currentChanged(current, previous)
        self.ink.current = current
        self.viewport().update()
        self.moved.emit(self._chart.index(current.row(), current.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to write with Enter or with what is typed."""
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        here = self.currentIndex().isValid()
        if here and self._keymap.action_of("chart", event) == "chart.write":
            self.typed.emit("")
            return
        if here and event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
            return
        if here and event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
            return
        plain = here and held == Qt.KeyboardModifier.NoModifier
        if plain and event.text() and event.text().isprintable():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground where there are no cells, then the cells."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.colour("ground"))
        painter.end()
        super().paintEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Read and measure what comes into view."""
        super().scrollContentsBy(dx, dy)
        self.look_around()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room anew."""
        super().resizeEvent(event)
        seen = QRect(QPoint(), event.oldSize()).intersects(self.visualRect(self.currentIndex()))
        if event.oldSize().width() != event.size().width():
            self.measure()
        else:
            self.look_around()
        if seen:
            self.show_current()

    def updateGeometries(self) -> None:
        """Keep the corner between the heads."""
        super().updateGeometries()
        if hasattr(self, "corner"):
            self.corner.setGeometry(0, 0, self.cases.width(), self.themes.height())
            self.corner.raise_()

    def _fit(self) -> bool:
        """Give the rows in view the height of what is laid out; say whether any changed."""
        rows, columns = self.visible_rows(), self.visible_columns()
        if self._fitted == (rows, columns):
            return False
        if self._lay_some(rows, columns):
            return False  # heights follow once, when all in view is laid out
        self._fitting, changed = True, False
        bar = self.verticalScrollBar()
        for row in rows:
            wanted = max(self._heights.get(row, 0), self._needed(row, columns))
            before = self.rowHeight(row)
            if wanted != before:
                above = self.rowViewportPosition(row) < 0
                self.setRowHeight(row, wanted)
                changed = True
                if above:  # what is in view stays where it is
                    bar.setValue(bar.value() + wanted - before)
            self._heights[row] = wanted
        self._fitting = False
        self._fitted = (rows, columns)
        return changed

    def _lay_some(self, rows: range, columns: range) -> bool:
        """Lay out what waits in view, or a few cells of it; say whether more is to come."""
        middle = self.viewport().rect().center()
        waiting = [
            (abs(self.rowViewportPosition(row) - middle.y()), row, column)
            for row in rows
            for column in columns
            if self.ink.waits(row, column, self.columnWidth(column))
        ]
        waiting.sort()
        for _far, row, column in waiting if self.at_once else waiting[:LAID_AT_ONCE]:
            self.ink.lay(row, column, self.columnWidth(column))
            self.update(self._chart.index(row, column))
        more = len(waiting) > LAID_AT_ONCE and not self.at_once
        self.at_once = self.at_once and not waiting
        if more:
            self._next.start()
        return more

    def _lay_more(self) -> None:
        """Lay out the next cells."""
        if not self._fitting and self._fit():
            self.look_around()

    def _needed(self, row: int, columns: range) -> int:
        """Return the height that a row needs for its case and its cells in view."""
        if self._chart.is_head(row) or self._kept.zoom == "states":
            return self.cases.needed(row)
        dragged = self.ink.room.get(self._chart.rows[row].id)
        if dragged is not None and self._kept.zoom == "full":
            return dragged
        cells = (self.ink.height(row, at, self.columnWidth(at)) for at in columns)
        least = self._look.type.px(FIRST_HEIGHT // 2) if self._kept.zoom == "full" else 0
        return max(self.cases.needed(row), *cells, least)

    def _on_cells(self, places: Sequence[tuple[int, int]]) -> None:
        """Measure rows anew whose cells have come or changed, where they are in view."""
        rows, columns = self.visible_rows(), self.visible_columns()
        for row in {row for row, _column in places}:
            self._heights.pop(row, None)
        for row, column in places:
            if row in rows and column in columns:
                self.update(self._chart.index(row, column))
        self._fitted = None
        if self.at_once or len(places) <= LAID_AT_ONCE:
            self.look_around()
        else:  # a page that was delivered is laid out in the next frame
            self._next.start()

    def _on_heads(self, *_what: object) -> None:
        """Measure anew when figures have come to stand beside the cases."""
        self._fitted = None
        seen = self.viewport().rect().intersects(self.visualRect(self.currentIndex()))
        if not self._fitting and self._fit():
            self.look_around()
            if seen:
                self.show_current()


def _between(first: int, last: int, count: int) -> range:
    """Make a range of what lies in view, which ends where nothing more lies."""
    if first < 0:
        return range(0)
    return range(first, (last if last >= 0 else count - 1) + 1)
