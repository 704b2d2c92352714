"""Choose the colour of a theme, and beyond the eight colours its pattern."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from app.charting.flow import Flow
from app.design.look import Look
from app.widgets.swatch import paint_swatch

COLOURS = (
    "Reddish purple", "Orange", "Bluish green", "Sky blue", "Blue", "Vermilion", "Yellow", "Grey",
)  # fmt: skip
PATTERNS = ("Plain", "Dotted", "Slanted lines", "Level lines")
SIDE, INNER = 24, 14


class ColourChoice(QWidget):
    """Show the eight colours and the patterns that tell further themes apart.

    Tab reaches each row, the arrows choose in it.
    """

    chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._colour = 0
        self.colours = [_Chip(look, index, name) for index, name in enumerate(COLOURS)]
        self.patterns = [_Chip(look, 0, name) for name in PATTERNS]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1))
        rows = ((self.colours, self._take_colour), (self.patterns, self._take_pattern))
        for chips, take in rows:
            line, group = Flow(gap=look.type.space(1)), QButtonGroup(self)
            for place, chip in enumerate(chips):
                group.addButton(chip)
                chip.clicked.connect(partial(take, place))
                line.addWidget(chip)
            column.addLayout(line)
        self.show_colour(0)

    def colour(self) -> int:
        """Return the theme colour that is chosen."""
        return self._colour

    def show_colour(self, colour: int) -> None:
        """Show a theme colour as chosen."""
        self._colour = colour
        pattern, index = divmod(colour, len(COLOURS))
        pattern %= len(PATTERNS)
        for place, chip in enumerate(self.colours):
            chip.show_colour(pattern * len(COLOURS) + place)
        for place, chip in enumerate(self.patterns):
            chip.show_colour(place * len(COLOURS) + index)
        self.colours[index].setChecked(True)
        self.patterns[pattern].setChecked(True)

    def _take_colour(self, index: int, _on: object = None) -> None:
        """Take another of the eight, in the same pattern."""
        self._take(self._colour // len(COLOURS) % len(PATTERNS) * len(COLOURS) + index)

    def _take_pattern(self, pattern: int, _on: object = None) -> None:
        """Take another pattern of the same colour."""
        self._take(pattern * len(COLOURS) + self._colour % len(COLOURS))

    def _take(self, colour: int) -> None:
        """Pass on what was chosen."""
        if colour != self._colour:
            self.show_colour(colour)
            self.chosen.emit(colour)


class _Chip(QAbstractButton):
    """Be one colour that can be chosen."""

    def __init__(self, look: Look, colour: int, name: str) -> None:
        super().__init__()
        self._look, self._colour = look, colour
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.updateGeometry)

    def show_colour(self, colour: int) -> None:
        """Wear another theme colour."""
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """Be a small square."""
        side = self._look.type.px(SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the swatch, a ring around the one chosen and a line around the one in hand."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, whole = look.type.px(INNER), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        gap = (whole.width() - side) / 2
        inner = whole.adjusted(gap, gap, -gap, -gap)
        paint_swatch(painter, inner, look.theme(self._colour))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(look.colour("text"))
            painter.drawRoundedRect(whole.adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        if self.hasFocus():
            painter.setPen(look.colour("accent"))
            painter.drawRoundedRect(whole, 6, 6)
        painter.end()
