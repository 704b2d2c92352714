"""Choose from a list that a wheel passes over."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.charting.chooser import Chooser
from app.framework_editor.origin_field import OriginField
from app.integration.fit_choice import FitChoice
from app.widgets.choice_box import ChoiceBox
from tests.architecture.source import modules, named

NAMED = [("Working", "working"), ("Journal", "journal"), ("Neither", "")]


def _turn(box: QComboBox) -> bool:
    """Turn the wheel over a box by one notch; say whether the box took it."""
    here = QPointF(5, 5)
    turned = QWheelEvent(
        here, QPointF(box.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    box.wheelEvent(turned)
    return turned.isAccepted()


@pytest.mark.parametrize("kind", [ChoiceBox, Chooser, OriginField, FitChoice])
def test_wheel_that_passes_over_a_choice_changes_nothing(
    qtbot: QtBot, kind: type[ChoiceBox]
) -> None:
    form, taken = QScrollArea(), list[int]()
    made = {OriginField: OriginField, FitChoice: lambda: FitChoice("Fit", str)}
    box = made.get(kind, lambda: kind("Mode"))()
    box.addItems([words for words, _value in NAMED])
    box.setCurrentIndex(0)
    form.setWidget(box)
    qtbot.addWidget(form)
    form.show()
    box.activated.connect(taken.append)
    assert not _turn(box)
    assert (box.currentIndex(), taken) == (0, [])


def test_no_choice_is_made_past_the_one_that_leaves_the_wheel_alone() -> None:
    its = ("app/widgets/choice_box.py", "app/design/stylesheet.py")
    found = [
        named(file)
        for file in modules("app")
        if "QComboBox" in file.read_text() and named(file) not in its
    ]
    assert found == []


def test_what_was_chosen_stays_while_it_is_offered(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = ChoiceBox("Mode", NAMED)
    box.setParent(parent)
    box.setCurrentIndex(1)
    told = list[int]()
    box.currentIndexChanged.connect(told.append)
    box.fill(reversed(NAMED))
    assert (box.currentData(), box.currentIndex()) == ("journal", 1)
    box.fill(NAMED[:1])
    assert (box.currentData(), told) == ("working", [])


def test_a_choice_without_room_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    def drawn(words: str) -> QImage:
        box = ChoiceBox("Mode", [(words, "")])
        qtbot.addWidget(box)
        box.resize(120, 30)
        return box.grab().toImage()

    long = drawn("M" * 40)
    assert any(long == drawn("M" * count + "…") for count in range(1, 8))
