"""Paint the cards of the board."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.design.look import Look
from app.framework_editor.board.carrying import Carrying, Place
from app.widgets.swatch import brushes

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole.UserRole
MOST_LINES, GHOST = 3, 0.35


class CardInk(QStyledItemDelegate):
    """Paint a card: its name in up to three lines, the number of its passages, its colour."""

    def __init__(self, look: Look, carrying: Carrying, key: int, parent: QListView) -> None:
        super().__init__(parent)
        self._look, self._carrying, self._key, self._list = look, carrying, key, parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card at the width of its column."""
        size = self._look.type
        card: ThemeRow = index.data(ROLE)
        box = QRect(0, 0, max(40, round(self._room(card, self._list.viewport().width()))), 9999)
        metrics = QFontMetrics(size.font("base"))
        tall = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, _words(card)).height()
        tall = min(tall, MOST_LINES * metrics.lineSpacing())
        return QSize(0, tall + size.space(5.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        card: ThemeRow = index.data(ROLE)
        look, rect = self._look, QRectF(option.rect)
        space = look.type.space(1)
        inset = look.type.space(3) * max(0, card.depth - 1)
        frame = rect.adjusted(2 * space + inset, space, -2 * space, -space / 2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        aimed = self._carrying.active and self._carrying.place == Place(self._key, card.id)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if card in self._carrying.cards:
            painter.setOpacity(GHOST)
        lit = chosen or current or aimed
        pen = look.colour("accent" if lit else "line")
        painter.setPen(pen)
        painter.setBrush(look.colour("accent_soft" if chosen or aimed else "surface"))
        edge = frame.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, look.type.corner, look.type.corner)
        if current or aimed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = edge.adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inner, look.type.corner - 1, look.type.corner - 1)
        self._paint_words(painter, frame, card)
        painter.restore()

    def _paint_words(self, painter: QPainter, frame: QRectF, card: "ThemeRow") -> None:
        """Paint the colour of a theme, its name, and the number of passages at the right."""
        look, space = self._look, self._look.type.space(1)
        if card.number:
            bar = QRectF(frame.left() + 2 * space, frame.top() + 2 * space, look.type.px(3),
                         frame.height() - 4 * space)  # fmt: skip
            for brush in brushes(look.theme(card.colour)):
                painter.fillRect(bar, brush)
        inner = frame.adjusted(self._lead(card), 2 * space, -2.5 * space, -2 * space)
        painter.setFont(look.type.font("small"))
        painter.setPen(look.colour("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight, str(card.all_codings))
        inner.setWidth(self._room(card, round(self._list.viewport().width())))
        painter.setFont(look.type.font("base"))
        painter.setPen(look.colour("text"))
        painter.drawText(inner, Qt.TextFlag.TextWordWrap, _words(card))

    def _lead(self, card: "ThemeRow") -> float:
        """Return the room left of a card's name."""
        return self._look.type.space(2) + (self._look.type.space(2) if card.number else 0)

    def _room(self, card: "ThemeRow", width: int) -> float:
        """Return the width that a card's name has in a column of some width."""
        space = self._look.type.space(1)
        inset = self._look.type.space(3) * max(0, card.depth - 1)
        count = QFontMetrics(self._look.type.font("small")).horizontalAdvance("000")
        return width - 4 * space - inset - self._lead(card) - 3 * space - count


def _words(card: "ThemeRow") -> str:
    """Return number and name."""
    return f"{card.number}  {card.name}" if card.number else card.name
