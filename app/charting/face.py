"""Keep the fonts, measures and colours that a chart is painted with, made once for each look."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics

from app.design.look import Look
from app.design.type import Role

MOST_KEPT = 4000


class Face:
    """Hand out what painting asks for many times in a frame."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self._measures: dict[tuple[str, bool], QFontMetrics] = {}
        self._colours: dict[str, QColor] = {}
        self._elided: dict[tuple[str, str, bool, int], str] = {}
        look.changed.connect(self.forget)

    def forget(self) -> None:
        """Make everything anew: colours or sizes have changed."""
        self._fonts.clear()
        self._measures.clear()
        self._colours.clear()
        self._elided.clear()

    def font(self, name: Role, *, bold: bool = False) -> QFont:
        """Return a font of the scale."""
        found = self._fonts.get((name, bold))
        if found is None:
            found = self._fonts[name, bold] = self._look.type.font(name, bold=bold)
        return found

    def measure(self, name: Role, *, bold: bool = False) -> QFontMetrics:
        """Return the measures of a font."""
        found = self._measures.get((name, bold))
        if found is None:
            found = self._measures[name, bold] = QFontMetrics(self.font(name, bold=bold))
        return found

    def colour(self, token: str) -> QColor:
        """Return a token of the palette as a colour."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = self._look.colour(token)
        return found

    def elided(self, text: str, name: Role, room: int, *, bold: bool = False) -> str:
        """Shorten a text at its end to what `room` px hold."""
        found = self._elided.get((text, name, bold, room))
        if found is None:
            if len(self._elided) > MOST_KEPT:
                self._elided.clear()
            measure = self.measure(name, bold=bold)
            found = measure.elidedText(text, Qt.TextElideMode.ElideRight, room)
            self._elided[text, name, bold, room] = found
        return found
