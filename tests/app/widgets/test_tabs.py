"""Choose one of several with pill tabs."""

from pytestqt.qtbot import QtBot

from app.design.look import Look
from app.widgets.tabs import PillTabs


def shown(qtbot: QtBot) -> PillTabs:
    tabs = PillTabs(Look())
    qtbot.addWidget(tabs)
    tabs.set_tabs([("themes", "Themes"), ("queue", "To re-read")])
    tabs.show()
    qtbot.waitExposed(tabs)
    return tabs


def test_other_words_leave_the_keys_and_the_choice_where_they_are(qtbot: QtBot) -> None:
    tabs = shown(qtbot)
    tabs.activateWindow()
    qtbot.waitUntil(tabs.isActiveWindow)
    tabs._choose("queue")
    held = tabs._buttons["queue"]
    assert held.hasFocus()
    tabs.set_tabs([("themes", "Themes"), ("queue", "To re-read 9")])
    assert tabs._buttons["queue"] is held
    assert held.text() == held.accessibleName() == "To re-read 9"
    assert held.hasFocus()
    assert tabs.current() == "queue"


def test_tabs_that_went_take_no_room(qtbot: QtBot) -> None:
    tabs = shown(qtbot)
    tabs.set_tabs([("one", "One"), ("two", "Two"), ("three", "Three")])
    tabs.set_tabs([("one", "One")])
    only = tabs._buttons["one"]
    assert tabs.sizeHint().width() <= only.sizeHint().width() + 2
