"""Facts about what the right mouse button offers on the chart, and about states given by key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from framework.edits.cells import set_state, write_summary
from framework.queries.charts import cell
from tests.app.charting.seats import Seat
from tests.studies import case_ids, theme_ids

KEY, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def state(seat: Seat, theme: str = "1.1") -> str:
    with seat.study.read() as session:
        found = cell(session, case_ids(seat.study)["S01"], theme_ids(seat.study)[theme])
    return found.state


def stand_on(seat: Seat, qtbot: QtBot, column: int) -> None:
    work = seat.workspace.matrix
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    work.table.setFocus()
    work.table.choose(work.model.index(0, column))


def said(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if action.text()]


def press(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def test_a_state_given_right_after_moving_is_the_new_cells(seat: Seat, qtbot: QtBot) -> None:
    table = seat.workspace.table
    columns = [theme.number for theme in seat.workspace.model.columns]
    stand_on(seat, qtbot, 0)
    seat.workspace.matrix.writing.show_beside()
    qtbot.keyClick(table, KEY.Key_Right)
    qtbot.keyClick(table, KEY.Key_A, CONTROL | SHIFT)
    assert state(seat, columns[0]) == "not_started"
    assert state(seat, columns[1]) == "not_asked"


def test_what_was_just_typed_in_the_cell_can_be_checked_at_once(seat: Seat, qtbot: QtBot) -> None:
    stand_on(seat, qtbot, 0)
    qtbot.keyClick(seat.workspace.table, KEY.Key_Return)
    editor = seat.workspace.matrix.inplace.editor
    qtbot.keyClicks(editor, "Team came")
    qtbot.keyClick(editor, KEY.Key_E, CONTROL)
    qtbot.wait(700)
    assert state(seat) == "checked"
    assert editor.text() == "Team came"


def test_a_state_that_a_cell_cannot_have_is_explained(seat: Seat) -> None:
    seat.workspace.matrix.choose_state("checked")
    assert seat.messages[-1].startswith("This cell has no summary yet.")
    write_summary(seat.study, case_ids(seat.study)["S01"], theme_ids(seat.study)["1.1"], "Came")
    seat.workspace.refresh(None)
    seat.workspace.matrix.choose_state("not_asked")
    assert seat.messages[-1] == "This cell has a summary. Clear it, and it can be “not asked”."
    assert state(seat) == "draft"


def test_the_menu_of_a_cell_offers_what_can_be_done_with_it(seat: Seat, qtbot: QtBot) -> None:
    stand_on(seat, qtbot, 0)
    menu = seat.workspace.menu.of_cell()
    assert said(menu) == [
        "Write", "Write beside the chart", "Copy", "Paste", "Memo", "Nothing relevant –",
        "Not asked n/a", "History",
        "Next cell to chart", "Column 1.1", "Row S01", "Fit to the content",
    ]  # fmt: skip
    press(menu, "Not asked")
    assert state(seat) == "not_asked"
    set_state(seat.study, case_ids(seat.study)["S01"], theme_ids(seat.study)["1.1"], "not_started")
    seat.workspace.refresh(None)
    press(seat.workspace.menu.of_cell(), "Write")
    assert seat.workspace.matrix.inplace.is_open
    qtbot.keyClicks(seat.workspace.matrix.inplace.editor, "Came")
    seat.workspace.matrix.inplace.close()
    again = seat.workspace.menu.of_cell()
    assert "Checked ✓" in said(again)
    press(again, "History")
    assert seat.workspace.pane.below() is seat.workspace.pane.history


def test_a_case_and_a_theme_are_read_across_from_the_chart(seat: Seat, qtbot: QtBot) -> None:
    stand_on(seat, qtbot, 1)
    theme = seat.workspace.model.columns[1]
    press(seat.workspace.menu.of_row(), "Read this case")
    assert seat.workspace.place().startswith("S01")
    seat.workspace.show_page("matrix")
    press(seat.workspace.menu.of_column(), "Read this theme")
    assert seat.workspace.place().startswith(theme.number)


def test_a_copied_cell_keeps_its_locators_where_it_is_pasted(seat: Seat, qtbot: QtBot) -> None:
    ids = case_ids(seat.study)["S01"], theme_ids(seat.study)["1.1"]
    write_summary(seat.study, *ids, "Came late [S01 ¶2].")
    seat.workspace.refresh(None)
    stand_on(seat, qtbot, 0)
    seat.workspace.matrix.writing.show_beside()
    qtbot.keyClick(seat.workspace.table, KEY.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Came late [S01 ¶2]."
    stand_on(seat, qtbot, 1)
    qtbot.keyClick(seat.workspace.table, KEY.Key_V, CONTROL)
    qtbot.keyClick(seat.workspace.matrix.inplace.editor, KEY.Key_Escape)
    column = seat.workspace.model.columns[1].id
    with seat.study.read() as session:
        found = cell(session, ids[0], column)
    assert [run.kind for run in found.runs] == ["text", "locator", "text"]
    seat.undo()
    with seat.study.read() as session:
        assert cell(session, ids[0], column).text == ""


def test_the_menu_is_of_the_cell_that_is_pressed_and_by_key_of_the_current_one(
    seat: Seat, qtbot: QtBot
) -> None:
    stand_on(seat, qtbot, 0)
    table = seat.workspace.table
    point = table.visualRect(seat.workspace.model.index(0, 1)).center()
    qtbot.mousePress(table.viewport(), Qt.MouseButton.RightButton, pos=point)
    assert table.currentIndex().column() == 1
    table.customContextMenuRequested.emit(point + table.viewport().pos() * 2)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    column = seat.workspace.model.columns[1].number
    assert f"Column {column}" in said(menu)
    menu.close()
    assert table.currentIndex().column() == 1
