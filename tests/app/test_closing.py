"""Close studies whose file was moved or removed while they were open."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.framework_editor.workspace import FrameworkWorkspace
from app.widgets import fields
from app.window import Window
from framework.backups import list_backups
from framework.edits.themes import add_theme
from framework.errors import StudyFileError
from framework.study import Study
from tests.studies import theme_numbered


def _press(window: Window, words: str) -> None:
    (chosen,) = [one for one in window.offer.choices if one.text() == words]
    chosen.click()


def test_window_says_where_a_study_is_kept_whose_file_was_removed(
    window: Window, study: Study
) -> None:
    add_theme(study, "Before")
    study.path.unlink()
    assert not window.close()
    assert window.isVisible()
    assert window.study is None
    (kept,) = list_backups(study.path)
    assert str(kept.path) in window.offer.words.text()
    assert [one.text() for one in window.offer.choices] == ["Close"]
    assert window.close()


def test_leaving_a_study_whose_file_was_moved_says_where_it_is_kept(
    window: Window, study: Study
) -> None:
    study.path.rename(study.path.with_name("elsewhere.chartwell"))
    window.leave_study()
    assert "pilot.chartwell was moved, replaced or removed" in window.offer.words.text()
    assert window.start.isVisible()


def test_window_does_not_close_over_what_was_typed_and_cannot_be_saved(
    window: Window, study: Study, qtbot: QtBot
) -> None:
    window.errors.install()
    window.go_to("framework")
    editor = window.workspace()
    assert isinstance(editor, FrameworkWorkspace)
    editor.themes.table.setCurrentIndex(editor.themes.model.index(1, 1))
    qtbot.keyClicks(editor.themes.details.fields["definition"], "How it fits.")
    study.path.rename(study.path.with_name("elsewhere.chartwell"))
    assert not window.close()
    assert window.study is study
    assert "What you typed last could not be saved. " in window.offer.words.text()
    _press(window, "Close without it")
    assert window.study is None
    assert window.isVisible()
    assert "is kept in" in window.offer.words.text()
    _press(window, "Close")
    assert window.close()
    QApplication.processEvents()


def test_study_whose_file_is_put_back_is_closed_without_a_word(
    window: Window, study: Study, tmp_path: Path
) -> None:
    study.path.rename(tmp_path / "elsewhere")
    with pytest.raises(StudyFileError, match="Put it back"):
        add_theme(study, "Meanwhile")
    (tmp_path / "elsewhere").rename(study.path)
    add_theme(study, "Then")
    assert study.kept is None
    assert window.close()
    assert not window.offer.isVisible()


def test_what_could_not_be_saved_is_saved_by_itself_once_the_study_is_back(
    window: Window, study: Study, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "AGAIN_MS", 50)
    window.errors.install()
    window.go_to("framework")
    editor = window.workspace()
    assert isinstance(editor, FrameworkWorkspace)
    editor.themes.table.setCurrentIndex(editor.themes.model.index(1, 1))
    theme = editor.themes.table.theme()
    assert theme is not None
    field = editor.themes.details.fields["definition"]
    away = study.path.with_name("elsewhere.chartwell")
    study.path.rename(away)
    qtbot.keyClicks(field, "How it fits.")
    qtbot.waitUntil(lambda: window.status.saved.text() == "Not saved", timeout=3000)
    assert field.toPlainText() == "How it fits."
    away.rename(study.path)
    qtbot.waitUntil(lambda: "All changes saved" in window.status.saved.text())
    with study.read() as session:
        assert theme_numbered(session, theme.number).definition == "How it fits."
