"""Read delivery files as they are met: titles above, heads of two rows, totals at the foot.

Nothing is dropped: what stands above the head and what is set apart at the foot is said, values
beyond the last column get columns of their own, a name that stands twice is told apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

from framework.drafts import ColumnReading
from framework.errors import RefusedError
from importers import archive, limits, unreadable
from importers.delivery_blocks import tables_in
from importers.delivery_feet import parted
from importers.delivery_heads import Head, head_of
from importers.grouped_rows import sums_of_rows_below, with_names
from importers.separated_texts import cells_of, too_large
from importers.spreadsheets import Cells, sheets_of

MOST_BYTES = 100_000_000
MOST_COLUMNS = 2_000
_LOOKED_AT, _FEWEST_ROWS = 200, 2


@dataclass(frozen=True)
class Layout:
    """Say how a file is laid out where the person has said so.

    `header` are the rows of the head, from 1, as they stand in the file; `totals` is "apart" or
    "rows"; `above` are columns in which a blank means the same as above.
    """

    sheet: str = ""
    header: tuple[int, ...] = ()
    totals: str = ""
    delimiter: str = ""
    encoding: str = ""
    above: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Give what is said, in the words of a mapping."""
        held = {part.name: getattr(self, part.name) for part in fields(self)}
        return {name: list(one) if isinstance(one, tuple) else one
                for name, one in held.items() if one}  # fmt: skip


class Sheet(NamedTuple):
    """Hold one table of a file: names, rows, totals set apart, and what is to be said.

    `typed` says that the file holds numbers as numbers, `since_1904` that it counts days from then,
    `whole` that it is all of a sheet that people see.
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
    whole: bool = False


class Book(NamedTuple):
    """Hold a file and the sheets of it that are not empty, in their order."""

    original: bytes
    sheets: tuple[Sheet, ...]


def read_book(path: Path, layout: Layout | None = None) -> Book:
    """Read every sheet with anything in it. Refuse what is too large or no table."""
    said = layout or Layout()
    if path.is_file():
        _refuse_large(path.stat().st_size, MOST_BYTES, path.name)
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
        _refuse_large(len(data), limits.TEXT_BYTES, path.name)
        found = [cells_of(data, path.name, said.delimiter, said.encoding)]
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
    sheets = {cells.name for cells in filled if cells.name and not cells.hidden}
    if not said.header:
        filled = [table for cells in filled for table in tables_in(cells)]
    return Book(data, tuple(
        _sheet(cells, path.name, said)._replace(whole=cells.name in sheets) for cells in filled
    ))  # fmt: skip


def _standing(cells: Cells) -> tuple[bool, bool]:
    """Put sheets that hold no table, and those that nobody sees, behind the others."""
    wide = sum(sum(bool(value.strip()) for value in row) > 1 for row in cells.rows[:_LOOKED_AT])
    return wide < _FEWEST_ROWS, cells.hidden


def _refuse_large(size: int, most: int, file: str) -> None:
    if size > most:
        raise too_large(file, f"is {-(-size // 1_000_000)} MB", f"{most // 1_000_000} MB")


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
    data, apart, told_apart = parted(fitted, names, said.totals)
    rows, told_named = with_names(data, apart)
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
        *told_named,
        *sums_of_rows_below(rows),
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
