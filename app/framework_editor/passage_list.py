"""List passages with their words; Enter or a double click opens one in its transcript."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.design.look import Look
from app.widgets.swatch import brushes

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole.UserRole
MOST_LETTERS = 320


class Quoted(NamedTuple):
    """Hold a passage: where it stands as it is read, its words, and where it is opened."""

    place: str
    quote: str
    transcript_id: int
    start: int
    end: int
    colour: int = 0

    @property
    def words(self) -> str:
        """Return the words on one line, cut after some hundred letters."""
        plain = " ".join(self.quote.split())
        return f"“{plain[:MOST_LETTERS]}…”" if len(plain) > MOST_LETTERS else f"“{plain}”"


class PassageList(QListWidget):
    """Choose a passage."""

    opened = Signal(object)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_Rows(look, self))
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(ROLE)))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give passages the height that they take at another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def show_passages(self, passages: Sequence[Quoted]) -> None:
        """Show these passages, and take the first in hand; one in hand that stays is kept."""
        held, row = self.passage(), 0
        self.clear()
        for place, passage in enumerate(passages):
            item = QListWidgetItem(f"{passage.place}: {passage.words}", self)
            item.setData(ROLE, passage)
            row = place if passage == held else row
        self.setCurrentRow(row if passages else -1)

    def passage(self) -> Quoted | None:
        """Return the passage in hand."""
        item = self.currentItem()
        found: Quoted | None = item.data(ROLE) if item is not None else None
        return found


class _Rows(QStyledItemDelegate):
    """Paint where a passage stands, and its words beside a bar in the theme's colour."""

    def __init__(self, look: Look, parent: PassageList) -> None:
        super().__init__(parent)
        self._look, self._list = look, parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the words take at the width there is."""
        size = self._look.type
        room = max(40, self._list.viewport().width() - size.space(8))
        return QSize(0, self._head() + self._tall(index.data(ROLE).words, room) + size.space(5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one passage."""
        passage: Quoted = index.data(ROLE)
        look, rect = self._look, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, look.colour("accent_soft" if chosen else "surface"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        space = look.type.space(2)
        inner = rect.adjusted(2 * space, space, -2 * space, -space)
        painter.setFont(look.type.font("small"))
        painter.setPen(look.colour("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, passage.place)
        words = inner.adjusted(0, self._head(), 0, 0)
        bar = QRectF(rect.left() + space, words.top(), look.type.px(3), words.height() - space)
        for brush in brushes(look.theme(passage.colour)):
            painter.fillRect(bar, brush)
        painter.setFont(look.type.font("base"))
        painter.setPen(look.colour("text"))
        painter.drawText(words, Qt.TextFlag.TextWordWrap, passage.words)
        painter.restore()

    def _head(self) -> int:
        """Return the height of the line that says where a passage stands."""
        return QFontMetrics(self._look.type.font("small")).height() + self._look.type.space(1)

    def _tall(self, words: str, width: int) -> int:
        """Return the height of words at a width."""
        box = QRect(0, 0, width, 10_000)
        metrics = QFontMetrics(self._look.type.font("base"))
        return metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, words).height()
