"""Write the pictures of a report as a file of their own: SVG or PNG."""

from pathlib import Path

from exports.pictures.png import png
from exports.pictures.shapes import Drawing, stacked
from exports.pictures.svg import svg
from exports.report import Picture, Report
from framework.errors import RefusedError


def write_svg(report: Report, path: Path) -> None:
    """Write the pictures, one below the other, as SVG."""
    drawing, alt = _whole(report)
    path.write_text(svg(drawing, alt), encoding="utf-8", newline="\n")


def write_png(report: Report, path: Path) -> None:
    """Write the pictures, one below the other, as PNG."""
    drawing, _alt = _whole(report)
    path.write_bytes(png(drawing))


def _whole(report: Report) -> tuple[Drawing, str]:
    """Put the pictures of a report together."""
    found = [block for block in report.blocks if isinstance(block, Picture)]
    if not found:
        raise RefusedError(
            f"{report.title} has no picture; nothing was written. Choose Word or Excel."
        )
    return stacked([block.drawing for block in found]), " ".join(block.alt for block in found)
