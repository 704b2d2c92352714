"""Reach the cases from the window, beside the transcripts."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.cases.pane import CasesPane
from app.transcripts.workspace import TranscriptsWorkspace
from app.window import Window
from framework.queries.cases import case_named, list_cases
from framework.study import Study
from tests.app.conftest import AnsweredDialogs


def names(study: Study) -> list[str]:
    with study.read() as session:
        return [case.name for case in list_cases(session)]


def workspace(window: Window) -> TranscriptsWorkspace:
    shown = window.workspace()
    assert isinstance(shown, TranscriptsWorkspace)
    return shown


def press_tab(window: Window, text: str) -> None:
    """Press the tab in sight that has this text."""
    tabs = [b for b in workspace(window).findChildren(QPushButton)
            if b.text() == text and b.isCheckable() and b.isVisible()]  # fmt: skip
    assert len(tabs) == 1
    tabs[0].click()


@pytest.fixture
def cases(window: Window) -> CasesPane:
    """Show the cases of the study."""
    window.go_to("transcripts")
    press_tab(window, "Cases")
    pane = workspace(window).findChild(CasesPane)
    assert isinstance(pane, CasesPane)
    return pane


def test_tabs_lead_to_the_cases_and_back(window: Window, cases: CasesPane) -> None:
    assert cases.isVisible()
    assert cases.table.hasFocus()
    assert workspace(window).place() == "P03"
    assert "Alt+↑↓ move" in workspace(window).keys
    press_tab(window, "Transcripts")
    assert not cases.isVisible()
    assert workspace(window).table.hasFocus()
    assert workspace(window).place() == "P03 Practice nurse"


def test_window_goes_to_a_case_and_to_a_transcript(window: Window, study: Study) -> None:
    with study.read() as session:
        case = case_named(session, "P03")
    window.go_to("transcripts", case=case.id)
    pane = workspace(window).findChild(CasesPane)
    assert isinstance(pane, CasesPane)
    assert pane.isVisible()
    assert pane.table.hasFocus()
    assert pane.place() == "P03"
    window.go_to("transcripts", transcript=1)
    assert not pane.isVisible()


def test_removed_case_is_brought_back_by_the_button_in_the_message(
    qtbot: QtBot, window: Window, cases: CasesPane, study: Study
) -> None:
    qtbot.keyClick(cases.table, Qt.Key.Key_Delete)
    assert names(study) == []
    assert window.message.action.text() == "Undo"
    window.message.action.click()
    assert names(study) == ["P03"]
    qtbot.waitUntil(lambda: cases.model.row_of(1) > 0)


def test_what_is_typed_into_a_cell_is_saved_before_undo(
    qtbot: QtBot, window: Window, cases: CasesPane, study: Study
) -> None:
    cases.table.take(1, 2)
    qtbot.keyClick(cases.table, Qt.Key.Key_F2)
    held = QApplication.focusWidget()
    assert held is not None
    qtbot.keyClicks(held, "GP")
    window.go_to("study")
    with study.read() as session:
        assert case_named(session, "P03").label == "GP"
    window.undo()
    with study.read() as session:
        assert case_named(session, "P03").label == "nurse"


def test_study_without_transcripts_lets_cases_be_made_first(
    qtbot: QtBot, bare_window: Window, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    dialogs.to_save = tmp_path / "New.chartwell"
    bare_window.new_study()
    bare_window.go_to("transcripts")
    press_tab(bare_window, "Cases")
    qtbot.keyClick(workspace(bare_window).focusWidget(), Qt.Key.Key_Space)
    for sign in "S01":
        held = QApplication.focusWidget()
        assert held is not None
        qtbot.keyClicks(held, sign)
    held = QApplication.focusWidget()
    assert held is not None
    qtbot.keyClick(held, Qt.Key.Key_Return)
    study = bare_window.study
    assert study is not None
    qtbot.waitUntil(lambda: names(study) == ["S01"])
