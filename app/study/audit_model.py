"""List the steps of the audit trail, a line each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.charting.words import moment
from app.widgets.row_ink import Index, RowInk, paint_ground, paint_words
from app.widgets.row_model import RowModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from framework.queries.history import StepRow

COLUMNS = ("When", "By", "What was done")
WIDTHS = (150, 76, 0)


class AuditModel(RowModel):
    """Hold steps, latest first."""

    heads = COLUMNS

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[StepRow] = []

    def show_rows(self, rows: "Sequence[StepRow]") -> None:
        """Show these steps."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a line says; a step that is undone now is muted, and says so."""
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return (moment(row.at), row.coder, said(row))[index.column()]
        return None

    def tint(self, index: Index) -> str:
        """Name the colour of a line."""
        row = self.rows[index.row()]
        return "muted" if row.undone or row.removed or index.column() == 0 else "text"


class AuditLines(RowInk):
    """Paint the lines of steps."""

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one cell of a line."""
        paint_ground(painter, rect, self._look, "accent_soft" if chosen else "surface")
        model = index.model()
        if isinstance(model, AuditModel):
            words = str(model.data(index))
            paint_words(painter, rect, self._look, words, model.tint(index))


def said(row: "StepRow") -> str:
    """Say a step in one line."""
    parts = (row.label, "undone later" if row.undone else "",
             "words were removed from it" if row.removed else "")  # fmt: skip
    return " · ".join(part for part in parts if part)
