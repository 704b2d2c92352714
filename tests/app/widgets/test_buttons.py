"""Press buttons, and read what stands on them."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.widgets.buttons import Button


def _ink(button: Button) -> QImage:
    return button.grab().toImage()


def test_words_without_room_are_shortened_at_their_end(qtbot: QtBot) -> None:
    whole, other = Button("Export to Word"), Button("Export to Wide screens")
    for button in (whole, other):
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
    assert _ink(whole) != _ink(other)
    for button in (whole, other):
        button.resize(70, 30)
    assert _ink(whole) == _ink(other), "the beginning is shown, which both have"
