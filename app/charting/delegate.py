"""Paint the cells of a chart."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.charting.face import Face
from app.charting.ink import MOST_LINES, CellInk, Laid
from app.charting.model import ChartModel, Pair
from app.charting.words import Shown
from app.design.look import Look
from app.widgets.signs import paint_sign, sign_of

SIGN, MEMO = 9, 8
BRIEF_LINES = 2
RATED_WIDTH = 48
MOST_KEPT = 4000


class _Kept(NamedTuple):
    """Hold what was laid out for a cell, and for which content and size."""

    found: Shown
    width: int
    lines: int
    laid: Laid


class CellDelegate(QStyledItemDelegate):
    """Paint a cell: its summary with quotations, comments and locators, its sign, its notes.

    `zoom` is one of `kept.ZOOMS`; `room` gives by case the height in px that a person has dragged
    its row to.
    """

    def __init__(self, look: Look, model: ChartModel) -> None:
        super().__init__(model)
        self._look, self._model = look, model
        self.current: QPersistentModelIndex | QModelIndex = QModelIndex()
        self.zoom = "full"
        self.room: Mapping[int, int] = {}
        self._ink, self._face = CellInk(look), Face(look)
        self._laid: dict[Pair, _Kept] = {}
        look.changed.connect(self._forget)

    def _forget(self) -> None:
        """Lay everything out anew, in the look in force."""
        self._laid.clear()

    def height(self, row: int, column: int, width: int) -> int:
        """Return the height that a cell needs in a column `width` px wide; 0 before it is laid."""
        laid = self.laid(row, column, width)
        return round(laid.height) + 2 * self._look.type.space(2) if laid is not None else 0

    def laid(self, row: int, column: int, width: int) -> Laid | None:
        """Give what was laid out for a cell as it is now, or None."""
        found = self._model.shown(row, column)
        kept = self._laid.get((self._model.rows[row].id, self._model.columns[column].id))
        if kept is None or (kept.width, kept.lines) != (width, self._lines(row)):
            return None
        if kept.found is not found and kept.found != found:
            return None
        return kept.laid

    def lay(self, row: int, column: int, width: int) -> None:
        """Lay a cell out that has been read."""
        found = self._model.shown(row, column)
        if found is None:
            return
        size, lines = self._look.type, self._lines(row)
        inner = max(size.px(60), width - 2 * size.space(2) - size.px(SIGN) - size.space(2))
        case_id = self._model.rows[row].id
        if len(self._laid) >= MOST_KEPT:
            self._laid.clear()
        self._laid[case_id, self._model.columns[column].id] = _Kept(
            found, width, lines,
            self._ink.lay(found, inner, self._model.own.get(case_id, ""), lines,
                          notes=self.zoom == "full"),
        )  # fmt: skip

    def waits(self, row: int, column: int, width: int) -> bool:
        """Tell whether a cell has been read and not been laid out."""
        if self.zoom == "states" or self._model.shown(row, column) is None:
            return False
        return self.laid(row, column, width) is None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        row, column = index.row(), index.column()
        if self._model.is_head(row):
            painter.fillRect(rect.adjusted(0, 0, 1, 0), self._face.colour("rail"))
            return
        chosen = self.current == index
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self.chosen_ground() if chosen else self._face.colour("surface"))
        found = self._model.shown(row, column)
        if found is not None:
            if self.zoom == "states":
                self._paint_state(painter, rect, found)
            else:
                self._paint_cell(painter, rect, found, self.laid(row, column, rect.width() + 1))
            if found.memo:
                self._paint_memo(painter, rect)
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(self._face.colour("accent"), 2))
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
        one, other = self._face.colour("surface"), self._face.colour("accent_soft")
        return QColor(
            (one.red() + other.red()) // 2,
            (one.green() + other.green()) // 2,
            (one.blue() + other.blue()) // 2,
        )

    def _lines(self, row: int) -> int:
        """Return how many lines a cell has at most."""
        if self.zoom == "lines":
            return BRIEF_LINES
        room = self.room.get(self._model.rows[row].id)
        if room is None:
            return MOST_LINES
        line = self._face.measure("base").lineSpacing()
        return max(1, int((room - 2 * self._look.type.space(2)) / line))

    def _paint_state(self, painter: QPainter, rect: QRect, found: Shown) -> None:
        """Paint the sign of a cell in its middle, and its rating beside it where there is room."""
        side = float(self._look.type.px(SIGN))
        place = QRectF(0, 0, side, side)
        place.moveCenter(QRectF(rect).center())
        sign = sign_of(found.view.state, found.view.flags)
        if sign == "not_asked":  # its words end where the square ends
            place.translate(side / 2, 0)
        rated = found.view.rating and found.view.theme_id in self._model.rated
        if rated and rect.width() >= self._look.type.px(RATED_WIDTH):
            place.translate(-side * 1.2, 0)
            self._paint_rating(painter, rect, found.view.rating)
        paint_sign(painter, place, sign, self._look)

    def _paint_cell(self, painter: QPainter, rect: QRect, found: Shown, laid: Laid | None) -> None:
        """Paint the text, the sign and the rating of a cell."""
        size = self._look.type
        gap = size.space(2)
        if laid is not None:
            laid.paint(painter, QPointF(rect.left() + gap, rect.top() + gap), self._face)
        side = float(size.px(SIGN))
        place = QRectF(rect.right() - gap - side + 1, rect.top() + gap + size.px(3), side, side)
        paint_sign(painter, place, sign_of(found.view.state, found.view.flags), self._look)
        if found.view.rating and found.view.theme_id in self._model.rated:
            self._paint_rating(painter, rect, found.view.rating)

    def _paint_memo(self, painter: QPainter, rect: QRect) -> None:
        """Fold the corner of a cell that has a memo, as sheets do with comments."""
        side = self._look.type.px(MEMO)
        corner = rect.topRight() + QPoint(1, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._face.colour("accent"))
        painter.drawPolygon([corner - QPoint(side, 0), corner, corner + QPoint(0, side)])

    def _paint_rating(self, painter: QPainter, rect: QRect, rating: str) -> None:
        """Paint a rating into the lower corner, on a ground of its own so that text stays read."""
        size = self._look.type
        painter.setFont(self._face.font("small", bold=True))
        wide = painter.fontMetrics().horizontalAdvance(rating) + size.space(2)
        high = painter.fontMetrics().height()
        edge = size.px(3)
        box = QRectF(rect.right() - wide - edge, rect.bottom() - high - edge, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._face.colour("rail"))
        painter.drawRoundedRect(box, edge, edge)
        painter.setPen(self._face.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, rating.replace("-", "−"))
