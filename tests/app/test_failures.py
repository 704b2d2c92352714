"""Describe what the window says when something fails: what happened, what was kept, what to do."""

import resource
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.errors import sentence_of
from app.study.workspace import StudyWorkspace
from app.window import Window
from framework.edits.cells import write_summary
from framework.edits.themes import add_theme
from framework.errors import RefusedError, StudyFileError
from framework.queries.cases import list_cases
from framework.queries.themes import list_themes
from framework.schema import Cell
from framework.study import Study
from tests.app.conftest import AnsweredDialogs


@contextmanager
def _full_disk(path: Path) -> Iterator[None]:
    """Let no file of this process grow beyond what the study has."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    told = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 4, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, told)


def test_full_disk_is_said_and_the_study_is_as_it_was(window: Window, study: Study) -> None:
    with study.read() as session:
        case = list_cases(session)[0].id
        theme = next(row.id for row in list_themes(session) if row.number == "1.1")
    write_summary(study, case, theme, "Kept.")
    with _full_disk(study.path), pytest.raises(StudyFileError) as caught:
        write_summary(study, case, theme, "Lost. " * 200_000)
    window.errors.show(caught.value)
    said = window.message.words.text()
    assert "could not be changed" in said
    assert "The study is as it was." in said
    with study.read() as session:
        assert session.scalars(select(Cell.text)).all() == ["Kept."]


def test_export_to_where_nothing_can_be_written_says_what_to_do(
    qtbot: QtBot, window: Window, dialogs: AnsweredDialogs
) -> None:
    shown = window.workspace()
    assert isinstance(shown, StudyWorkspace)
    dialogs.to_save = Path("/proc/audit.csv")
    shown.show_trail()
    shown.audit.export()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    said = window.message.words.text()
    assert "audit.csv could not be written" in said
    assert "choose another folder" in said


def test_study_that_was_moved_meanwhile_is_not_changed_until_it_is_back(
    window: Window, study: Study
) -> None:
    aside = study.path.with_name("aside.chartwell")
    study.path.rename(aside)
    with pytest.raises(StudyFileError) as caught:
        add_theme(study, "Lost")
    window.errors.show(caught.value)
    said = window.message.words.text()
    assert "is no longer in" in said
    assert "nothing was changed" in said
    assert "Put it back where it was" in said
    aside.rename(study.path)
    add_theme(study, "Kept")
    with study.read() as session:
        assert "Kept" in {row.name for row in list_themes(session)}


def test_what_is_not_understood_in_a_damaged_study_is_told_as_damage(
    window: Window, study: Study
) -> None:
    error = TypeError("unsupported operand")
    window.errors.show(error)
    assert window.bug.isVisible()
    window.bug.hide()
    connection = sqlite3.connect(study.path)
    connection.execute("UPDATE document SET text = 'x'")
    connection.commit()
    connection.close()
    window.errors.show(error)
    assert not window.bug.isVisible()
    assert "pilot.chartwell is damaged" in window.message.words.text()


def test_damage_met_while_a_row_is_painted_is_told(
    window: Window, study: Study, qtbot: QtBot
) -> None:
    window.errors.install()
    connection = sqlite3.connect(study.path)
    connection.execute("UPDATE speaker SET turns = 'x'")
    connection.commit()
    connection.close()
    QTimer.singleShot(0, lambda: window.go_to("transcripts"))
    qtbot.waitUntil(lambda: "pilot.chartwell is damaged" in window.message.words.text())


def test_a_refusal_that_passed_through_qt_reads_as_it_was_written() -> None:
    passed = "Error calling Python override of QObject::eventFilter(): "
    assert sentence_of(RefusedError(f"{passed}{passed}Nothing was pasted.")) == (
        "Nothing was pasted."
    )
