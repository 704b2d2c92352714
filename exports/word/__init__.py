"""Write a report as a Word document: real styles, captions, fields, links and tables."""

from collections.abc import Iterator
from pathlib import Path

from exports.report import Evidence, Heading, Report, Table
from exports.word.appendix import entries
from exports.word.markup import Ids, heading, title
from exports.word.package import save
from exports.word.tables import table
from framework.progress import Progress


def write(report: Report, path: Path, progress: Progress | None = None) -> None:
    """Write the report to `path`."""
    save(report, _body(report, progress or Progress()), path)


def _body(report: Report, progress: Progress) -> Iterator[str]:
    """Write the report's blocks, one after the other."""
    ids = Ids()
    yield title(report)
    for block in report.blocks:
        progress.at(1, 3, f"Writing {report.title}")
        match block:
            case Heading():
                yield heading(block)
            case Table():
                yield from table(block, report, ids)
            case Evidence():
                for piece in entries(block, report, ids):
                    progress.at(1, 3, "Writing the evidence appendix")
                    yield piece
