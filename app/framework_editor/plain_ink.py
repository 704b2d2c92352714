"""Paint the plain rows of a table in the look of the window."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.design.look import Look
from app.widgets.row_ink import Index, RowInk, asked, paint_ground, paint_words
from app.widgets.row_table import RowTable


class PlainInk(RowInk):
    """Paint each cell as one line of words, columns from `quiet` on in the quieter ink."""

    def __init__(self, look: Look, table: RowTable, quiet: int) -> None:
        super().__init__(look, table)
        self._quiet = quiet

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one cell."""
        paint_ground(painter, rect, self._look, "accent_soft" if chosen else "surface")
        painter.setFont(self._look.type.font("base"))
        tint = "muted" if index.column() >= self._quiet and not chosen else "text"
        paint_words(painter, rect, self._look, str(asked(index) or ""), tint)
