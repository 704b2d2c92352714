"""Write a report as one web page that needs nothing from elsewhere."""

from collections.abc import Iterator
from pathlib import Path

from exports.html.blocks import evidence, heading, picture, plain_rows, table
from exports.html.markup import text
from exports.html.styles import SORTING, style_sheet
from exports.report import Evidence, Heading, Picture, Report, Table, long_date
from framework.progress import Progress


def write(report: Report, path: Path, progress: Progress | None = None) -> None:
    """Write the page as UTF-8; everything that people wrote is text in it, and no markup."""
    asked = progress or Progress()
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for piece in _page(report):
            asked.at(1, 3, f"Writing {report.title}")
            stream.write(piece)


def _page(report: Report) -> Iterator[str]:
    """Write the page piece by piece."""
    yield (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # The page loads nothing, whatever stands in it.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{text(report.title)} – {text(report.study)}</title>\n{_author(report)}"
        f"<style>{style_sheet(report)}</style>\n</head>\n<body>\n"
    )
    yield f"<header><h1>{text(report.title)}</h1>\n<p>{text(_said(report))}</p></header>\n<main>\n"
    yield from _blocks(report)
    yield (
        f"</main>\n<footer><p>{text(report.named)} · {text(long_date(report.day))}</p></footer>\n"
        f"<script>{SORTING}</script>\n</body>\n</html>\n"
    )


def _author(report: Report) -> str:
    """Name the author that was chosen, and nobody else."""
    return f'<meta name="author" content="{text(report.author)}">\n' if report.author else ""


def _said(report: Report) -> str:
    """Say whose report it is and of which day."""
    said = f"{report.study} · {long_date(report.day)}"
    return f"{said} · synthetic data" if report.synthetic else said


def _blocks(report: Report) -> Iterator[str]:
    """Write the blocks; data without tables stand as rows."""
    if not any(isinstance(block, Table | Picture) for block in report.blocks):
        yield from plain_rows(report.data)
        return
    places = report.places
    for block in report.blocks:
        match block:
            case Heading():
                yield heading(block)
            case Table():
                yield from table(block, places)
            case Picture():
                yield from picture(block)
            case Evidence():
                yield from evidence(block, places)
