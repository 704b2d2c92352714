"""Facts about what the right mouse button offers on a text and in its margin."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.coding.workspace import CodeWorkspace
from framework.study import Study
from tests.app.coding.conftest import codings
from tests.app.coding.test_coding_acts import FIRST, SECOND, coded, held


def press(menu: QMenu, *words: str) -> None:
    """Choose an entry by what it begins with, through menus below menus."""
    for word in words:
        action = next(a for a in menu.actions() if a.text().startswith(word))
        menu = action.menu() or menu  # type: ignore[assignment] # an action's menu is a QMenu
    action.trigger()


def said(menu: QMenu) -> Sequence[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if action.text()]


def middle(code: CodeWorkspace, words: str) -> int:
    return code.view.text.index(words) + len(words) // 2


def test_one_of_several_codings_is_taken_off_by_the_menu(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    coded(qtbot, code, study, FIRST)
    coded(qtbot, code, study, f"{FIRST} {SECOND}", "2.1")
    coded(qtbot, code, study, SECOND, "2.2")
    at = middle(code, FIRST)
    code.view.select(at, at)
    menu = code.context.menu(at)
    named = [text for text in said(menu) if " · " in text]
    assert [text.split()[0] for text in named] == ["2.2", "2.1"]
    press(menu, "2.1", "Take off")
    assert sorted(row.quote for row in codings(study)) == sorted([FIRST, SECOND])


def test_the_only_coding_under_the_mouse_needs_no_menu_of_its_own(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    coded(qtbot, code, study, FIRST)
    at = middle(code, FIRST)
    code.view.select(at, at)
    press(code.context.menu(at), "Star")
    assert [row.starred for row in codings(study)] == [True]
    qtbot.waitUntil(lambda: code.codings[0].starred)
    assert "No star any more" in said(code.context.menu(at))
    outside = middle(code, SECOND)
    assert not {"Take off", "Star"} & set(said(code.context.menu(outside)))


def test_a_coding_is_split_before_the_word_under_the_mouse_and_joined_again(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    coded(qtbot, code, study, FIRST)
    at = code.view.text.index("shared") + 3
    press(code.context.menu(at), "Split here")
    assert sorted(row.quote for row in codings(study)) == ["It gave us a", "shared language."]
    qtbot.waitUntil(lambda: len(code.codings) == 2)
    press(code.context.menu(at), "Join")
    assert [row.quote for row in codings(study)] == [FIRST]
    study.undo()
    study.undo()
    assert [row.quote for row in codings(study)] == [FIRST]


def test_the_margin_offers_what_can_be_done_with_each_coding_there(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    coded(qtbot, code, study, FIRST)
    coded(qtbot, code, study, f"{FIRST} {SECOND}", "2.1")
    brackets = code.view._brackets
    qtbot.waitUntil(lambda: len(brackets._boxes) == 2)
    middle_of = QPoint(
        2, round(code.view.extent(code.codings[0].start, code.codings[0].end)[0]) + 4
    )
    assert len(brackets._at(QPointF(middle_of))) == 2
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, middle_of, brackets.mapToGlobal(middle_of)
    )
    QApplication.sendEvent(brackets, asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert sorted(text.split()[0] for text in said(menu)) == ["2.1", "2.2"]
    press(menu, "2.2", "Take off")
    menu.close()
    assert [row.number for row in codings(study)] == ["2.1"]


def test_every_turn_of_a_speaker_is_given_to_a_case_by_mouse(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    from framework.drafts import CaseDraft
    from framework.edits.cases import add_cases

    add_cases(study, [CaseDraft("S01", "participant", "", (), {})])
    at = middle(code, FIRST)
    code.view.select(at, at)
    press(code.context.menu(at), "Give every turn of P03")
    chooser = code.giving.chooser
    qtbot.waitUntil(chooser.isVisible)
    assert chooser.field.placeholderText() == "Give every turn of P03 to the case…"
    chooser.field.setText("S01")
    chooser.list.itemClicked.emit(chooser.list.item(0))
    qtbot.waitUntil(lambda: {voice.case for voice, _case in code.reading.voices} == {"S01"})
    assert len(code.reading.voices) > 1


def test_what_is_chosen_leaves_the_keys_on_the_text(
    qtbot: QtBot, code: CodeWorkspace, study: Study
) -> None:
    coded(qtbot, code, study, FIRST)
    at = middle(code, FIRST)
    press(code.context.menu(at), "Recode")
    qtbot.waitUntil(code.palette_popup.isVisible)
    code.palette_popup.hide()
    qtbot.waitUntil(code.view.hasFocus)
    assert held(code) == (FIRST, "2.2")
