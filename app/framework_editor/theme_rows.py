"""Paint the rows of themes, and let their names and numbers be typed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from app.design.look import Look
from app.framework_editor.model import (
    DEFINITION,
    NAME,
    NUMBER,
    ORIGIN,
    PASSAGES,
    ROLE,
    Heading,
    NewTheme,
    ThemeModel,
)
from app.framework_editor.wording import is_other, review_of
from app.widgets.row_ink import Index, RowInk, asked, paint_ground, paint_words
from app.widgets.row_table import RowTable
from app.widgets.swatch import paint_swatch

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

CHEVRON, SWATCH, LEAD = 14, 11, 38
SMALL = (DEFINITION, ORIGIN)


class ThemeRows(RowInk):
    """Paint a theme's row: chevron, swatch and weight for a theme, indent for a sub-theme."""

    def __init__(self, look: Look, model: ThemeModel, table: RowTable) -> None:
        super().__init__(look, table)
        self._model = model

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a line to type a name or a number into."""
        editor = QLineEdit(parent)
        number = index.column() == NUMBER
        editor.setAccessibleName("Theme’s number" if number else "Theme’s name")
        if number:
            editor.setPlaceholderText("automatic")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what stands; what is being typed is left alone."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Pass on what was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give a number the room of its column, a name all of its cell."""
        rect = option.rect
        left = (
            self._look.type.px(LEAD) - self._look.type.space(2) if index.column() == NUMBER else 0
        )
        editor.setGeometry(rect.adjusted(left, 0, 0, -1))

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one cell."""
        row: ThemeRow | NewTheme | Heading = asked(index, ROLE)
        look = self._look
        heading = isinstance(row, Heading)
        paint_ground(
            painter, rect, look, "rail" if heading else "accent_soft" if chosen else "surface"
        )
        if isinstance(row, NewTheme | Heading):
            painter.setFont(look.type.font("small" if heading else "base", bold=heading))
            indent = look.type.space(3) * max(0, getattr(row, "depth", 0) - 1)
            words = str(asked(index) or "")
            paint_words(painter, rect.adjusted(indent, 0, 0, 0), look, words, "muted")
        else:
            self._paint_theme(painter, rect, index, row, chosen=chosen)

    def _paint_theme(
        self, painter: QPainter, rect: QRectF, index: Index, row: "ThemeRow", *, chosen: bool
    ) -> None:
        """Paint a cell of a theme."""
        look, column = self._look, index.column()
        strong = row.depth == 0 or (chosen and column == NAME)
        strong = strong and column not in SMALL and not row.retired
        painter.setFont(look.type.font("small" if column in SMALL else "base", bold=strong))
        if column == NUMBER:
            self._paint_lead(painter, rect, row)
            rect = rect.adjusted(look.type.px(LEAD) - look.type.space(2), 0, 0, 0)
        elif column == NAME and row.depth > 1 and not row.retired:
            rect = rect.adjusted(look.type.space(3) * (row.depth - 1), 0, 0, 0)
        quiet = column in SMALL or row.retired or (is_other(row) and column < PASSAGES)
        tint = "muted" if quiet else "text"
        if review_of(row) and column in (PASSAGES, ORIGIN):
            tint = "attention_text"
        paint_words(painter, rect, look, str(asked(index) or ""), tint)

    def _paint_lead(self, painter: QPainter, rect: QRectF, row: "ThemeRow") -> None:
        """Paint what stands before a number: whether the theme is open, and its colour."""
        look, middle = self._look, rect.center().y()
        if self._model.has_below(row.id):
            name = "chevron-right" if row.id in self._model.closed else "chevron-down"
            half = look.type.px(CHEVRON) / 2
            mark = look.pixmap(name, CHEVRON, "muted")
            painter.drawPixmap(QPointF(rect.left() + look.type.px(4), middle - half), mark)
        if row.depth == 0 and not row.retired:
            side = look.type.px(SWATCH)
            box = QRectF(rect.left() + look.type.px(21), middle - side / 2, side, side)
            paint_swatch(painter, box, look.theme(row.colour))
