"""Hold fields to saving themselves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.design.look import Look
from app.widgets.fields import LineField, TextField


def field(qtbot: QtBot) -> TextField:
    made = TextField(Look(), "Definition")
    qtbot.addWidget(made)
    made.show_text("as it was")
    return made


def test_text_is_saved_after_a_pause_in_typing(qtbot: QtBot) -> None:
    made = field(qtbot)
    with qtbot.waitSignal(made.committed, timeout=2000) as saved:
        qtbot.keyClicks(made, "new ")
    assert saved.args == ["new as it was"]


def test_text_that_did_not_change_is_not_saved(qtbot: QtBot) -> None:
    made = field(qtbot)
    with qtbot.assertNotEmitted(made.committed):
        made.commit()


def test_text_is_saved_when_another_thing_is_shown(qtbot: QtBot) -> None:
    made = field(qtbot)
    made.setPlainText("typed")
    with qtbot.waitSignal(made.committed) as saved:
        made.replace("of another theme")
    assert saved.args == ["typed"]
    assert made.text() == "of another theme"


def test_no_break_spaces_are_kept(qtbot: QtBot) -> None:
    made = field(qtbot)
    made.setPlainText("10\u00a0mg\nline two")
    assert made.text() == "10\u00a0mg\nline two"


def test_what_is_being_typed_is_not_overwritten(qtbot: QtBot) -> None:
    made = LineField("Name")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.show_text("old")
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    qtbot.keyClick(made, Qt.Key.Key_End)
    qtbot.keyClicks(made, "er")
    made.show_text("from elsewhere")
    assert made.text() == "older"


def test_unchanged_text_follows_the_study_even_in_a_focused_field(qtbot: QtBot) -> None:
    made = field(qtbot)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    made.show_text("from elsewhere")
    assert made.text() == "from elsewhere"
    qtbot.keyClicks(made, "x")
    made.show_text("again")
    assert made.text() == "xfrom elsewhere"


def test_a_field_grows_when_it_narrows(qtbot: QtBot) -> None:
    made = TextField(Look(), "Definition", lines=1)
    qtbot.addWidget(made)
    made.show_text("What staff know and can do to support people in managing asthma themselves.")
    made.resize(800, made.height())
    made.show()
    qtbot.waitExposed(made)
    wide = made.height()
    made.resize(160, made.height())
    assert made.height() > wide


@pytest.mark.parametrize("make", [lambda: TextField(Look(), "Memo"), lambda: LineField("Name")])
def test_undo_is_the_windows_while_one_writes(
    qtbot: QtBot, make: Callable[[], TextField | LineField]
) -> None:
    window, said = QWidget(), list[str]()
    qtbot.addWidget(window)
    field = make()
    QVBoxLayout(window).addWidget(field)
    field.committed.connect(said.append)
    undo = QShortcut(QKeySequence("Ctrl+Z"), window)
    undo.activated.connect(lambda: said.append("undo"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    qtbot.keyClicks(field, "late")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said == ["late", "undo"]
    assert field.text() == "late"


def test_a_long_line_is_shown_from_its_beginning(qtbot: QtBot) -> None:
    made = LineField("Name")
    qtbot.addWidget(made)
    for put in (made.show_text, made.replace):
        put("Joining and running the trial, and staying in it")
        assert made.cursorPosition() == 0
