"""Use a built-in framework in three ways, and import one beside what is there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.framework_editor.crosswalk import CrosswalkPage
from app.framework_editor.workspace import FrameworkWorkspace
from app.window import Window
from framework.drafts import ThemeDraft
from tests.app.conftest import AnsweredDialogs
from tests.app.framework_editor.conftest import Themes


def bring(qtbot: QtBot, editor: FrameworkWorkspace, dialogs: AnsweredDialogs, path: Path) -> None:
    """Import a file, and wait until it is shown."""
    dialogs.to_open = [path]
    editor._import()
    qtbot.waitUntil(editor.incoming.isVisible, timeout=10_000)


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    """Write a framework of which one number is taken."""
    path = tmp_path / "more.csv"
    lines = "number,name,definition\n2,Sustainability,What stays\n2.1,Funding,Money\n"
    path.write_text(lines, encoding="utf-8")
    return path


def test_clashing_numbers_are_named_and_made_to_follow(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, dialogs: AnsweredDialogs, csv: Path
) -> None:
    bring(qtbot, editor, dialogs, csv)
    page = editor.incoming
    assert page.sentence() == (
        "The study has 5 themes. 2 themes will be added after them. These numbers are taken: "
        "2, 2.1."
    )
    assert not page.same.isEnabled()
    assert "3.1\tFunding" in page.outline.toPlainText()
    assert "3" not in themes()
    page.add.click()
    assert themes()["3"].name == "Sustainability"
    assert themes()["3.1"].name == "Funding"
    assert editor.themes.isVisible()


def test_numbers_that_are_free_are_kept(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, dialogs: AnsweredDialogs,
    tmp_path: Path, window: Window,
) -> None:  # fmt: skip
    path = tmp_path / "more.csv"
    path.write_text("number,name\n7,Sustainability\n", encoding="utf-8")
    bring(qtbot, editor, dialogs, path)
    assert editor.incoming.same.isChecked()
    editor.incoming.add.click()
    assert themes()["7"].name == "Sustainability"
    assert window.message.words.text() == "1 theme was added from more."
    window.message.action.click()
    assert "7" not in themes()


def test_cancelled_import_adds_nothing(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, dialogs: AnsweredDialogs, csv: Path
) -> None:
    before = themes()
    bring(qtbot, editor, dialogs, csv)
    qtbot.keyClick(editor.incoming.add, Qt.Key.Key_Escape)
    assert not editor.incoming.isVisible()
    assert themes() == before


def test_a_bad_file_is_told_by_its_row_and_nothing_is_loaded(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, themes: Themes,
    dialogs: AnsweredDialogs, tmp_path: Path,
) -> None:  # fmt: skip
    before, path = themes(), tmp_path / "bad.csv"
    path.write_text("number,name\n7,Sustainability\n8,\n", encoding="utf-8")
    dialogs.to_open = [path]
    editor._import()
    qtbot.waitUntil(window.message.isVisible, timeout=10_000)
    said = window.message.words.text()
    assert "bad.csv" in said
    assert "3" in said
    assert not editor.incoming.isVisible()
    assert themes() == before


def test_a_template_is_loaded_beside_a_framework_only_after_it_was_shown(
    editor: FrameworkWorkspace, themes: Themes
) -> None:
    editor._choose_template()
    editor.templates.load.click()
    assert editor.incoming.isVisible()
    assert "1.1" in themes()
    count = len(themes())
    editor.incoming.add.click()
    assert len(themes()) > count
    assert themes()["3"].name == "Innovation"


def test_each_use_of_a_template_says_what_its_button_does(editor: FrameworkWorkspace) -> None:
    editor._choose_template()
    page = editor.templates
    said = []
    for choice in page.uses.values():
        choice.setChecked(True)
        said.append(page.load.text())
    assert said == ["Load framework", "Load and open the board", "Open the crosswalk"]
    assert "Harvey" in page._citation.text()


def test_mapping_opens_the_crosswalk_and_adds_nothing(
    editor: FrameworkWorkspace, themes: Themes
) -> None:
    before = themes()
    editor._choose_template()
    editor.templates.list.setCurrentRow(1)
    editor.templates.uses["map"].setChecked(True)
    editor.templates.load.click()
    assert themes() == before
    assert editor.bar.tabs.current() == "crosswalk"
    page = editor.page()
    assert isinstance(page, CrosswalkPage)
    assert page.template().short == "CFIR 2.0"


def test_grouping_loads_the_constructs_and_opens_the_board(
    editor: FrameworkWorkspace, themes: Themes
) -> None:
    editor._choose_template()
    editor.templates.uses["group"].setChecked(True)
    editor.templates.load.click()
    editor.incoming.add.click()
    assert themes()["3"].name == "Innovation"
    assert editor.bar.tabs.current() == "board"


def test_numbers_follow_the_highest_even_where_the_draft_has_none_of_its_own() -> None:
    from app.framework_editor.incoming import numbered_after, numbers_of

    draft = (ThemeDraft("A", "One", children=(ThemeDraft("x", "Below"),)), ThemeDraft("1", "Two"))
    assert numbers_of(numbered_after(draft, ["2", "2.7", "10"])) == ["11", "11.1", "12"]
