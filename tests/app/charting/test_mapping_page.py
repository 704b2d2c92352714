"""Facts about the mapping worksheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.charting.mapping import MappingPage
from framework.edits.mapping import map_case
from framework.queries.cases import case_named
from framework.queries.mapping import worksheet
from tests.app.charting.seats import Seat
from tests.studies import case_ids, theme_ids


def shown(seat: Seat) -> MappingPage:
    seat.workspace.show_page("mapping")
    page: MappingPage = seat.workspace.page
    return page


def classes(seat: Seat) -> list[str]:
    with seat.study.read() as session:
        return [row.class_name for row in worksheet(session, theme_ids(seat.study)["1.1"])]


def test_typing_in_a_field_maps_the_case(seat: Seat, qtbot: QtBot) -> None:
    page = shown(seat)
    assert page.grid.rowCount() == 2
    page.grid.setCurrentCell(0, 4)
    qtbot.keyClick(page.grid, Qt.Key.Key_A)
    editor = page.grid.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, "ctive")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: classes(seat) == ["active", ""])
    assert page.grid.currentRow() == 1
    qtbot.waitUntil(lambda: "Without a class: F1" in page.said.text())


def test_leaving_the_page_saves_the_field_that_is_typed_in(seat: Seat, qtbot: QtBot) -> None:
    page = shown(seat)
    page.grid.setCurrentCell(1, 4)
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    qtbot.keyClicks(page.grid.viewport().findChild(QLineEdit), "passive")
    seat.workspace.commit()
    assert classes(seat) == ["", "passive"]


def test_classes_become_an_attribute_once_every_case_has_one(seat: Seat, qtbot: QtBot) -> None:
    ids, theme = case_ids(seat.study), theme_ids(seat.study)["1.1"]
    page = shown(seat)
    map_case(seat.study, theme, ids["S01"], class_name="Active")
    page.attribute.setText("Stance")
    page.make_attribute()
    assert "F1 has no class under 1.1 Workshop" in seat.messages[-1]
    map_case(seat.study, theme, ids["F1"], class_name="Passive")
    page.make_attribute()
    assert seat.messages[-1] == "2 cases have the attribute Stance now."
    with seat.study.read() as session:
        assert case_named(session, "S01").attribute("Stance") == "Active"
    qtbot.waitUntil(lambda: "Every one of the 2 cases falls in one class." in page.said.text())


def test_delete_clears_a_field(seat: Seat, qtbot: QtBot) -> None:
    map_case(seat.study, theme_ids(seat.study)["1.1"], case_ids(seat.study)["S01"],
             class_name="Active")  # fmt: skip
    page = shown(seat)
    page.grid.setCurrentCell(0, 4)
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    assert classes(seat) == ["", ""]
