"""Spreadsheets hold text as text, whatever it begins with."""

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from exports import Options, export
from exports import write as write_report
from exports.layouts.plain_tables import in_ranges
from exports.report import Report, Rows
from framework.edits.cells import write_summary
from framework.errors import RefusedError
from framework.queries.cases import case_named
from framework.study import Study
from tests.studies import theme_numbered

Write = Callable[..., Path]


def test_a_summary_that_looks_like_a_formula_stays_text_in_a_workbook(write: Write) -> None:
    path = write("cells", "cells.xlsx")
    with ZipFile(path) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert any(str(row[4]).startswith("=P01: target") for row in rows)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_csv_disarms_what_would_start_a_formula(study: Study, tmp_path: Path, start: str) -> None:
    with study.read() as session:
        case, theme = case_named(session, "S01"), theme_numbered(session, "3.1")
    write_summary(study, case.id, theme.id, f'{start}HYPERLINK("elsewhere")')
    with study.read() as session:
        export(session, "cells", tmp_path / "cells.csv", Options())
    rows = _rows(tmp_path / "cells.csv")
    (text,) = [row["text"] for row in rows if (row["case"], row["theme"]) == ("S01", "3.1")]
    assert text.startswith(("'", "HYPERLINK"))


def test_csv_begins_with_a_byte_order_mark_so_that_excel_reads_it(write: Write) -> None:
    assert write("L1", "chart.csv").read_bytes().startswith(b"\xef\xbb\xbfcase,theme,")


def test_a_chart_as_csv_has_a_row_for_every_case_and_column(write: Write) -> None:
    rows = _rows(write("L1", "chart.csv", themes=("3",)))
    assert len(rows) == 4 * 4
    (row,) = [row for row in rows if (row["case"], row["theme"]) == ("S05", "3.3")]
    assert row["state"] == "checked"
    assert row["locators"] == "S05 ¶2; S05 ¶5; S05 ¶4"


def test_cells_with_locators_lead_to_the_evidence_sheet(write: Write) -> None:
    path = write("L1", "chart.xlsx")
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == [
        "1 Patient resources",
        "2 Education",
        "3 Audit and feedback",
        "Evidence",
    ]
    evidence = book.get_sheet_by_name("Evidence").to_python()
    with ZipFile(path) as package:
        links = package.read("xl/worksheets/sheet3.xml").decode()
    assert "location=\"'Evidence'!A" in links
    assert evidence[1][0] == "S05 ¶2"
    assert "S05 × 3.3" in str(evidence[1][6])


def test_the_header_of_a_sheet_is_frozen(write: Write) -> None:
    with ZipFile(write("codings", "codings.xlsx")) as package:
        assert b'state="frozen"' in package.read("xl/worksheets/sheet1.xml")


def test_on_paper_a_sheet_is_as_wide_as_a_page_and_its_header_stands_on_each(write: Write) -> None:
    path = write("L1", "chart.xlsx", themes=("3",), paper="A3")
    with ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        book = package.read("xl/workbook.xml").decode()
    page = re.search(r"<pageSetup [^>]*>", sheet)
    assert page is not None
    for said in ('paperSize="8"', 'orientation="landscape"', 'fitToHeight="0"'):
        assert said in page[0]
    assert '<mergeCell ref="A1:E1"/>' in sheet
    assert "Print_Titles" in book
    assert "'!$2:$2<" in book


def test_codings_carry_their_place_words_and_coder(write: Write) -> None:
    rows = _rows(write("codings", "codings.csv"))
    assert len(rows) == 6
    assert rows[0]["paragraphs"] == "¶2"
    assert "June's came so late" in rows[0]["quote"]
    assert {row["coder"] for row in rows} == {"AB", "CD"}
    assert [row["starred"] for row in rows].count("yes") == 1


def test_the_framework_is_listed_in_order(write: Write) -> None:
    rows = _rows(write("framework", "framework.csv"))
    assert [row["number"] for row in rows] == [
        "1",
        "2",
        "2.1",
        "2.99",
        "3",
        "3.1",
        "3.2",
        "3.3",
        "3.99",
    ]
    assert rows[5]["parent"] == "3"


def test_indicators_give_sites_first_and_all_together_last(write: Write) -> None:
    rows = [
        row
        for row in _rows(write("indicators", "indicators.csv"))
        if row["indicator"] == "attended"
    ]
    assert [(row["case"], row["value"]) for row in rows] == [
        ("P01", "9"), ("P03", "22"), ("P07", "31"), ("", "62"),
    ]  # fmt: skip


def test_a_text_longer_than_a_spreadsheet_cell_is_refused_not_cut(
    study: Study, tmp_path: Path
) -> None:
    with study.read() as session:
        case, theme = case_named(session, "S01"), theme_numbered(session, "3.1")
    write_summary(study, case.id, theme.id, "word " * 8000)
    with study.read() as session, pytest.raises(RefusedError, match="nothing was written"):
        export(session, "cells", tmp_path / "cells.xlsx", Options())
    assert not list(tmp_path.glob("*.xlsx"))


def _rows(path: Path) -> list[dict[str, str]]:
    """Read a csv file back."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_evidence_leads_back_to_the_cell_that_cites_it(write: Write) -> None:
    path = write("L1", "chart.xlsx")
    with ZipFile(path) as package:
        names = re.findall(r'<sheet name="([^"]+)"', package.read("xl/workbook.xml").decode())
        last = package.read(f"xl/worksheets/sheet{len(names)}.xml").decode()
    links = re.findall(r'<hyperlink ref="(G\d+)" location="([^"]+)"', last)
    assert names[-1] == "Evidence"
    assert links
    assert all(where.split("!")[0].strip("'") in names for _ref, where in links)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("-2", "-2"), ("+44 7700", "+44 7700"), ("-", "-"), ("+1.5%", "+1.5%"),
        ("-2+3", "'-2+3"), ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("- asked", "'- asked"),
        ("\t=1", "'\t=1"), ("\r=1", "'\n=1"), ("'=1", "''=1"), ("'tis", "'tis"), ("a=b", "a=b"),
    ],
)  # fmt: skip
def test_only_what_starts_a_formula_is_kept_from_being_one(
    said: str, kept: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    report = Report("T", "S", False, date(2026, 11, 22), Rows("R", ("text",), ((said,),)))
    write_report(report, path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[1] == [kept]


def test_rows_behind_a_figure_are_written_as_ranges() -> None:
    assert in_ranges([1, 2, 3, 7, 9, 10]) == "1–3 7 9–10"
    assert in_ranges([4]) == "4"
    assert in_ranges([]) == ""
