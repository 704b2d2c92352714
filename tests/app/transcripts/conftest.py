"""Give synthetic files to import, and a way to the page that shows them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.transcripts.workspace import TranscriptsWorkspace
from app.window import Window

TALK = (
    "Interviewer: How was it?\nS1: It was well.\nIt went on.\nInterviewer: And then?\n"
    "Sister: I came too.\nS1: She did.\nInterviewer: Thanks.\nSister: Bye.\n"
)


@pytest.fixture
def shown(window: Window) -> TranscriptsWorkspace:
    """Show the workspace."""
    window.go_to("transcripts")
    found = window.workspace()
    assert isinstance(found, TranscriptsWorkspace)
    return found


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a synthetic file."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def bring(
    qtbot: QtBot, window: Window, shown: TranscriptsWorkspace
) -> Callable[..., TranscriptsWorkspace]:
    """Bring files to the page that shows them."""

    def show(*paths: Path) -> TranscriptsWorkspace:
        window.go_to("transcripts", files=paths)
        qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
        qtbot.waitUntil(shown.importing.isVisible)
        return shown

    return show
