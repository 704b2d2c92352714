"""Hold that workbooks counting days from 1904 are not read four years early; data are made up."""

from pathlib import Path

from xlsxwriter import Workbook

from importers.delivery import read_deliveries
from importers.spreadsheets import sheets_of

CORPUS = Path(__file__).parent / "corpus"
DATE_MODE = b"\x22\x00\x02\x00%c\x00"


def test_an_old_workbook_says_from_when_it_counts_days() -> None:
    data = (CORPUS / "rows.xls").read_bytes()
    assert data.count(DATE_MODE % 0) == 1
    assert not sheets_of(data, "a.xls")[0].since_1904
    assert sheets_of(data.replace(DATE_MODE % 0, DATE_MODE % 1), "a.xls")[0].since_1904


def test_bare_day_numbers_from_1904_stay_numbers_and_are_said(tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "t.xlsx"), {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([("site_id", "date sent"), ("P01", 42922), ("P02", 42947)]):
            sheet.write_row(at, 0, row)
    found = read_deliveries(tmp_path / "t.xlsx")[0]
    assert found.reading("date sent").kind == "number"
    assert any("the workbook counts days from 1904" in said for said in found.remarks)
