"""Import files as a person would."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.transcripts.workspace import TranscriptsWorkspace
from app.window import Window
from framework.edits.transcripts import import_transcripts
from framework.queries.cases import list_cases
from framework.queries.transcripts import (
    cases_of_transcripts,
    list_transcripts,
    speakers_of,
)
from framework.study import Study
from tests.app.conftest import AnsweredDialogs, transcript

TALK = "Interviewer: How was it?\nS{n}: It was well.\nInterviewer: And then?\nS{n}: Then we met.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Write two synthetic interviews, and one file that is none."""
    made = []
    for n in (1, 2):
        path = tmp_path / f"S{n}_nurse.txt"
        path.write_text(TALK.format(n=n), encoding="utf-8")
        made.append(path)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 pictures of pages")
    return [*made, scan]


@pytest.fixture
def transcripts(
    qtbot: QtBot, window: Window, dialogs: AnsweredDialogs, files: list[Path]
) -> TranscriptsWorkspace:
    """Show the preview of the three files."""
    window.go_to("transcripts")
    shown = window.workspace()
    assert isinstance(shown, TranscriptsWorkspace)
    dialogs.to_open = files
    named = {b.text(): b for b in shown.findChildren(QPushButton)}
    named["Import…"].click()
    qtbot.waitUntil(shown.importing.isVisible, timeout=10_000)
    return shown


def names(study: Study) -> list[str]:
    with study.read() as session:
        return [row.name for row in list_transcripts(session)]


def test_nothing_is_added_before_import_is_pressed(
    transcripts: TranscriptsWorkspace, study: Study
) -> None:
    assert transcripts.importing.list.count() == 3
    assert transcripts.importing.confirm.text() == "Import 2 transcripts"
    shown = [label.text() for label in transcripts.importing.findChildren(QLabel)]
    assert "Import 3 files, 1 left out" in shown
    assert names(study) == ["P03 Practice nurse"]


def test_two_files_are_imported_as_one_step(
    qtbot: QtBot, transcripts: TranscriptsWorkspace, window: Window, study: Study
) -> None:
    transcripts.importing.confirm.click()
    qtbot.waitUntil(lambda: len(names(study)) == 3, timeout=10_000)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert window.message.isVisible()
    assert study.undo_label == "Import 2 transcripts"
    with study.read() as session:
        assert {"S1", "S2"} <= {case.name for case in list_cases(session)}
        row = list_transcripts(session)[1]
        roles = {s.label: (s.role, s.cases) for s in speakers_of(session, row.id)}
    assert roles == {"Interviewer": ("interviewer", ()), "S1": ("participant", ("S1",))}
    window.undo()
    assert names(study) == ["P03 Practice nurse"]


def test_cancelled_import_leaves_nothing(transcripts: TranscriptsWorkspace, study: Study) -> None:
    named = {b.text(): b for b in transcripts.importing.findChildren(QPushButton)}
    named["Cancel"].click()
    assert transcripts.table.isVisible()
    assert names(study) == ["P03 Practice nurse"]


def test_files_that_were_put_aside_wait_until_one_goes_on_with_them(
    transcripts: TranscriptsWorkspace, window: Window
) -> None:
    named = {b.text(): b for b in transcripts.importing.findChildren(QPushButton)}
    named["Cancel"].click()
    window.message.hide()
    assert transcripts.arrivals.again.isVisible()
    transcripts.arrivals.again.click()
    assert transcripts.importing.isVisible()
    assert transcripts.importing.confirm.text() == "Import 2 transcripts"
    assert transcripts.arrivals.again.isHidden()


def test_refused_file_says_why(transcripts: TranscriptsWorkspace) -> None:
    reading = transcripts.importing.list.item(2).data(256)
    assert reading.refusal
    assert not reading.wanted


def test_transcript_is_renamed_in_place(qtbot: QtBot, window: Window, study: Study) -> None:
    window.go_to("transcripts")
    shown = window.workspace()
    assert isinstance(shown, TranscriptsWorkspace)
    shown.details.name.selectAll()
    qtbot.keyClicks(shown.details.name, "P03 nurse")
    shown.commit()
    assert names(study) == ["P03 nurse"]


def test_whole_transcript_is_given_to_a_case(window: Window, study: Study) -> None:
    window.go_to("transcripts")
    shown = window.workspace()
    assert isinstance(shown, TranscriptsWorkspace)
    box = shown.details.whole
    assert box.currentText() == "no case"
    box.setCurrentIndex(box.findText("P03 nurse"))
    box.activated.emit(box.currentIndex())
    with study.read() as session:
        (row,) = list_transcripts(session)
        assert cases_of_transcripts(session) == {row.id: ["P03"]}
    shown.refresh(None)
    assert shown.model.data(shown.model.index(0, 1)) == "P03"
    assert shown.details.whole.currentText() == "P03 nurse"


def test_a_transcript_is_in_hand_after_another_was_removed(window: Window, study: Study) -> None:
    import_transcripts(study, [transcript("P04 GP")])
    window.go_to("transcripts")
    shown = window.workspace()
    assert isinstance(shown, TranscriptsWorkspace)
    first = shown.table.transcript()
    assert first is not None
    shown.table.remove_wanted.emit(first.id)
    shown.refresh(None)
    held = shown.table.transcript()
    assert held is not None
    assert held.name == "P04 GP"
