"""Give Code at the transcript of the study."""

import pytest
from pytestqt.qtbot import QtBot

from app.coding.workspace import CodeWorkspace
from app.window import Window
from framework.queries.codings import CodingRow, all_codings
from framework.study import Study


@pytest.fixture
def code(qtbot: QtBot, window: Window) -> CodeWorkspace:
    """Show the transcript, with the cursor in ¶2."""
    window.go_to("code", paragraph=2)
    shown = window.workspace()
    assert isinstance(shown, CodeWorkspace)
    qtbot.waitUntil(shown.view.isVisible)
    return shown


def codings(study: Study) -> list[CodingRow]:
    """List the codings of the study."""
    with study.read() as session:
        return all_codings(session)
