"""Paste a text, and bring a transcript up to date from a corrected file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.transcripts.label_panel import LabelPanel
from app.transcripts.workspace import TranscriptsWorkspace
from app.widgets.row_ink import ROLE
from app.window import Window
from framework.queries.codings import codings_of
from framework.queries.themes import list_themes
from framework.queries.transcripts import list_transcripts, paragraphs_of, speakers_of, text_of
from framework.study import Study
from importers.speaker_choices import split_speaker
from tests.app.conftest import LINES, AnsweredDialogs
from tests.app.transcripts.conftest import TALK
from tests.studies import code_passage

Write = Callable[[str, str], Path]
CTRL = Qt.KeyboardModifier.ControlModifier
GONE = "Can you give me an example of that?"
KEPT = "shared language"
CHANGED = "rang for her inhaler"


@pytest.fixture
def coded(study: Study) -> int:
    """Code three passages of the transcript."""
    with study.read() as session:
        (row,) = list_transcripts(session)
        theme = list_themes(session)[1].id
        body = text_of(session, row.id)
    for words in (GONE, KEPT, CHANGED):
        start = body.index(words)
        code_passage(study, row.id, start, start + len(words), theme)
    return row.id


@pytest.fixture
def compared(
    qtbot: QtBot, window: Window, shown: TranscriptsWorkspace, dialogs: AnsweredDialogs,
    written: Write, coded: int,
) -> TranscriptsWorkspace:  # fmt: skip
    """Show what a corrected file would change."""
    lines = [line for line, _ in LINES if GONE not in line]
    text = "\n".join(lines).replace(CHANGED, "phoned for an inhaler")
    dialogs.to_open = [written("corrected.txt", text)]
    shown.table.take(coded)
    qtbot.keyClick(shown.table, Qt.Key.Key_U, CTRL)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    return shown


def words_on(shown: TranscriptsWorkspace) -> str:
    return "\n".join(label.text() for label in shown.arrivals.updating.findChildren(QLabel))


def passages(study: Study, transcript_id: int) -> list[str]:
    with study.read() as session:
        body = text_of(session, transcript_id)
        return [body[row.start : row.end] for row in codings_of(session, transcript_id)]


def test_what_would_change_is_listed_and_nothing_is_changed_yet(
    compared: TranscriptsWorkspace, study: Study, coded: int
) -> None:
    words = words_on(compared)
    assert "No place any more (1)" in words
    assert "At changed words (1)" in words
    assert GONE in words
    assert "<u>" in words
    assert passages(study, coded) == [KEPT, GONE, CHANGED]


def test_bringing_up_to_date_is_one_step_that_is_undone(
    qtbot: QtBot, compared: TranscriptsWorkspace, window: Window, study: Study, coded: int
) -> None:
    qtbot.keyClick(compared.arrivals.updating.confirm, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    kept, changed = passages(study, coded)
    assert kept == KEPT
    assert changed == "phoned for an inhaler"
    assert study.undo_label == "Bring P03 Practice nurse up to date from corrected"
    window.undo()
    assert passages(study, coded) == [KEPT, GONE, CHANGED]


def test_what_would_be_lost_goes_to_the_place_suggested_when_ticked(
    qtbot: QtBot, window: Window, study: Study, shown: TranscriptsWorkspace, written: Write,
    dialogs: AnsweredDialogs, coded: int,
) -> None:  # fmt: skip
    lines = [line for line, _ in LINES if GONE not in line]
    text = "\n".join([f"Interviewer: {GONE}", *lines])
    dialogs.to_open = [written("moved.txt", text)]
    shown.arrivals.update_from(coded)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    page = shown.arrivals.updating
    assert len(page.suggestions) == 1
    qtbot.keyClick(page.confirm, Qt.Key.Key_P, CTRL)
    assert len(page.choices()) == 1
    qtbot.keyClick(page.confirm, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert passages(study, coded) == [GONE, KEPT, CHANGED]


def test_cancelled_comparison_leaves_the_transcript(
    qtbot: QtBot, compared: TranscriptsWorkspace, study: Study, coded: int
) -> None:
    qtbot.keyClick(compared.arrivals.updating.confirm, Qt.Key.Key_Escape)
    assert compared.table.isVisible()
    assert passages(study, coded) == [KEPT, GONE, CHANGED]


def test_labels_that_were_joined_or_taken_by_hand_stay_so_under_a_corrected_file(
    qtbot: QtBot, window: Window, study: Study, shown: TranscriptsWorkspace, written: Write,
    dialogs: AnsweredDialogs,
) -> None:  # fmt: skip
    window.go_to("transcripts", files=(written("S1.txt", TALK),))
    qtbot.waitUntil(shown.importing.isVisible, timeout=20_000)
    preview = shown.importing.preview
    assert preview.grid is not None
    preview.grid.tick(1, 2)
    preview.join()
    preview.add_label()
    assert isinstance(preview.panel, LabelPanel)
    preview.panel.wanted.emit("It went")
    shown.importing.confirm.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    row = shown.table.transcript()
    assert row is not None
    dialogs.to_open = [written("S1_corrected.txt", TALK.replace("well", "fine"))]
    shown.arrivals.update_from(row.id)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    shown.arrivals.updating.confirm.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    with study.read() as session:
        assert "fine" in text_of(session, row.id)
        labels = [speaker.label for speaker in speakers_of(session, row.id)]
    assert labels == ["Interviewer", "S1", "It went"]


def test_labels_that_were_split_stay_split_under_a_corrected_file(
    qtbot: QtBot, window: Window, study: Study, bring: Callable[..., TranscriptsWorkspace],
    written: Write, dialogs: AnsweredDialogs,
) -> None:  # fmt: skip
    shown = bring(written("S1.txt", TALK))
    reading = shown.importing.list.item(0).data(ROLE)
    reading.speak(split_speaker(reading.draft, 0, {4}, "Observer"))
    shown.importing.confirm.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    row = shown.table.transcript()
    assert row is not None
    changed = "Interviewer: Welcome.\n" + TALK.replace("And then", "And what then")
    dialogs.to_open = [written("S1_corrected.txt", changed)]
    shown.arrivals.update_from(row.id)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    shown.arrivals.updating.confirm.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    with study.read() as session:
        spoken = [(p.speaker, p.text) for p in paragraphs_of(session, row.id)]
    assert [text for who, text in spoken if who == "Observer"] == ["Interviewer: And what then?"]
    assert spoken[0] == ("Interviewer", "Interviewer: Welcome.")


def test_the_same_file_is_no_correction(
    qtbot: QtBot, window: Window, shown: TranscriptsWorkspace, dialogs: AnsweredDialogs,
    written: Write,
) -> None:  # fmt: skip
    path = written("S1.txt", TALK)
    window.go_to("transcripts", files=(path,))
    qtbot.waitUntil(shown.importing.isVisible, timeout=20_000)
    shown.importing.confirm.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    dialogs.to_open = [path]
    row = shown.table.transcript()
    assert row is not None
    shown.arrivals.update_from(row.id)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert "is the file that it came from" in window.message.words.text()
    assert shown.table.isVisible()


def test_pasted_text_becomes_a_transcript_of_the_name_given(
    qtbot: QtBot, window: Window, study: Study, shown: TranscriptsWorkspace
) -> None:
    qtbot.keyClick(shown.table, Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    page = shown.arrivals.pasting
    assert page.isVisible()
    assert not page.confirm.isEnabled()
    page.name.setText("Notes of 3/4 & more")
    page.text.setPlainText(TALK)
    qtbot.keyClick(page.text, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert shown.importing.isVisible()
    assert shown.importing.confirm.text() == "Import 1 transcript"
    shown.importing.confirm.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    with study.read() as session:
        row = list_transcripts(session)[-1]
        assert len(speakers_of(session, row.id)) == 3
    assert "Notes" in row.name or "more" in row.name


def test_text_that_was_pasted_stays_when_it_is_left(
    qtbot: QtBot, shown: TranscriptsWorkspace
) -> None:
    shown.arrivals.paste()
    page = shown.arrivals.pasting
    page.text.setPlainText(TALK)
    qtbot.keyClick(page.text, Qt.Key.Key_Escape)
    assert shown.table.isVisible()
    shown.arrivals.paste()
    assert page.text.toPlainText() == TALK
