"""Paint a drawing as PNG."""

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from exports.legal import legal
from exports.pictures.shapes import CM_A_POINT, Box, Dot, Drawing, Fill, Line, Shape, Words
from framework.errors import RefusedError

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_GREYS: dict[Fill, int | None] = {
    "black": 0, "grey": 107, "pale": 228, "white": 255, "none": None,
}  # fmt: skip
_FINER = 2
_TALLEST = 30_000
_FONTS = (
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("Helvetica.ttc", "Helvetica.ttc"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def png(drawing: Drawing, dots_an_inch: int = 300) -> bytes:
    """Paint the drawing on white; refuse one that is taller than a picture can be."""
    from PIL import Image, ImageDraw

    scale = dots_an_inch / 2.54
    size = (round(drawing.width * scale), round(drawing.height * scale))
    if max(size) > _TALLEST:
        raise RefusedError(
            f"The picture would be {size[1]:,} dots tall, more than a png holds; nothing was "
            "written. Choose fewer sites, or write it as svg."
        )
    # Painted finer and made smaller again, so that edges are smooth.
    image = Image.new("L", (size[0] * _FINER, size[1] * _FINER), 255)
    brush = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        _paint(brush, shape, scale * _FINER)
    held = BytesIO()
    image.resize(size, Image.Resampling.BOX).save(
        held, "PNG", dpi=(dots_an_inch, dots_an_inch), optimize=True
    )
    return held.getvalue()


def _paint(brush: "ImageDraw", shape: Shape, scale: float) -> None:
    """Paint a shape; `scale` is dots a cm."""
    point = CM_A_POINT * scale
    match shape:
        case Line():
            _line(brush, shape, scale)
        case Box(x, y, width, height, fill, line):
            edges = (x * scale, y * scale, (x + width) * scale, (y + height) * scale)
            brush.rectangle(edges, _GREYS[fill], 0 if line else None, round(line * point))
        case Dot(x, y, radius, fill, line):
            left, top, across = (x - radius) * scale, (y - radius) * scale, 2 * radius * scale
            edges = (left, top, left + across, top + across)
            brush.ellipse(edges, _GREYS[fill], 0 if line else None, round(line * point))
        case Words():
            font = _font(shape.size * point, bold=shape.bold)
            brush.text(
                (shape.x * scale, shape.y * scale), legal(shape.text), _GREYS[shape.fill], font,
                anchor=_ANCHORS[shape.anchor],
            )  # fmt: skip


def _line(brush: "ImageDraw", shape: Line, scale: float) -> None:
    """Paint a line, whole or in dashes."""
    width = max(1, round(shape.width * CM_A_POINT * scale))
    across, down = shape.x2 - shape.x1, shape.y2 - shape.y1
    length = (across**2 + down**2) ** 0.5
    pieces = [(0.0, length)]
    if shape.dashed:
        pieces = [
            (at * 0.21, min(length, at * 0.21 + 0.12)) for at in range(int(length / 0.21) + 1)
        ]
    for start, end in pieces:
        ends = [
            ((shape.x1 + across * at / length) * scale, (shape.y1 + down * at / length) * scale)
            for at in (start, end)
        ] if length else []  # fmt: skip
        brush.line(ends, _GREYS[shape.fill], width)


@cache
def _font(dots: float, *, bold: bool) -> "FreeTypeFont | ImageFont":
    """Find a font without serifs of that size; Pillow's own where the system has none of ours."""
    from PIL import ImageFont

    for regular, heavy in _FONTS:
        try:
            return ImageFont.truetype(heavy if bold else regular, dots)
        except OSError:
            continue
    return ImageFont.load_default(dots)
