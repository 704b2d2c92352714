"""Facts about what stands beside a cell."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.charting.pane import CellPane
from app.charting.scroll import Scroll
from app.design.type import TypeScale
from framework.edits.cells import write_summary
from framework.edits.codings import uncode
from framework.edits.memos import write_cell_memo
from framework.edits.ratings import ask_for_ratings
from framework.edits.themes import define_theme, rename_theme
from framework.queries.cell_history import history_of_cell
from framework.queries.charts import CellView, cell
from framework.queries.memos import cell_memos
from framework.study import Study
from tests.app.charting.conftest import code
from tests.app.charting.seats import Seat
from tests.studies import case_ids, theme_ids

ALT = Qt.KeyboardModifier.AltModifier


def read(study: Study, theme: str = "1.1") -> CellView:
    with study.read() as session:
        return cell(session, case_ids(study)["S01"], theme_ids(study)[theme])


def pane(seat: Seat) -> CellPane:
    found: CellPane = seat.workspace.pane
    return found


def places(seat: Seat) -> list[str]:
    return [card.passage.locator for card in pane(seat).cards.cards]


def words(scroll: Scroll) -> str:
    return "\n".join(label.text() for label in scroll.widget().findChildren(QLabel))


def test_the_whole_case_stands_beside_the_cell_when_asked(seat: Seat) -> None:
    assert places(seat) == ["[S01 ¶2]"]
    pane(seat).modes.choose("case")
    assert places(seat) == ["[S01 ¶2]", "[S01 ¶4]"]
    assert pane(seat).cards.cards[1].passage.theme == "2.1 Reports"


def test_what_is_cited_stands_there_coded_or_not(seat: Seat) -> None:
    pane(seat).editor.insertPlainText("Team came [S01 ¶2], moved on [S01 ¶5]")
    seat.workspace.commit()
    pane(seat).modes.choose("cited")
    cards = [card.passage for card in pane(seat).cards.cards]
    assert [(row.locator, row.coder) for row in cards] == [("[S01 ¶2]", "AB"), ("[S01 ¶5]", "")]
    assert cards[1].quote == "We had moved on by then 🙂, honestly."


def test_keys_choose_what_stands_beside_the_cell(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    pane(seat).editor.setFocus()
    qtbot.keyClick(pane(seat).editor, Qt.Key.Key_2, ALT)
    assert pane(seat).modes.mode == "case"
    qtbot.keyClick(pane(seat).editor, Qt.Key.Key_4, ALT)
    assert pane(seat).below() is pane(seat).history


def test_uncoded_text_beside_passages_is_shown_on_demand_and_can_be_cited(seat: Seat) -> None:
    pane(seat).modes.around.click()
    beside = [card for card in pane(seat).cards.cards if card.passage.beside]
    assert [card.passage.locator for card in beside] == ["[S01 ¶1]", "[S01 ¶3]"]
    beside[1].cite()
    assert read(seat.study).text == "[S01 ¶3]"


def test_a_passage_shows_what_was_said_before_and_after(seat: Seat) -> None:
    card = pane(seat).cards.cards[0]
    card.show_context()
    assert "How did the workshop go?" in card.before.text()
    assert "And the reports?" in card.after.text()
    card.show_context()
    assert card.before.isHidden()


def test_coming_back_from_the_transcript_finds_cursor_and_keys_as_they_were(
    seat: Seat, qtbot: QtBot
) -> None:
    work, editor = seat.workspace, pane(seat).editor
    work.activateWindow()
    qtbot.waitUntil(work.isActiveWindow)
    editor.setFocus()
    editor.insertPlainText("Team came early")
    cursor = editor.textCursor()
    cursor.setPosition(4)
    editor.setTextCursor(cursor)
    pane(seat).open_current()
    assert seat.went[-1][0] == "code"
    assert seat.messages[-1] == "Ctrl+5 goes back to S01 × 1.1, where you were."
    work.hide()
    work.show()
    work.refresh(None)
    work.take_keys()
    assert work.focusWidget() is editor
    assert editor.textCursor().position() == 4


def test_a_version_of_the_cell_is_restored_and_that_can_be_undone(seat: Seat, qtbot: QtBot) -> None:
    ids = (case_ids(seat.study)["S01"], theme_ids(seat.study)["1.1"])
    write_summary(seat.study, *ids, "First thought")
    code(seat.study, 5, "1.1")  # another step between, so that the two writings stay apart
    write_summary(seat.study, *ids, "Second thought")
    qtbot.waitUntil(lambda: pane(seat).editor.text() == "Second thought")
    pane(seat).modes.choose("history")
    assert "<s" in words(pane(seat).history)
    with seat.study.read() as session:
        first = history_of_cell(session, *ids)[1]
    pane(seat).restored.emit(first.step)
    assert read(seat.study).text == "First thought"
    assert pane(seat).editor.text() == "First thought"
    seat.undo()
    qtbot.waitUntil(lambda: pane(seat).editor.text() == "Second thought")


def test_what_changed_since_the_check_is_shown_with_its_words(seat: Seat, qtbot: QtBot) -> None:
    pane(seat).editor.insertPlainText("Team came [S01 ¶2]")
    pane(seat).choose_state("checked")
    assert pane(seat).modes.buttons["changed"].isHidden()
    added = code(seat.study, 5, "1.1")
    define_theme(seat.study, theme_ids(seat.study)["1.1"], definition="What was taught")
    qtbot.waitUntil(lambda: "definition changed" in pane(seat).notice.text())
    pane(seat).modes.buttons["changed"].click()
    said = words(pane(seat).difference)
    assert "1 passage added, definition changed" in said
    assert "We had moved on" in said
    assert "What was taught" in said
    pane(seat).difference._check()
    assert read(seat.study).state == "checked"
    assert "out_of_date" not in read(seat.study).flags
    assert pane(seat).below() is pane(seat).cards
    rename_theme(seat.study, theme_ids(seat.study)["1.1"], "Learning together")
    uncode(seat.study, [added])
    qtbot.waitUntil(lambda: "1 passage removed" in pane(seat).notice.text())
    pane(seat).modes.buttons["changed"].click()
    assert "Definition" not in words(pane(seat).difference)


def test_checking_a_cell_that_is_out_of_date_checks_it_again(seat: Seat, qtbot: QtBot) -> None:
    pane(seat).editor.insertPlainText("Team came [S01 ¶2]")
    checked = pane(seat).states["checked"]
    checked.click()
    code(seat.study, 5, "1.1")
    qtbot.waitUntil(lambda: not checked.isChecked())
    checked.click()
    assert (read(seat.study).state, "out_of_date" in read(seat.study).flags) == ("checked", False)
    assert checked.isChecked()
    checked.click()
    assert read(seat.study).state == "draft"


def test_chosen_words_of_a_passage_are_quoted_where_it_is_cited(seat: Seat, qtbot: QtBot) -> None:
    card = pane(seat).cards.cards[0]
    said = card.quotation.text()
    card.quotation.setSelection(said.index("Most"), len("Most of"))
    qtbot.mouseClick(card.cite_button, Qt.MouseButton.LeftButton)
    assert pane(seat).editor.text() == "“Most of” [S01 ¶2]"
    pane(seat).cards.cards[0].cite()
    assert pane(seat).editor.text() == "“Most of” [S01 ¶2] [S01 ¶2]"


def test_citing_takes_the_next_passage_in_hand(seat: Seat, qtbot: QtBot) -> None:
    code(seat.study, 5, "1.1")
    qtbot.waitUntil(lambda: len(pane(seat).cards.cards) > 1)
    pane(seat).cite_current()
    assert [card.chosen for card in pane(seat).cards.cards] == [False, True]
    pane(seat).cite_current()
    assert pane(seat).editor.text() == " ".join(places(seat))


def test_a_cell_is_rated_where_its_theme_asks_for_it(seat: Seat, qtbot: QtBot) -> None:
    assert pane(seat).tools.rating.isHidden()
    ask_for_ratings(seat.study, theme_ids(seat.study)["1"])
    qtbot.waitUntil(lambda: not pane(seat).tools.rating.isHidden())
    pane(seat).rated.emit("+1")
    assert read(seat.study).rating == "+1"
    assert pane(seat).tools.rating.text() == "Rated +1 ▾"


def test_no_button_under_the_editor_is_cut_off(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.resize(1024, 700)
    qtbot.wait(30)
    for row in (pane(seat).tools, pane(seat).modes):
        shown = [w for w in row.children() if w.isWidgetType() and not w.isHidden()]
        assert all(row.rect().contains(w.geometry()) for w in shown)


def test_large_text_lets_the_pane_scroll_and_lays_nothing_over_another(
    seat: Seat, qtbot: QtBot
) -> None:
    seat.workspace.look.set_type(TypeScale(2.0))
    seat.workspace.resize(730, 430)
    qtbot.wait(30)
    shown, below = pane(seat), pane(seat).cards.parentWidget()
    pieces = (shown.title, shown.line, shown.editor, shown.tools, shown.modes, below)
    assert all(one.geometry().bottom() < two.y() for one, two in pairwise(pieces))
    assert all(one.height() >= one.heightForWidth(one.width()) for one in pieces[:2])


def test_memo_is_written_beside_the_cell_and_told_in_its_history(seat: Seat, qtbot: QtBot) -> None:
    work, memo = seat.workspace, pane(seat).memo
    assert memo.isHidden()
    work.matrix.write_memo()
    assert memo.field.hasFocus()
    qtbot.keyClicks(memo.field, "Why so early?")
    qtbot.keyClick(memo.field, Qt.Key.Key_Escape)
    assert pane(seat).editor.hasFocus()
    ids = (case_ids(seat.study)["S01"], theme_ids(seat.study)["1.1"])
    with seat.study.read() as session:
        assert [row.text for row in cell_memos(session, *[[n] for n in ids])[ids]] == [
            "Why so early?"
        ]
    assert work.model.shown(0, 0).memo
    pane(seat).modes.choose("history")
    assert "Why so early?" in words(pane(seat).history)
    work.table.choose(work.model.index(1, 0))
    qtbot.waitUntil(lambda: pane(seat).pair == work.model.pair(work.model.index(1, 0)))
    assert memo.isHidden()
    work.table.choose(work.model.index(0, 0))
    qtbot.waitUntil(memo.isVisible)
    assert memo.field.text() == "Why so early?"
    seat.undo()
    qtbot.waitUntil(memo.isHidden)


def test_memo_of_another_is_read_and_hidden_while_charting_apart(seat: Seat, qtbot: QtBot) -> None:
    study, ids = seat.study, (case_ids(seat.study)["S01"], theme_ids(seat.study)["1.1"])
    me, study.coder = study.coder, "CD"
    write_cell_memo(study, *ids, "Not what I heard")
    study.coder = me
    memo = pane(seat).memo
    qtbot.waitUntil(lambda: "Not what I heard" in memo.others.text())
    assert memo.others.text().startswith("CD, ")
    assert memo.field.isHidden()
    seat.workspace.bar.apart_turned.emit()
    qtbot.waitUntil(memo.isHidden)
    assert memo.others.text() == ""


def test_the_passage_that_would_be_cited_is_marked_while_one_writes(
    seat: Seat, qtbot: QtBot
) -> None:
    pane(seat).modes.choose("case")
    pane(seat).editor.setFocus()
    cards = pane(seat).cards
    assert not any(card.chosen for card in cards.cards)
    cards.step(1)
    assert [card.chosen for card in cards.cards] == [False, True]
    pane(seat).cite_current()
    assert pane(seat).editor.text() == "[S01 ¶4]"
    assert [card.chosen for card in pane(seat).cards.cards] == [False, True]
    seat.workspace.table.choose(seat.workspace.model.index(0, 1))
    qtbot.waitUntil(lambda: pane(seat).named != "S01 × 1.1")
    assert not any(card.chosen for card in pane(seat).cards.cards)


def test_what_stands_under_the_buttons_stays_when_a_cell_is_begun(seat: Seat, qtbot: QtBot) -> None:
    before = pane(seat).modes.y()
    pane(seat).editor.insertPlainText("Team came")
    qtbot.waitUntil(lambda: pane(seat).states["checked"].isVisible())
    qtbot.wait(20)
    assert pane(seat).modes.y() == before
