"""See that a workbook is not laid out for far more cells than it fills.

The reader lays a sheet out whole, from its first cell to its last: two cells at the far ends of a
sheet would take hundreds of gigabytes, and end the program.
"""

import re
from collections.abc import Iterable, Iterator
from struct import unpack_from
from typing import TYPE_CHECKING

from framework.errors import RefusedError
from importers import archive, compound, limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_FAR = re.compile(rb"r\s*=\s*[\"'](?:[A-Za-z]{2}|[A-Za-z]?\d{6})")
_SAID = re.compile(rb"uniqueCount\s*=\s*[\"'](\d+)")
_PLACE = re.compile(rb"r\s*=\s*[\"']([A-Za-z]{0,3})(\d+)[\"'](?:[^>]*[^/>])?>")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_BINARY_CELL = 11
_OLD_START, _OLD_SEVERAL = 0x0809, 0x00BD
_OLD_CELLS = frozenset({
    0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x0206,
    0x027E, 0x0406,
})  # fmt: skip
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def hold(data: bytes, file: str) -> None:
    """Refuse a workbook with a sheet that is nearly all empty and far too large to lay out."""
    if not data.startswith(archive.ZIP):
        _refuse_empty(_old_areas(compound.stream(data, "Workbook", "Book")), file)
        return
    parts = archive.opened(data, file)
    binary = "xl/workbook.bin" in parts.names()
    for name in parts.names():
        if name == "content.xml":
            tree = parts.tree(name)
            _refuse_empty(_open_areas(tree) if tree is not None else (), file)
        elif binary and name.endswith(".bin") and "printerSettings" not in name:
            _refuse_empty([_binary_area(parts.content(name) or b"")], file)
        elif name.startswith("xl/") and not name.startswith("xl/media/"):
            sheet = parts.content(name) or b""
            _refuse_claim(sheet, file)
            _refuse_empty([_area(sheet)] if b"sheetData" in sheet else (), file)


def _refuse_empty(areas: Iterable[tuple[int, int]], file: str) -> None:
    for area, filled in areas:
        if area > limits.CELLS + limits.BLANK * filled:
            raise RefusedError(
                f"{file} has a sheet laid out for {area} cells, of which {filled} are filled; "
                "nothing was loaded. Delete the blank rows and columns, and the lone cells beyond "
                "them, and save it."
            )


def _refuse_claim(part: bytes, file: str) -> None:
    """Refuse more texts than there is room for: the reader makes room for as many as are said."""
    if any(int(said[:18]) > len(part) for said in _SAID.findall(part)):
        raise archive.damaged(file)


def _area(sheet: bytes) -> tuple[int, int]:
    """Give how many cells a sheet of Excel is laid out for, and at most how many are filled."""
    filled = sheet.count(b"<c ") + sheet.count(b"<c>") + sheet.count(b":c ")
    if _FAR.search(sheet) is None:
        return 0, filled
    down, across = 1, 1
    for place in _PLACE.finditer(sheet):  # one at a time: there may be millions
        column, row = place.groups()
        down = max(down, int(row[:9]))
        across = max(across, _number(column))
    return down * across, filled


def _binary_area(sheet: bytes) -> tuple[int, int]:
    """Give the same of a part of a binary workbook: records of a kind, a length and as many bytes.

    Kind 0 begins a row with its number, kinds 1 to 11 a cell with that of its column.
    """
    at, down, across, filled = 0, 1, 1, 0
    while at < len(sheet):
        kind, at = _varying(sheet, at)
        size, at = _varying(sheet, at)
        number = int.from_bytes(sheet[at : at + 4], "little") + 1
        if kind == 0:
            down = max(down, number)
        elif kind <= _BINARY_CELL:
            across, filled = max(across, number), filled + 1
        at += size
    return (down * across if filled else 0), filled


def _old_areas(book: bytes) -> Iterator[tuple[int, int]]:
    """Give the same of every sheet of a workbook before 2007: records of a kind and a length."""
    at, down, across, filled = 0, 1, 1, 0
    while at + 4 <= len(book):
        kind, size = unpack_from("<HH", book, at)
        if kind == _OLD_START:
            yield down * across, filled
            down, across, filled = 1, 1, 0
        elif kind in _OLD_CELLS and at + 8 <= len(book):
            row, column = unpack_from("<HH", book, at + 4)
            several = size // 6 if kind == _OLD_SEVERAL else 1
            down, across = max(down, row + 1), max(across, column + several)
            filled += several
        at += 4 + size
    yield down * across, filled


def _varying(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of up to four bytes, seven bits each; also give where it ends."""
    number = 0
    for shift, byte in enumerate(data[at : at + 4]):
        number |= (byte & 127) << 7 * shift
        if byte < 128:
            return number, at + shift + 1
    return number, at + 4


def _number(letters: bytes) -> int:
    """Give the number of a column, from 1; 1 where a row names none."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return max(1, number)


def _open_areas(root: "_Element") -> Iterator[tuple[int, int]]:
    """Give the same of every sheet of an OpenDocument, whose rows and cells may be repeated."""
    for sheet in root.iter(f"{_TABLE}table"):
        down, across, filled, blank = 0, 0, 0, 0
        for row in sheet.iter(f"{_TABLE}table-row"):
            times = _repeats(row, "rows")
            wide, held = _held(row)
            filled += held
            blank += times
            if held:
                down += blank
                blank, across = 0, max(across, wide)
        yield down * across, filled


def _held(row: "_Element") -> tuple[int, int]:
    """Give how wide a row is as far as its last filled cell, and how many cells are filled."""
    at, wide, filled = 0, 0, 0
    for cell in row.iterchildren(*_CELLS):
        at += _repeats(cell, "columns")
        if len(cell) or any("value" in str(name) for name in cell.keys()):  # noqa: SIM118 - attributes
            wide, filled = at, filled + 1
    return wide, filled


def _repeats(element: "_Element", what: str) -> int:
    typed = element.get(f"{_TABLE}number-{what}-repeated", "1")[:9]
    return max(1, int(typed)) if typed.isdecimal() else 1
