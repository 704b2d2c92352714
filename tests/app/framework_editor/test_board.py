"""Sort labels on the board as a person would, by keys and by mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.framework_editor.board.cards import CardList
from app.framework_editor.board.page import BoardPage
from app.widgets.empty import EmptyState
from app.window import Window
from framework.edits.labels import add_label
from framework.edits.themes import add_theme
from framework.queries.codings import all_codings
from framework.study import Study
from tests.app.framework_editor.paged import code, labels_of, themes_of, turned_to

Key, Mouse = Qt.Key, Qt.MouseButton
LABELS = ("own search", "late reports", "trust")


@pytest.fixture
def board(window: Window, study: Study) -> BoardPage:
    """Show the board with three labels, each with a passage."""
    for place, name in enumerate(LABELS, 1):
        code(study, place, add_label(study, name))
    page = turned_to(window, "board")
    assert isinstance(page, BoardPage)
    return page


def column(board: BoardPage, study: Study, number: str) -> CardList:
    return board.area.column(themes_of(study)[number].id).list


def names_in(cards: CardList) -> list[str]:
    return [cards.item(row).data(Qt.ItemDataRole.UserRole).name for row in range(cards.count())]


def middle_of(cards: CardList, name: str) -> QPoint:
    row = names_in(cards).index(name)
    return cards.visualItemRect(cards.item(row)).center()


def press(qtbot: QtBot, where: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(where, key)


def drag(cards: CardList, name: str, onto: QWidget, point: QPoint) -> None:
    """Drag a card with the mouse to a point of another widget."""
    seen, start = cards.viewport(), middle_of(cards, name)
    end = seen.mapFromGlobal(onto.mapToGlobal(point))
    QTest.mousePress(seen, Mouse.LeftButton, pos=start)
    for at in (start + QPoint(12, 4), start + QPoint(30, 4), end, end):
        QTest.mouseMove(seen, at)
        _move(seen, at)
    QTest.mouseRelease(seen, Mouse.LeftButton, pos=end)


def _move(seen: QWidget, at: QPoint) -> None:
    """Send a mouse move with the left button held, which QTest leaves out."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    here, there = at.toPointF(), seen.mapToGlobal(at).toPointF()
    none = Qt.KeyboardModifier.NoModifier
    kind = QEvent.Type.MouseMove
    QApplication.sendEvent(
        seen, QMouseEvent(kind, here, there, Mouse.NoButton, Mouse.LeftButton, none)
    )


def test_labels_stand_with_their_passages_and_sub_themes_under_their_themes(
    board: BoardPage, study: Study
) -> None:
    assert names_in(board.area.labels.list) == ["late reports", "own search", "trust"]
    assert names_in(column(board, study, "2")) == ["Motivation and beliefs", "Skills and knowledge"]
    assert board.area.labels.list.item(0).text() == "Label late reports, 1 passage"
    assert board.strip.passages.count() == 1


def test_label_is_carried_into_a_theme_by_keys_and_back_by_undo(
    qtbot: QtBot, board: BoardPage, window: Window, study: Study
) -> None:
    cards = board.area.labels.list
    press(qtbot, cards, Key.Key_Space)
    assert board.carrying.active
    press(qtbot, cards, Key.Key_Right)
    assert board.hint.text().startswith("“late reports” becomes a sub-theme of 1 Innovation.")
    assert "late reports" in cards.accessibleDescription()
    press(qtbot, cards, Key.Key_Return)
    assert themes_of(study)["1.2"].name == "late reports"
    assert labels_of(study) == ["own search", "trust"]
    assert board.area.labels.list.hasFocus()
    assert window.message.action.text() == "Undo"
    window.undo()
    assert labels_of(study) == ["late reports", "own search", "trust"]


def test_escape_puts_a_card_back(qtbot: QtBot, board: BoardPage, study: Study) -> None:
    cards = board.area.labels.list
    press(qtbot, cards, Key.Key_Space, Key.Key_Right, Key.Key_Escape)
    assert not board.carrying.active
    assert len(labels_of(study)) == 3


def test_label_dropped_on_a_card_joins_that_sub_theme(
    qtbot: QtBot, board: BoardPage, study: Study
) -> None:
    cards = board.area.labels.list
    press(qtbot, cards, Key.Key_Space, Key.Key_Right, Key.Key_Down)
    assert "joins 1.1 Fit with practice and is to be re-read" in board.hint.text()
    press(qtbot, cards, Key.Key_Return)
    assert themes_of(study)["1.1"].codings == 1
    assert "late reports" not in labels_of(study)


def test_labels_dropped_on_new_group_become_a_theme_named_in_place(
    qtbot: QtBot, board: BoardPage, study: Study
) -> None:
    cards = board.area.labels.list
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(cards, Key.Key_Down, shift)
    press(qtbot, cards, Key.Key_Space, Key.Key_End, Key.Key_Return)
    assert board.naming.isVisible()
    qtbot.keyClicks(board.naming.field, "Reports")
    press(qtbot, board.naming.field, Key.Key_Return)
    made = themes_of(study)
    assert made["3"].name == "Reports"
    assert {made["3.1"].name, made["3.2"].name} == {"late reports", "own search"}
    assert labels_of(study) == ["trust"]


def test_naming_that_is_left_makes_nothing(qtbot: QtBot, board: BoardPage, study: Study) -> None:
    cards = board.area.labels.list
    press(qtbot, cards, Key.Key_Space, Key.Key_Down, Key.Key_Return)
    assert board.naming.isVisible()
    press(qtbot, board.naming.field, Key.Key_Escape)
    assert not board.naming.isVisible()
    assert "3" not in themes_of(study)


def test_label_is_dragged_on_to_a_theme_by_mouse(board: BoardPage, study: Study) -> None:
    target = board.area.column(themes_of(study)["2"].id)
    drag(board.area.labels.list, "trust", target, QPoint(60, target.height() - 20))
    assert themes_of(study)["2.3"].name == "trust"
    assert not board.ghost.isVisible()


def test_several_labels_are_dragged_together_on_to_a_card(board: BoardPage, study: Study) -> None:
    cards = board.area.labels.list
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(cards.viewport(), Mouse.LeftButton, pos=middle_of(cards, "late reports"))
    QTest.mouseClick(cards.viewport(), Mouse.LeftButton, control, middle_of(cards, "trust"))
    target = column(board, study, "1")
    drag(cards, "trust", target.viewport(), middle_of(target, "Fit with practice"))
    assert themes_of(study)["1.1"].codings == 2
    assert labels_of(study) == ["own search"]


def test_board_scrolls_while_a_card_is_held_at_its_edge(
    qtbot: QtBot, board: BoardPage, window: Window, study: Study
) -> None:
    for place in range(6):
        add_theme(study, f"Theme {place}")
    board.refresh(None)
    window.resize(1024, 700)
    qtbot.wait(50)
    cards, bar = board.area.labels.list, board.area.across.horizontalScrollBar()
    seen, start = cards.viewport(), middle_of(cards, "trust")
    across = board.area.across.viewport()
    edge = QPoint(across.width() - 24, across.height() // 2)
    end = seen.mapFromGlobal(across.mapToGlobal(edge))
    QTest.mousePress(seen, Mouse.LeftButton, pos=start)
    for at in (start + QPoint(12, 4), start + QPoint(30, 4), end):
        _move(seen, at)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    assert board.hint.text().startswith("A new theme is made with “trust” as its sub-theme.")
    QTest.mouseRelease(seen, Mouse.LeftButton, pos=end)
    assert board.naming.isVisible()


def test_sub_theme_is_moved_to_another_theme_and_followed(
    qtbot: QtBot, board: BoardPage, study: Study
) -> None:
    cards = column(board, study, "1")
    board.go(theme=themes_of(study)["1.1"].id)
    press(qtbot, cards, Key.Key_Space, Key.Key_Right, Key.Key_Return)
    assert themes_of(study)["2.3"].name == "Fit with practice"
    assert column(board, study, "2").hasFocus()
    held = column(board, study, "2").card()
    assert held is not None
    assert held.name == "Fit with practice"


def test_sub_theme_takes_the_place_of_the_card_it_is_dropped_on(
    qtbot: QtBot, board: BoardPage, study: Study
) -> None:
    cards = column(board, study, "2")
    board.go(theme=themes_of(study)["2.2"].id)
    press(qtbot, cards, Key.Key_Space, Key.Key_Down)
    assert board.hint.text().startswith("2.2 Skills and knowledge moves before 2.1 Motivation")
    press(qtbot, cards, Key.Key_Return)
    assert themes_of(study)["2.1"].name == "Skills and knowledge"


def test_sub_theme_goes_back_to_the_labels(qtbot: QtBot, board: BoardPage, study: Study) -> None:
    code(study, 2, themes_of(study)["2.1"].id)
    board.refresh(None)
    cards = column(board, study, "2")
    board.go(theme=themes_of(study)["2.1"].id)
    press(qtbot, cards, Key.Key_Space, Key.Key_Home, Key.Key_Return)
    assert "Motivation and beliefs" in labels_of(study)
    with study.read() as session:
        assert "Motivation and beliefs" in {row.theme for row in all_codings(session)}


def test_sub_themes_gathered_in_a_new_group_move_as_one_step(
    qtbot: QtBot, board: BoardPage, window: Window, study: Study
) -> None:
    cards = column(board, study, "2")
    board.go(theme=themes_of(study)["2.1"].id)
    qtbot.keyClick(cards, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, cards, Key.Key_Space, Key.Key_End, Key.Key_Return)
    qtbot.keyClicks(board.naming.field, "People")
    press(qtbot, board.naming.field, Key.Key_Return)
    assert themes_of(study)["3.2"].name == "Skills and knowledge"
    window.undo()
    assert themes_of(study)["2.2"].name == "Skills and knowledge"


def test_arrows_walk_from_column_to_column(qtbot: QtBot, board: BoardPage, study: Study) -> None:
    press(qtbot, board.area.labels.list, Key.Key_Right)
    assert column(board, study, "1").hasFocus()
    press(qtbot, column(board, study, "1"), Key.Key_Right)
    assert column(board, study, "2").hasFocus()
    assert board.place().startswith("2.")
    press(qtbot, column(board, study, "2"), Key.Key_Left, Key.Key_Left)
    assert not board.area.labels.list.hasFocus()


def test_labels_are_filtered_and_sorted(qtbot: QtBot, board: BoardPage, study: Study) -> None:
    code(study, 4, add_label(study, "trust"))
    board.refresh(None)
    board.area.labels.sort.setCurrentText("By size")
    assert names_in(board.area.labels.list)[0] == "trust"
    qtbot.keyClicks(board.area.labels.filter, "rep")
    assert names_in(board.area.labels.list) == ["late reports"]
    assert board.area.labels.title.text() == "Not yet placed · 1 of 3"


def test_card_is_renamed_beside_the_board(qtbot: QtBot, board: BoardPage, study: Study) -> None:
    board.strip.name.selectAll()
    qtbot.keyClicks(board.strip.name, "tardy reports")
    board.commit()
    assert "tardy reports" in labels_of(study)


def test_leaving_the_board_puts_cards_back(
    qtbot: QtBot, board: BoardPage, window: Window, study: Study
) -> None:
    press(qtbot, board.area.labels.list, Key.Key_Space, Key.Key_Right)
    window.go_to("study")
    assert not board.carrying.active
    assert len(labels_of(study)) == 3


def test_empty_board_says_what_belongs_there(bare_window: Window, tmp_path: object) -> None:
    from pathlib import Path

    bare_window.show_study(Study.create(Path(str(tmp_path)) / "empty.chartwell", "Empty", "AB"))
    page = turned_to(bare_window, "board")
    assert isinstance(page, BoardPage)
    assert page.findChild(EmptyState).isVisible()
    assert page.findChild(EmptyState).action.text() == "Go to Code"
