"""Paint a drawing as the preview shows it."""

from math import ceil

from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from app.design.palette import LIGHT
from exports.pictures.shapes import CM_A_POINT, Box, Dot, Drawing, Fill, Line, Words

FAMILY = "Arial"
_GREYS: dict[Fill, float] = {"black": 0, "grey": 0.42, "pale": 0.9, "white": 1}


def painted(drawing: Drawing, width: int, height: int) -> QImage:
    """Paint a drawing on white, in shades of grey, so many px wide and tall."""
    made = QImage(width, height, QImage.Format.Format_Grayscale8)
    made.fill(QColor(LIGHT.surface))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = width / drawing.width
    stamps: dict[tuple[float, Fill, float], QImage] = {}
    pens: dict[tuple[float, Fill, bool], QPen] = {}
    for shape in drawing.shapes:
        match shape:
            case Line():
                look = (shape.width, shape.fill, shape.dashed)
                if look not in pens:
                    pens[look] = _pen(shape, scale)
                painter.setPen(pens[look])
                ends = (shape.x1 * scale, shape.y1 * scale, shape.x2 * scale, shape.y2 * scale)
                painter.drawLine(QLineF(*ends))
            case Box():
                _box(painter, shape, scale)
            case Dot():
                # A circle takes long to paint, and a page has thousands of a few kinds.
                kind = (shape.radius, shape.fill, shape.line)
                if kind not in stamps:
                    stamps[kind] = _stamp(shape, scale)
                half = stamps[kind].width() / 2
                left, top = round(shape.x * scale - half), round(shape.y * scale - half)
                painter.drawImage(QPoint(left, top), stamps[kind])
            case Words():
                _write(painter, shape, scale)
    painter.end()
    return made


def _pen(shape: Line, scale: float) -> QPen:
    """Make the pen of a line, whole or in dashes."""
    pen = QPen(_colour(shape.fill), shape.width * CM_A_POINT * scale)
    if shape.dashed:
        pen.setDashPattern([length * scale / pen.widthF() for length in (0.12, 0.09)])
    return pen


def _box(painter: QPainter, shape: Box, scale: float) -> None:
    """Paint a rectangle."""
    _fill(painter, shape.fill, shape.line * scale)
    ends = (shape.x * scale, shape.y * scale, shape.width * scale, shape.height * scale)
    painter.drawRect(QRectF(*ends))


def _stamp(shape: Dot, scale: float) -> QImage:
    """Paint a dot on nothing."""
    half = ceil((shape.radius + shape.line * CM_A_POINT) * scale) + 1
    made = QImage(2 * half, 2 * half, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _fill(painter, shape.fill, shape.line * scale)
    painter.drawEllipse(QPointF(half, half), shape.radius * scale, shape.radius * scale)
    painter.end()
    return made


def _fill(painter: QPainter, fill: Fill, line: float) -> None:
    """Take the pen and the brush of a shape that is filled."""
    painter.setPen(QPen(_colour("black"), line * CM_A_POINT) if line else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill == "none" else _colour(fill))


def _write(painter: QPainter, words: Words, scale: float) -> None:
    """Write a line of text."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(words.size * CM_A_POINT * scale)))
    font.setBold(words.bold)
    wide = QFontMetricsF(font).horizontalAdvance(words.text)
    left = {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    painter.setFont(font)
    painter.setPen(_colour(words.fill))
    painter.drawText(QPointF(words.x * scale - left, words.y * scale), words.text)


def _colour(fill: Fill) -> QColor:
    """Give the shade of a fill."""
    grey = _GREYS[fill]
    return QColor.fromRgbF(grey, grey, grey)
