"""Name the sizes of type and the steps of spacing."""

from functools import lru_cache
from typing import Literal, NamedTuple

from PySide6.QtGui import QFont, QGuiApplication

Role = Literal["base", "small", "text", "title", "figure"]

SIZES: dict[str, float] = {"base": 13, "small": 11.5, "text": 15, "title": 15, "figure": 26}
SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
LINE_HEIGHT = 1.6
_STEP = 4


@lru_cache(maxsize=256)
def _font(interface: str, points: float, weight: QFont.Weight) -> QFont:
    """Make a font once; painting asks for it a thousand times."""
    font = QFont()
    font.fromString(interface)
    font.setPointSizeF(points)
    font.setWeight(weight)
    return font


class TypeScale(NamedTuple):
    """Turn the drawn sizes into those of the text size that the person chose."""

    scale: float = 1.0

    def px(self, size: float) -> int:
        """Return `size` drawn pixels at this text size."""
        return round(size * self.scale)

    def space(self, steps: float) -> int:
        """Return the pixels of `steps` steps of spacing, which follow the text size half way."""
        return round(_STEP * steps * (1 + self.scale) / 2)

    def points(self, role: Role) -> float:
        """Return a role's size in points on this screen."""
        return SIZES[role] * self.scale * 72 / self.dots()

    def dots(self) -> float:
        """Return how many pixels this screen counts to an inch of type."""
        screen = QGuiApplication.primaryScreen()
        return screen.logicalDotsPerInchY() if screen else 96.0

    def font(self, role: Role = "base", *, bold: bool = False) -> QFont:
        """Return the interface font in a role's size."""
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        return QFont(_font(QGuiApplication.font().toString(), self.points(role), weight))

    def line(self, role: Role) -> float:
        """Return the height of a line of running text in a role's size, px."""
        return SIZES[role] * self.scale * LINE_HEIGHT

    @property
    def corner(self) -> int:
        """Return the radius of corners, px."""
        return 7

    def step(self, by: int) -> "TypeScale":
        """Return the next text size up (`by` 1) or down (-1), or 100 % for 0."""
        if by == 0:
            return TypeScale()
        nearest = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - self.scale))
        return TypeScale(SCALES[max(0, min(len(SCALES) - 1, nearest + by))])
