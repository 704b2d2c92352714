"""Choose one or several from a short list that lies over what it belongs to."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListWidgetItem,
    QWidget,
)

from app.design.look import Look
from app.widgets.row_ink import ROLE, Index, InkedList, RowInk

ROW, WIDTH, MOST, BOX = 28, 200, 8, 14


class Choices(InkedList):
    """List what may be chosen: Space or a click ticks, where one is chosen a click takes it."""

    picked = Signal()

    def __init__(self, look: Look, parent: QWidget, name: str, *, many: bool) -> None:
        super().__init__(look, name)
        self.setParent(parent)
        self._look, self._many = look, many
        self.setItemDelegate(_Ticks(look, self, ROW))
        self.setMouseTracking(True)
        self.itemClicked.connect(self._click)

    def offer(self, options: Iterable[tuple[object, str]], chosen: Iterable[object]) -> None:
        """Show options, each a value and its words, with those chosen."""
        held = set(chosen)
        self.clear()
        for value, words in options:
            item = QListWidgetItem(words, self)
            item.setData(ROLE, value)
            if self._many:
                item.setCheckState(_ticked(on=value in held))
            if value in held and self.currentRow() < 0:
                self.setCurrentItem(item)
        if self.currentRow() < 0:
            self.setCurrentRow(0)

    def values(self) -> list[object]:
        """Return the values that are chosen."""
        if not self._many:
            item = self.currentItem()
            return [item.data(ROLE)] if item is not None else []
        items = [self.item(row) for row in range(self.count())]
        return [i.data(ROLE) for i in items if i.checkState() == Qt.CheckState.Checked]

    def lie_at(self, cell: QRect, room: QRect) -> None:
        """Lie over a cell, wholly within the room there is."""
        size = self._look.type
        height = min(size.px(ROW) * max(1, min(self.count(), MOST)) + 6, room.height())
        width = min(max(cell.width(), size.px(WIDTH)), room.width())
        left = max(room.left(), min(cell.left(), room.right() + 1 - width))
        top = max(room.top(), min(cell.top(), room.bottom() + 1 - height))
        self.setGeometry(left, top, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space."""
        item = self.currentItem()
        if self._many and item is not None and event.key() == Qt.Key.Key_Space:
            self._click(item)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line around the list, which lies over other rows."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(self._look.colour("accent"))
        painter.drawRect(QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _click(self, item: QListWidgetItem) -> None:
        """Tick or untick, or take the one."""
        if self._many:
            item.setCheckState(_ticked(on=item.checkState() != Qt.CheckState.Checked))
        else:
            self.picked.emit()


class _Ticks(RowInk):
    """Paint a choice, its tick before it where several may be chosen."""

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one choice."""
        look = self._look
        painter.fillRect(rect, look.colour("accent_soft" if chosen else "surface"))
        inner = rect.adjusted(look.type.space(2), 0, -look.type.space(1), 0)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is not None:
            on = Qt.CheckState(state) == Qt.CheckState.Checked
            self._paint_box(painter, inner, on=on)
            inner.setLeft(inner.left() + look.type.px(BOX) + look.type.space(2))
        self.line(painter, inner, str(index.data()))

    def _paint_box(self, painter: QPainter, inner: QRectF, *, on: bool) -> None:
        """Paint a box, with a tick in it or empty."""
        look, side = self._look, self._look.type.px(BOX)
        box = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("accent" if on else "muted"))
        painter.setBrush(look.colour("accent" if on else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            tick = look.pixmap("check", BOX - 2, "on_accent")
            corner = QPointF(box.left() + look.type.px(1), box.top() + look.type.px(1))
            painter.drawPixmap(corner, tick)


def _ticked(*, on: bool) -> Qt.CheckState:
    """Return Qt's word for a tick."""
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
