"""Facts about writing a summary: offers, whole locators, pasting, quotations."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.charting.citables import Offer, ranked
from app.charting.pane import CellPane
from app.charting.pasting import pasted
from framework.edits.cases import remove_case
from framework.errors import RefusedError
from framework.queries.charts import cell
from tests.app.charting.seats import Seat
from tests.studies import case_ids, theme_ids

KEY = Qt.Key


def pane(seat: Seat, qtbot: QtBot) -> CellPane:
    found: CellPane = seat.workspace.pane
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    found.editor.setFocus()
    qtbot.waitUntil(found.editor.hasFocus)
    return found


def saved(seat: Seat) -> str:
    with seat.study.read() as session:
        return cell(session, case_ids(seat.study)["S01"], theme_ids(seat.study)["1.1"]).text


def test_enter_in_an_empty_cell_puts_no_empty_line_before_the_summary(
    seat: Seat, qtbot: QtBot
) -> None:
    editor = pane(seat, qtbot).editor
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.keyClicks(editor, "Team came")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.keyClicks(editor, "late")
    assert editor.text() == "Team came\nlate"


def test_an_open_bracket_offers_the_passages_of_the_cell_first(seat: Seat, qtbot: QtBot) -> None:
    editor = pane(seat, qtbot).editor
    qtbot.keyClicks(editor, "Team came [")
    assert editor.offered.is_open
    assert editor.offered.current().typed == "[S01 ¶2]"
    qtbot.waitUntil(lambda: editor.offered.list.count() == 2)
    qtbot.keyClick(editor, KEY.Key_Return)
    assert editor.text() == "Team came [S01 ¶2]"
    assert not editor.offered.is_open
    seat.workspace.commit()
    assert saved(seat) == "Team came [S01 ¶2]"


def test_words_and_numbers_narrow_the_offers(seat: Seat, qtbot: QtBot) -> None:
    editor = pane(seat, qtbot).editor
    qtbot.keyClicks(editor, "[")
    qtbot.waitUntil(lambda: editor.offered.list.count() == 2)
    qtbot.keyClicks(editor, "weather")
    assert editor.offered.current().typed == "[S01 ¶4]"
    qtbot.keyClick(editor, KEY.Key_Tab)
    assert editor.text() == "[S01 ¶4]"


def test_escape_closes_the_offers_and_typing_goes_on(seat: Seat, qtbot: QtBot) -> None:
    editor = pane(seat, qtbot).editor
    qtbot.keyClicks(editor, "[")
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert not editor.offered.is_open
    assert editor.hasFocus()
    qtbot.keyClicks(editor, "S01")
    assert not editor.offered.is_open
    assert editor.text() == "[S01"


def test_a_number_comes_before_words_that_hold_it() -> None:
    offers = [Offer("[S01 ¶40]", "4 of us", near=True), Offer("[S01 ¶4]", "weather")]
    assert [offer.typed for offer in ranked(offers, "4")] == ["[S01 ¶4]", "[S01 ¶40]"]


def test_the_cursor_steps_over_a_locator_and_delete_takes_it_whole(
    seat: Seat, qtbot: QtBot
) -> None:
    editor = pane(seat, qtbot).editor
    editor.insertPlainText("🙂 came [S01 ¶2].")
    qtbot.keyClick(editor, KEY.Key_Left)
    qtbot.keyClick(editor, KEY.Key_Left)
    assert editor.textCursor().position() == 8
    qtbot.keyClick(editor, KEY.Key_Right)
    qtbot.keyClick(editor, KEY.Key_Backspace)
    assert editor.text() == "🙂 came ."


def test_a_locator_says_its_words_and_opens(seat: Seat, qtbot: QtBot) -> None:
    found = pane(seat, qtbot)
    found.editor.insertPlainText("Team came [S01 ¶2]")
    assert found.editor.words_of("[S01 ¶2]").startswith("S01: Most of the team came")
    assert found.editor.words_of("[S01 ¶99]") == "This leads nowhere in the study."
    found.open_current()
    workspace, where = seat.went[-1]
    assert workspace == "code"
    assert where["start"] == 28


def test_paste_from_word_keeps_the_text_alone(seat: Seat, qtbot: QtBot) -> None:
    editor = pane(seat, qtbot).editor
    source = QMimeData()
    source.setHtml("<p><b>Most came</b> – “never” [S01&nbsp;¶2]</p>")
    source.setText("Most came – “never” [S01\u00a0¶2]\n")
    editor.insertFromMimeData(source)
    seat.workspace.commit()
    assert saved(seat) == "Most came – “never” [S01 ¶2]"
    assert not seat.messages


def test_cells_pasted_within_a_cell_become_lines_and_keep_their_marks(
    seat: Seat, qtbot: QtBot
) -> None:
    editor = pane(seat, qtbot).editor
    source = QMimeData()
    source.setHtml('<table><tr><td>one</td><td>two<br>lines</td></tr>'
                   '<tr><td>"never" [S01 ¶2]</td><td></td></tr></table>')  # fmt: skip
    source.setText('one\t"two\nlines"\n"never" [S01 ¶2]\n')
    editor.insertFromMimeData(source)
    assert editor.text() == 'one\ntwo\nlines\n"never" [S01 ¶2]'
    assert pasted("a\tb\x0bc\n") == "a\nb\nc"


def test_a_quotation_that_differs_is_underlined_and_the_true_words_are_one_key_away(
    seat: Seat, qtbot: QtBot
) -> None:
    found = pane(seat, qtbot)
    found.editor.insertPlainText('"Most of the teams came" said the nurse')
    qtbot.waitUntil(lambda: not found.strip.isHidden(), timeout=5000)
    assert found.strip.said.text() == "S01 ¶2 says “Most of the team came”"
    assert len(found.editor.extraSelections()) == 1
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(found.editor, KEY.Key_U, shift)
    assert found.editor.text() == '"Most of the team came" said the nurse'
    qtbot.waitUntil(found.strip.isHidden, timeout=5000)
    assert not found.editor.extraSelections()


def test_words_that_stand_nowhere_are_said_to(seat: Seat, qtbot: QtBot) -> None:
    found = pane(seat, qtbot)
    found.editor.insertPlainText("“xylophone quartz zebra”")
    qtbot.waitUntil(lambda: not found.strip.isHidden(), timeout=5000)
    assert "stands in no transcript of this case" in found.strip.said.text()
    assert found.strip.use.isHidden()


def test_the_cell_itself_offers_what_can_be_cited(seat: Seat, qtbot: QtBot) -> None:
    pane(seat, qtbot)
    inplace = seat.workspace.matrix.inplace
    seat.workspace.table.setFocus()
    inplace.open("Came [")
    qtbot.waitUntil(lambda: inplace.editor.hasFocus())
    inplace.editor._offer()
    assert inplace.editor.offered.is_open
    qtbot.keyClick(inplace.editor, KEY.Key_Tab)
    seat.workspace.commit()
    assert saved(seat) == "Came [S01 ¶2]"
    assert inplace.is_open


def test_the_cell_itself_says_which_quotation_differs(seat: Seat, qtbot: QtBot) -> None:
    pane(seat, qtbot)
    inplace = seat.workspace.matrix.inplace
    seat.workspace.table.setFocus()
    inplace.open('"Most of the teams came"')
    strip = inplace.proofs.strip
    qtbot.waitUntil(lambda: not strip.isHidden(), timeout=5000)
    assert strip.said.text() == "S01 ¶2 says “Most of the team came”"
    assert strip.geometry().top() >= inplace.editor.geometry().bottom()
    seat.workspace.matrix.use_true()
    assert inplace.editor.text() == '"Most of the team came"'
    qtbot.waitUntil(strip.isHidden, timeout=5000)
    inplace.close()
    assert saved(seat) == '"Most of the team came"'


def test_the_cell_itself_underlines_words_in_question(seat: Seat, qtbot: QtBot) -> None:
    pane(seat, qtbot)
    inplace = seat.workspace.matrix.inplace
    seat.workspace.table.setFocus()
    inplace.open("Worshop")
    qtbot.waitUntil(lambda: inplace.proofs.spelling.spans == [(0, 7)], timeout=8000)
    inplace.close()


def test_more_than_a_summary_takes_is_not_pasted() -> None:
    with pytest.raises(RefusedError, match="100,001 letters"):
        pasted("a" * 100_001)


def test_what_was_typed_in_a_cell_that_is_gone_can_be_pasted(seat: Seat, qtbot: QtBot) -> None:
    inplace = seat.workspace.matrix.inplace
    inplace.open("Typed to the end")
    remove_case(seat.study, case_ids(seat.study)["S01"])
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "Typed to the end")
    assert "is on the clipboard" in seat.messages[-1]
