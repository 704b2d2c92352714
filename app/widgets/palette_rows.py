"""Paint the rows of the theme palette."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.design.look import Look
from app.widgets.swatch import paint_swatch

ROLE = Qt.ItemDataRole.UserRole
CREATE = 0
Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """Hold one row: `theme` its id, or CREATE; `note` the definition's words that match."""

    theme: int
    number: str
    name: str
    colour: int
    note: str
    typed: str


class PaletteRows(QStyledItemDelegate):
    """Paint a swatch, number, name with the typed letters bold, and the key at the right."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._look.type.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROLE)
        look, rect = self._look, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(rect, 5, 5)
        space = look.type.space(2.5)
        inner = rect.adjusted(space, 0, -space, 0)
        inner.setRight(self._paint_key(painter, inner, row, chosen=chosen))
        if row.theme != CREATE:
            side = look.type.px(11)
            top = rect.center().y() - side / 2 + 0.5
            paint_swatch(painter, QRectF(inner.left(), top, side, side), look.theme(row.colour))
            inner.setLeft(inner.left() + side + space)
        self._paint_words(painter, inner, row)
        painter.restore()

    def _paint_key(self, painter: QPainter, rect: QRect, row: Row, *, chosen: bool) -> int:
        """Paint the key that takes this row, and return where it begins."""
        key = "Ctrl ↵" if row.theme == CREATE else "↵" if chosen else ""
        if not key:
            return rect.right()
        painter.setFont(self._look.type.font("small"))
        wide = painter.fontMetrics().horizontalAdvance(key) + 12
        high = painter.fontMetrics().height() + 2
        box = QRectF(rect.right() - wide, rect.center().y() - high / 2, wide, high)
        painter.setPen(self._look.colour("line"))
        painter.setBrush(self._look.colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(self._look.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        return int(box.left()) - 8

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row) -> None:
        """Paint number, name and note, each piece after the other."""
        place = row.name.casefold().find(row.typed.casefold()) if row.typed else -1
        end = place + len(row.typed)
        pieces = [(f"{row.number}  " if row.number else "", False, "text")]
        tint = "muted" if row.theme == CREATE else "text"
        if place < 0:
            pieces.append((row.name, False, tint))
        else:
            pieces += [(row.name[:place], False, tint), (row.name[place:end], True, tint)]
            pieces.append((row.name[end:], False, tint))
        if row.note:
            pieces.append((f"  — “{row.note}”", False, "muted"))
        left = rect.left()
        for words, bold, colour in pieces:
            font = self._look.type.font("base", bold=bold)
            painter.setFont(font)
            painter.setPen(self._look.colour(colour))
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.right() - left)
            where = QRect(left, rect.top(), rect.right() - left, rect.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
            left += metrics.horizontalAdvance(words)
            if left >= rect.right():
                break
