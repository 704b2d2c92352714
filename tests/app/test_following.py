"""Follow a study that somebody else works in, where one only reads."""

from contextlib import closing

import pytest
from pytestqt.qtbot import QtBot

from app.frame.following import Follower
from app.frame.status_bar import READING
from app.framework_editor.workspace import FrameworkWorkspace
from app.window import Window
from framework.edits.themes import add_theme
from framework.errors import StudyFileError
from framework.study import Changes, Study


def _named(shown: FrameworkWorkspace) -> list[str]:
    model = shown.themes.model
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def test_what_somebody_else_changes_is_shown_where_one_reads(
    bare_window: Window, study: Study, qtbot: QtBot
) -> None:
    window, follower = bare_window, Follower(bare_window)
    follower.timer.setInterval(20)
    window.opening.open(study.path, reading=True)
    window.go_to("framework")
    shown = window.workspace()
    assert isinstance(shown, FrameworkWorkspace)
    assert follower.timer.isActive()
    study.coder = "CD"
    add_theme(study, "Meanwhile")
    qtbot.waitUntil(lambda: "CD at " in window.status.saved.text())
    assert "Meanwhile" in window.status.saved.text()
    assert window.status.saved.text().startswith(READING)
    qtbot.waitUntil(lambda: "Meanwhile" in _named(shown))
    study.undo()
    qtbot.waitUntil(lambda: "Meanwhile" not in _named(shown))
    assert "Undo “" in window.status.saved.text()
    assert not window.message.isVisible()
    window.leave_study()
    assert not follower.timer.isActive()
    window.show_study(study)
    assert not follower.timer.isActive()
    assert window.status.saved.text() == "All changes saved"


def test_what_is_typed_in_the_search_stays_when_somebody_else_changes_the_study(
    bare_window: Window, study: Study, qtbot: QtBot
) -> None:
    window, follower = bare_window, Follower(bare_window)
    window.opening.open(study.path, reading=True)
    window.top.search.setFocus()
    qtbot.keyClicks(window.top.search, "lady")
    qtbot.waitUntil(window.results.isVisible)
    add_theme(study, "Meanwhile")
    follower.look()
    qtbot.waitUntil(lambda: "Meanwhile" in window.status.saved.text())
    assert window.results.isVisible()
    assert window.top.search.hasFocus()
    assert window.top.search.text() == "lady"


def test_reader_is_told_once_that_another_file_took_the_place(
    bare_window: Window, study: Study
) -> None:
    window, follower = bare_window, Follower(bare_window)
    window.opening.open(study.path, reading=True)
    study.close()
    study.path.rename(study.path.with_name("moved.chartwell"))
    follower.look()
    assert "pilot.chartwell is no longer in" in window.message.words.text()
    window.message.hide()
    follower.look()
    assert not window.message.isVisible()


def test_reader_can_open_what_took_the_place(bare_window: Window, study: Study) -> None:
    window, follower = bare_window, Follower(bare_window)
    window.opening.open(study.path, reading=True)
    study.close()
    study.path.rename(study.path.with_name("moved.chartwell"))
    Study.create(study.path, title="Another").close()
    follower.look()
    assert window.message.action.text() == "Open it again"
    window.message.action.click()
    assert window.study is not None
    assert (window.study.title, window.study.reading) == ("Another", True)
    assert follower.timer.isActive()


def test_reader_that_has_seen_everything_is_told_nothing(study: Study) -> None:
    with closing(Study.open(study.path, reading=True)) as reader:
        told: list[Changes] = []
        reader.subscribe(told.append)
        assert reader.follow() is None
        theme = add_theme(study, "Meanwhile")
        add_theme(study, "And then")
        assert reader.follow() is told[0]
        assert theme in told[0].touched["theme"].added
        assert told[0].label == "Add theme And then"
        assert reader.follow() is None
        assert study.follow() is None
        assert len(told) == 1


def test_reader_does_not_follow_into_another_file(study: Study) -> None:
    with closing(Study.open(study.path, reading=True)) as reader:
        study.close()
        study.path.rename(study.path.with_name("moved.chartwell"))
        with pytest.raises(StudyFileError, match="no longer in"):
            reader.follow()
