"""Line widgets up like words."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.charting.flow import Flow


def _filled(qtbot: QtBot, *heights: int) -> tuple[QWidget, Flow, list[QLabel]]:
    place = QWidget()
    qtbot.addWidget(place)
    flow = Flow(place)
    made = []
    for height in heights:
        made.append(QLabel("Look"))
        made[-1].setFixedSize(60, height)
        flow.addWidget(made[-1])
    return place, flow, made


def test_items_of_a_line_stand_half_way_up(qtbot: QtBot) -> None:
    place, _flow, (tall, low) = _filled(qtbot, 40, 20)
    place.resize(200, 40)
    place.show()
    assert (tall.y(), low.y()) == (0, 10)


def test_what_has_no_room_begins_a_line(qtbot: QtBot) -> None:
    place, flow, (first, hidden, last) = _filled(qtbot, 40, 90, 20)
    hidden.hide()
    place.resize(100, 80)
    place.show()
    assert flow.heightForWidth(100) == 40 + 6 + 20
    assert flow.heightForWidth(126) == 40
    assert (first.x(), last.x(), last.y()) == (0, 0, 46)
