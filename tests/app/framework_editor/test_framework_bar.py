"""Turn pages and reach every action from the bar, however narrow the window is."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.framework_editor.exporting import offers
from app.framework_editor.versions import VersionsPage
from app.framework_editor.workspace import FrameworkWorkspace
from app.window import Window
from framework.edits.versions import freeze_version
from framework.study import Study
from importers.frameworks import read_framework
from tests.app.conftest import AnsweredDialogs
from tests.app.framework_editor.conftest import Themes

TABS = ["Themes", "Board", "To re-read", "Versions", "Crosswalk", "Overlap"]


def test_every_page_is_turned_to_and_named(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window
) -> None:
    assert [tab.text() for tab in editor.bar.tabs._buttons.values()] == TABS
    for key, tab in editor.bar.tabs._buttons.items():
        tab.click()
        qtbot.waitUntil(editor.page().isVisible)
        assert editor.bar.tabs.current() == key
        assert editor.page().accessibleName()
    window.go_to("study")
    window.go_to("framework", page="themes")
    assert editor.themes.isVisible()


def test_a_page_that_was_hidden_is_up_to_date_when_it_is_turned_to(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes
) -> None:
    editor.go(page="versions")
    editor.themes.edits.rename(themes()["2.2"].id, "Know-how")
    qtbot.waitUntil(lambda: "themes" in editor._stale)
    editor.go(theme=themes()["2.2"].id)
    assert editor.place() == "2.2 Know-how"


@pytest.mark.parametrize("width", [1024, 1440])
def test_nothing_in_the_bar_is_cut_off(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, study: Study, width: int
) -> None:
    freeze_version(study, "working 2", "after the pilot", allow_undefined=True)
    editor.refresh(None)
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.width() == width)
    qtbot.wait(50)
    bar = editor.bar
    for tool in (bar.tabs, bar.version, bar.template, bar.more, bar.new):
        if tool.isVisible():
            assert tool.width() >= tool.sizeHint().width() - 1
            assert tool.geometry().right() < bar.width()
    assert bar.new.isVisible()
    assert bar.more.isVisible()


def test_more_holds_every_action(editor: FrameworkWorkspace) -> None:
    editor.bar._fill()
    said = [action.text() for action in editor.bar.menu.actions() if action.text()]
    assert said == ["From template…", "Import…", "Export", "Freeze version…"]
    assert {"Word", "Excel", "YAML", "Comma-separated text"} <= {offer.name for offer in offers()}


def test_freezing_opens_the_form_on_the_page_of_versions(editor: FrameworkWorkspace) -> None:
    editor._freeze()
    page = editor.page()
    assert isinstance(page, VersionsPage)
    assert page.form.isVisible()


def test_what_is_exported_is_read_again_as_it_was(
    qtbot: QtBot, editor: FrameworkWorkspace, dialogs: AnsweredDialogs, window: Window,
    tmp_path: Path,
) -> None:  # fmt: skip
    dialogs.to_save = tmp_path / "framework.yaml"
    offer = next(offer for offer in offers() if offer.ending == ".yaml")
    editor.bar._deeds.write(offer)
    qtbot.waitUntil(lambda: not window.jobs.busy and dialogs.to_save.exists(), timeout=10_000)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.message.words.text() == "framework.yaml is written.")
    names = [theme.name for theme in read_framework(dialogs.to_save).themes]
    assert names == ["Innovation", "Recipients"]
