"""Facts about the matrix: writing in its cells, its rows and columns, its zoom."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.charting.arrangement import Choice
from app.charting.inplace import InPlace
from app.charting.kept import NOTHING_KEPT, in_order, merged, moved
from app.charting.matrix import Matrix
from app.charting.workspace import ChartWorkspace
from app.design.type import TypeScale
from app.shell import Shell
from framework.drafts import CaseDraft
from framework.edits.cases import add_cases
from framework.edits.cells import set_state, write_summary
from framework.edits.ratings import ask_for_ratings
from framework.queries.charts import CellView, cell
from framework.study import Study
from tests.app.charting.seats import Seat
from tests.studies import case_ids, theme_ids


def matrix(seat: Seat) -> Matrix:
    found: Matrix = seat.workspace.matrix
    return found


def inplace(seat: Seat) -> InPlace:
    return matrix(seat).inplace


def read(seat: Seat, case: str = "S01", theme: str = "1.1") -> CellView:
    with seat.study.read() as session:
        return cell(session, case_ids(seat.study)[case], theme_ids(seat.study)[theme])


def rows(seat: Seat) -> list[str]:
    return [case.name for case in matrix(seat).model.rows]


def columns(seat: Seat) -> list[str]:
    return [theme.number for theme in matrix(seat).model.columns]


def at(seat: Seat) -> tuple[int, int]:
    index = matrix(seat).table.currentIndex()
    return index.row(), index.column()


@pytest.fixture
def people(study: Study) -> Study:
    """Give the study three participants more, of two roles."""
    add_cases(
        study,
        [
            CaseDraft("S10", "participant", "", ("P01",), {"role": "nurse"}),
            CaseDraft("S2", "participant", "", ("P02",), {"role": "doctor"}),
            CaseDraft("S3", "participant", "", ("P01", "P02"), {"role": "nurse"}),
        ],
    )
    return study


def test_escape_leaves_the_cell_with_the_text_kept(seat: Seat, qtbot: QtBot) -> None:
    table = matrix(seat).table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert inplace(seat).is_open
    qtbot.keyClicks(inplace(seat).editor, "Team came")
    qtbot.keyClick(inplace(seat).editor, Qt.Key.Key_Escape)
    assert not inplace(seat).is_open
    assert read(seat).text == "Team came"
    assert seat.workspace.pane.editor.text() == "Team came"
    assert at(seat) == (0, 0)


def test_tab_and_the_arrows_at_the_ends_go_on_to_the_next_cell(seat: Seat, qtbot: QtBot) -> None:
    inplace(seat).open()
    qtbot.keyClicks(inplace(seat).editor, "One")
    qtbot.keyClick(inplace(seat).editor, Qt.Key.Key_Left)
    assert inplace(seat).is_open
    qtbot.keyClick(inplace(seat).editor, Qt.Key.Key_Tab)
    assert (at(seat), inplace(seat).is_open, read(seat).text) == ((0, 1), False, "One")
    inplace(seat).open("Two")
    qtbot.keyClick(inplace(seat).editor, Qt.Key.Key_Down)
    assert at(seat) == (1, 1)
    assert read(seat, theme="1.2").text == "Two"
    inplace(seat).open()
    qtbot.keyClick(inplace(seat).editor, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert at(seat) == (1, 0)


def test_what_cannot_be_saved_stays_open_in_its_cell(seat: Seat, qtbot: QtBot) -> None:
    inplace(seat).open("Precious")
    saving = inplace(seat).editor._save

    def refuse(_text: str) -> None:
        msg = "The disk is full."
        raise OSError(msg)

    inplace(seat).editor._save = refuse
    with qtbot.capture_exceptions() as raised:
        matrix(seat).table.choose(matrix(seat).model.index(0, 1))
    assert raised
    assert inplace(seat).is_open
    assert inplace(seat).editor.text() == "Precious"
    assert at(seat) == (0, 0)
    inplace(seat).editor._save = saving
    inplace(seat).close()
    assert read(seat).text == "Precious"


def test_undo_shows_in_the_cell_that_is_being_written(seat: Seat, qtbot: QtBot) -> None:
    inplace(seat).open("First")
    seat.undo()
    qtbot.waitUntil(lambda: inplace(seat).editor.text() == "")


def test_the_editor_grows_with_its_text_up_to_a_limit(seat: Seat) -> None:
    inplace(seat).open("Short")
    before = inplace(seat).editor.height()
    inplace(seat).editor.insertPlainText(" longer and longer" * 40)
    grown = inplace(seat).editor.height()
    inplace(seat).editor.insertPlainText(" longer and longer" * 400)
    assert before < grown
    assert inplace(seat).editor.height() <= matrix(seat).table.viewport().height()


def test_citing_goes_into_the_cell_that_is_being_written(seat: Seat) -> None:
    inplace(seat).open("Team came")
    matrix(seat).pane.cite_current()
    assert read(seat).text == "Team came [S01 ¶2]"
    assert inplace(seat).is_open


def test_buttons_beside_the_chart_work_in_the_cell_that_is_being_written(
    seat: Seat, qtbot: QtBot
) -> None:
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    inplace(seat).open("They came at once")
    editor, cursor = inplace(seat).editor, inplace(seat).editor.textCursor()
    cursor.setPosition(len("They "))
    editor.setTextCursor(cursor)
    qtbot.mouseClick(matrix(seat).pane.cards.cards[0].cite_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(editor.hasFocus)
    qtbot.keyClicks(editor, "all ")
    assert editor.text() == "They [S01 ¶2] all came at once"
    matrix(seat).pane.quote()
    assert editor.text() == "They [S01 ¶2] all “”came at once"
    inplace(seat).close()
    matrix(seat).pane.cite_current()
    assert read(seat).text == "They [S01 ¶2] all “ [S01 ¶2]”came at once"


def test_typing_a_bracket_in_the_cell_offers_its_passages(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    inplace(seat).open("Team came ")
    editor = inplace(seat).editor
    qtbot.keyClicks(editor, "[")
    qtbot.waitUntil(editor.offered.isVisible)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert inplace(seat).is_open
    assert editor.text() == "Team came [S01 ¶2]"


def test_f2_writes_on_beside_the_chart(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    inplace(seat).open("Team")
    qtbot.keyClick(inplace(seat).editor, Qt.Key.Key_F2)
    qtbot.waitUntil(seat.workspace.pane.editor.hasFocus)
    assert not inplace(seat).is_open
    assert seat.workspace.pane.editor.text() == "Team"


@pytest.mark.usefixtures("people")
def test_rows_are_grouped_under_a_value_with_its_n(seat: Seat) -> None:
    seat.workspace.bar.choose(group="role")
    heads = [(row.name, row.label) for row in matrix(seat).model.rows if row.kind != "participant"]
    assert ("nurse", "n = 3") in heads
    assert ("doctor", "n = 1") in heads
    assert rows(seat)[rows(seat).index("nurse") + 1 :][:3] == ["S01", "S10", "S3"]


@pytest.mark.usefixtures("people")
def test_the_keys_step_over_the_head_of_a_group(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.bar.choose(group="role")
    table, model = matrix(seat).table, matrix(seat).model
    table.setFocus()
    for _step in range(8):
        assert not model.is_head(table.currentIndex().row())
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert rows(seat)[at(seat)[0]] == rows(seat)[-1]


@pytest.mark.usefixtures("people")
def test_one_who_serves_two_sites_stands_in_both_groups(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.bar.choose(group="arm")
    assert rows(seat).count("S3") == 2
    assert matrix(seat).table.corner.said == "5 of 5"
    ids, themes = case_ids(seat.study), theme_ids(seat.study)
    write_summary(seat.study, ids["S3"], themes["1.1"], "Both sites")
    both = [at for at, name in enumerate(rows(seat)) if name == "S3"]
    model = matrix(seat).model

    def texts() -> list[str]:
        return [found.view.text for row in both if (found := model.shown(row, 0)) is not None]

    qtbot.waitUntil(lambda: texts() == ["Both sites", "Both sites"])


@pytest.mark.usefixtures("people")
def test_several_conditions_filter_at_once_and_are_said(seat: Seat) -> None:
    seat.workspace.bar.choose(keep=(("role", "nurse"), ("role", "doctor"), ("arm", "control")))
    assert rows(seat) == ["S2"]
    said = seat.workspace.left_out
    assert said.sentence.text() == "1 of 5 cases, where role is nurse or doctor; arm is control."
    assert said.isVisible()
    said.show_all.click()
    assert len(rows(seat)) == 5
    assert not said.isVisible()


@pytest.mark.usefixtures("people")
def test_rows_are_filtered_by_the_state_of_their_cells(seat: Seat) -> None:
    ids, themes = case_ids(seat.study), theme_ids(seat.study)
    write_summary(seat.study, ids["S10"], themes["1.2"], "Without evidence")
    set_state(seat.study, ids["S2"], themes["1.1"], "not_asked")
    seat.workspace.bar.choose(signs=("to_chart",))
    assert rows(seat) == ["S01"]
    seat.workspace.bar.choose(signs=("no_evidence", "not_asked"))
    assert rows(seat) == ["S10", "S2"]


def test_an_empty_value_of_a_participant_leaves_the_sites_to_speak(
    study: Study, seat: Seat
) -> None:
    add_cases(study, [CaseDraft("S4", "participant", "", ("P02",), {"arm": ""})])
    seat.workspace.bar.choose(keep=(("arm", "control"),))
    assert "S4" in rows(seat)


@pytest.mark.usefixtures("people")
def test_values_with_numbers_sort_as_numbers_and_either_way(seat: Seat) -> None:
    add_cases(
        seat.study,
        [
            CaseDraft("A", "participant", "", (), {"years": "10"}),
            CaseDraft("B", "participant", "", (), {"years": "9"}),
        ],
    )
    seat.workspace.bar.choose(order="attribute:years")
    assert rows(seat)[:2] == ["B", "A"]
    seat.workspace.bar.choose(turned=True)
    assert rows(seat)[:2] == ["A", "B"]


@pytest.mark.usefixtures("people")
def test_hidden_rows_and_columns_are_counted_and_come_back(seat: Seat) -> None:
    every = columns(seat)
    matrix(seat).shaping.hide_column()
    matrix(seat).shaping.hide_row()
    assert columns(seat) == every[1:]
    assert "S01" not in rows(seat)
    said = seat.workspace.left_out
    assert said.show_hidden.text() == "Show hidden (2)"
    assert said.sentence.text() == "Hidden: 1 row and 1 column."
    said.show_hidden.click()
    assert columns(seat) == every
    assert "S01" in rows(seat)


@pytest.mark.usefixtures("people")
def test_rows_and_columns_stand_as_at_first_at_one_click(seat: Seat) -> None:
    menu, first = seat.workspace.bar.view.menu(), (rows(seat), columns(seat))

    def offered() -> QAction | None:
        menu.aboutToShow.emit()
        said = "Rows and columns as at first"
        return next((one for one in menu.actions() if one.text() == said), None)

    assert offered() is None
    matrix(seat).shaping.hide_column()
    matrix(seat).shaping.move_row(1)
    matrix(seat).shaping.widen(2)
    shaped = (rows(seat), columns(seat))
    anew = offered()
    assert anew is not None
    anew.trigger()
    assert (rows(seat), columns(seat)) == first != shaped
    assert not matrix(seat).shaping.kept.widths
    assert offered() is None


@pytest.mark.usefixtures("people")
def test_going_to_a_hidden_cell_shows_it(seat: Seat) -> None:
    matrix(seat).shaping.hide_column()
    matrix(seat).shaping.hide_row()
    seat.workspace.go(case=case_ids(seat.study)["S01"], theme=theme_ids(seat.study)["1.1"])
    assert seat.workspace.pane.named == "S01 × 1.1"
    assert matrix(seat).table.currentIndex().isValid()


@pytest.mark.usefixtures("people")
def test_columns_and_rows_move_by_keys_and_by_dragging(seat: Seat) -> None:
    every, people_there = columns(seat), rows(seat)
    matrix(seat).shaping.move_column(1)
    assert columns(seat)[:2] == [every[1], every[0]]
    assert at(seat) == (0, 1)
    matrix(seat).table.themes.moveSection(1, 0)
    assert columns(seat) == every
    matrix(seat).table.cases.moveSection(0, 2)
    assert rows(seat)[:3] == [people_there[1], people_there[2], people_there[0]]
    seat.workspace.bar.choose(chart=0)
    assert rows(seat)[2] == people_there[0]
    seat.workspace.bar._forget_order()
    assert rows(seat) == people_there


def test_cells_are_laid_out_for_the_size_to_which_they_are_dragged(
    seat: Seat, qtbot: QtBot
) -> None:
    write_summary(
        seat.study,
        case_ids(seat.study)["S01"],
        theme_ids(seat.study)["1.1"],
        "Team came, and the reports were late, and nobody had asked for them " * 3,
    )
    seat.workspace.refresh(None)
    table = matrix(seat).table
    qtbot.waitUntil(lambda: table.ink.laid(0, 0, table.columnWidth(0)) is not None)
    for wide in (table.columnWidth(0) + 90, 180):
        table.themes.resizeSection(0, wide)
        qtbot.waitUntil(lambda: table.ink.laid(0, 0, table.columnWidth(0)) is not None)
    assert table.rowHeight(0) >= table.ink.height(0, 0, 180) > 0
    table.cases.resizeSection(0, 60)
    qtbot.waitUntil(lambda: table.ink.laid(0, 0, table.columnWidth(0)) is not None)
    assert table.rowHeight(0) == 60


def test_a_row_that_was_hidden_keeps_its_place_in_the_order() -> None:
    assert merged((1, 2, 3, 4), (4, 1, 3)) == (4, 2, 1, 3)
    assert moved((1, 2, 3), 3, -1) == (1, 3, 2)
    assert NOTHING_KEPT.zoom == "full"


def test_what_is_new_stands_behind_what_it_stood_behind() -> None:
    class Row:
        def __init__(self, row_id: int) -> None:
            self.id = row_id

    found = in_order([Row(1), Row(9), Row(2)], (2, 1))
    assert [row.id for row in found] == [2, 1, 9]


@pytest.fixture
def remembering(study: Study) -> Iterator[Callable[[], Seat]]:
    """Give seats at one study that remember what a person chooses."""
    store: dict[str, str] = {}
    seats: list[Seat] = []

    def make(study: Study, shell: Shell) -> ChartWorkspace:
        kept = replace(shell, recall=lambda name: store.get(name, ""), remember=store.__setitem__)
        return ChartWorkspace(study, kept)

    def sit() -> Seat:
        seats.append(Seat(study, make))
        return seats[-1]

    yield sit
    for seat in seats:
        seat.close()


def test_the_layout_is_kept_with_the_study(remembering: Callable[[], Seat]) -> None:
    first = remembering()
    every = columns(first)
    matrix(first).shaping.move_column(1)
    matrix(first).shaping.widen(3)
    matrix(first).shaping.heighten(4)
    wide, high = matrix(first).table.columnWidth(1), matrix(first).table.rowHeight(0)
    matrix(first).shaping.zoom_to("lines")
    again = remembering()
    assert columns(again)[:2] == [every[1], every[0]]
    assert matrix(again).shaping.kept.zoom == "lines"
    assert seat_says(again) == "Show: Two lines ▾"
    matrix(again).shaping.zoom_to("full")
    assert abs(matrix(again).table.columnWidth(1) - wide) <= 1
    assert abs(matrix(again).table.rowHeight(0) - high) <= 1
    matrix(again).shaping.fit()
    assert matrix(again).table.rowHeight(0) < high


def seat_says(seat: Seat) -> str:
    found: str = seat.workspace.bar.view.text()
    return found


def test_the_wheel_zooms_to_two_lines_and_to_states_only(seat: Seat) -> None:
    write_summary(
        seat.study, case_ids(seat.study)["S01"], theme_ids(seat.study)["1.1"], "word " * 90
    )
    QApplication.processEvents()
    table = matrix(seat).table
    heights = [table.rowHeight(0)]
    for _step in range(3):
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        assert wheel.type() == QEvent.Type.Wheel
        QApplication.sendEvent(table.viewport(), wheel)
        heights.append(table.rowHeight(0))
    assert heights[0] > heights[1] > heights[2] == heights[3]
    assert matrix(seat).shaping.kept.zoom == "states"


def test_ten_cases_by_twenty_six_themes_fit_a_screen_as_states(seat: Seat) -> None:
    matrix(seat).shaping.zoom_to("states")
    seat.workspace.resize(1360, 800)
    QApplication.processEvents()
    size, table = seat.workspace.look.type, matrix(seat).table
    room = table.viewport().width()
    assert room // 26 >= size.px(24)
    assert 10 * table.rowHeight(0) < table.viewport().height()


def test_a_rating_is_chosen_by_key_where_the_theme_asks_for_it(seat: Seat, qtbot: QtBot) -> None:
    matrix(seat).choose_rating()
    assert seat.messages[-1].startswith("This theme asks for no rating.")
    ask_for_ratings(seat.study, theme_ids(seat.study)["1.1"])
    qtbot.waitUntil(lambda: bool(matrix(seat).model.rated))
    matrix(seat).choose_rating()
    menu = matrix(seat).pane.tools.rating.menu_of_ratings
    assert menu.isVisible()
    menu.hide()
    assert [action.text()[:2] for action in menu.actions()] == [f"&{n}" for n in range(1, 9)]
    menu.actions()[4].trigger()
    assert read(seat).rating == "+2"
    assert matrix(seat).model.shown(0, 0).view.rating == "+2"
    matrix(seat).choose_rating()
    menu.hide()
    menu.actions()[-1].trigger()
    assert read(seat).rating == ""


def test_the_columns_menu_lets_its_theme_ask_for_ratings(seat: Seat, qtbot: QtBot) -> None:
    menu = seat.workspace.menu.of_column()
    asking = next(action for action in menu.actions() if "rating" in action.text())
    asking.trigger()
    column = theme_ids(seat.study)["1.1"]
    qtbot.waitUntil(lambda: column in matrix(seat).model.rated)


def test_a_choice_without_conditions_filters_nothing() -> None:
    assert not Choice().filtered


def test_hiding_a_column_or_a_row_leaves_the_person_beside_it(seat: Seat, qtbot: QtBot) -> None:
    work = matrix(seat)
    row, column = len(work.model.rows) - 1, 1
    work.table.choose(work.model.index(row, column))
    work.writing.show_beside()
    case = work.model.rows[row].name
    work.shaping.hide_column()
    assert (work.table.currentIndex().row(), work.table.currentIndex().column()) == (row, 0)
    qtbot.waitUntil(lambda: seat.workspace.place().startswith(f"{case} × "))
    work.shaping.hide_row()
    assert work.table.currentIndex().row() == row - 1


def test_the_bar_says_less_where_large_text_leaves_little_room(seat: Seat) -> None:
    bar, look = seat.workspace.bar, seat.workspace.look
    tools = (bar.filter, bar.order, bar.view, bar.rows, bar.export)
    assert bar.export.text() == "Export to Word"
    look.set_type(TypeScale(1.5))
    seat.workspace.resize(940, 640)
    QApplication.processEvents()
    assert [tool.text() for tool in tools] == ["", "", "Summaries ▾", "Participant ▾", "Export"]
    assert bar.rows.accessibleName() == "Rows: Participant ▾"
    assert all(tool.width() >= tool.minimumSizeHint().width() for tool in tools)
    look.set_type(TypeScale())
    QApplication.processEvents()
    assert bar.view.text() == "Show: Summaries ▾"


def test_a_long_choice_gives_way_to_the_other_tools_of_the_bar(seat: Seat) -> None:
    bar, look = seat.workspace.bar, seat.workspace.look
    look.set_type(TypeScale(1.5))
    seat.workspace.resize(910, 640)
    bar.choose(keep=(("setting of the practice", "a town that lies far away"),))
    QApplication.processEvents()
    assert bar.filter.toolTip() == "setting of the practice = a town that lies far away"
    assert bar.filter.text().endswith("…")
    for tool in (bar.view, bar.rows, bar.lock, bar.export):
        assert tool.width() >= tool.sizeHint().width()
    look.set_type(TypeScale())
