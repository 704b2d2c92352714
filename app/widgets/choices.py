"""Choose one or several from a short list that lies over what it belongs to."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.design.look import Look

ROLE = Qt.ItemDataRole.UserRole
ROW, WIDTH, MOST = 28, 200, 8


class Choices(QListWidget):
    """List what may be chosen: Space or a click ticks, where one is chosen a click takes it."""

    picked = Signal()

    def __init__(self, look: Look, parent: QWidget, name: str, *, many: bool) -> None:
        super().__init__(parent)
        self._look, self._many = look, many
        self.setProperty("role", "choices")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.Box)
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

    def _click(self, item: QListWidgetItem) -> None:
        """Tick or untick, or take the one."""
        if self._many:
            item.setCheckState(_ticked(on=item.checkState() != Qt.CheckState.Checked))
        else:
            self.picked.emit()


def _ticked(*, on: bool) -> Qt.CheckState:
    """Return Qt's word for a tick."""
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
