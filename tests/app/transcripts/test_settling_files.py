"""Settle what was read of files before anything is added."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.design.type import TypeScale
from app.transcripts.file_rows import state_of
from app.transcripts.label_panel import LabelPanel
from app.transcripts.name_questions import NameQuestion
from app.transcripts.reading import NEW, Reading, read_files
from app.transcripts.split_panel import SplitPanel
from app.transcripts.workspace import TranscriptsWorkspace
from app.widgets.row_ink import ROLE
from app.window import Window
from framework.drafts import CommentDraft
from framework.errors import CancelledError
from framework.progress import Progress
from framework.queries.cases import list_cases
from framework.queries.memos import margin_memos
from framework.queries.transcripts import cases_of_transcripts, list_transcripts, speakers_of
from framework.study import Study
from importers import read_text
from tests.app.conftest import transcript
from tests.app.test_accessibility import focusable, said_of
from tests.app.transcripts.conftest import TALK

Write = Callable[[str, str], Path]
Bring = Callable[..., TranscriptsWorkspace]
CTRL = Qt.KeyboardModifier.ControlModifier


def reading_at(shown: TranscriptsWorkspace, row: int) -> Reading:
    found = shown.importing.list.item(row).data(ROLE)
    assert isinstance(found, Reading)
    return found


def names_in(shown: TranscriptsWorkspace, row: int = 0) -> list[str]:
    draft = reading_at(shown, row).draft
    assert draft is not None
    return [speaker.name for speaker in draft.speakers]


def imported(qtbot: QtBot, window: Window, shown: TranscriptsWorkspace) -> None:
    shown.importing.confirm.click()
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)


def speakers_in(study: Study, name: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    with study.read() as session:
        row = next(row for row in list_transcripts(session) if row.name == name)
        return {s.label: (s.role, s.cases) for s in speakers_of(session, row.id)}


def words_on(shown: TranscriptsWorkspace) -> str:
    return "\n".join(label.text() for label in shown.importing.preview.findChildren(QLabel))


def test_labels_that_are_ticked_are_joined_by_key(
    qtbot: QtBot, window: Window, study: Study, bring: Bring, written: Write
) -> None:
    shown = bring(written("S1.txt", TALK))
    preview = shown.importing.preview
    assert preview.grid is not None
    preview.grid.tick(1, 2)
    qtbot.keyClick(shown.importing.list, Qt.Key.Key_J, CTRL)
    assert names_in(shown) == ["Interviewer", "S1"]
    imported(qtbot, window, shown)
    assert speakers_in(study, "S1") == {
        "Interviewer": ("interviewer", ()), "S1": ("participant", ("S1",)),
    }  # fmt: skip
    assert study.undo_label == "Import S1"


def test_a_label_that_is_two_people_is_split_turn_by_turn(
    qtbot: QtBot, bring: Bring, written: Write
) -> None:
    shown = bring(written("S1.txt", TALK))
    preview = shown.importing.preview
    assert preview.grid is not None
    preview.grid.tick(0)
    qtbot.keyClick(shown.importing.list, Qt.Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
    panel = preview.panel
    assert isinstance(panel, SplitPanel)
    panel.turns.item(1).setCheckState(Qt.CheckState.Checked)
    panel.name.setText("Observer")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    assert names_in(shown) == ["Interviewer", "S1", "Sister", "Observer"]
    assert reading_at(shown, 0).changed


def test_escape_leaves_the_turns_first_and_then_the_page(
    qtbot: QtBot, bring: Bring, written: Write
) -> None:
    shown = bring(written("S1.txt", TALK))
    preview = shown.importing.preview
    assert preview.grid is not None
    preview.grid.tick(0)
    preview.part()
    panel = preview.panel
    assert isinstance(panel, SplitPanel)
    qtbot.keyClick(panel.turns, Qt.Key.Key_Escape)
    assert preview.panel is None
    assert shown.importing.isVisible()
    qtbot.keyClick(shown.importing.list, Qt.Key.Key_Escape)
    assert shown.table.isVisible()


def test_a_label_that_was_missed_is_taken_by_hand(
    qtbot: QtBot, bring: Bring, written: Write
) -> None:
    missed = TALK.replace("It went on.", "and the cat – it came")
    shown = bring(written("S1.txt", missed))
    preview = shown.importing.preview
    qtbot.keyClick(shown.importing.list, Qt.Key.Key_L, CTRL)
    panel = preview.panel
    assert isinstance(panel, LabelPanel)
    assert panel.typed.text() == "and the cat"
    assert panel.said.text() == "1 paragraph begins so: ¶3"
    panel.typed.clear()
    assert not panel.said.text()
    panel.typed.setText("and")
    assert panel.take.isEnabled()
    panel.typed.setText("nobody")
    assert not panel.take.isEnabled()
    panel.typed.setText("and the cat")
    qtbot.keyClick(panel.typed, Qt.Key.Key_Return)
    assert names_in(shown) == ["Interviewer", "S1", "Sister", "and the cat"]
    preview.take_back()
    assert names_in(shown) == ["Interviewer", "S1", "Sister"]


def test_a_file_without_speakers_takes_a_label_by_hand(bring: Bring, written: Write) -> None:
    shown = bring(written("S1.txt", "mother says it was late.\n\nIt was.\n\nmother said no.\n"))
    assert names_in(shown) == []
    shown.importing.preview.add_label()
    panel = shown.importing.preview.panel
    assert isinstance(panel, LabelPanel)
    panel.wanted.emit("mother")
    assert names_in(shown) == ["mother"]


@pytest.mark.parametrize("said", ["It was.\n\nNo.\n", "and the cat – it came\n\nIt was.\n"])
def test_nothing_is_to_be_chosen_where_nothing_is_offered(
    bring: Bring, written: Write, said: str
) -> None:
    preview = bring(written("S1.txt", said)).importing.preview
    preview.add_label()
    panel = preview.panel
    assert isinstance(panel, LabelPanel)
    heads = [head.text() for head in panel.findChildren(QLabel)]
    offered = "cat" in said
    assert panel.offered.isVisibleTo(panel) == offered
    assert any("choose it" in words for words in heads) == offered


def test_names_a_letter_apart_are_asked_about_once(bring: Bring, written: Write) -> None:
    talk = "Anna: One.\nBen: Two.\nAna: Three.\nBen: Four.\n" * 2
    plain = written("plain.txt", TALK)
    shown = bring(written("a.txt", talk), written("b.txt", talk + "Ben: Five.\n"), plain)
    preview = shown.importing.preview
    assert shown.importing.list.currentRow() == 0
    assert len(reading_at(shown, 0).questions) == 1
    (question,) = preview.findChildren(NameQuestion)
    question.apart.emit(0, 2)
    assert not reading_at(shown, 0).questions
    assert names_in(shown) == ["Anna", "Ben", "Ana"]
    shown.importing.list.setCurrentRow(1)
    question = preview.findChildren(NameQuestion)[-1]
    question.same.emit(0, 2)
    assert names_in(shown, 1) == ["Anna", "Ben"]


@pytest.mark.parametrize("scale", [1.0, 1.3, 1.5])
def test_what_was_read_fits_a_small_window(
    qtbot: QtBot, window: Window, bring: Bring, written: Write, scale: float
) -> None:
    window.look.set_type(TypeScale(scale))
    window.resize(1024, 700)
    preview = bring(written("S1.txt", TALK)).importing.preview
    assert preview.grid is not None
    for box in preview.grid.roles:
        words = box.fontMetrics().horizontalAdvance("Participant")
        assert box.width() > words + window.look.type.px(20)
    preview.add_label()
    inside = preview.widget()
    qtbot.waitUntil(lambda: 0 < inside.width() <= preview.viewport().width())
    assert isinstance(preview.panel, LabelPanel)
    take = preview.panel.take
    qtbot.waitUntil(lambda: take.visibleRegion().boundingRect() == take.rect())


def test_choices_are_taken_back(bring: Bring, written: Write) -> None:
    shown = bring(written("S1.txt", TALK))
    preview = shown.importing.preview
    assert preview.grid is not None
    preview.grid.tick(2)
    preview.leave_out()
    assert names_in(shown) == ["Interviewer", "S1"]
    preview.take_back()
    assert names_in(shown) == ["Interviewer", "S1", "Sister"]
    assert not reading_at(shown, 0).changed


def test_files_with_the_same_labels_take_the_same_choices_but_no_case(
    bring: Bring, written: Write
) -> None:
    other = written("other.txt", TALK.replace("I came too", "I came as well"))
    apart = written("apart.txt", TALK.replace("Sister", "Brother"))
    shown = bring(written("S1.txt", TALK), other, apart)
    preview = shown.importing.preview
    assert preview.grid is not None
    preview.grid.tick(1, 2)
    preview.join()
    assert preview.tools is not None
    assert preview.tools.alike is not None
    assert preview.tools.alike.text() == "Choose the same in 1 file alike"
    preview.tools.use_alike()
    assert names_in(shown, 1) == ["Interviewer", "S1"]
    assert names_in(shown, 2) == ["Interviewer", "S1", "Brother"]
    assert reading_at(shown, 1).cases["S1"] == NEW + "other"
    preview.tools.cases.setChecked(True)
    preview.tools.use_alike()
    assert reading_at(shown, 1).cases["S1"] == NEW + "S1"


def test_a_new_case_is_typed(
    qtbot: QtBot, window: Window, study: Study, bring: Bring, written: Write
) -> None:
    shown = bring(written("talk.txt", TALK))
    grid = shown.importing.preview.grid
    assert grid is not None
    box = grid.case_boxes[2]
    for typed in ("p03", "Sister of S1"):
        box.setEditText(typed)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.currentText() == "New case Sister of S1"
    box = grid.case_boxes[1]
    box.setEditText("p03")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.currentText() == "P03"
    imported(qtbot, window, shown)
    assert speakers_in(study, "talk")["Sister"][1] == ("Sister of S1",)
    assert speakers_in(study, "talk")["S1"][1] == ("P03",)
    with study.read() as session:
        assert [case.name for case in list_cases(session)] == ["P03", "Sister of S1"]


def test_a_file_without_speakers_says_so_in_the_list(bring: Bring, written: Write) -> None:
    shown = bring(written("talk.txt", TALK), written("notes.txt", "We met.\n\nIt rained.\n"))
    listed = [shown.importing.list.item(row).data(ROLE) for row in range(2)]
    assert [state_of(reading)[0] for reading in listed] == ["ready", "no speakers"]


def test_a_case_typed_after_a_click_is_named_by_what_was_typed(
    qtbot: QtBot, bring: Bring, written: Write
) -> None:
    grid = bring(written("talk.txt", TALK)).importing.preview.grid
    assert grid is not None
    box = grid.case_boxes[2]
    qtbot.mouseClick(box.lineEdit(), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(box.lineEdit(), "Facilitator")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert box.case() == NEW + "Facilitator"


def test_a_wheel_over_a_choice_changes_nothing(bring: Bring, written: Write) -> None:
    shown = bring(written("talk.txt", TALK))
    grid = shown.importing.preview.grid
    assert grid is not None
    before = grid.roles[0].currentIndex()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(grid.roles[0], wheel)
    assert grid.roles[0].currentIndex() == before


def test_what_was_read_is_told(bring: Bring, written: Write) -> None:
    words = words_on(bring(written("talk.txt", TALK)))
    count = len("".join(TALK.split()))
    assert f"Characters: {count} in the file, {count} in the text: none lost." in words
    assert "1 paragraph of speech has no label and continues the turn." in words
    assert "Nothing was left out." in words
    assert "plain text · 25 words · 8 paragraphs · 3 speakers" in words


SURVEY = (
    "id,site,What helped most?,What was hard about it?\n"
    "R1,North,The training day was very good,There was no time for it\n"
    "R2,South,Having a colleague to ask things,Too many forms to fill in\n"
)


def test_questions_of_a_survey_are_chosen_and_respondents_are_cases(
    qtbot: QtBot, window: Window, study: Study, bring: Bring, written: Write
) -> None:
    shown = bring(written("survey.csv", SURVEY))
    preview = shown.importing.preview
    assert preview.columns is not None
    preview.columns.questions.item(2).setCheckState(Qt.CheckState.Unchecked)
    preview.columns.again.click()
    draft = reading_at(shown, 0).draft
    assert draft is not None
    assert "training day" not in draft.text
    imported(qtbot, window, shown)
    assert speakers_in(study, "survey") == {
        "R1": ("participant", ("R1",)), "R2": ("participant", ("R2",)),
    }  # fmt: skip


def test_columns_without_text_keep_the_file_as_it_was_read(
    qtbot: QtBot, bring: Bring, written: Write
) -> None:
    shown = bring(written("survey.csv", SURVEY))
    preview = shown.importing.preview
    assert preview.columns is not None
    before = reading_at(shown, 0).draft
    for row in range(4):
        preview.columns.questions.item(row).setCheckState(Qt.CheckState.Unchecked)
    with qtbot.capture_exceptions() as raised:
        preview.columns.again.click()
    assert [str(error) for _, error, _ in raised] == [
        "Tick at least one column of answers; nothing was changed."
    ]
    assert reading_at(shown, 0).draft is before


def test_comments_that_are_ticked_become_memos_with_the_import(
    qtbot: QtBot, window: Window, study: Study, shown: TranscriptsWorkspace
) -> None:
    plain = read_text(TALK, "S1")
    notes = (CommentDraft("AB", "2021-03-04", 0, 11, "Who asks?"),
             CommentDraft("", "", 25, 30, "Doubtful."))  # fmt: skip
    draft = plain.__class__(**{**plain.__dict__, "comments": notes})
    reading = Reading("S1.docx", draft, as_read=draft, cases={})
    shown.arrivals._show_readings([reading])
    preview = shown.importing.preview
    assert preview.comments is not None
    assert preview.comments.every.text() == "2 comments in the file: take them as memos"
    assert not preview.comments.every.isChecked()
    preview.comments.list.item(0).setCheckState(Qt.CheckState.Checked)
    imported(qtbot, window, shown)
    with study.read() as session:
        row = list_transcripts(session)[-1]
        assert [memo.text for memo in margin_memos(session, row.id)] == [
            "AB, 2021-03-04: Who asks?"
        ]
    shown.table.take(row.id)
    shown.details.comments_wanted.emit(row.id, [1])
    with study.read() as session:
        assert len(margin_memos(session, row.id)) == 2
    window.undo()
    with study.read() as session:
        assert len(margin_memos(session, row.id)) == 1


def test_the_very_same_file_twice_is_said_and_does_not_stop_the_rest(
    qtbot: QtBot, window: Window, study: Study, bring: Bring, written: Write
) -> None:
    first = written("S1.txt", TALK)
    shown = bring(first, written("copy.txt", TALK))
    assert "very same file as S1.txt" in reading_at(shown, 1).refusal
    imported(qtbot, window, shown)
    bring(first, written("S2.txt", TALK.replace("well", "fine")))
    assert "very same file as S1" in reading_at(shown, 0).refusal
    imported(qtbot, window, shown)
    with study.read() as session:
        assert [row.name for row in list_transcripts(session)][1:] == ["S1", "S2"]


def test_cancelled_reading_stops_at_the_next_file(tmp_path: Path) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(CancelledError):
        read_files([tmp_path / "a.txt"], [], {}, Progress(lambda *_: None, stop))


def test_files_are_dropped_on_the_window_from_any_workspace(
    qtbot: QtBot, window: Window, written: Write
) -> None:
    window.go_to("chart")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written("S1.txt", TALK)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, QPoint(200, 200)
    plain = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(none, copy, data, left, plain)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(none), copy, data, left, plain))
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    shown = window.workspace()
    assert isinstance(shown, TranscriptsWorkspace)
    assert shown.importing.list.count() == 1


def test_printed_line_numbers_are_kept_when_ticked(shown: TranscriptsWorkspace) -> None:
    plain = transcript()
    first, *rest = plain.paragraphs
    numbered = (first._replace(printed="12"), *rest)
    draft = plain.__class__(**{**plain.__dict__, "paragraphs": numbered})
    reading = Reading("S1.pdf", draft, as_read=draft)
    shown.arrivals._show_readings([reading])
    assert "¶1 (12)" in words_on(shown)
    assert reading.final().paragraphs[0].printed == "12"
    reading.printed = False
    assert reading.final().paragraphs[0].printed == ""


def test_many_speakers_are_shown_when_asked(bring: Bring, written: Write) -> None:
    talk = "".join(f"P{n}: Number {n} says this.\nP{n}: And that.\n" for n in range(1, 61))
    shown = bring(written("group.txt", talk))
    preview = shown.importing.preview
    assert preview.grid is not None
    assert len(preview.grid.roles) == 24
    preview.grid.all_wanted.emit()
    assert len(preview.grid.roles) == 60


def test_a_file_in_which_nobody_is_named_speaks_for_a_case(
    qtbot: QtBot, window: Window, study: Study, bring: Bring, written: Write
) -> None:
    shown = bring(written("P03_diary.txt", "I wrote this on the first day.\nThen it went on.\n"))
    box = shown.importing.preview.whole
    assert box is not None
    assert box.currentText() == "P03"
    imported(qtbot, window, shown)
    with study.read() as session:
        row = list_transcripts(session)[-1]
        assert cases_of_transcripts(session)[row.id] == ["P03"]


def test_a_table_that_cannot_be_read_so_stays_and_is_named(
    window: Window, bring: Bring, written: Write
) -> None:
    twice = SURVEY + "R3,North,It all worked very well,Nothing that I recall at all\n"
    shown = bring(written("a.csv", SURVEY), written("b.csv", twice))
    preview = shown.importing.preview
    assert preview.columns is not None
    preview.columns.respondent.setCurrentIndex(1)
    preview.columns.again.click()
    before = reading_at(shown, 1).draft
    assert preview.tools is not None
    preview.tools.use_alike()
    assert "does not name each respondent once" in window.message.words.text()
    assert reading_at(shown, 1).draft is before


def test_every_control_of_the_import_pages_has_a_name(bring: Bring, written: Write) -> None:
    shown = bring(written("S1.txt", TALK), written("survey.csv", SURVEY))
    preview = shown.importing.preview
    assert preview.grid is not None
    preview.grid.tick(0)
    preview.part()
    for row in range(2):
        shown.importing.list.setCurrentRow(row)
        for widget in focusable(shown.importing):
            assert said_of(widget), widget
    shown.arrivals.paste()
    for widget in focusable(shown.arrivals.pasting):
        assert said_of(widget), widget


def test_what_is_chosen_for_a_label_is_offered_in_the_other_files_that_bear_it(
    qtbot: QtBot, bring: Bring, written: Write
) -> None:
    talk = "KL: How was it?\nS{n}: It was well.\nKL: And then?\nS{n}: We met.\nObs: Rain.\n"
    files = [written(f"S{n}.txt", talk.format(n=n) * 2) for n in range(1, 5)]
    shown = bring(*files, written("other.txt", TALK))
    preview = shown.importing.preview
    assert preview.grid is not None
    assert preview.elsewhere is not None
    assert not preview.elsewhere.isVisible()
    places = {name: at for at, name in enumerate(names_in(shown))}
    preview.grid.role_taken.emit(places["KL"], "other")
    assert preview.elsewhere.isVisible()
    assert "KL stands in 3 other files too, where this is not chosen yet." in words_on(shown)
    preview.grid.case_boxes[-1].setFocus()
    qtbot.keyClick(preview.grid.case_boxes[-1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is preview.elsewhere.buttons[0]
    qtbot.keyClick(preview.elsewhere.buttons[0], Qt.Key.Key_Space)
    assert not preview.elsewhere.isVisible()
    assert [role_of(shown, row, "KL") for row in range(4)] == ["other"] * 4
    preview.grid.case_taken.emit("Obs", NEW + "Watcher")
    (button,) = [one for one in preview.elsewhere.findChildren(QPushButton) if one.isVisible()]
    assert button.text() == "Case Watcher there too"
    button.click()
    assert {reading_at(shown, row).cases["Obs"] for row in range(4)} == {NEW + "Watcher"}
    assert reading_at(shown, 1).cases["S2"] == NEW + "S2"
    preview.grid.tick(places["KL"], places["Obs"])
    preview.join()
    assert preview.elsewhere is not None
    assert "KL, Obs stand in 3 other files too, where this is not chosen yet." in words_on(shown)
    preview.elsewhere.findChildren(QPushButton)[0].click()
    assert [names_in(shown, row) for row in range(4)] == [["KL", f"S{n}"] for n in range(1, 5)]


def role_of(shown: TranscriptsWorkspace, row: int, name: str) -> str:
    draft = reading_at(shown, row).draft
    assert draft is not None
    return next(speaker.role for speaker in draft.speakers if speaker.name == name)
