"""List the transcripts of a study."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.design.look import Look
from app.keymap import Keymap
from app.transcripts.table import CASE, WIDTHS, TranscriptModel, TranscriptTable
from framework.study import Study


def test_cases_take_a_share_of_the_room_that_names_leave(qtbot: QtBot, study: Study) -> None:
    table = TranscriptTable(Look(), TranscriptModel(study), Keymap())
    qtbot.addWidget(table)
    table.show()
    for wide in (1400, 400, 1300):
        table.resize(wide, 400)
        QApplication.processEvents()
        assert (table.columnWidth(CASE) > WIDTHS[CASE] + 50) == (wide > 1000)
        assert table.columnWidth(0) >= table.columnWidth(CASE)
    table.horizontalHeader().resizeSection(CASE, 120)
    table.resize(1400, 400)
    QApplication.processEvents()
    assert table.columnWidth(CASE) == 120
