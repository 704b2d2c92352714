"""Paint the plain rows of a table in the look of the window."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.design.look import Look
from app.widgets.row_table import RowTable, asked, paint_ground, paint_words


class RowInk(QStyledItemDelegate):
    """Paint each cell as one line of words, columns from `quiet` on in the quieter ink."""

    def __init__(self, look: Look, parent: RowTable, quiet: int) -> None:
        super().__init__(parent)
        self._look, self._quiet = look, quiet

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        rect = QRectF(option.rect)
        paint_ground(painter, rect, self._look, "accent_soft" if chosen else "surface")
        painter.setFont(self._look.type.font("base"))
        tint = "muted" if index.column() >= self._quiet and not chosen else "text"
        paint_words(painter, rect, self._look, str(asked(index) or ""), tint)
        painter.restore()
