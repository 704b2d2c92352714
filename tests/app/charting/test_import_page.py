"""Facts about bringing charts back from a file."""

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.charting.bringing import ImportPage
from framework.edits.cells import write_summary
from framework.queries.charts import cell
from framework.study import Study
from tests.app.charting.seats import Seat
from tests.studies import case_ids, theme_ids


def read(study: Study, theme: str) -> str:
    with study.read() as session:
        return cell(session, case_ids(study)["S01"], theme_ids(study)[theme]).text


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Write a chart with a cell that is the same, one that is changed and a name not known."""
    path = tmp_path / "charts.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("1 Facilitation")
    rows = [["Case", "1.1 Workshop", "1.2 Team plan"], ["S01", "Team came", "A plan [S01 ¶2]"],
            ["Somebody else", "", "Nobody asked"]]  # fmt: skip
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return path


def chosen(seat: Seat, qtbot: QtBot, path: Path) -> ImportPage:
    seat.workspace.show_page("import")
    page: ImportPage = seat.workspace.page
    seat.files = [path]
    page.choose_file()
    qtbot.waitUntil(lambda: page.matched is not None, timeout=10_000)
    return page


def test_a_chart_changes_only_what_is_shown_and_is_one_step(
    seat: Seat, qtbot: QtBot, workbook: Path
) -> None:
    write_summary(seat.study, case_ids(seat.study)["S01"], theme_ids(seat.study)["1.1"],
                  "Team came")  # fmt: skip
    page = chosen(seat, qtbot, workbook)
    assert page.said.text().startswith("1 new; 1 the same. 1 name is unclear")
    assert read(seat.study, "1.2") == ""
    page.write()
    qtbot.waitUntil(lambda: read(seat.study, "1.2") == "A plan [S01 ¶2]", timeout=10_000)
    qtbot.waitUntil(lambda: not page.write_button.isEnabled())
    assert "1 cell was written from charts." in seat.messages
    seat.undo()
    assert read(seat.study, "1.2") == ""


def test_what_a_name_means_can_be_said(seat: Seat, qtbot: QtBot, workbook: Path) -> None:
    page = chosen(seat, qtbot, workbook)
    chooser = page.preview.widget().findChild(QComboBox)
    assert chooser.accessibleName() == "What case “Somebody else” means"
    chooser.setCurrentIndex(chooser.findText("F1 facilitator"))
    chooser.activated.emit(chooser.currentIndex())
    assert [change.case for change in page.matched.changes] == ["S01", "S01", "F1"]
    assert "unclear" not in page.said.text()
