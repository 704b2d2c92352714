"""Edit what a theme is beyond its name, and see where it has been."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.framework_editor.workspace import FrameworkWorkspace
from app.window import Window
from framework.edits.crosswalk import map_theme
from framework.study import Study
from tests.app.framework_editor.conftest import Themes


def test_a_colour_is_chosen_by_arrows_and_given_to_the_theme(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes
) -> None:
    editor.go(theme=themes()["1"].id)
    chips = editor.themes.details.colour.colours
    chips[0].setFocus()
    qtbot.keyClick(chips[0], Qt.Key.Key_Right)
    if themes()["1"].colour == 0:
        qtbot.keyClick(chips[1], Qt.Key.Key_Space)
    assert themes()["1"].colour == 1


def test_a_pattern_tells_a_ninth_theme_apart(
    editor: FrameworkWorkspace, themes: Themes, window: Window
) -> None:
    editor.go(theme=themes()["2"].id)
    editor.themes.details.colour.patterns[2].click()
    assert themes()["2"].colour == 17
    window.undo()
    assert themes()["2"].colour == 1


def test_an_example_is_chosen_from_the_passages_and_jumped_to(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, themes: Themes, coded: list[int]
) -> None:
    del coded
    editor.refresh(None)
    editor.go(theme=themes()["2.2"].id)
    example = editor.themes.details.example
    example.choose.click()
    assert example.list.isVisible()
    assert example.list.count() == 4
    qtbot.keyClick(example.list, Qt.Key.Key_Down)
    qtbot.keyClick(example.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: example.jump.text() == "P03 Practice nurse ¶2")
    assert themes()["2.2"].example
    example.jump.click()
    place = window.workspace()
    assert place is not None
    assert place.title == "Code"
    window.go_to("framework")
    example.remove.click()
    qtbot.waitUntil(lambda: example.quote.text() == "None chosen yet.")


def test_origin_is_chosen_or_typed(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes
) -> None:
    editor.go(theme=themes()["2.2"].id)
    origin = editor.themes.details.origin
    origin.setCurrentIndex(origin.findText("inductive"))
    origin.activated.emit(origin.currentIndex())
    assert themes()["2.2"].origin == "inductive"
    origin.lineEdit().setFocus()  # type: ignore[union-attr]
    origin.lineEdit().selectAll()  # type: ignore[union-attr]
    qtbot.keyClicks(origin.lineEdit(), "steering group")
    editor.commit()
    assert themes()["2.2"].origin == "steering group"


def test_history_lists_the_steps_that_touched_the_theme(
    editor: FrameworkWorkspace, themes: Themes, study: Study
) -> None:
    editor.themes.edits.rename(themes()["2.2"].id, "Know-how")
    editor.themes.edits.rename(themes()["2.1"].id, "Motives")
    study.undo()
    editor.refresh(None)
    editor.go(theme=themes()["2.2"].id)
    editor.themes.details.history.toggle.click()
    said = editor.themes.details.history.lines.text()
    assert "Rename theme to Know-how" in said
    assert "Motives" not in said
    assert " · AB · " in said
    assert "Load framework pilot" in said


def test_constructs_that_a_theme_is_mapped_to_are_named(
    editor: FrameworkWorkspace, themes: Themes, study: Study
) -> None:
    map_theme(study, themes()["2.2"].id, "iparihs-2016", "2.4", on=True)
    editor.refresh(None)
    editor.go(theme=themes()["2.2"].id)
    details = editor.themes.details
    assert details.constructs.text() == "i-PARIHS 2.4 Skills and knowledge"
    assert details.crosswalk.isVisible()


def test_f6_goes_to_the_details_and_escape_back(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes
) -> None:
    editor.go(theme=themes()["2.2"].id)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_F6)
    assert editor.themes.details.name.hasFocus()
    qtbot.keyClick(editor.themes.details.name, Qt.Key.Key_Escape)
    assert editor.themes.table.hasFocus()


def test_nothing_typed_is_lost_when_another_theme_is_taken_in_hand(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes
) -> None:
    editor.go(theme=themes()["2.1"].id)
    qtbot.keyClicks(editor.themes.details.fields["exclude"], "skills go to 2.2")
    editor.themes.table.take(themes()["2.2"].id)
    assert themes()["2.1"].exclude == "skills go to 2.2"
    assert themes()["2.2"].exclude == ""


def test_every_field_of_a_theme_has_a_name_for_those_who_hear_it(
    editor: FrameworkWorkspace, themes: Themes
) -> None:
    editor.go(theme=themes()["2.2"].id)
    nameless = []
    for widget in editor.themes.details.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            told = QAccessible.queryAccessibleInterface(widget)
            if told is None or not told.text(QAccessible.Text.Name):
                nameless.append(type(widget).__name__)
    assert nameless == []


def test_themes_that_share_passages_are_named(
    editor: FrameworkWorkspace, themes: Themes, coded: list[int], study: Study
) -> None:
    from framework.edits.passages import copy_coding

    copy_coding(study, coded[1], themes()["1.1"].id)
    editor.refresh(None)
    editor.go(theme=themes()["2.2"].id)
    assert editor.themes.details.beside.text() == "1.1 Fit with practice, in 1 passage"
