"""Paint the colour of a theme."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.design.look import Look
from app.design.palette import ThemeColour

_PATTERNS = (Qt.BrushStyle.Dense4Pattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.HorPattern)


def paint_swatch(painter: QPainter, rect: QRectF, colour: ThemeColour) -> None:
    """Paint a small rounded square; colours beyond the eighth carry a pattern."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for brush in brushes(colour):
        painter.setBrush(brush)
        painter.drawRoundedRect(rect, 3, 3)
    painter.restore()


def brushes(colour: ThemeColour) -> list[QBrush]:
    """Return the brushes to lay over each other for a theme's solid colour."""
    solid = QColor(colour.solid)
    if not colour.pattern:
        return [QBrush(solid)]
    pattern = _PATTERNS[(colour.pattern - 1) % len(_PATTERNS)]
    return [QBrush(QColor(colour.soft)), QBrush(solid, pattern)]


class Swatch(QWidget):
    """Show the colour of a theme."""

    def __init__(self, look: Look, colour: int) -> None:
        super().__init__()
        self._look, self._colour = look, colour
        self.setFixedSize(look.type.px(11), look.type.px(11))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the swatch."""
        painter = QPainter(self)
        paint_swatch(painter, QRectF(self.rect()), self._look.theme(self._colour))
        painter.end()
