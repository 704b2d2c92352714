"""Write a drawing as SVG."""

from xml.sax.saxutils import escape, quoteattr

from exports.legal import legal
from exports.pictures.shapes import CM_A_POINT, Box, Dot, Drawing, Fill, Line, Shape, Words

_COLOURS: dict[Fill, str] = {
    "black": "#000000", "grey": "#6b6b6b", "pale": "#e4e4e1", "white": "#ffffff", "none": "none",
}  # fmt: skip
_FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"


def svg(drawing: Drawing, alt: str, *, page: bool = False) -> str:
    """Write the drawing, with words for those who cannot see it; `page` for a part of a web page.

    A part of a page is as wide as it may be, and has paper behind it in dark surroundings too.
    """
    width, height = _cm(drawing.width), _cm(drawing.height)
    size = (
        f'style="width:100%;max-width:{width}cm;height:auto"'
        if page
        else f'width="{width}cm" height="{height}cm"'
    )
    paper = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    shapes = "\n".join(_shape(shape) for shape in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}" '
        f'role="img" aria-label={quoteattr(legal(alt))} font-family="{_FONTS}">\n'
        f"<title>{escape(legal(alt))}</title>\n{paper}\n{shapes}\n</svg>\n"
    )


def _shape(shape: Shape) -> str:
    """Write a shape."""
    match shape:
        case Line():
            return _line(shape)
        case Box():
            return (
                f'<rect x="{_cm(shape.x)}" y="{_cm(shape.y)}" width="{_cm(shape.width)}" '
                f'height="{_cm(shape.height)}"{_filled(shape.fill, shape.line)}/>'
            )
        case Dot():
            return (
                f'<circle cx="{_cm(shape.x)}" cy="{_cm(shape.y)}" r="{_cm(shape.radius)}"'
                f"{_filled(shape.fill, shape.line)}/>"
            )
        case Words():
            return _words(shape)


def _line(shape: Line) -> str:
    """Write a line."""
    dashes = f' stroke-dasharray="{_cm(0.12)} {_cm(0.09)}"' if shape.dashed else ""
    return (
        f'<line x1="{_cm(shape.x1)}" y1="{_cm(shape.y1)}" x2="{_cm(shape.x2)}" '
        f'y2="{_cm(shape.y2)}" stroke="{_COLOURS[shape.fill]}" '
        f'stroke-width="{_cm(shape.width * CM_A_POINT)}"{dashes}/>'
    )


def _words(shape: Words) -> str:
    """Write a line of text."""
    weight = ' font-weight="bold"' if shape.bold else ""
    anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
    return (
        f'<text x="{_cm(shape.x)}" y="{_cm(shape.y)}" '
        f'font-size="{_cm(shape.size * CM_A_POINT)}" fill="{_COLOURS[shape.fill]}"'
        f"{weight}{anchor}>{escape(legal(shape.text))}</text>"
    )


def _filled(fill: Fill, line: float) -> str:
    """Say how a shape is filled and edged."""
    edge = f' stroke="#000000" stroke-width="{_cm(line * CM_A_POINT)}"' if line else ""
    return f' fill="{_COLOURS[fill]}"{edge}'


def _cm(length: float) -> str:
    """Write a length as short as it can be."""
    return f"{length:.3f}".rstrip("0").rstrip(".")
