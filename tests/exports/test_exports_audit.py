"""Describe the audit trail as a report: dated, filtered, saying whether the record holds."""

import csv
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from exports import Options, export
from exports.report import plain
from framework.edits.cells import write_summary
from framework.errors import RefusedError
from framework.study import Study
from tests.studies import case_ids, small_study, theme_ids


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study in which one cell was written, by two people."""
    made = small_study(tmp_path / "small.chartwell")
    for coder, words in (("AB", "They came [S01 ¶2]."), ("CD", "Most of them came [S01 ¶2].")):
        made.coder = coder
        write_summary(made, case_ids(made)["S01"], theme_ids(made)["1.1"], words)
    yield made
    made.close()


def _words(path: Path) -> str:
    """Read all text of a Word document."""
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_report_has_its_date_each_step_and_whether_the_chain_holds(
    study: Study, tmp_path: Path
) -> None:
    out = tmp_path / "audit.docx"
    with study.read() as session:
        export(session, "audit", out, Options(today=date(2026, 11, 22)))
    words = _words(out)
    assert "22 November 2026" in words
    assert "the chain of 5 steps holds" in words
    assert "Steps made on " in words
    assert "Import S01" in words
    assert "They came [S01 ¶2]." in words
    assert "Most of them came [S01 ¶2]." in words


def test_csv_has_each_part_with_what_it_was_before(study: Study, tmp_path: Path) -> None:
    out = tmp_path / "audit.csv"
    with study.read() as session:
        export(session, "audit", out, Options(people=("CD",)))
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["by"] for row in rows} == {"CD"}
    [text] = [row for row in rows if row["part"] == "text"]
    assert text["before"] == "They came [S01 ¶2]."
    assert text["after"] == "Most of them came [S01 ¶2]."
    assert text["what"] == "Cell S01 × 1.1"


def test_report_says_that_the_record_was_changed_past_the_program(
    study: Study, tmp_path: Path
) -> None:
    study.close()
    connection = sqlite3.connect(study.path)
    connection.execute("UPDATE cell SET text = 'All of them came.'")
    connection.commit()
    connection.close()
    again = Study.open(study.path)
    with again.read() as session:
        report = export(session, "audit", tmp_path / "audit.docx", Options())
    again.close()
    words = _words(tmp_path / "audit.docx")
    assert "The record is not as it was written." in words
    assert "is not as it was recorded." in words
    assert report.title == "Audit trail"


def test_trail_of_a_theme_holds_what_concerns_it_alone(study: Study, tmp_path: Path) -> None:
    with study.read() as session:
        report = export(session, "audit", tmp_path / "a.html", Options(themes=("1",)))
    shown = "\n".join(plain(cell) for row in report.blocks[0].rows for cell in row)
    assert "Cell S01 × 1.1" in shown
    assert "2.1" not in shown


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (Options(people=("EF",)), "EF made no step; nothing was written."),
        (Options(themes=("9.9",)), "There is no theme “9.9” in this study"),
        (Options(cases=("S99",)), "There is no case “S99” in this study"),
    ],
)
def test_unknown_choice_is_refused(
    study: Study, tmp_path: Path, options: Options, said: str
) -> None:
    with study.read() as session, pytest.raises(RefusedError, match=said):
        export(session, "audit", tmp_path / "audit.csv", options)
    assert not list(tmp_path.glob("audit*"))
