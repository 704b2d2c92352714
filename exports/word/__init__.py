"""Write a report as a Word document: real styles, captions, fields, links and tables."""

from collections.abc import Iterator
from pathlib import Path

from exports.report import Evidence, Heading, Report, Table
from exports.word.appendix import entries
from exports.word.markup import Ids, heading, title
from exports.word.package import save
from exports.word.tables import table


def write(report: Report, path: Path) -> None:
    """Write the report to `path`."""
    save(report, _body(report), path)


def _body(report: Report) -> Iterator[str]:
    """Write the report's blocks, one after the other."""
    ids = Ids()
    yield title(report)
    for block in report.blocks:
        match block:
            case Heading():
                yield heading(block)
            case Table():
                yield table(block, report, ids)
            case Evidence():
                yield entries(block, report, ids)
