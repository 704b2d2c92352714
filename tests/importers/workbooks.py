"""Write and rewrite the workbooks that tests read."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from xlsxwriter import Workbook

from importers import workbooks

Rows = Sequence[Sequence[str]]
Place = tuple[str, int, int]


def write_book(
    path: Path, sheets: Mapping[str, Rows], merged: Sequence[tuple[str, str]] = ()
) -> Path:
    """Write sheets of texts; `merged` names ranges of sheets to merge, such as ("A", "A2:A3")."""
    book = Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for ranged in (area for of, area in merged if of == name):
            sheet.merge_range(ranged, "")
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(at, column, text)
    book.close()
    return path


def read_book(path: Path) -> dict[str, list[list[str]]]:
    """Read every sheet as it stands."""
    return {
        sheet.name: [list(line.values) for line in sheet.lines]
        for sheet in workbooks.sheets(path.read_bytes(), path.name)
    }


def edited(path: Path, edits: Mapping[Place, str]) -> Path:
    """Save a copy of a workbook with some cells changed, as a person would in Excel."""
    book = read_book(path)
    for (sheet, row, column), text in edits.items():
        book[sheet][row][column] = text
    return write_book(path.with_stem(f"{path.stem}-edited"), book)
