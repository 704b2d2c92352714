"""Map themes to constructs in the matrix."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.framework_editor.crosswalk import CrosswalkPage
from app.widgets.empty import EmptyState
from app.window import Window
from framework.queries.crosswalk import crosswalk
from framework.study import Study
from tests.app.conftest import AnsweredDialogs
from tests.app.framework_editor.paged import themes_of, turned_to

Key = Qt.Key


@pytest.fixture
def page(window: Window) -> CrosswalkPage:
    """Show the crosswalk."""
    shown = turned_to(window, "crosswalk")
    assert isinstance(shown, CrosswalkPage)
    return shown


def mapped(study: Study, template: str = "iparihs-2016") -> list[tuple[str, str]]:
    with study.read() as session:
        return [(row.number, row.construct) for row in crosswalk(session, template)]


def test_theme_is_mapped_with_space_and_taken_back_with_a_click(
    qtbot: QtBot, page: CrosswalkPage, study: Study
) -> None:
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Space):
        qtbot.keyClick(page.matrix, key)
    assert mapped(study) == [("1.1", "1.2")]
    index = page.matrix.currentIndex()
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "1.1 Fit with practice, 1.2 Clarity: mapped"
    middle = page.matrix.visualRect(index).center()
    QTest.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert mapped(study) == []


def test_mapping_is_many_to_many_and_there_after_reopening(
    qtbot: QtBot, page: CrosswalkPage, window: Window, study: Study
) -> None:
    for key in (Key.Key_Space, Key.Key_Right, Key.Key_Space, Key.Key_Down, Key.Key_Space):
        qtbot.keyClick(page.matrix, key)
    path = study.path
    window.close_study()
    window.show_study(Study.open(path, "AB"))
    again = turned_to(window, "crosswalk")
    assert isinstance(again, CrosswalkPage)
    first = themes_of(window.study)["1"].id if window.study else 0
    assert {(first, "1.1"), (first, "1.2")} <= again.model.mapped
    assert len(again.model.mapped) == 3
    assert again._count.text() == "2 of 37 constructs have a theme"


def test_mapping_is_undone(qtbot: QtBot, page: CrosswalkPage, window: Window, study: Study) -> None:
    qtbot.keyClick(page.matrix, Key.Key_Space)
    window.undo()
    assert mapped(study) == []
    qtbot.waitUntil(lambda: page.model.mapped == set())


def test_what_is_left_out_is_listed_and_leads_to_its_place(
    qtbot: QtBot, page: CrosswalkPage
) -> None:
    assert page.bare_constructs.count() == 37
    assert [page.bare_themes.item(i).text() for i in range(page.bare_themes.count())] == [
        "1.1 Fit with practice", "2.1 Motivation and beliefs", "2.2 Skills and knowledge",
    ]  # fmt: skip
    page.bare_themes.setFocus()
    page.bare_themes.setCurrentRow(2)
    qtbot.keyClick(page.bare_themes, Key.Key_Return)
    assert page.place().startswith("2.2 ×")
    assert page.matrix.hasFocus()
    qtbot.keyClick(page.matrix, Key.Key_Space)
    assert page.bare_themes.count() == 2


def test_another_framework_shows_its_own_constructs_and_source(page: CrosswalkPage) -> None:
    page.choice.setCurrentText("COM-B")
    assert page.model.columnCount() == 6
    assert "Michie" in page._citation.text()
    page.choice.setCurrentText("TDF")
    assert page.model.columnCount() == 14
    assert page._citation.text().startswith("Theoretical Domains Framework")


def test_few_constructs_stand_upright_and_many_are_turned(page: CrosswalkPage) -> None:
    assert page.matrix.heads.sizeHint().height() > page.look.type.px(150)
    page.choice.setCurrentText("COM-B")
    assert page.matrix.heads.sizeHint().height() < page.look.type.px(150)


def test_crosswalk_is_written_as_a_table(
    qtbot: QtBot, page: CrosswalkPage, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    qtbot.keyClick(page.matrix, Key.Key_Space)
    dialogs.to_save = tmp_path / "crosswalk.csv"
    page._export()
    qtbot.waitUntil(lambda: (tmp_path / "crosswalk.csv").is_file(), timeout=10_000)
    assert "Underlying knowledge sources" in (tmp_path / "crosswalk.csv").read_text("utf-8-sig")


def test_without_themes_it_says_what_a_crosswalk_is(bare_window: Window, tmp_path: Path) -> None:
    bare_window.show_study(Study.create(tmp_path / "empty.chartwell", "Empty", "AB"))
    page = turned_to(bare_window, "crosswalk")
    assert isinstance(page, CrosswalkPage)
    assert page.findChild(EmptyState).isVisible()
