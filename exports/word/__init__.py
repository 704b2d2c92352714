"""Write a report as a Word document: real styles, captions, fields, links and tables."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from exports.report import Evidence, Heading, Picture, Report, Table
from exports.widths import shared
from exports.word.appendix import entries
from exports.word.cells import Cells
from exports.word.comments import comments
from exports.word.markup import Ids, heading, title
from exports.word.package import program, save
from exports.word.page import Page, page_of
from exports.word.pictures import picture
from exports.word.tables import table
from framework.progress import Progress

_ENTRIES_AT_ONCE = 200


def write(report: Report, path: Path, progress: Progress | None = None) -> None:
    """Write the report to `path`; the person's own document lends its styles and its page."""
    ids = Ids(report.places, report.remarks)
    page = page_of(report)
    body = _body(report, ids, page, progress or Progress())
    with_comments = report.remarks or report.has_memos
    remarks = comments(ids.comments, program()) if with_comments else None
    save(report, page, body, path, remarks)


def _body(report: Report, ids: Ids, page: Page, progress: Progress) -> Iterator[str]:
    """Write the report's blocks, one after the other."""
    yield title(report)
    shown, cells = count(1), Cells(ids)
    for block in report.blocks:
        progress.at(1, 3, f"Writing {report.title}")
        match block:
            case Heading():
                yield heading(block)
            case Table():
                yield from table(_on(page, block), report, ids, cells)
            case Picture():
                yield from picture(block, next(shown), page)
            case Evidence():
                for at, piece in enumerate(entries(block, page, ids)):
                    if not at % _ENTRIES_AT_ONCE:
                        progress.at(1, 3, "Writing the evidence appendix")
                    yield piece


def _on(page: Page, block: Table) -> Table:
    """Fit a table's columns to a page that is not the one it was laid out for."""
    if page.scale == 1:
        return block
    wide = sum(column.width for column in block.columns)
    return replace(block, columns=shared(block.columns, wide * page.scale))
