"""Search all transcripts, and code what is found in one step."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.coding.autocode import AutocodePage
from app.coding.found_model import FoundModel, Heading, Line
from app.coding.workspace import CodeWorkspace
from app.window import Window
from framework.edits import transcripts
from framework.queries.codings import all_codings
from framework.queries.passages import FoundPassage
from framework.study import Study
from tests.app.conftest import transcript
from tests.studies import code_passage, theme_numbered

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, window: Window, study: Study) -> Iterator[AutocodePage]:
    """Show the page, with two transcripts to search."""
    transcripts.import_transcripts(study, [transcript("P04 Manager")])
    window.go_to("study")
    qtbot.keyClick(window, Key.Key_F, CTRL | SHIFT)
    yield shown(window)
    qtbot.waitUntil(lambda: not window.jobs.busy)


def shown(window: Window) -> AutocodePage:
    workspace = window.workspace()
    assert isinstance(workspace, CodeWorkspace)
    page = workspace.searching.shown
    assert page is not None
    return page


def look_for(qtbot: QtBot, page: AutocodePage, words: str) -> None:
    page.words.field.clear()
    qtbot.keyClicks(page.words.field, words)
    qtbot.keyClick(page.words.field, Key.Key_Return)


def quotes(page: AutocodePage) -> list[str]:
    return [line.passage.text for line in page.model.lines()]


def coded(study: Study) -> list[tuple[str, str]]:
    with study.read() as session:
        return [(row.transcript, row.quote) for row in all_codings(session)]


def choose_theme(qtbot: QtBot, page: AutocodePage, typed: str) -> None:
    page.chooser.field.setFocus()
    qtbot.keyClicks(page.chooser.field, typed)


def test_key_opens_the_page_from_anywhere_ready_to_type(page: AutocodePage) -> None:
    assert QApplication.focusWidget() is page.words.field


def test_what_is_found_stands_under_its_transcript(qtbot: QtBot, page: AutocodePage) -> None:
    look_for(qtbot, page, "lang*")
    rows = [row.transcript if isinstance(row, Heading) else row.passage.text
            for row in page.model.rows]  # fmt: skip
    said = "It gave us a shared language."
    assert rows == ["P03 Practice nurse", said, "P04 Manager", said]
    assert page.count.text() == "2 found in 2 transcripts"
    look_for(qtbot, page, '"shared language"')
    assert len(quotes(page)) == 2
    look_for(qtbot, page, '"language shared"')
    assert quotes(page) == []
    assert page.found.hint.startswith("Nothing found. Whole words")


def test_unit_and_role_are_chosen(qtbot: QtBot, page: AutocodePage) -> None:
    look_for(qtbot, page, "difference")
    assert quotes(page) == []
    page.words.participants.setChecked(False)
    assert len(quotes(page)) == 2
    look_for(qtbot, page, "language")
    page.words.unit.setCurrentIndex(0)
    assert quotes(page) == ["language", "language"]
    line = page.model.lines()[0]
    assert (line.before[-9:], line.after[:4]) == ("a shared ", ". An")
    page.words.unit.setCurrentIndex(2)
    assert quotes(page)[0].endswith("didn’t expect.")


def test_ticked_passages_are_coded_in_one_step_and_taken_back_in_one(
    qtbot: QtBot, page: AutocodePage, window: Window, study: Study
) -> None:
    look_for(qtbot, page, "language")
    choose_theme(qtbot, page, "skills")
    assert page.code_button.accessibleName() == "Code 2 passages as 2.2 Skills and knowledge"
    qtbot.keyClick(page.chooser.field, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    said = "It gave us a shared language."
    assert coded(study) == [("P03 Practice nurse", said), ("P04 Manager", said)]
    assert study.undo_label == "Code 2 passages as 2.2 Skills and knowledge"
    assert window.message.words.text() == "2 passages coded as 2.2 Skills and knowledge."
    qtbot.waitUntil(lambda: page.said.text() == "2 of them are coded so already and skipped.")
    assert not page.code_button.isEnabled()
    window.message.action.click()
    qtbot.waitUntil(lambda: coded(study) == [])
    qtbot.waitUntil(page.code_button.isEnabled)


def test_what_is_coded_already_is_marked_and_skipped(
    qtbot: QtBot, page: AutocodePage, window: Window, study: Study
) -> None:
    look_for(qtbot, page, "language")
    first = page.model.lines()[0].passage
    with study.read() as session:
        theme = theme_numbered(session, "2.2").id
    code_passage(study, first.transcript_id, first.start, first.end, theme)
    choose_theme(qtbot, page, "2.2")
    assert page.model.coded() == 1
    assert page.code_button.accessibleName() == "Code 1 passage as 2.2 Skills and knowledge"
    qtbot.mouseClick(page.code_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert len(coded(study)) == 2


def test_space_unticks_a_passage_and_a_whole_transcript(qtbot: QtBot, page: AutocodePage) -> None:
    look_for(qtbot, page, "it")
    every = len(page.model.ticked())
    assert every == 4
    assert page.found.hasFocus()
    qtbot.keyClick(page.found, Key.Key_Space)
    assert len(page.model.ticked()) == every - 1
    qtbot.keyClick(page.found, Key.Key_Up)
    qtbot.keyClick(page.found, Key.Key_Space)
    assert len(page.model.ticked()) == every
    qtbot.keyClick(page.found, Key.Key_Space)
    assert page.model.ticked() == [line.key for line in page.model.lines()[2:]]


def test_enter_shows_the_place_and_the_key_comes_back(
    qtbot: QtBot, page: AutocodePage, window: Window
) -> None:
    look_for(qtbot, page, "inhaler")
    qtbot.keyClick(page.found, Key.Key_Return)
    workspace = window.workspace()
    assert isinstance(workspace, CodeWorkspace)
    assert workspace.searching.shown is None
    start, end = workspace.view.selection()
    assert workspace.view.text[start:end] == page.model.lines()[0].passage.text
    qtbot.keyClick(workspace.view, Key.Key_F, CTRL | SHIFT)
    assert shown(window) is page
    assert page.found.hasFocus()
    assert len(quotes(page)) == 2


def test_escape_leads_back_to_the_transcript(
    qtbot: QtBot, page: AutocodePage, window: Window
) -> None:
    qtbot.keyClick(page.words.field, Key.Key_Escape)
    workspace = window.workspace()
    assert isinstance(workspace, CodeWorkspace)
    assert workspace.view.hasFocus()


def test_turns_of_a_speaker_are_listed(qtbot: QtBot, page: AutocodePage) -> None:
    page.tabs.select("speaker")
    page.tabs.chosen.emit("speaker")
    assert page.speaker.speaker.currentText() == "P03 · participant · 2 turns"
    assert len(quotes(page)) == 2
    qtbot.keyClick(page.speaker.speaker, Key.Key_Up)
    assert page.speaker.speaker.currentText() == "Interviewer · 2 turns"
    assert len(quotes(page)) == 2


def test_answers_to_a_question_are_listed(qtbot: QtBot, page: AutocodePage, window: Window) -> None:
    page.tabs.select("question")
    page.tabs.chosen.emit("question")
    qtbot.waitUntil(lambda: not window.jobs.busy)
    qtbot.waitUntil(lambda: page.question.question.count() > 0)
    at = page.question.question.findText("example", Qt.MatchFlag.MatchContains)
    page.question.question.setCurrentIndex(at)
    assert [text[:16] for text in quotes(page)] == ["A lady rang for "] * 2


def test_search_box_leads_to_coding(qtbot: QtBot, window: Window, study: Study) -> None:
    assert study.title == "Pilot"
    qtbot.keyClick(window, Key.Key_K, CTRL)
    qtbot.keyClicks(window.top.search, "inhaler")
    qtbot.waitUntil(window.results.isVisible)
    assert window.results.code.text() == "Code these…  Ctrl+Shift+F"
    qtbot.keyClick(window.top.search, Key.Key_F, CTRL | SHIFT)
    page = shown(window)
    assert page.words.field.text() == "inhaler"
    assert len(quotes(page)) == 1


def found(transcript_id: int, start: int) -> Line:
    passage = FoundPassage(transcript_id, f"P{transcript_id}", 1, start, start + 4, "text", 0, 4)
    return Line(passage)


def test_ticks_are_kept_while_coded_ones_are_left_out() -> None:
    model = FoundModel()
    model.show([found(1, 0), found(1, 10), found(2, 0)])
    model.toggle(2)
    assert model.ticked() == [(1, 0, 4), (2, 0, 4)]
    model.set_coded({(1, 0, 4)})
    assert model.ticked() == [(2, 0, 4)]
    states = [model.index(at).data(Qt.ItemDataRole.CheckStateRole) for at in range(5)]
    assert states[0] == Qt.CheckState.Unchecked
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "¶1 text, coded already"
    model.tick_all(on=True)
    assert model.ticked() == [(1, 10, 14), (2, 0, 4)]


def test_keys_stay_with_what_was_found_once_it_is_coded(
    qtbot: QtBot, page: AutocodePage, study: Study
) -> None:
    look_for(qtbot, page, "lang*")
    choose_theme(qtbot, page, "2.2")
    page.code_button.setFocus()
    qtbot.mouseClick(page.code_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(coded(study)) == 2)
    qtbot.waitUntil(lambda: not page.code_button.isEnabled())
    assert page.found.hasFocus()


def test_what_was_unticked_stays_so_when_one_has_looked_elsewhere(
    qtbot: QtBot, page: AutocodePage
) -> None:
    look_for(qtbot, page, "lang*")
    page.model.toggle(1)
    left = page.model.ticked()
    assert len(left) == 1
    page.tabs.select("speaker")
    page._choose("speaker")
    page.tabs.select("words")
    page._choose("words")
    assert page.model.ticked() == left
    look_for(qtbot, page, "shared")
    assert len(page.model.ticked()) == 2
