"""Paint the cells of a chart."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.charting.ink import CellInk, Laid
from app.charting.model import ChartModel
from app.charting.words import Shown
from app.design.look import Look
from app.widgets.signs import paint_sign, sign_of

SIGN = 9


class CellDelegate(QStyledItemDelegate):
    """Paint a cell: its summary with quotations, comments and locators, its sign, its notes."""

    def __init__(self, look: Look, model: ChartModel) -> None:
        super().__init__(model)
        self._look, self._model = look, model
        self.current: QPersistentModelIndex | QModelIndex = QModelIndex()
        self._ink = CellInk(look)

    def height(self, row: int, column: int, width: int) -> int:
        """Return the height that a cell needs in a column `width` px wide; 0 before it is read."""
        found = self._model.shown(row, column)
        if found is None:
            return 0
        return round(self._lay(found, row, width).height) + 2 * self._look.type.space(2)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        chosen = self.current == index
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self.chosen_ground() if chosen else self._look.colour("surface"))
        found = self._model.shown(index.row(), index.column())
        if found is not None:
            self._paint_cell(painter, rect, found, index.row())
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Leave sizes to the table, which asks for visible rows only."""
        return QSize()

    def chosen_ground(self) -> QColor:
        """Give the ground of the chosen cell, half way to the soft accent of the chips."""
        one, other = self._look.colour("surface"), self._look.colour("accent_soft")
        return QColor(
            (one.red() + other.red()) // 2,
            (one.green() + other.green()) // 2,
            (one.blue() + other.blue()) // 2,
        )

    def _paint_cell(self, painter: QPainter, rect: QRect, found: Shown, row: int) -> None:
        """Paint the text and the sign of a cell."""
        size = self._look.type
        gap = size.space(2)
        laid = self._lay(found, row, rect.width() + 1)
        laid.paint(painter, QPointF(rect.left() + gap, rect.top() + gap), self._look)
        side = float(size.px(SIGN))
        place = QRectF(rect.right() - gap - side + 1, rect.top() + gap + size.px(3), side, side)
        paint_sign(painter, place, sign_of(found.view.state, found.view.flags), self._look)

    def _lay(self, found: Shown, row: int, width: int) -> Laid:
        """Lay out a cell's text beside its sign."""
        size = self._look.type
        inner = width - 2 * size.space(2) - size.px(SIGN) - size.space(2)
        own = self._model.own.get(self._model.rows[row].id, "")
        return self._ink.lay(found, max(inner, size.px(60)), own)
