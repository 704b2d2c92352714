"""Write a report as a Word document: real styles, captions, fields, links and tables."""

from pathlib import Path

from exports.report import Evidence, Heading, Report, Table
from exports.word.appendix import entries
from exports.word.markup import Ids, heading, title
from exports.word.package import new_document, save
from exports.word.tables import table


def write(report: Report, path: Path) -> None:
    """Write the report to `path`."""
    ids = Ids()
    body = [title(report)]
    for block in report.blocks:
        match block:
            case Heading():
                body.append(heading(block))
            case Table():
                body.append(table(block, report, ids))
            case Evidence():
                body.append(entries(block, report, ids))
    save(new_document(report, "".join(body)), path)
