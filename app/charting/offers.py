"""Offer locators under the cursor while a summary is typed."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.charting.citables import Offer
from app.design.look import Look
from app.widgets.row_ink import ROLE, Index, RowInk

WIDTH, ROW, AT_ONCE = 380, 40, 6


class OfferList(QFrame):
    """List what can be cited; the editor keeps the keys and passes them on."""

    taken = Signal(str)

    def __init__(self, look: Look, near: QWidget) -> None:
        super().__init__(near)
        self._look = look
        self.setProperty("role", "popup")
        self.list = QListWidget()
        self.list.setAccessibleName("What can be cited")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_OfferInk(look, self.list, ROW))
        self.list.itemClicked.connect(lambda _item: self.take())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.list)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Tell whether something is offered."""
        return not self.isHidden()

    def offer(self, offers: Sequence[Offer], cursor: QRect, window: QWidget) -> None:
        """Offer these under a place of the window, or above it; nothing closes the list."""
        if not offers:
            self.hide()
            return
        held = self.current()
        self.list.clear()
        for offer in offers:
            item = QListWidgetItem(f"{offer.name}  {offer.words}", self.list)
            item.setData(ROLE, offer)
        known = [offer.typed for offer in offers]
        self.list.setCurrentRow(known.index(held.typed) if held and held.typed in known else 0)
        if self.parentWidget() is not window:
            self.setParent(window)
        size = self._look.type
        width = min(size.px(WIDTH), window.width() - size.space(2))
        height = size.px(ROW) * min(len(offers), AT_ONCE) + size.space(1)
        self.setGeometry(_place(cursor, QSize(width, height), window.size()))
        self.show()
        self.raise_()
        if held is None or self.current() != held:
            self._tell()

    def current(self) -> Offer | None:
        """Return the offer in hand."""
        item = self.list.currentItem()
        found: Offer | None = item.data(ROLE) if item else None
        return found

    def step(self, by: int) -> None:
        """Take the next offer in hand, or the one before."""
        rows = self.list.count()
        self.list.setCurrentRow((self.list.currentRow() + by) % rows)
        self._tell()

    def take(self) -> None:
        """Take the offer in hand."""
        found = self.current()
        self.hide()
        if found is not None:
            self.taken.emit(found.typed)

    def _tell(self) -> None:
        """Say what is in hand, since the keys stay in the editor."""
        found = self.current()
        if found is not None:
            said = f"{found.name}: {found.words}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.list, said))


def _place(cursor: QRect, size: QSize, room: QSize) -> QRect:
    """Place the list wholly inside the room there is."""
    left = max(0, min(cursor.left(), room.width() - size.width()))
    top = cursor.bottom() + 4
    if top + size.height() > room.height():
        top = max(0, cursor.top() - 4 - size.height())
    return QRect(QPoint(left, top), size)


class _OfferInk(RowInk):
    """Paint an offer: its name over its first words."""

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one offer."""
        look, offer = self._look, index.data(ROLE)
        painter.fillRect(rect, look.colour("accent_soft" if chosen else "surface"))
        gap = look.type.space(2)
        inner = rect.adjusted(gap, 2, -gap, -2)
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        self.line(painter, upper, offer.name, "accent", "small", bold=True)
        lower = upper.translated(0, upper.height())
        self.line(painter, lower, offer.words, role="small")
