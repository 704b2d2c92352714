"""Freeze the framework and read what changed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.framework_editor.freezing import next_name
from app.framework_editor.versions import VersionsPage
from app.window import Window
from framework.edits.themes import define_theme, rename_theme
from framework.edits.versions import freeze_version
from framework.queries.versions import list_versions
from framework.study import Study
from tests.app.conftest import AnsweredDialogs
from tests.app.framework_editor.paged import code, themes_of, turned_to

Key = Qt.Key


@pytest.fixture
def versions(window: Window, study: Study) -> VersionsPage:
    """Freeze one version, change the framework, and show the versions."""
    freeze_version(study, "working 1", "After three interviews", allow_undefined=True)
    define_theme(study, themes_of(study)["2.2"].id, definition="How the whole team learned it.")
    rename_theme(study, themes_of(study)["1.1"].id, "Fit")
    code(study, 2, themes_of(study)["1.1"].id)
    page = turned_to(window, "versions")
    assert isinstance(page, VersionsPage)
    return page


def names(study: Study) -> list[str]:
    with study.read() as session:
        return [row.name for row in list_versions(session)]


def test_difference_from_the_last_version_to_now_is_marked_word_by_word(
    versions: VersionsPage,
) -> None:
    assert versions.place() == "working 1 → now"
    shown = versions.text.text()
    assert "Renamed" in shown
    assert "2.2 Skills and knowledge was redefined" in shown
    inserted = [p.text for b in versions.text._blocks for p in b.pieces if p.ink == "inserted"]
    assert inserted == ["whole "]


def test_version_is_frozen_once_it_has_a_reason(
    qtbot: QtBot, versions: VersionsPage, window: Window, study: Study
) -> None:
    qtbot.keyClick(versions.list, Key.Key_F)
    assert versions.form.name.text() == "working 2"
    assert not versions.form.go.isEnabled()
    assert "5 themes" in versions.form._bare.text() or "have no definition" in (
        versions.form._bare.text()
    )
    qtbot.keyClicks(versions.form.reason, "Two more interviews")
    assert not versions.form.go.isEnabled()
    versions.form.anyway.setChecked(True)
    qtbot.keyClick(versions.form.reason, Key.Key_Return)
    assert names(study) == ["working 1", "working 2"]
    assert not versions.form.isVisible()
    window.undo()
    assert names(study) == ["working 1"]


def test_theme_without_a_definition_is_reached_from_the_form(
    versions: VersionsPage, window: Window, study: Study
) -> None:
    versions.freeze()
    versions.form._bare.linkActivated.emit(str(themes_of(study)["2.1"].id))
    shown = window.workspace()
    assert shown is not None
    assert "2.1" in shown.place()


def test_form_is_left_with_escape_and_suggests_the_final_name(
    qtbot: QtBot, versions: VersionsPage, study: Study
) -> None:
    versions.freeze()
    versions.form.kinds["final"].setChecked(True)
    assert versions.form.name.text() == "final"
    qtbot.keyClick(versions.form.reason, Key.Key_Escape)
    assert not versions.form.isVisible()
    assert names(study) == ["working 1"]


def test_version_in_hand_is_compared_with_the_one_before(
    qtbot: QtBot, versions: VersionsPage, study: Study
) -> None:
    freeze_version(study, "final", "All coded", "final", allow_undefined=True)
    versions.refresh(None)
    qtbot.keyClick(versions.list, Key.Key_Home)
    assert versions.place() == "final → now"
    assert versions.text.text() == "Nothing differs between final and now."
    assert not versions.copy.isEnabled()
    qtbot.keyClick(versions.list, Key.Key_Down)
    assert versions.place() == "working 1 → final"
    qtbot.keyClick(versions.list, Key.Key_Down)
    assert versions.place() == "nothing → working 1"
    assert versions.text.text().startswith("Added")


def test_any_two_versions_are_compared(versions: VersionsPage) -> None:
    versions.before.setCurrentIndex(0)
    assert versions.place() == "nothing → now"
    assert "Redefined" not in versions.text.text()


def test_difference_is_copied_as_text(versions: VersionsPage) -> None:
    versions.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Framework, working 1 to now")
    assert "[+whole +]" in copied


def test_transcripts_say_under_which_version_they_were_coded(versions: VersionsPage) -> None:
    model = versions.transcripts.model()
    assert model.index(0, 0).data() == "P03 Practice nurse"
    assert model.index(0, 1).data() == "working 1"


def test_changes_are_written_as_word(
    qtbot: QtBot, versions: VersionsPage, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    dialogs.to_save = tmp_path / "changes.docx"
    versions.save.click()
    qtbot.waitUntil(lambda: (tmp_path / "changes.docx").is_file(), timeout=10_000)


def test_version_is_removed_with_undo(
    qtbot: QtBot, versions: VersionsPage, window: Window, study: Study
) -> None:
    qtbot.keyClick(versions.list, Key.Key_Down)
    qtbot.keyClick(versions.list, Key.Key_Delete)
    assert names(study) == []
    window.undo()
    assert names(study) == ["working 1"]


def test_next_names_follow_those_that_are_taken() -> None:
    assert next_name("working", []) == "working 1"
    assert next_name("working", ["Working 2", "pilot"]) == "working 3"
    assert next_name("final", ["working 1"]) == "final"
    assert next_name("final", ["final", "final 3"]) == "final 4"
    assert next_name("final", ["Final"]) == "final 2"
