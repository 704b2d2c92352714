"""Facts about spelling and the words of the project."""

from pytestqt.qtbot import QtBot

from app.spelling.checking import suggestions, unknown
from app.spelling.hunspell import FOLDER, every_word
from framework.queries.dictionary import abbreviations, words
from tests.app.charting.seats import Seat


def found(text: str, *own: str) -> list[str]:
    return [text[start:end] for start, end in unknown(text, set(own))]


def test_british_forms_are_known_and_slips_are_not() -> None:
    text = "Organisations recieve colourful self-management programmes; staff haven’t unlearned teh"
    assert found(text) == ["recieve", "teh"]
    assert suggestions("recieve")[0] == "receive"


def test_quotations_locators_abbreviations_and_own_words_are_passed_over() -> None:
    text = '"ee bah gum" said at T1 in IMP2ART by HCAs [Xyzq ¶2] [Xyzq × 2.1], spirometers Xyzzy'
    assert found(text, "spirometers", "xyzzy") == []


def test_the_dictionary_comes_with_its_licence() -> None:
    assert (FOLDER / "en_GB.LICENSE").is_file()
    assert len(every_word()) > 80_000


def test_a_word_in_question_is_underlined_and_can_be_added(seat: Seat, qtbot: QtBot) -> None:
    pane = seat.workspace.pane
    seat.workspace.activateWindow()
    qtbot.waitUntil(seat.workspace.isActiveWindow)
    pane.editor.setFocus()
    qtbot.keyClicks(pane.editor, "Worshop came")
    qtbot.waitUntil(lambda: pane.spelling.spans == [(0, 7)], timeout=8000)
    pane.spelling._fill((0, 7))
    texts = [action.text() for action in pane.spelling.menu.actions()]
    assert texts[0] == "Workshop"
    pane.spelling._add("Worshop")
    qtbot.waitUntil(lambda: not pane.editor.extraSelections(), timeout=8000)
    with seat.study.read() as session:
        assert words(session) == {"Worshop": ""}
    seat.workspace.commit()


def test_abbreviations_are_kept_with_what_they_stand_for(seat: Seat, qtbot: QtBot) -> None:
    seat.workspace.show_page("words")
    page = seat.workspace.page
    page.word.setText("HCA")
    page.meaning.setText("healthcare assistant")
    page.add()
    with seat.study.read() as session:
        assert abbreviations(session) == {"HCA": "healthcare assistant"}
    qtbot.waitUntil(lambda: page.list.rowCount() == 1)
    page.list.setCurrentCell(0, 0)
    page.remove()
    qtbot.waitUntil(lambda: page.list.rowCount() == 0)
