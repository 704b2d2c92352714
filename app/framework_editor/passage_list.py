"""List passages with their words; Enter or a double click opens one in its transcript."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidgetItem,
    QStyleOptionViewItem,
)

from app.design.look import Look
from app.widgets.row_ink import ROLE, Index, InkedList, RowInk
from app.widgets.swatch import brushes

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


class PassageList(InkedList):
    """Choose a passage."""

    opened = Signal(object)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_Rows(look, self))
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(ROLE)))

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
        found: Quoted | None = self.held()
        return found


class _Rows(RowInk):
    """Paint where a passage stands, and its words beside a bar in the theme's colour."""

    def __init__(self, look: Look, parent: PassageList) -> None:
        super().__init__(look, parent)
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the words take at the width there is."""
        size = self._look.type
        room = max(40, self._list.viewport().width() - size.space(8))
        return QSize(0, self._head() + self.wrapped(index.data(ROLE).words, room) + size.space(5))

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one passage."""
        passage: Quoted = index.data(ROLE)
        look = self._look
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

    def _head(self) -> int:
        """Return the height of the line that says where a passage stands."""
        return QFontMetrics(self._look.type.font("small")).height() + self._look.type.space(1)
