"""Choose one of several with pill tabs."""

from PySide6.QtWidgets import QApplication, QMenu
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


def test_chosen_tab_stays_chosen_where_others_come_and_go(qtbot: QtBot) -> None:
    tabs = shown(qtbot)
    tabs.select("queue")
    tabs.set_tabs([("themes", "Themes"), ("board", "Board"), ("queue", "To re-read")])
    assert tabs.current() == "queue"


def test_tabs_that_went_take_no_room(qtbot: QtBot) -> None:
    tabs = shown(qtbot)
    tabs.set_tabs([("one", "One"), ("two", "Two"), ("three", "Three")])
    tabs.set_tabs([("one", "One")])
    only = tabs._buttons["one"]
    assert tabs.sizeHint().width() <= only.sizeHint().width() + 2


def test_tabs_without_room_are_in_a_list(qtbot: QtBot) -> None:
    tabs = shown(qtbot)
    assert not tabs.all.isVisible()
    tabs.set_tabs([(str(n), f"{n} A chart with a long name") for n in range(9)])
    tabs.resize(300, tabs.height())
    qtbot.waitUntil(tabs.all.isVisible)
    tabs.all.click()
    (menu,) = tabs.findChildren(QMenu)
    assert [action.text()[0] for action in menu.actions()] == list("012345678")
    assert [action.isChecked() for action in menu.actions()] == [True] + [False] * 8
    with qtbot.waitSignal(tabs.chosen) as told:
        menu.actions()[8].trigger()
    menu.close()
    assert told.args == ["8"]
    last = tabs._buttons["8"]
    right = last.mapTo(tabs, last.rect().topRight()).x()
    assert right <= tabs.all.x(), "the chosen tab lies under the list's button"
    tabs.resize(4000, tabs.height())
    qtbot.waitUntil(lambda: not tabs.all.isVisible())


def test_a_tab_wider_than_the_room_shows_its_beginning(qtbot: QtBot) -> None:
    tabs = shown(qtbot)
    tabs.set_tabs([(str(n), f"{n} A chart with a name that is far too long") for n in range(3)])
    tabs.resize(150, tabs.height())
    qtbot.waitUntil(tabs.all.isVisible)
    for key in ("2", "0"):
        tabs.select(key)
        left = tabs._buttons[key].mapTo(tabs.viewport(), tabs._buttons[key].rect().topLeft())
        assert 0 <= left.x() < tabs.viewport().width() / 2
    wide = tabs.sizeHint().width()
    tabs.resize(wide, tabs.height())
    first = tabs._buttons["0"]
    qtbot.waitUntil(lambda: first.width() >= first.sizeHint().width())
    assert not tabs.all.isVisible()


def test_chosen_tab_stays_in_view_when_the_room_shrinks(qtbot: QtBot) -> None:
    tabs = shown(qtbot)
    tabs.set_tabs([(str(n), f"{n} A chart with a long name") for n in range(9)])
    tabs.resize(900, tabs.height())
    tabs.select("2")
    QApplication.processEvents()
    tabs.resize(180, tabs.height())
    chosen = tabs._buttons["2"]
    qtbot.waitUntil(lambda: 0 <= chosen.mapTo(tabs, chosen.rect().topLeft()).x() < tabs.all.x())
