"""Paint the rows of lists and tables in the look of the window."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.design.look import Look
from app.design.type import Role

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole.UserRole
_SHOWN = Qt.ItemDataRole.DisplayRole


class RowInk(QStyledItemDelegate):
    """Paint the rows of a view: `ink` paints what stands in one.

    Where it is `framed`, the row or cell that the keys are on has a frame.
    """

    framed = False

    def __init__(self, look: Look, view: QAbstractItemView, tall: float = 0) -> None:
        """Be the ink of a view; `tall` is the height of its rows in px at 100 %, 0 to measure."""
        super().__init__(view)
        self._look, self._tall = look, tall

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give every row the same height."""
        if not self._tall:
            return super().sizeHint(option, index)
        return QSize(0, self._look.type.px(self._tall))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row, and leave the painter as it was."""
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        try:
            self.ink(painter, QRectF(option.rect), index, chosen=chosen)
            if self.framed and option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(self._look.colour("accent"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -1.5, -1.5))
        finally:
            painter.restore()

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint what stands in a row."""
        raise NotImplementedError

    def line(
        self, painter: QPainter, rect: QRectF, words: str, tint: str = "text",
        role: Role = "base", *, bold: bool = False,
    ) -> None:  # fmt: skip
        """Paint a line of words in the middle of its place, shortened at its end."""
        painter.setFont(self._look.type.font(role, bold=bold))
        painter.setPen(self._look.colour(tint))
        mode, room = Qt.TextElideMode.ElideRight, int(rect.width())
        shown = painter.fontMetrics().elidedText(words, mode, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)

    def wrapped(self, words: str, width: int, role: Role = "base") -> int:
        """Return the height that words take at a width."""
        box, wrap = QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap
        return QFontMetrics(self._look.type.font(role)).boundingRect(box, wrap, words).height()


class InkedList(QListWidget):
    """List rows that an ink paints; each holds what it shows."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def held(self) -> Any:  # noqa: ANN401 - what the list was given
        """Return what the row in hand holds, or None."""
        item = self.currentItem()
        return item.data(ROLE) if item is not None else None


def asked(index: Index, role: int = _SHOWN) -> Any:  # noqa: ANN401 - as Qt's own
    """Ask a model itself what a cell holds: what it raises by way of Qt would end the program."""
    return index.model().data(index, role)


def paint_ground(painter: QPainter, rect: QRectF, look: Look, token: str) -> None:
    """Paint what lies under a cell: its colour, and the line below its row."""
    painter.fillRect(rect, look.colour(token))
    painter.setPen(look.colour("line"))
    low = rect.bottom() - 1
    painter.drawLine(QPointF(rect.left(), low), QPointF(rect.right(), low))


def paint_words(painter: QPainter, rect: QRectF, look: Look, words: str, tint: str) -> None:
    """Paint a cell's words in the painter's font, shortened at their end."""
    inner = rect.adjusted(look.type.space(2), 0, -look.type.space(1), 0)
    mode, room = Qt.TextElideMode.ElideRight, int(inner.width())
    painter.setPen(look.colour(tint))
    shown = painter.fontMetrics().elidedText(words, mode, room)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
