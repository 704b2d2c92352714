"""Edit the framework as a person would."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.framework_editor.workspace import FrameworkWorkspace
from app.widgets.empty import EmptyState
from app.window import Window
from framework.edits.themes import add_theme
from framework.queries.themes import ThemeRow, list_themes
from framework.study import Study
from tests.app.conftest import AnsweredDialogs

ALT = Qt.KeyboardModifier.AltModifier


def themes(study: Study) -> dict[str, ThemeRow]:
    with study.read() as session:
        return {theme.number: theme for theme in list_themes(session)}


def type_name(qtbot: QtBot, editor: FrameworkWorkspace, name: str) -> None:
    field = editor.themes.table.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_definition_is_edited_in_place_and_saved(
    qtbot: QtBot, editor: FrameworkWorkspace, study: Study
) -> None:
    editor.go(theme=themes(study)["1.1"].id)
    qtbot.keyClicks(editor.themes.details.fields["definition"], "How it fits.")
    qtbot.waitUntil(lambda: themes(study)["1.1"].definition == "How it fits.", timeout=3000)


def test_typed_text_is_saved_before_undo(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, study: Study
) -> None:
    editor.go(theme=themes(study)["1.1"].id)
    qtbot.keyClicks(editor.themes.details.fields["include"], "fit")
    window.go_to("study")
    assert themes(study)["1.1"].include == "fit"
    window.undo()
    assert themes(study)["1.1"].include == ""


def test_sub_theme_is_added_by_enter_and_a_name(
    qtbot: QtBot, editor: FrameworkWorkspace, study: Study
) -> None:
    editor.themes.table.take(themes(study)["1.1"].id)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_Return)
    type_name(qtbot, editor, "Review template")
    qtbot.waitUntil(lambda: "1.2" in themes(study))
    assert themes(study)["1.2"].name == "Review template"


def test_row_without_a_name_goes_away(
    qtbot: QtBot, editor: FrameworkWorkspace, study: Study
) -> None:
    before = editor.themes.model.rowCount()
    editor.themes.table.take(themes(study)["1.1"].id)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_Return)
    field = editor.themes.table.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: editor.themes.model.rowCount() == before)


def test_theme_is_renamed_moved_and_removed_with_keys(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, study: Study
) -> None:
    editor.themes.table.take(themes(study)["2.2"].id)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_F2)
    type_name(qtbot, editor, "Know-how")
    qtbot.waitUntil(lambda: themes(study)["2.2"].name == "Know-how")
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: themes(study)["2.1"].name == "Know-how")
    qtbot.waitUntil(lambda: editor.place() == "2.1 Know-how")
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_Delete)
    assert "Know-how" not in {theme.name for theme in themes(study).values()}
    assert window.message.action.text() == "Undo"
    window.message.action.click()
    assert themes(study)["2.1"].name == "Know-how"


def test_built_in_framework_is_loaded_with_its_source_in_sight(
    bare_window: Window, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    dialogs.to_save = tmp_path / "New.chartwell"
    bare_window.new_study()
    bare_window.go_to("framework")
    editor = bare_window.workspace()
    assert isinstance(editor, FrameworkWorkspace)
    editor.themes.findChild(EmptyState).action.click()
    assert "Harvey" in editor.templates._citation.text()
    editor.templates.load.click()
    assert bare_window.study is not None
    assert "1.1" in themes(bare_window.study)


def test_a_theme_is_in_hand_after_another_was_removed(editor: FrameworkWorkspace) -> None:
    editor.themes.table.setCurrentIndex(editor.themes.model.index(1, 1))
    removed = editor.themes.table.theme()
    assert removed is not None
    editor.themes.table.asked.emit("framework.remove")
    editor.refresh(None)
    held = editor.themes.table.theme()
    assert held is not None
    assert held.number == "2"
    assert editor.themes.details.inside.isVisible()


def test_typing_goes_on_after_a_pause_saved_it(
    qtbot: QtBot, editor: FrameworkWorkspace, study: Study
) -> None:
    field = editor.themes.details.fields["definition"]
    field.setFocus()
    qtbot.keyClicks(field, "One")
    qtbot.waitUntil(lambda: themes(study)["1"].definition == "One")
    qtbot.wait(50)
    assert field.hasFocus()


def test_a_theme_with_sub_themes_stays_at_the_top(
    editor: FrameworkWorkspace, window: Window, study: Study
) -> None:
    second = themes(study)["2"]
    editor.themes.table.take(second.id)
    editor.themes.table.asked.emit("framework.in")
    assert themes(study)["2"].name == "Recipients"
    assert "has sub-themes of its own" in window.message.words.text()


def test_a_theme_far_down_moves_out_by_one_level(editor: FrameworkWorkspace, study: Study) -> None:
    deep = add_theme(study, "Deep", themes(study)["1.1"].id)
    editor.refresh(None)
    editor.themes.table.take(deep)
    editor.themes.table.asked.emit("framework.out")
    assert themes(study)["1.2"].name == "Deep"
