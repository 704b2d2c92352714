"""Keep the keys where the person works."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.window import Window


@pytest.mark.parametrize("act", [QPushButton.hide, lambda made: made.setEnabled(False)])
def test_keys_stay_in_the_workspace_when_the_button_that_was_pressed_is_of_no_more_use(
    qtbot: QtBot, window: Window, act: object
) -> None:
    window.go_to("transcripts")
    shown = window.workspace()
    assert shown is not None
    made = QPushButton("Link", shown)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    assert callable(act)
    act(made)
    QApplication.processEvents()
    held = QApplication.focusWidget()
    assert held is not None
    assert shown.isAncestorOf(held)


def test_keys_that_were_taken_to_the_top_bar_stay_there(qtbot: QtBot, window: Window) -> None:
    window.go_to("transcripts")
    window.top.search.setFocus()
    qtbot.wait(20)
    assert window.top.search.hasFocus()
