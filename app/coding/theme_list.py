"""List the framework beside the transcript, with counts and the keys of recent themes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
)

from app.design.look import Look
from app.widgets.row_ink import ROLE, Index, InkedList, RowInk
from app.widgets.swatch import paint_swatch
from app.widgets.theme_drag import carried

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

KEY = ROLE + 1


class ThemeList(InkedList):
    """Take a theme in hand; Enter or a double click codes with it."""

    in_hand = Signal(int)
    wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Framework")
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Rows(look, self, 29))
        self.setDragEnabled(True)
        self.setDragDropMode(QListWidget.DragDropMode.DragOnly)
        self.currentItemChanged.connect(self._take)
        self.itemDoubleClicked.connect(lambda item: self.wanted.emit(item.data(ROLE).id))

    def show_themes(self, themes: "list[ThemeRow]", keys: dict[int, int]) -> None:
        """Show the framework; `keys` gives the number key of recent themes."""
        self.blockSignals(True)
        held = self.theme()
        if self.count() != len(themes):
            self.clear()
            for _theme in themes:
                self.addItem(QListWidgetItem())
        for place, theme in enumerate(themes):
            item = self.item(place)
            if item.data(ROLE) != theme or item.data(KEY) != keys.get(theme.id, 0):
                item.setData(ROLE, theme)
                item.setData(KEY, keys.get(theme.id, 0))
                said = f"{theme.number} {theme.name}".strip()
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            if held is not None and theme.id == held.id:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def theme(self) -> "ThemeRow | None":
        """Return the theme in hand."""
        theme: ThemeRow | None = self.held()
        return theme

    def take(self, theme_id: int) -> None:
        """Take a theme in hand."""
        for place in range(self.count()):
            if self.item(place).data(ROLE).id == theme_id:
                self.setCurrentRow(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Code with the theme in hand on Enter."""
        theme = self.theme()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and theme is not None:
            self.wanted.emit(theme.id)
            return
        super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Carry the theme in hand to a passage."""
        theme = self.theme()
        if theme is None:
            return
        drag = QDrag(self)
        drag.setMimeData(carried(theme.id, f"{theme.number} {theme.name}".strip()))
        drag.exec(Qt.DropAction.CopyAction)

    def _take(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        """Tell which theme is in hand."""
        if item is not None:
            self.in_hand.emit(item.data(ROLE).id)


class _Rows(RowInk):
    """Paint swatch, number, name, and count or key."""

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one theme."""
        theme: ThemeRow = index.data(ROLE)
        look = self._look
        if chosen:
            painter.fillRect(rect, look.colour("accent_soft"))
        inner = rect.adjusted(look.type.space(3), 0, -look.type.space(3), 0)
        right = self._paint_count(painter, inner, theme.codings, index.data(KEY))
        inner.setRight(right - look.type.space(2))
        if theme.depth or not theme.number:  # an open label stands at the left, with its colour
            inner.setLeft(inner.left() + look.type.space(3.5) * theme.depth)
            side = look.type.px(10)
            box = QRectF(inner.left(), rect.center().y() - side / 2, side, side)
            paint_swatch(painter, box, look.theme(theme.colour))
            inner.setLeft(inner.left() + side + look.type.space(2))
        strong = not theme.depth and bool(theme.number)
        self.line(painter, inner, f"{theme.number} {theme.name}".strip(), bold=strong)

    def _paint_count(self, painter: QPainter, inner: QRectF, count: int, key: int) -> float:
        """Paint the count and, left of it, the key; return where they begin."""
        look = self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.type.font("small"))
        painter.setPen(look.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, str(count or ""))
        begin = inner.right() - painter.fontMetrics().horizontalAdvance("0000")
        if key:
            side = painter.fontMetrics().height() + 1.0
            box = QRectF(begin - side, inner.center().y() - side / 2, side, side)
            painter.setPen(look.colour("line"))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(look.colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(key))
            begin = box.left()
        return begin
