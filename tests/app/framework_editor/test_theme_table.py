"""Drag themes, number them, fold them, and go through them by keys."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from app.framework_editor.model import MIME, NAME, NUMBER
from app.framework_editor.workspace import FrameworkWorkspace
from app.window import Window
from framework.edits.themes import add_theme
from framework.study import Study
from tests.app.framework_editor.conftest import Themes

MOVE, LEFT, NONE = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def place(editor: FrameworkWorkspace, theme_id: int, share: float) -> QPoint:
    """Return a point in a theme's row, `share` of its height down."""
    table = editor.themes.table
    rect = table.visualRect(table.model().index(editor.themes.model.row_of(theme_id), NAME))
    return QPoint(rect.left() + 20, rect.top() + round(rect.height() * share))


def drag(editor: FrameworkWorkspace, dragged: int, point: QPoint) -> bool:
    """Drag a theme to a point and drop it there; return whether it may be dropped."""
    table, mime = editor.themes.table, QMimeData()
    mime.setData(MIME, str(dragged).encode())
    here = table.viewport()
    enter = QDragEnterEvent(point, MOVE, mime, LEFT, NONE)
    QApplication.sendEvent(here, enter)
    move = QDragMoveEvent(point, MOVE, mime, LEFT, NONE)
    QApplication.sendEvent(here, move)
    if not move.isAccepted():
        return False
    table.grab()  # the line of the drop is painted
    drop = QDropEvent(QPointF(point), MOVE, mime, LEFT, NONE, QEvent.Type.Drop)
    QApplication.sendEvent(here, drop)
    return True


def names(themes: Themes) -> dict[str, str]:
    return {number: theme.name for number, theme in themes().items()}


def test_dropping_between_rows_puts_a_theme_there(
    editor: FrameworkWorkspace, themes: Themes
) -> None:
    rows = themes()
    assert drag(editor, rows["2.2"].id, place(editor, rows["2.1"].id, 0.1))
    assert names(themes)["2.1"] == "Skills and knowledge"
    assert names(themes)["2.2"] == "Motivation and beliefs"


def test_dropping_below_the_last_row_of_a_group_keeps_it_in_the_group(
    editor: FrameworkWorkspace, themes: Themes
) -> None:
    rows = themes()
    assert drag(editor, rows["2.1"].id, place(editor, rows["1.1"].id, 0.9))
    assert names(themes)["1.2"] == "Motivation and beliefs"


def test_dropping_on_a_row_makes_a_sub_theme(editor: FrameworkWorkspace, themes: Themes) -> None:
    rows = themes()
    assert drag(editor, rows["2.1"].id, place(editor, rows["1"].id, 0.5))
    assert names(themes)["1.2"] == "Motivation and beliefs"


def test_dropping_on_the_empty_row_makes_a_theme_of_the_top(
    editor: FrameworkWorkspace, themes: Themes
) -> None:
    table = editor.themes.table
    rect = table.visualRect(table.model().index(editor.themes.model.new_row(), NAME))
    assert drag(editor, themes()["2.1"].id, rect.center())
    assert names(themes)["3"] == "Motivation and beliefs"


def test_a_theme_is_not_dropped_on_itself_or_under_itself(
    editor: FrameworkWorkspace, themes: Themes
) -> None:
    rows = themes()
    assert not drag(editor, rows["2"].id, place(editor, rows["2"].id, 0.5))
    assert not drag(editor, rows["2"].id, place(editor, rows["2.1"].id, 0.9))
    assert names(themes)["2"] == "Recipients"


def test_a_drop_is_one_step_to_undo(
    editor: FrameworkWorkspace, themes: Themes, study: Study
) -> None:
    before = names(themes)
    drag(editor, themes()["2.1"].id, place(editor, themes()["1"].id, 0.5))
    assert names(themes) != before
    study.undo()
    assert names(themes) == before


def test_a_theme_with_sub_themes_of_its_own_is_not_nested_by_dropping(
    editor: FrameworkWorkspace, themes: Themes, window: Window
) -> None:
    drag(editor, themes()["2"].id, place(editor, themes()["1.1"].id, 0.5))
    assert names(themes)["2"] == "Recipients"
    assert "has sub-themes of its own" in window.message.words.text()


def type_into(qtbot: QtBot, editor: FrameworkWorkspace, text: str) -> None:
    field = editor.themes.table.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, text) if text else qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_number_is_typed_in_its_row_and_made_automatic_again(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes
) -> None:
    editor.themes.table.take(themes()["2.2"].id)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_F2, SHIFT)
    type_into(qtbot, editor, "2.7")
    qtbot.waitUntil(lambda: "2.7" in themes())
    assert themes()["2.7"].fixed_number
    qtbot.waitUntil(lambda: editor.place() == "2.7 Skills and knowledge")
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_F2, SHIFT)
    type_into(qtbot, editor, "")
    qtbot.waitUntil(lambda: "2.2" in themes())
    assert not themes()["2.2"].fixed_number


def test_a_taken_number_is_refused_and_the_old_one_shown(
    qtbot: QtBot, editor: FrameworkWorkspace, window: Window, themes: Themes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: window.errors.show(error))
    editor.go(theme=themes()["2.2"].id)
    details = editor.themes.details
    details.number.setFocus()
    details.number.selectAll()
    qtbot.keyClicks(details.number, "2.1")
    with qtbot.capture_exceptions() as caught:
        qtbot.keyClick(details.number, Qt.Key.Key_Return)
    assert "taken" in str(caught[0][1])
    assert themes()["2.2"].name == "Skills and knowledge"
    assert details.number.text() == "2.2"


def test_left_and_right_close_and_open_a_theme(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes
) -> None:
    rows, model, table = themes(), editor.themes.model, editor.themes.table
    table.take(rows["2.1"].id)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert editor.place() == "2 Recipients"
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert model.row_of(rows["2.1"].id) == -1
    assert editor.place() == "2 Recipients"
    editor.refresh(None)
    assert model.row_of(rows["2.1"].id) == -1
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert model.row_of(rows["2.1"].id) > 0


def test_the_chevron_closes_a_theme_by_mouse(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes
) -> None:
    rows, table = themes(), editor.themes.table
    rect = table.visualRect(table.model().index(editor.themes.model.row_of(rows["2"].id), NUMBER))
    qtbot.mouseClick(table.viewport(), LEFT, NONE, QPoint(rect.left() + 8, rect.center().y()))
    assert editor.themes.model.row_of(rows["2.1"].id) == -1


def test_a_place_in_a_closed_theme_is_opened(editor: FrameworkWorkspace, themes: Themes) -> None:
    rows = themes()
    editor.themes.model.close(rows["2"].id, closed=True)
    editor.go(theme=rows["2.2"].id)
    assert editor.place() == "2.2 Skills and knowledge"


def test_sub_theme_is_named_in_a_closed_theme(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes
) -> None:
    editor.themes.model.close(themes()["2"].id, closed=True)
    editor.themes.table.take(themes()["2"].id)
    qtbot.keyClick(editor.themes.table, Qt.Key.Key_Return)
    type_into(qtbot, editor, "Trust")
    qtbot.waitUntil(lambda: "2.3" in themes())


def test_an_other_is_added_and_asks_for_review_when_it_grows(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes, coded: list[int], study: Study
) -> None:
    from framework.edits.codings import recode

    editor.go(theme=themes()["2"].id)
    editor.themes.details.deeds["framework.other"].click()
    qtbot.waitUntil(lambda: "2.99" in themes())
    for coding in coded[:3]:
        recode(study, coding, themes()["2.99"].id)
    editor.refresh(None)
    editor.go(theme=themes()["2.99"].id)
    index = editor.themes.model.index(editor.themes.model.row_of(themes()["2.99"].id), 5)
    assert index.data() == "review: 3 passages"
    assert "may be a theme of its own" in editor.themes.details._said.text()
    editor.go(theme=themes()["2"].id)
    assert not editor.themes.details.deeds["framework.other"].isVisible()


def test_the_menu_key_offers_what_can_be_done(
    qtbot: QtBot, editor: FrameworkWorkspace, themes: Themes
) -> None:
    table = editor.themes.table
    table.take(themes()["2.2"].id)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    table.contextMenuEvent(asked)
    menu = editor.themes.findChild(QMenu)
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(menu.isVisible)
    said = [action.text().split("\t")[0] for action in menu.actions()]
    menu.close()
    assert {"New sub-theme", "Rename", "Renumber", "Move…", "Merge…", "Remove"} <= set(said)


def test_deep_themes_close_with_what_is_above_them(
    editor: FrameworkWorkspace, themes: Themes, study: Study
) -> None:
    deep = add_theme(study, "Deep", themes()["2.1"].id)
    editor.refresh(None)
    editor.themes.model.close(themes()["2"].id, closed=True)
    assert editor.themes.model.row_of(deep) == -1
