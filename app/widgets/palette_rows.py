"""Paint the rows of the theme palette."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from app.widgets.folding import Span
from app.widgets.row_ink import ROLE, Index, RowInk
from app.widgets.swatch import paint_swatch
from app.widgets.theme_search import Found

HEIGHT = 30
Piece = tuple[str, bool, str]


class Row(NamedTuple):
    """Hold one row of the palette.

    `kind` says whether it takes a theme or an open label, or makes one of what is typed; `words`
    are then what it says. `first` is true of the first of the labels, which stand apart.
    """

    kind: Literal["theme", "label", "create", "create_label"]
    found: Found | None = None
    words: str = ""
    key: str = ""
    ticked: bool = False
    first: bool = False


class PaletteRows(RowInk):
    """Paint a swatch, number, name with the typed letters bold, and the key at the right."""

    def ink(self, painter: QPainter, place: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one row."""
        row: Row = index.data(ROLE)
        look, rect = self._look, place.toRect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.first:
            painter.setPen(look.colour("line"))
            painter.drawLine(rect.topLeft(), rect.topRight())
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, 0), 5, 5)
        space = look.type.space(2.5)
        inner = rect.adjusted(space, 0, -space, 0)
        if chosen or row.found is None:
            inner.setRight(self._paint_key(painter, inner, row.key))
        if row.found is not None:
            inner.setLeft(self._paint_swatch(painter, inner, row, row.found))
            if row.kind == "label":
                inner.setRight(self._paint_kind(painter, inner))
        self._paint_words(painter, inner, row)

    def _paint_swatch(self, painter: QPainter, inner: QRect, row: Row, found: Found) -> int:
        """Paint the theme's colour, or the tick on it, and return where the words begin."""
        look = self._look
        side = look.type.px(11)
        box = QRectF(inner.left(), inner.center().y() - side / 2 + 0.5, side, side)
        if row.ticked:
            side = look.type.px(14)
            box = QRectF(box.left() - 2, inner.center().y() - side / 2 + 0.5, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(box, 3, 3)
            painter.drawPixmap(box.topLeft(), look.pixmap("check", 14, "on_accent"))
        elif row.kind == "label":
            painter.setPen(look.colour("muted"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3, 3)
        else:
            paint_swatch(painter, box, look.theme(found.theme.colour))
        return inner.left() + look.type.px(11) + look.type.space(2.5)

    def _paint_key(self, painter: QPainter, rect: QRect, key: str) -> int:
        """Paint the key that takes this row, and return where it begins."""
        if not key:
            return rect.right()
        painter.setFont(self._look.type.font("small"))
        wide = painter.fontMetrics().horizontalAdvance(key) + 12
        high = painter.fontMetrics().height() + 2
        box = QRectF(rect.right() - wide, rect.center().y() - high / 2 + 0.5, wide, high)
        painter.setPen(self._look.colour("line"))
        painter.setBrush(self._look.colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(self._look.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        return int(box.left()) - 8

    def _paint_kind(self, painter: QPainter, rect: QRect) -> int:
        """Say that a row is an open label, and return where that begins."""
        painter.setFont(self._look.type.font("small"))
        painter.setPen(self._look.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, right, "label")
        return rect.right() - painter.fontMetrics().horizontalAdvance("label") - 8

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row) -> None:
        """Paint number, name and note, each piece after the other."""
        left = rect.left()
        for words, bold, colour in _pieces(row):
            font = self._look.type.font("base", bold=bold)
            painter.setFont(font)
            painter.setPen(self._look.colour(colour))
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.right() - left)
            where = QRect(left, rect.top(), rect.right() - left, rect.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
            left += metrics.horizontalAdvance(words)
            if left >= rect.right():
                break


def _pieces(row: Row) -> list[Piece]:
    """Cut a row into pieces, each with whether it is bold and its colour."""
    found = row.found
    if found is None:
        return [(row.words, False, "muted")]
    number = [(f"{found.theme.number}  ", False, "text")] if found.theme.number else []
    pieces = number + _cut(found.theme.name, found.bold, "text")
    if found.note:
        pieces += [("  — “", False, "muted"), *_cut(found.note, found.note_bold, "muted")]
        pieces.append(("”", False, "muted"))
    return pieces


def _cut(text: str, bold: tuple[Span, ...], colour: str) -> list[Piece]:
    """Cut a text where it turns bold and back."""
    pieces, at = list[Piece](), 0
    for start, end in sorted(bold):
        if start >= at:
            pieces += [(text[at:start], False, colour), (text[start:end], True, colour)]
            at = end
    return [piece for piece in [*pieces, (text[at:], False, colour)] if piece[0]]
