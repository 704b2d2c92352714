"""Name the shapes that a picture is made of; lengths are in cm from the top left, text in pt."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Fill = Literal["black", "grey", "pale", "white", "none"]
Anchor = Literal["start", "middle", "end"]
CM_A_POINT = 2.54 / 72
_LETTER = 0.53


class Line(NamedTuple):
    """Draw a straight line; `width` is in pt."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.75
    fill: Fill = "black"
    dashed: bool = False


class Box(NamedTuple):
    """Draw an upright rectangle; `line` is the width of its edge in pt, 0 for none."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill = "pale"
    line: float = 0


class Dot(NamedTuple):
    """Draw a circle about its middle; `line` is the width of its edge in pt."""

    x: float
    y: float
    radius: float
    fill: Fill = "black"
    line: float = 0.9


class Words(NamedTuple):
    """Write one line of text; `y` is its base line."""

    x: float
    y: float
    text: str
    size: float = 8
    bold: bool = False
    anchor: Anchor = "start"
    fill: Fill = "black"


Shape: TypeAlias = Line | Box | Dot | Words


@dataclass(frozen=True)
class Drawing:
    """Hold a picture of that size in cm, its shapes in the order in which they are drawn."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def wide(text: str, size: float) -> float:
    """Guess the width of a line of text in cm."""
    return len(text) * size * _LETTER * CM_A_POINT


def fitted(text: str, size: float, room: float) -> str:
    """Shorten a line of text to its room in cm; both ends stay, since names differ at either."""
    most = max(3, int(room / wide(" ", size)))
    if len(text) <= most:
        return text
    end = (most - 1) // 2
    return f"{text[: most - 1 - end].rstrip()}…{text[-end:].lstrip()}"


def stacked(drawings: Sequence[Drawing], gap: float = 0.6) -> Drawing:
    """Put drawings below each other, as one."""
    shapes: list[Shape] = []
    top = 0.0
    for drawing in drawings:
        shapes += [lowered(shape, top) for shape in drawing.shapes]
        top += drawing.height + gap
    width = max((drawing.width for drawing in drawings), default=0)
    return Drawing(width, max(0, top - gap), tuple(shapes))


def lowered(shape: Shape, by: float) -> Shape:
    """Move a shape down."""
    if isinstance(shape, Line):
        return shape._replace(y1=shape.y1 + by, y2=shape.y2 + by)
    return shape._replace(y=shape.y + by)


def moved(shape: Shape, right: float) -> Shape:
    """Move a shape to the right."""
    if isinstance(shape, Line):
        return shape._replace(x1=shape.x1 + right, x2=shape.x2 + right)
    return shape._replace(x=shape.x + right)
