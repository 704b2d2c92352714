"""Hold that a sheet which would be laid out for far more cells than it fills is refused."""

import io
import zipfile
from pathlib import Path
from struct import pack_into

import pytest
import xlsxwriter

from framework.errors import RefusedError
from importers import areas

CORPUS = Path(__file__).parent / "corpus"
LARGE = "laid out for"


def sheet(*places: tuple[int, int]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for row, column in places:
            page.write(row, column, "x")
    return made.getvalue()


def spreadsheet(rows: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("content.xml", f'<t:a xmlns:t="{space}"><t:table>{rows}</t:table></t:a>')
    return made.getvalue()


@pytest.mark.parametrize("name", ["rows.xlsx", "rows.xls", "rows.ods"])
def test_a_workbook_that_is_filled_passes(name: str) -> None:
    areas.hold((CORPUS / name).read_bytes(), name)


def test_two_cells_at_the_far_ends_of_a_sheet_are_refused() -> None:
    with pytest.raises(RefusedError, match=r"^a.xlsx has a sheet laid out for 17179869184 cells"):
        areas.hold(sheet((0, 0), (1_048_575, 16_383)), "a.xlsx")


def test_a_cell_that_says_its_place_and_nothing_more_counts() -> None:
    made = io.BytesIO()
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("xl/worksheets/sheet1.xml", f"<a><sheetData>{far}</sheetData></a>")
    with pytest.raises(RefusedError, match=LARGE):
        areas.hold(made.getvalue(), "a.xlsx")


def test_a_long_sheet_or_a_wide_one_passes() -> None:
    areas.hold(sheet(*((row, 0) for row in range(0, 120_000, 10))), "a.xlsx")
    areas.hold(sheet((0, 0), (0, 16_383)), "a.xlsx")


def test_repeated_rows_of_an_open_document_count_as_many_times() -> None:
    cell = '<t:table-cell office="x" t:value="1"/>'
    far = f'<t:table-row t:number-rows-repeated="1000000"><t:table-cell t:number-columns-repeated="16000"/>{cell}</t:table-row>'  # noqa: E501 - as it stands in a file
    with pytest.raises(RefusedError, match=LARGE):
        areas.hold(spreadsheet(far), "a.ods")
    blank = '<t:table-row t:number-rows-repeated="1000000"><t:table-cell/></t:table-row>'
    areas.hold(spreadsheet(f"<t:table-row>{cell}</t:table-row>{blank}"), "a.ods")


def test_numbers_of_repeats_that_are_none_count_once() -> None:
    for typed in ("", "-5", "x", "9" * 400):
        row = f'<t:table-row t:number-rows-repeated="{typed}"><t:table-cell/></t:table-row>'
        areas.hold(spreadsheet(row), "a.ods")


def test_an_old_workbook_with_a_cell_far_away_is_refused() -> None:
    data = bytearray((CORPUS / "rows.xls").read_bytes())
    found = 0
    for at in range(len(data) - 8):
        if data[at : at + 2] == b"\xfd\x00" and data[at + 2 : at + 4] == b"\x0a\x00":
            pack_into("<HH", data, at + 4, 65_000, 60_000)
            found += 1
    assert found
    with pytest.raises(RefusedError, match=LARGE):
        areas.hold(bytes(data), "a.xls")
