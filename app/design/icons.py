"""Paint the icons in the colours of the palette."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).parent / "icons"
_SHARPNESS = 2  # pixmaps are drawn at twice their size, so that they stay crisp on dense screens


def pixmap(name: str, size: int, colour: str) -> QPixmap:
    """Paint an icon `size` px wide in a `#RRGGBB` colour."""
    drawing = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    picture = QPixmap(size * _SHARPNESS, size * _SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size * _SHARPNESS, size * _SHARPNESS))
    painter.end()
    picture.setDevicePixelRatio(_SHARPNESS)
    return picture


def with_gap(picture: QPixmap, gap: int) -> QPixmap:
    """Return a picture with `gap` px left free at its right."""
    if not gap:
        return picture
    wider = QPixmap(picture.width() + gap * _SHARPNESS, picture.height())
    wider.setDevicePixelRatio(_SHARPNESS)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wider
