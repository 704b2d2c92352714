"""Read the sheets of a workbook as texts, and name the cells that hold no value to read."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from importers import archive, workbooks
from importers.workbooks import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MOST_NAMED = 8
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Cells(NamedTuple):
    """Hold the rows of a sheet; `merged` are first row, left, last row, right: rows from 1.

    `typed` says that it holds numbers as numbers.
    """

    name: str
    rows: list[tuple[str, ...]]
    merged: tuple[Span, ...] = ()
    remarks: tuple[str, ...] = ()
    typed: bool = False


def sheets_of(data: bytes, file: str) -> list[Cells]:
    """Read every sheet; error cells and formulas without a value are named in the remarks."""
    remarks = dict(_faults(data, file)) if data.startswith(archive.ZIP) else {}
    return [
        Cells(
            sheet.name,
            [line.values for line in sheet.lines],
            sheet.spans,
            tuple(remarks.get(sheet.name, ())),
            typed=True,
        )
        for sheet in workbooks.sheets(data, file)
    ]


def _faults(data: bytes, file: str) -> Iterator[tuple[str, list[str]]]:
    """Give by sheet a sentence about its error cells and one about formulas without a value."""
    opened = archive.opened(data, file)
    parts = set(opened.names())
    if "xl/workbook.xml" not in parts or "xl/_rels/workbook.xml.rels" not in parts:
        return
    relations = opened.tree("xl/_rels/workbook.xml.rels")
    targets = (
        {item.get("Id"): item.get("Target") for item in relations} if relations is not None else {}
    )
    book = opened.tree("xl/workbook.xml")
    for sheet in book.iter(f"{_MAIN}sheet") if book is not None else ():
        target = (targets.get(sheet.get(f"{_REL}id")) or "").removeprefix("/")
        part = target if target.startswith("xl/") else f"xl/{target}"
        if _SHEET.fullmatch(part) and part in parts and _may_have_faults(opened, part):
            tree = opened.tree(part)
            if tree is not None:
                yield str(sheet.get("name")), _said(tree)


def _may_have_faults(opened: archive.Archive, part: str) -> bool:
    content = opened.content(part) or b""
    return b't="e"' in content or b"<f" in content


def _said(tree: "_Element") -> list[str]:
    errors, uncached = [], []
    for cell in tree.iter(f"{_MAIN}c"):
        value = cell.findtext(f"{_MAIN}v")
        if cell.get("t") == "e":
            errors.append(f"{cell.get('r')} ({value})")
        elif cell.find(f"{_MAIN}f") is not None and not value:
            uncached.append(str(cell.get("r")))
    said = []
    if errors:
        said.append(f"{_cells(errors)}: an error stands there in the workbook; read as blank.")
    if uncached:
        said.append(
            f"{_cells(uncached)}: a formula without a saved value, read as blank; open the file in "
            "a spreadsheet and save it to have the values."
        )
    return said


def _cells(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    return f"{len(names)} cell{'s' * (len(names) > 1)}, {shown}"
