"""Read the sheets of a workbook as texts, and name the cells that hold no value to read."""

import re
from collections.abc import Iterator, Mapping
from struct import Struct
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from importers import archive, compound, ods_layout, workbooks
from importers.cell_comments import comments_of
from importers.cell_looks import colours_in, raised_in, raised_strings
from importers.hidden_cells import hidden_in
from importers.workbooks import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MOST_NAMED = 8
_RECORD, _DATE_MODE, _END = Struct("<HH"), 0x0022, 0x000A
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Cells(NamedTuple):
    """Hold the rows of a sheet; `merged` are first row, left, last row, right: rows from 1.

    `typed` says that it holds numbers as numbers, `hidden` that nobody sees the sheet, `since_1904`
    that it counts days from then.
    """

    name: str
    rows: list[tuple[str, ...]]
    merged: tuple[Span, ...] = ()
    remarks: tuple[str, ...] = ()
    typed: bool = False
    hidden: bool = False
    since_1904: bool = False


class _About(NamedTuple):
    """Hold what a sheet's cells do not say."""

    said: tuple[str, ...] = ()
    hidden: bool = False
    since_1904: bool = False
    merged: tuple[Span, ...] = ()
    raised: Mapping[tuple[int, int], str] = MappingProxyType({})


def sheets_of(data: bytes, file: str) -> list[Cells]:
    """Read every sheet; what is hidden, error cells and formulas without a value are remarked."""
    zipped = data.startswith(archive.ZIP)
    about = dict(_about(data, file)) if zipped else {}
    rest = _About(since_1904=not zipped and _old_since_1904(data))
    return [
        Cells(
            sheet.name, _rows(sheet, known.raised), sheet.spans or known.merged,
            known.said, typed=True, hidden=known.hidden, since_1904=known.since_1904,
        )
        for sheet in workbooks.sheets(data, file)
        for known in [about.get(sheet.name, rest)]
    ]  # fmt: skip


def _rows(sheet: workbooks.Sheet, raised: Mapping[tuple[int, int], str]) -> list[tuple[str, ...]]:
    """Give the rows of a sheet, with raised signs where they stand."""
    rows = [line.values for line in sheet.lines]
    for (at, column), text in raised.items():
        rows[at] = (*rows[at][:column], text, *rows[at][column + 1 :])
    return rows


def _old_since_1904(data: bytes) -> bool:
    """Tell whether a workbook of Excel before 2007 counts days from 1904."""
    book, at = compound.stream(data, "Workbook", "Book"), 0
    while at + _RECORD.size + 2 <= len(book):
        kind, size = _RECORD.unpack_from(book, at)
        at += _RECORD.size
        if kind in {_DATE_MODE, _END}:
            return kind == _DATE_MODE and book[at] == 1
        at += size
    return False


def _about(data: bytes, file: str) -> Iterator[tuple[str, _About]]:
    """Give by sheet what its cells do not say: of an .xlsx or an .ods file."""
    opened = archive.opened(data, file)
    parts = set(opened.names())
    if "xl/workbook.xml" not in parts or "xl/_rels/workbook.xml.rels" not in parts:
        for name, (merged, said) in ods_layout.layouts(data, file).items():
            yield name, _About(said, merged=merged)
        return
    relations = opened.tree("xl/_rels/workbook.xml.rels")
    targets = (
        {item.get("Id"): item.get("Target") for item in relations} if relations is not None else {}
    )
    book = opened.tree("xl/workbook.xml")
    if book is None:
        return
    since_1904 = any(
        one.get("date1904") in {"1", "true"} for one in book.iter(f"{_MAIN}workbookPr")
    )
    strings = raised_strings(opened)
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = (targets.get(sheet.get(f"{_REL}id")) or "").removeprefix("/")
        part = target if target.startswith("xl/") else f"xl/{target}"
        known = _About()
        if _SHEET.fullmatch(part) and part in parts:
            known = _about_sheet(opened, part, strings)
        hidden = sheet.get("state") in {"hidden", "veryHidden"}
        yield str(sheet.get("name")), known._replace(hidden=hidden, since_1904=since_1904)


def _about_sheet(opened: archive.Archive, part: str, strings: Mapping[int, str]) -> _About:
    content = opened.content(part) or b""
    raised = raised_in(content, strings)
    said = [*hidden_in(content), *comments_of(opened, part), *colours_in(content, opened)]
    if b't="e"' in content or b"<f" in content:
        said += _said(archive.parsed(content, opened.file))
    return _About((*said, *raised.said), raised=raised.texts)


def _said(tree: "_Element") -> list[str]:
    errors, uncached = [], []
    for cell in tree.iter(f"{_MAIN}c"):
        value = cell.findtext(f"{_MAIN}v")
        if cell.get("t") == "e":
            errors.append(f"{cell.get('r')} ({value})")
        elif cell.find(f"{_MAIN}f") is not None and not value and cell.get("t") != "str":
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
