"""Facts about the pages of a preview."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.reporting.paper import Paper
from exports.report import Column, Report, Rows, Span, Table, TableCell

ACROSS = (Column("Data", 4, group="Delivery"), Column("Pillar", 4),
          Column("Codes", 4, group="Interviews"))  # fmt: skip


def _paper(rows: int) -> Paper:
    """Lay out a table with spanning heads."""
    said = tuple(TableCell(((Span("text", f"said {n}"),),)) for n in range(3))
    table = Table("Pillars", 1, "", "Pillars", ACROSS, (said,) * rows)
    return Paper(Report("Pillars", "A study", True, date(2024, 5, 1), Rows("", (), ()), (table,)))


def test_spanning_heads_stand_above_the_columns_that_they_span(qtbot: QtBot) -> None:
    del qtbot
    words = _paper(2).toPlainText()
    assert words.index("Delivery") < words.index("Interviews") < words.index("Data")


@pytest.mark.parametrize(("rows", "cut"), [(3, False), (4000, True)])
def test_a_preview_says_whether_the_export_goes_on(rows: int, cut: bool, qtbot: QtBot) -> None:
    del qtbot
    assert _paper(rows).cut is cut
