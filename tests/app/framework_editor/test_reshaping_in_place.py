"""Merge, move, retire and remove themes, with what it means said before or after."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.framework_editor.workspace import FrameworkWorkspace
from app.window import Window
from framework.queries.rereading import count_to_reread
from framework.queries.themes import list_themes
from framework.study import Study
from tests.app.framework_editor.conftest import Themes

CTRL = Qt.KeyboardModifier.ControlModifier


def waiting(study: Study) -> int:
    with study.read() as session:
        return count_to_reread(session)


def test_merging_says_what_moves_and_is_one_step(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, themes: Themes, coded: list[int]
) -> None:
    editor.refresh(None)
    editor.go(theme=themes()["2.2"].id)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_M, CTRL)
    strip = editor.themes.strip
    assert strip.isVisible()
    assert strip.target.hasFocus()
    strip.target.setCurrentIndex(strip.target.findText("2.1 Motivation and beliefs"))
    assert strip.words.text() == (
        "Merge 2.2 Skills and knowledge into 2.1 Motivation and beliefs: 4 passages move and are "
        "queued to be re-read; 2.2 is retired and keeps its history."
    )
    assert strip.choices() == ["Merge", "Cancel"]
    strip.choose("Merge")
    assert themes()["2.1"].codings == len(coded)
    assert "2.2" not in themes()
    assert strip.isHidden()
    window.undo()
    assert themes()["2.2"].codings == len(coded)


def test_escape_leaves_a_question_with_nothing_changed(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, coded: list[int]
) -> None:
    editor.refresh(None)
    editor.go(theme=themes()["2.2"].id)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_M, CTRL)
    qtbot.keyClick(editor.themes.strip.target, Qt.Key.Key_Escape)
    assert editor.themes.strip.isHidden()
    assert editor.themes.table.hasFocus()
    assert themes()["2.2"].codings == len(coded)


def test_a_theme_that_is_coded_is_retired_first_and_removed_second(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, themes: Themes, coded: list[int]
) -> None:
    del coded
    editor.refresh(None)
    editor.go(theme=themes()["2.2"].id)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_Delete)
    strip = editor.themes.strip
    assert strip.choices() == ["Retire", "Remove with all of it", "Cancel"]
    assert "4 passages hang on it" in strip.words.text()
    strip.choose("Remove with all of it")
    assert "2.2" not in themes()
    assert window.message.words.text().endswith("was removed with 4 passages.")
    window.message.action.click()
    assert themes()["2.2"].codings == 4


def test_a_retired_theme_is_shown_on_demand_and_brought_back(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, coded: list[int], study: Study
) -> None:
    del coded
    editor.refresh(None)
    held = themes()["2.2"].id
    editor.go(theme=held)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_Delete, CTRL)
    editor.themes.strip.choose("Retire")
    editor.refresh(None)
    assert editor.themes.model.row_of(held) == -1
    assert editor.themes.retired.text() == "Show retired (1)"
    editor.themes.retired.setChecked(True)
    editor.go(theme=held)
    assert editor.themes.details.deeds["framework.bring_back"].isVisible()
    assert not editor.themes.details.deeds["framework.merge"].isVisible()
    editor.themes.details.deeds["framework.bring_back"].click()
    assert themes()["2.2"].codings == 4
    study.undo()
    with study.read() as session:
        assert {row.id: row.retired for row in list_themes(session, retired=True)}[held]


def test_redefining_queues_and_wording_only_takes_it_off(
    editor: FrameworkWorkspace, window: Window, themes: Themes, coded: list[int], study: Study
) -> None:
    editor.refresh(None)
    editor.themes.edits.define(themes()["2.2"].id, "definition", "What they can do.")
    said = window.message.words.text()
    assert said == "4 passages of 2.2 Skills and knowledge are to be re-read."
    assert waiting(study) == len(coded)
    window.message.more[0].click()
    assert waiting(study) == 0
    assert themes()["2.2"].definition == "What they can do."
    window.undo()
    assert waiting(study) == len(coded)
    window.undo()
    assert waiting(study) == 0
    assert themes()["2.2"].definition == "How the team learned it."


def test_the_tab_counts_what_is_to_be_re_read(
    editor: FrameworkWorkspace, themes: Themes, coded: list[int]
) -> None:
    editor.refresh(None)
    editor.go(theme=themes()["2.2"].id)
    editor.themes.edits.define(themes()["2.2"].id, "include", "courses")
    editor.refresh(None)
    assert f"To re-read {len(coded)}" in [b.text() for b in editor.bar.tabs._buttons.values()]
    assert "4 of its passages and cells wait" in editor.themes.details._said.text()


def test_moving_under_another_theme_is_told_with_undo(
    editor: FrameworkWorkspace, window: Window, themes: Themes, coded: list[int], study: Study
) -> None:
    editor.refresh(None)
    editor.go(theme=themes()["2.2"].id)
    editor.themes.table.asked.emit("framework.move")
    strip = editor.themes.strip
    strip.target.setCurrentIndex(strip.target.findText("1 Innovation"))
    strip.choose("Move")
    assert themes()["1.2"].name == "Skills and knowledge"
    assert waiting(study) == len(coded)
    assert window.message.words.text() == (
        "4 passages of 1.2 Skills and knowledge are to be re-read."
    )
    window.message.action.click()
    assert themes()["2.2"].name == "Skills and knowledge"
    assert waiting(study) == 0


def test_reordering_queues_nothing(
    editor: FrameworkWorkspace, themes: Themes, coded: list[int], study: Study
) -> None:
    del coded
    editor.refresh(None)
    editor.themes.edits.step_by(themes()["2.2"].id, -1)
    assert themes()["2.1"].name == "Skills and knowledge"
    assert waiting(study) == 0


def test_a_version_is_named_in_the_bar(
    editor: FrameworkWorkspace, themes: Themes, study: Study
) -> None:
    from framework.edits.versions import freeze_version

    freeze_version(study, "working 1", "after the pilot", allow_undefined=True)
    editor.refresh(None)
    assert editor.bar.version.text() == "working 1"
    editor.themes.edits.rename(themes()["2.2"].id, "Know-how")
    editor.refresh(None)
    assert editor.bar.version.text() == "working 1 · changed since"
