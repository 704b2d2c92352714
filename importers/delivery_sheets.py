"""Read delivery files as they are met: titles above, heads of two rows, totals at the foot.

Nothing is dropped: what stands above the head and what is set apart at the foot is said, values
beyond the last column get columns of their own, a name that stands twice is told apart.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from framework.drafts import ColumnReading
from framework.errors import RefusedError
from importers import archive, encoding, unreadable
from importers.delivery_blocks import tables_in
from importers.delivery_feet import parted
from importers.delivery_heads import Head, head_of
from importers.spreadsheets import Cells, sheets_of

_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 10_000_000
MOST_BYTES = 100_000_000
MOST_COLUMNS = 2_000
_LOOKED_AT, _FEWEST_ROWS = 200, 2
_MOST_KNOWN = 200_000
_ALIGNED = re.compile(r"\S {2,}\S")
_GUISE = re.compile(r'="([^"]*)"')


@dataclass(frozen=True)
class Layout:
    """Say how a file is laid out where the person has said so.

    `header` are the rows of the head, from 1, as they stand in the file; `totals` is "apart" or
    "rows".
    """

    sheet: str = ""
    header: tuple[int, ...] = ()
    totals: str = ""
    delimiter: str = ""
    encoding: str = ""


class Sheet(NamedTuple):
    """Hold one table of a file: names, rows, totals set apart, and what is to be said.

    `typed` says that the file holds numbers as numbers, `since_1904` that it counts days from then.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]
    head: tuple[int, ...]
    readings: tuple[tuple[str, ColumnReading], ...] = ()
    typed: bool = False
    since_1904: bool = False


class Book(NamedTuple):
    """Hold a file and the sheets of it that are not empty, in their order."""

    original: bytes
    sheets: tuple[Sheet, ...]


def read_book(path: Path, layout: Layout | None = None) -> Book:
    """Read every sheet with anything in it. Refuse what is too large or no table."""
    said = layout or Layout()
    _refuse_large(path)
    data = unreadable.content(path)
    if path.suffix.casefold() in {".sav", ".zsav", ".dta"}:
        from importers.statistics_files import read_statistics

        columns, rows, readings, remarks = read_statistics(path)
        _refuse_wide(len(columns), path.name)
        named, doubled = _told_apart(columns)
        kept = tuple((name, readings[old]) for name, old in zip(named, columns, strict=True)
                     if old in readings)  # fmt: skip
        sheet = Sheet("", named, rows, (), (*doubled, *remarks), (1,), kept, typed=True)
        return Book(data, (sheet,))
    if data.startswith((archive.ZIP, b"\xd0\xcf\x11\xe0")):
        found = sheets_of(data, path.name)
    else:
        found = [_separated(data, path.name, said)]
    filled = [cells for cells in found if any(value.strip() for row in cells.rows for value in row)]
    filled.sort(key=_standing)
    if not filled:
        raise RefusedError(f"{path.name} holds no rows; nothing was loaded.")
    if said.sheet:
        filled = [cells for cells in filled if cells.name == said.sheet]
        if not filled:
            raise RefusedError(
                f"{path.name} has no sheet “{said.sheet}” with anything in it; nothing was loaded."
            )
    if not said.header:
        filled = [table for cells in filled for table in tables_in(cells)]
    return Book(data, tuple(_sheet(cells, path.name, said) for cells in filled))


def _standing(cells: Cells) -> tuple[bool, bool]:
    """Put sheets that hold no table, and those that nobody sees, behind the others."""
    wide = sum(sum(bool(value.strip()) for value in row) > 1 for row in cells.rows[:_LOOKED_AT])
    return wide < _FEWEST_ROWS, cells.hidden


def _refuse_large(path: Path) -> None:
    size = path.stat().st_size if path.is_file() else 0
    if size > MOST_BYTES:
        raise RefusedError(
            f"{path.name} is {size // 1_000_000} MB, and tables of up to "
            f"{MOST_BYTES // 1_000_000} MB are read; nothing was loaded. Split it, by year or by "
            "site, and load the parts."
        )


def _refuse_wide(width: int, file: str) -> None:
    if width > MOST_COLUMNS:
        raise RefusedError(
            f"{file} has {width} columns, and tables of up to {MOST_COLUMNS} are read; "
            "nothing was loaded. Keep the columns that the study needs, or turn them into rows."
        )


def _sheet(cells: Cells, file: str, said: Layout) -> Sheet:
    head = head_of(cells, said.header, file)
    carried, told_merged = _carried_down(cells, head.last)
    body = [
        (number, row)
        for number, row in enumerate(carried[head.last :], head.last + 1)
        if "".join(row).strip()
    ]
    beyond = [
        (number, wide)
        for number, row in body
        if len(row) > len(head.names) and (wide := _width(row)) > len(head.names)
    ]
    width = max([len(head.names), *(wide for _n, wide in beyond)])
    _refuse_wide(width, file)
    names, remarks = _names(head, [number for number, _wide in beyond], width)
    fitted = [
        one if len(one[1]) == width else (one[0], (*one[1], *("",) * width)[:width]) for one in body
    ]
    rows, apart, told_apart = parted(fitted, names, said.totals)
    told, doubled = _told_apart(names)
    hidden = ["The sheet is hidden in the workbook."] if cells.hidden else []
    remarks = [
        *hidden,
        *cells.remarks,
        *head.remarks,
        *remarks,
        *doubled,
        *told_merged,
        *told_apart,
    ]
    return Sheet(
        cells.name, told, tuple(row for _n, row in rows), tuple(row for _n, row in apart),
        tuple(remarks), head.rows, typed=cells.typed, since_1904=cells.since_1904,
    )  # fmt: skip


def _carried_down(cells: Cells, head: int) -> tuple[list[tuple[str, ...]], list[str]]:
    """Put the value of a cell that is merged over several rows in each of them."""
    rows, filled = list(cells.rows), 0
    for top, left, bottom, _right in cells.merged:
        if bottom > top > head and left < len(rows[top - 1]):
            value = rows[top - 1][left]
            for at in range(top, min(bottom, len(rows))):
                row = [*rows[at], *[""] * (left + 1 - len(rows[at]))]
                row[left] = value
                rows[at] = tuple(row)
                filled += bool(value.strip())
    if not filled:
        return rows, []
    cell = "cell is" if filled == 1 else "cells are"
    return rows, [f"{filled} {cell} merged with the one above, and read as what stands there."]


def _width(row: Sequence[str]) -> int:
    return max((at for at, value in enumerate(row, 1) if value.strip()), default=0)


def _names(head: Head, beyond: Sequence[int], width: int) -> tuple[list[str], list[str]]:
    """Name every column, also those that have values and no name."""
    names = [name or f"column {at}" for at, name in enumerate(head.names, 1)]
    names += [f"column {at}" for at in range(len(names) + 1, width + 1)]
    if not beyond:
        return names, []
    rows = ", ".join(map(str, beyond[:5])) + (" …" if len(beyond) > 5 else "")
    return names, [
        f"Values stand beyond the last column in row {rows}; they are in columns of their own."
    ]


def _told_apart(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give names that stand twice a number."""
    taken = set(names)
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        number = seen[name]
        made = name
        while number > 1 and made in taken:
            made = f"{name} ({number})"
            number += 1
        taken.add(made)
        told.append(made)
    twice = [name for name, count in seen.items() if count > 1]
    said = ", ".join(f"“{name}”" for name in twice)
    return tuple(told), ((f"Columns of one name are told apart by a number: {said}.",) if twice
                         else ())  # fmt: skip


def _separated(data: bytes, file: str, said: Layout) -> Cells:
    """Read separated text with the separator under which rows agree most."""
    remarks: tuple[str, ...]
    if said.encoding:
        text, remarks = _decoded_as(data, file, said.encoding), ()
    else:
        _refuse_web_page(data, file)
        unreadable.refuse_known(data, file)
        text, remarks = encoding.decode(data, file)
    delimiter = said.delimiter or _delimiter(text)
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[tuple[str, ...]] = []
    # not as io.StringIO, which takes four bytes for each character
    lines = io.TextIOWrapper(
        io.BytesIO(text.encode(errors="surrogatepass")), "utf-8", "surrogatepass", newline=""
    )
    read = csv.reader(lines, delimiter=delimiter, strict=True)
    once: dict[str, str] = {}  # most texts stand in a table many times
    try:
        for values in read:
            rows.append(tuple(map(once.setdefault, values, values)))
            if len(once) > _MOST_KNOWN:
                once.clear()
    except csv.Error as error:
        raise RefusedError(
            f"{file}, row {len(rows) + 1}: the quotation marks do not match ({error}). "
            "Nothing was loaded."
        ) from error
    return _of_text(rows, text, file, remarks)


def _refuse_web_page(data: bytes, file: str) -> None:
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        raise RefusedError(
            f"{file} is a web page, as some systems give tables out; nothing was loaded. Open it "
            "in a spreadsheet and save it as .xlsx or .csv."
        )


def _of_text(rows: list[tuple[str, ...]], text: str, file: str, remarks: tuple[str, ...]) -> Cells:
    """Take the guise of a formula off texts; refuse columns parted by blanks alone."""
    if (
        all(len(row) <= 1 for row in rows)
        and sum(bool(_ALIGNED.search(row[0])) for row in rows if row) > 1
    ):
        raise RefusedError(
            f"{file} seems to have columns that blanks part, and no comma, semicolon, tab or |; "
            "nothing was loaded. Open it in a spreadsheet and save it as .csv or .xlsx."
        )
    if '="' not in text:
        return Cells("", rows, (), remarks)
    plain = [
        tuple(found[1] if (found := _GUISE.fullmatch(value)) else value for value in row)
        for row in rows
    ]
    size = sum(
        one != other
        for row, kept in zip(rows, plain, strict=True)
        for one, other in zip(row, kept, strict=True)
    )
    said = f'{size} values written as formulas, such as ="007", are read as the text in them.'
    return Cells("", plain, (), (*remarks, said) if size else remarks)


def _decoded_as(data: bytes, file: str, name: str) -> str:
    try:
        return data.decode(name).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        raise RefusedError(
            f"{file} cannot be read as {name}; nothing was loaded. Choose another encoding, or "
            "open it in a spreadsheet and save it as .xlsx."
        ) from None


def _delimiter(text: str) -> str:
    """Find the separator: the one under which most of the first rows have one width."""
    lines = [line for line in text[:200_000].splitlines()[:200] if line.strip()]
    first = lines[0] if lines else ""
    if first.casefold().startswith("sep=") and len(first) == 5:
        return first[4]
    return max(_DELIMITERS, key=_agreement(lines))


def _agreement(lines: Sequence[str]) -> Callable[[str], tuple[float, int]]:
    unquoted = ["".join(line.split('"')[::2]) for line in lines]

    def of(delimiter: str) -> tuple[float, int]:
        counts = [line.count(delimiter) for line in unquoted]
        commonest = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
        agreeing = counts.count(commonest) / len(counts) if commonest else 0.0
        return agreeing, commonest

    return of
