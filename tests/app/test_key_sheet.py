"""Hold the sheet of keys to showing what works."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.key_file import FILE, template
from app.window import Window


def words(window: Window) -> list[str]:
    ground = window.sheet.area.widget()
    assert ground is not None
    return [found.text() for found in ground.findChildren(QLabel)]


def test_sheet_shows_the_workspace_at_hand_first(qtbot: QtBot, window: Window) -> None:
    window.go_to("chart")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.sheet.isVisible()
    assert window.sheet.shown()[0].place == "chart"
    assert "Ctrl+Shift+C" in words(window)
    qtbot.keyClick(window.sheet.filter, Qt.Key.Key_F1)
    assert not window.sheet.isVisible()


def test_typing_finds_an_action_or_a_key(qtbot: QtBot, window: Window) -> None:
    window.go_to("code")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    qtbot.keyClicks(window.sheet.filter, "star")
    assert window.sheet.shown()[0].id == "code.star"
    window.sheet.filter.clear()
    qtbot.keyClicks(window.sheet.filter, "ctrl+shift+f")
    assert [action.id for action in window.sheet.shown()] == ["window.autocode"]
    window.sheet.filter.clear()
    qtbot.keyClicks(window.sheet.filter, "fly to the moon")
    assert words(window) == ["No key does that."]


def test_sheet_fits_a_small_window(qtbot: QtBot, window: Window) -> None:
    window.resize(1024, 700)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.sheet.geometry()
    assert window.rect().contains(sheet)
    before = window.sheet.area.verticalScrollBar().value()
    qtbot.keyClick(window.sheet.filter, Qt.Key.Key_PageDown)
    assert window.sheet.area.verticalScrollBar().value() > before


class Opened(QObject):
    """Take the place of the system's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


def press_change(qtbot: QtBot, window: Window) -> Path:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    held = window.sheet.filter
    for _ in range(10):
        if window.sheet.change.hasFocus():
            break
        qtbot.keyClick(QApplication.focusWidget() or held, Qt.Key.Key_Tab)
    qtbot.keyClick(window.sheet.change, Qt.Key.Key_Space)
    return window.settings.folder / FILE


@pytest.fixture
def opened() -> Opened:
    """Stand where the system would open a folder."""
    return Opened()


def test_change_keys_writes_the_file_once_and_names_it(
    qtbot: QtBot, window: Window, opened: Opened
) -> None:
    QDesktopServices.setUrlHandler("file", opened, "take")
    try:
        path = press_change(qtbot, window)
        assert path.read_text("utf-8") == template()
        assert str(path) in window.message.words.text()
        assert [Path(url.toLocalFile()) for url in opened.urls] == [path.parent]
        path.write_text('code.star = "Q"\n', "utf-8")
        press_change(qtbot, window)
        assert path.read_text("utf-8") == 'code.star = "Q"\n'
    finally:
        QDesktopServices.unsetUrlHandler("file")
