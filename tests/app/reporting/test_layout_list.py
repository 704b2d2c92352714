"""Facts about the list of what can be exported."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.reporting.workspace import ReportWorkspace
from exports import LAYOUTS
from exports.catalogue import Group, grouped
from tests.app.charting.seats import Seat
from tests.studies import small_study


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    """Give Report at a small study."""
    del qtbot
    study = small_study(tmp_path / "small.chartwell")
    made = Seat(study, ReportWorkspace)
    yield made
    made.close()
    study.close()


def test_every_layout_stands_under_one_heading() -> None:
    listed = [layout.key for _group, layouts in grouped() for layout in layouts]
    assert sorted(listed) == sorted(layout.key for layout in LAYOUTS)
    assert all(layouts for _group, layouts in grouped())


def test_headings_are_those_of_the_catalogue_and_named_to_a_screen_reader(seat: Seat) -> None:
    sections = seat.workspace._list.sections
    assert [section.title() for section in sections] == [group.value for group in Group]
    for section in sections:
        told = QAccessible.queryAccessibleInterface(section)
        assert told.role() == QAccessible.Role.Grouping
        assert told.text(QAccessible.Text.Name) == section.title()
    assert seat.workspace.layouts["L3"].parentWidget() is sections[1]


def test_arrow_keys_walk_through_all_layouts_and_back(seat: Seat, qtbot: QtBot) -> None:
    order = [layout.key for _group, layouts in grouped() for layout in layouts]
    workspace = seat.workspace
    pane = workspace._pane
    workspace.layouts[order[0]].setFocus()
    walked = [workspace.layout_key]
    for key in [Qt.Key.Key_Down] * (len(order) - 1) + [Qt.Key.Key_Up] * (len(order) - 1):
        qtbot.keyClick(QApplication.focusWidget(), key)
        QApplication.processEvents()
        walked.append(workspace.layout_key)
        chosen = workspace.layouts[workspace.layout_key]
        assert chosen.hasFocus()
        assert (
            pane.viewport().rect().contains(chosen.mapTo(pane.viewport(), chosen.rect().center()))
        )
    assert walked == order + order[-2::-1]
