"""Paint a drawing as the preview shows it."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from app.design.palette import LIGHT
from exports.pictures.shapes import CM_A_POINT, Box, Dot, Drawing, Fill, Line, Shape, Words

FAMILY = "Arial"
_GREYS: dict[Fill, float] = {"black": 0, "grey": 0.42, "pale": 0.9, "white": 1}


def painted(drawing: Drawing, width: int, height: int) -> QImage:
    """Paint a drawing on white, in shades of grey, as large as it is shown."""
    made = QImage(width, height, QImage.Format.Format_Grayscale8)
    made.fill(QColor(LIGHT.surface))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = width / drawing.width
    painter.scale(scale, scale)
    for shape in drawing.shapes:
        _paint(painter, shape, scale)
    painter.end()
    return made


def _paint(painter: QPainter, shape: Shape, scale: float) -> None:
    """Paint a shape; `scale` is how many dots a cm has."""
    match shape:
        case Line():
            pen = QPen(_colour(shape.fill), shape.width * CM_A_POINT)
            if shape.dashed:
                pen.setDashPattern([0.12 / pen.widthF(), 0.09 / pen.widthF()])
            painter.setPen(pen)
            painter.drawLine(QLineF(shape.x1, shape.y1, shape.x2, shape.y2))
        case Box():
            _fill(painter, shape.fill, shape.line)
            painter.drawRect(QRectF(shape.x, shape.y, shape.width, shape.height))
        case Dot():
            _fill(painter, shape.fill, shape.line)
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        case Words():
            _write(painter, shape, scale)


def _fill(painter: QPainter, fill: Fill, line: float) -> None:
    """Take the pen and the brush of a shape that is filled."""
    painter.setPen(QPen(_colour("black"), line * CM_A_POINT) if line else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill == "none" else _colour(fill))


def _write(painter: QPainter, words: Words, scale: float) -> None:
    """Write a line of text; letters are measured in dots, since a font knows whole ones alone."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(words.size * CM_A_POINT * scale)))
    font.setBold(words.bold)
    wide = QFontMetricsF(font).horizontalAdvance(words.text)
    left = {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    painter.save()
    painter.scale(1 / scale, 1 / scale)
    painter.setFont(font)
    painter.setPen(_colour(words.fill))
    painter.drawText(QPointF(words.x * scale - left, words.y * scale), words.text)
    painter.restore()


def _colour(fill: Fill) -> QColor:
    """Give the shade of a fill."""
    grey = _GREYS[fill]
    return QColor.fromRgbF(grey, grey, grey)
