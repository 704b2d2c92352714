"""Facts about bringing charts back from a file."""

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.charting.bringing import ImportPage
from framework.edits.cells import set_state, write_summary
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
    assert page.preview.widget().findChild(QComboBox).currentText() == "F1 facilitator"


def test_a_cell_that_was_checked_is_told_and_can_be_left_out(
    seat: Seat, qtbot: QtBot, workbook: Path
) -> None:
    ids = case_ids(seat.study)["S01"], theme_ids(seat.study)["1.2"]
    write_summary(seat.study, *ids, "As it was")
    set_state(seat.study, *ids, "checked")
    page = chosen(seat, qtbot, workbook)
    boxes = page.preview.widget().findChildren(QCheckBox)
    assert [box.text() for box in boxes] == ["S01 × 1.1", "S01 × 1.2"]
    said = [label.text() for label in page.preview.widget().findChildren(QLabel)]
    assert "changed, was checked · Sheet 1 Facilitation, row 2" in said
    boxes[1].click()
    assert page.write_button.text() == "Write 1 cell"
    page.write()
    qtbot.waitUntil(lambda: read(seat.study, "1.1") == "Team came", timeout=10_000)
    assert read(seat.study, "1.2") == "As it was"


def test_the_name_that_is_most_like_is_one_click_away(
    seat: Seat, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "near.csv"
    path.write_text("Case,1.1,1.2\nF01 facilitator,Led it,\n", encoding="utf-8")
    page = chosen(seat, qtbot, path)
    offered = page.preview.widget().findChild(QPushButton)
    assert offered.text() == "F1 facilitator?"
    offered.click()
    assert [change.case for change in page.matched.changes] == ["F1"]


def put_on_clipboard(html: str, text: str) -> None:
    copied = QMimeData()
    copied.setHtml(html)
    copied.setText(text)
    QGuiApplication.clipboard().setMimeData(copied)


def test_a_block_of_cells_is_pasted_over_the_chart_as_one_step(seat: Seat, qtbot: QtBot) -> None:
    put_on_clipboard(
        '<table><tr><td>Came</td><td>"Most" [S01 ¶2]</td><td>beyond</td></tr></table>',
        'Came\t"Most" [S01 ¶2]\tbeyond\n',
    )
    at = seat.workspace.model.columns[1:]
    assert [theme.number for theme in at] == ["1.2"]
    seat.workspace.table.choose(seat.workspace.model.index(0, 0))
    seat.workspace.matrix.paste()
    page: ImportPage = seat.workspace.page
    assert [(one.number, one.text) for one in page.matched.changes] == [
        ("1.1", "Came"), ("1.2", '"Most" [S01 ¶2]')
    ]  # fmt: skip
    assert "1 cell lies beyond" in page.draft.remarks[0]
    page.write()
    qtbot.waitUntil(lambda: read(seat.study, "1.2") == '"Most" [S01 ¶2]', timeout=10_000)
    qtbot.waitUntil(lambda: ("chart", {"page": "matrix"}) in seat.went)
    assert seat.study.undo_label == "Chart 2 cells from the clipboard"
    seat.undo()
    assert (read(seat.study, "1.1"), read(seat.study, "1.2")) == ("", "")


def test_a_block_of_cells_is_not_pasted_while_one_charts_apart(seat: Seat) -> None:
    put_on_clipboard("<table><tr><td>Came</td><td>Late</td></tr></table>", "Came\tLate\n")
    seat.workspace.table.choose(seat.workspace.model.index(0, 0))
    seat.workspace.bar.apart_turned.emit()
    seat.workspace.matrix.paste()
    assert seat.messages[-1].startswith("Several cells are pasted over the chart once you stop")
    assert seat.workspace.page is None
    assert not seat.workspace.matrix.inplace.is_open


def test_one_copied_cell_is_pasted_where_one_stands(seat: Seat, qtbot: QtBot) -> None:
    put_on_clipboard('<table><tr><td>"Most" came</td></tr></table>', '"Most" came\n')
    seat.workspace.table.choose(seat.workspace.model.index(0, 0))
    seat.workspace.matrix.paste()
    seat.workspace.commit()
    qtbot.waitUntil(lambda: read(seat.study, "1.1") == '"Most" came')
    assert seat.workspace.page is None
