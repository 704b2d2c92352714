"""The chart goes to Word as it is arranged on the screen."""

from pathlib import Path

import docx
import pytest
from pytestqt.qtbot import QtBot

from framework.errors import RefusedError
from tests.app.charting.seats import Seat, write_export


def rows_written(seat: Seat, qtbot: QtBot, path: Path) -> tuple[str, list[str]]:
    """Export the chart, and give its caption and the first words of its rows."""
    seat.target = path
    write_export(seat, qtbot)
    document = docx.Document(str(path))
    caption = next(p.text for p in document.paragraphs if p.style.name == "Caption")
    return caption, [row.cells[0].text.split("\n")[0] for row in document.tables[0].rows[1:]]


def test_rows_stand_as_they_do_on_the_screen(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    shown = [case.name for case in seat.workspace.model.rows]
    caption, rows = rows_written(seat, qtbot, tmp_path / "chart.docx")
    assert [row.split(" ")[0] for row in rows] == shown
    assert "in the study’s order" in caption


def test_groups_filters_and_orders_go_along(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    seat.workspace.bar.choose(order="attribute:role", turned=True, group="arm")
    caption, rows = rows_written(seat, qtbot, tmp_path / "groups.docx")
    assert rows == [
        "arm: implementation (n = 2)", "S01 nurse", "F1 facilitator",
        "arm: control (n = 1)", "F1 facilitator",
    ]  # fmt: skip
    assert "in order of role, turned round; grouped by arm" in caption
    seat.workspace.bar.choose(group="", keep=(("role", "nurse"),))
    caption, rows = rows_written(seat, qtbot, tmp_path / "nurses.docx")
    assert rows == ["S01 nurse"]
    assert "only role is nurse" in caption


def test_a_chart_that_shows_no_row_is_not_exported(seat: Seat, tmp_path: Path) -> None:
    seat.target = tmp_path / "chart.docx"
    seat.workspace.bar.choose(keep=(("arm", "nowhere"),))
    with pytest.raises(RefusedError, match="shows no cell"):
        seat.workspace.export()
    assert not seat.target.exists()
