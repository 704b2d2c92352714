"""List the transcripts, each with how far it has been coded."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
)

from app.design.look import Look
from app.widgets.reach import BAR, paint_reach
from app.widgets.row_ink import ROLE, Index, InkedList, RowInk

if TYPE_CHECKING:
    from framework.queries.transcripts import TranscriptRow

READ = ROLE + 1


class TranscriptList(InkedList):
    """Choose a transcript."""

    chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Transcripts")
        self._places: dict[int, int] = {}
        self.setProperty("role", "rail")
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Rows(look, self, 60))
        self.currentItemChanged.connect(self._choose)

    def show_rows(self, rows: "list[TranscriptRow]", current: int | None) -> None:
        """Show these transcripts, with one of them current."""
        self._places = {row.id: place for place, row in enumerate(rows)}
        self.blockSignals(True)
        same = [row.id for row in rows] == [self.item(i).data(ROLE).id for i in range(self.count())]
        if not same:
            self.clear()
        for place, row in enumerate(rows):
            item = self.item(place) if same else QListWidgetItem()
            item.setData(ROLE, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.name)
            if not same:
                self.addItem(item)
            if row.id == current:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self.viewport().update()

    def show_row(self, row: "TranscriptRow") -> None:
        """Show anew what one transcript has come to."""
        place = self._places.get(row.id)
        if place is not None and self.item(place).data(ROLE) != row:
            self.item(place).setData(ROLE, row)

    def show_readings(self, said: dict[int, str]) -> None:
        """Show who has read which transcript, in words by transcript id."""
        for transcript_id, place in self._places.items():
            item = self.item(place)
            words = said.get(transcript_id, "")
            if item.data(READ) != words:
                item.setData(READ, words)
                name = item.data(ROLE).name
                heard = f"{name}, read by {words}" if words else name
                item.setData(Qt.ItemDataRole.AccessibleTextRole, heard)

    def current(self) -> int | None:
        """Return the id of the transcript that is chosen."""
        row: TranscriptRow | None = self.held()
        return row.id if row is not None else None

    def choose(self, transcript_id: int) -> None:
        """Let a transcript be the current one."""
        place = self._places.get(transcript_id)
        if place is not None:
            self.setCurrentRow(place)

    def step(self, by: int) -> None:
        """Choose the transcript after (1) or before (-1)."""
        row = self.currentRow() + by
        if 0 <= row < self.count():
            self.setCurrentRow(row)

    def _choose(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        """Tell which transcript is chosen."""
        self.scheduleDelayedItemsLayout()
        if item is not None:
            self.chosen.emit(item.data(ROLE).id)


class _Rows(RowInk):
    """Paint name, figures and bar."""

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one transcript."""
        row: TranscriptRow = index.data(ROLE)
        look = self._look
        if chosen:
            painter.fillRect(rect, look.colour("accent_soft"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        space = look.type.space(3)
        inner = rect.adjusted(space, look.type.space(2), -space, -look.type.space(2.5))
        self._paint_words(painter, inner, row, index.data(READ) or "", chosen=chosen)
        bar = QRectF(inner.left(), inner.bottom() - BAR + 1, inner.width(), BAR)
        paint_reach(painter, bar, look, row)

    def _paint_words(
        self, painter: QPainter, inner: QRectF, row: "TranscriptRow", read: str, *, chosen: bool
    ) -> None:
        """Paint the name and, below it, the figures."""
        look = self._look
        painter.setFont(look.type.font("base", bold=chosen))
        painter.setPen(look.colour("text"))
        metrics = painter.fontMetrics()
        room, right = int(inner.width()), Qt.TextElideMode.ElideRight
        painter.drawText(inner, metrics.elidedText(row.name, right, room))
        below = inner.adjusted(0, metrics.height() + 1, 0, 0)
        painter.setFont(look.type.font("small"))
        painter.setPen(look.colour("muted"))
        figures = f"{row.words:,} words · {row.codings} coding{'s' if row.codings != 1 else ''}"
        if read:
            figures = f"✓ {read} · {row.codings} coding{'s' if row.codings != 1 else ''}"
        painter.drawText(below, painter.fontMetrics().elidedText(figures, right, room))
