"""Split a theme by keys and by dragging."""

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.framework_editor.split_page import SplitPage
from app.framework_editor.split_passages import MIME
from app.framework_editor.workspace import FrameworkWorkspace
from app.window import Window
from framework.queries.one_theme import passages_of_theme
from framework.queries.rereading import count_to_reread
from framework.study import Study
from tests.app.framework_editor.conftest import Themes

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier(0)


def opened(qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes) -> SplitPage:
    """Open the page for 2.2 by its key."""
    editor.refresh(None)
    editor.go(theme=themes()["2.2"].id)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_S, CTRL_SHIFT)
    page = editor.splitting
    assert page.isVisible()
    assert page.list.hasFocus()
    return page


def codings(study: Study, theme_id: int) -> list[int]:
    with study.read() as session:
        return [row.id for row in passages_of_theme(session, theme_id)]


def test_a_theme_is_split_by_keys_alone(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, coded: list[int], study: Study
) -> None:
    page = opened(qtbot, editor, themes)
    qtbot.keyClicks(page.list, "1021")
    assert [page.model.parts.get(coding, 0) for coding in coded] == [1, 0, 2, 1]
    assert [card.count.text() for card in page.parts.cards] == ["2 passages", "1 passage"]
    qtbot.keyClick(page.list, Qt.Key.Key_F6)
    assert page.parts.cards[0].name.hasFocus()
    qtbot.keyClicks(page.parts.cards[0].name, "Learning")
    qtbot.keyClick(page.parts.cards[0].name, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(page.parts.cards[0].definition, "How it is learned.")
    page.parts.cards[1].name.setFocus()
    qtbot.keyClicks(page.parts.cards[1].name, "Doing")
    qtbot.keyClick(page.parts.cards[1].name, Qt.Key.Key_Return, CTRL)
    made = themes()
    assert made["2.3"].name == "Learning"
    assert made["2.3"].definition == "How it is learned."
    assert codings(study, made["2.3"].id) == [coded[0], coded[3]]
    assert codings(study, made["2.4"].id) == [coded[2]]
    assert codings(study, made["2.2"].id) == [coded[1]]
    assert not page.isVisible()
    assert editor.place() == "2.3 Learning"
    with study.read() as session:
        assert count_to_reread(session) == 3
    study.undo()
    assert codings(study, themes()["2.2"].id) == coded
    assert "2.3" not in themes()


def test_escape_changes_nothing_and_keeps_what_was_sorted(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, themes: Themes, coded: list[int]
) -> None:
    page = opened(qtbot, editor, themes)
    qtbot.keyClicks(page.list, "11")
    page.parts.cards[0].name.setText("Learning")
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert "kept for later" in window.message.words.text()
    assert themes()["2.2"].codings == len(coded)
    again = opened(qtbot, editor, themes)
    assert again.model.in_part(1) == coded[:2]
    assert again.parts.named() == [("Learning", "")]
    again.start_over()
    assert again.model.in_part(1) == []
    assert again.parts.named() == [("", "")]


def test_several_passages_go_at_once(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, coded: list[int]
) -> None:
    page = opened(qtbot, editor, themes)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.list, Qt.Key.Key_1)
    assert page.model.in_part(1) == coded[:2]
    assert page.list.chosen() == [coded[2]]


def test_a_passage_is_dragged_on_to_a_theme(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, coded: list[int]
) -> None:
    page, mime = opened(qtbot, editor, themes), QMimeData()
    mime.setData(MIME, f"{coded[1]},{coded[2]}".encode())
    card, move = page.parts.cards[0], Qt.DropAction.MoveAction
    point, left = card.rect().center(), Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(point, move, mime, left, NONE)
    QApplication.sendEvent(card, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(point), move, mime, left, NONE, QEvent.Type.Drop)
    QApplication.sendEvent(card, drop)
    assert page.model.in_part(1) == coded[1:3]


def test_a_theme_without_a_name_is_asked_for_one(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, themes: Themes, coded: list[int]
) -> None:
    page = opened(qtbot, editor, themes)
    qtbot.keyClicks(page.list, "1")
    page.split.click()
    assert window.message.words.text() == "Name new theme 1 first; nothing was split."
    assert page.parts.cards[0].name.hasFocus()
    assert themes()["2.2"].codings == len(coded)


def test_doing_without_a_theme_lets_its_passages_stay(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, coded: list[int]
) -> None:
    page = opened(qtbot, editor, themes)
    qtbot.keyClicks(page.list, "12")
    page.parts.cards[1].name.setText("Doing")
    page.parts.cards[0].close_button.click()
    assert page.parts.named() == [("Doing", "")]
    assert page.model.in_part(1) == [coded[1]]
    assert page.model.in_part(0) == [coded[0], *coded[2:]]


def test_what_splitting_would_do_is_said_beforehand(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, coded: list[int]
) -> None:
    del coded
    page = opened(qtbot, editor, themes)
    qtbot.keyClicks(page.list, "121")
    assert page._words.text() == (
        "3 passages go to 2 new themes, to be re-read there with the cells that they are evidence "
        "for; 1 passage and all cells stay in 2.2. One step; Undo restores all."
    )


def test_a_theme_without_passages_is_not_split(
    editor: FrameworkWorkspace, window: Window, themes: Themes
) -> None:
    editor.go(theme=themes()["2.1"].id)
    editor.themes.table.asked.emit("framework.split")
    assert not editor.splitting.isVisible()
    assert "nothing to split" in window.message.words.text()


def test_undo_beneath_the_page_brings_its_passages_up_to_date(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, themes: Themes, coded: list[int]
) -> None:
    page = opened(qtbot, editor, themes)
    window.undo()
    qtbot.waitUntil(lambda: [row.id for row in page.model.rows] == coded[:-1])
    assert page.isVisible()


def test_the_list_is_heard_with_part_place_and_words(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, coded: list[int]
) -> None:
    del coded
    page = opened(qtbot, editor, themes)
    qtbot.keyClicks(page.list, "1")
    heard = str(page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert heard.startswith("new theme 1: P03 Practice nurse ¶1")
    assert heard.endswith("“Interviewer”")
