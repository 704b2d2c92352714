"""Put the window where it was the last time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize

if TYPE_CHECKING:
    from app.window import Window

_PLACE = "window.place"
FRAME = QSize(16, 40)  # what a system puts round a window, which it tells only of one that is shown


def place(window: "Window") -> None:
    """Give the window the size, place and state that it was closed with, never off the screen."""
    kept = QByteArray.fromHex(window.settings.recall(_PLACE).encode())
    if not window.restoreGeometry(kept):
        window.resize(window.size().boundedTo(window.screen().availableSize() - FRAME))


def keep_place(window: "Window") -> None:
    """Remember size, place and whether the window fills the screen."""
    window.settings.remember(_PLACE, window.saveGeometry().toHex().toStdString())
