"""Describe what the window says of a file that it cannot read, or cannot write."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.widgets.buttons import Button
from app.window import Window
from framework.queries.cases import list_cases
from framework.queries.history import history
from framework.queries.transcripts import list_transcripts
from framework.study import Study
from tests.app.conftest import AnsweredDialogs

Shown = Any  # a workspace, which each act knows


def _press(shown: Shown, words: str) -> None:
    """Press the button of these words."""
    next(one for one in shown.findChildren(Button) if one.text().startswith(words)).click()


def _update(shown: Shown) -> None:
    """Ask for a corrected file of the only transcript."""
    with shown.study.read() as session:
        (row,) = list_transcripts(session)
    shown.arrivals.update_from(row.id)


def _cases(shown: Shown) -> None:
    """Ask for a list of cases."""
    with shown.study.read() as session:
        shown.go(case=list_cases(session)[0].id)
    _press(shown.cases, "Import cases")


def _charts(shown: Shown) -> None:
    """Ask for a chart that was begun elsewhere."""
    shown.go(page="import")
    shown.page.choose_file()


def _trail(shown: Shown) -> None:
    """Export the audit trail."""
    shown.show_trail()
    shown.audit.export()


READING: dict[str, tuple[str, str, Callable[[Shown], object]]] = {
    "a corrected file": ("transcripts", "talk.docx", _update),
    "cases": ("transcripts", "cases.xlsx", _cases),
    "a framework": ("framework", "themes.xlsx", lambda shown: shown.themes.import_wanted.emit()),
    "a chart": ("chart", "chart.docx", _charts),
    "delivery data": ("integrate", "events.xlsx", lambda shown: shown.choose_files()),
}


@pytest.mark.parametrize("what", READING)
def test_a_file_that_cannot_be_read_is_named_and_changes_nothing(
    what: str, qtbot: QtBot, window: Window, study: Study, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    where, name, act = READING[what]
    broken = tmp_path / name
    broken.write_bytes(b"PK\x03\x04" + bytes(60))
    dialogs.to_open = [broken]
    with study.read() as session:
        before = len(history(session, 100))
    window.go_to(where)
    act(window.workspace())
    qtbot.waitUntil(lambda: not window.jobs.busy)
    said = window.message.words.text()
    assert said.startswith(name)
    assert "nothing was" in said.casefold()
    assert said.endswith(".")
    with study.read() as session:
        assert len(history(session, 100)) == before


WRITING: dict[str, tuple[str, str, Callable[[Shown], object]]] = {
    "a report": ("report", "Charts.docx", lambda shown: shown.export()),
}


@pytest.mark.parametrize("what", WRITING)
def test_a_file_that_is_open_elsewhere_says_so_and_stays_as_it_was(
    what: str, qtbot: QtBot, window: Window, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    where, name, act = WRITING[what]
    dialogs.to_save = tmp_path / "folder" / name
    dialogs.to_save.mkdir(parents=True)  # which no file can replace, as one that Word holds
    window.go_to(where)
    act(window.workspace())
    qtbot.waitUntil(lambda: not window.jobs.busy)
    said = window.message.words.text()
    assert said.startswith(f"{name} could not be written")
    assert "as it was" in said
    assert "Close it where it is open" in said
    assert [one.name for one in dialogs.to_save.parent.iterdir()] == [name]
