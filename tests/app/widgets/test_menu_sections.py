"""Heads within menus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.widgets.text import section


def test_heads_of_a_menu_are_seen_and_passed_over_by_keys(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    section(menu, "Made from the study")
    menu.addAction("Practice matrix")
    section(menu, "Rows that you write")
    menu.addAction("Side by side")
    menu.show()
    qtbot.waitExposed(menu)
    assert [head.text() for head in menu.findChildren(QLabel) if head.isVisible()] == [
        "Made from the study", "Rows that you write",
    ]  # fmt: skip
    for words in ("Practice matrix", "Side by side"):
        QTest.keyClick(menu, Qt.Key.Key_Down)
        assert menu.activeAction().text() == words
