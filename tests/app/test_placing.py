"""Remember where the window stood."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from pytestqt.qtbot import QtBot

from app.frame.launch import make_application
from app.frame.placing import place
from app.frame.settings import Settings
from app.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def _opened(qtbot: QtBot, folder: Path) -> Window:
    make_application()
    window = Window(Settings(folder / "chartwell.ini"))
    qtbot.addWidget(window)
    place(window)
    window.show()
    return window


def test_window_stands_where_it_was_closed(qtbot: QtBot, tmp_path: Path) -> None:
    first = _opened(qtbot, tmp_path)
    first.resize(first.minimumSize() + QSize(0, 20))
    first.move(0, 40)
    held = (first.y(), first.size())
    first.close()
    again = _opened(qtbot, tmp_path)
    assert (again.y(), again.size()) == held
    again.close()


def test_window_that_filled_the_screen_fills_it_again(qtbot: QtBot, tmp_path: Path) -> None:
    first = _opened(qtbot, tmp_path)
    first.showMaximized()
    first.close()
    again = _opened(qtbot, tmp_path)
    assert again.isMaximized()
    again.close()


def test_window_never_stands_off_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    first = _opened(qtbot, tmp_path)
    first.move(9000, 7000)
    first.close()
    again = _opened(qtbot, tmp_path)
    corner = again.pos() + QPoint(10, 10)
    assert again.screen().geometry().contains(corner)
    again.close()


def test_spoilt_note_of_the_place_is_passed_over(qtbot: QtBot, tmp_path: Path) -> None:
    Settings(tmp_path / "chartwell.ini").remember("window.place", "no place at all")
    window = _opened(qtbot, tmp_path)
    assert window.isVisible()
    window.close()


def test_first_window_leaves_room_for_the_frame_that_the_system_draws(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = _opened(qtbot, tmp_path)
    room = window.screen().availableSize()
    assert window.height() <= room.height() - 36
    window.close()
