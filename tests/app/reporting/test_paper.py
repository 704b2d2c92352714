"""Facts about the pages of a preview."""

from datetime import date

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from app.reporting.paper import Paper
from exports.pictures.shapes import Box, Dot, Drawing, Line, Words
from exports.report import Column, Picture, Report, Rows, Span, Table, TableCell

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


def _pictured(tall: float) -> Paper:
    """Lay out a picture."""
    shapes = (Line(0, 1, 8, 1, dashed=True), Box(1, 2, 2, 1, "grey"), Dot(4, 2, 0.2),
              Words(1, 3, "P03", anchor="middle"))  # fmt: skip
    picture = Picture("Timeline", 1, "", "Due", Drawing(8, tall, shapes), "")
    return Paper(Report("Due", "A study", True, date(2024, 5, 1), Rows("", (), ()), (picture,)))


def test_a_picture_is_painted_in_its_shapes(qtbot: QtBot) -> None:
    del qtbot
    painted = _pictured(4).resource(Paper.ResourceType.ImageResource, QUrl("picture:0"))
    assert painted.width() == 2 * painted.height()
    middle = painted.pixelColor(painted.width() // 2, painted.height() // 2)
    corner = painted.pixelColor(painted.width() - 1, painted.height() - 1)
    assert (middle.lightness(), corner.lightness()) == (0, 255)


def test_a_picture_that_is_taller_than_its_page_is_made_smaller(qtbot: QtBot) -> None:
    del qtbot
    assert len(_pictured(400).pages) == 1


def test_a_picture_is_painted_once(qtbot: QtBot) -> None:
    del qtbot
    paper = _pictured(4)
    first, again = (
        paper.resource(Paper.ResourceType.ImageResource, QUrl("picture:0")) for _ in range(2)
    )
    assert first.cacheKey() == again.cacheKey()


def test_a_row_stands_whole_on_a_page_below_the_head_of_its_table(qtbot: QtBot) -> None:
    del qtbot
    said = (TableCell(((Span("text", "a line \n" * 9),),)),) * 3
    table = Table("Pillars", 1, "", "Pillars", ACROSS, (said,) * 20)
    paper = Paper(Report("Pillars", "A study", True, date(2024, 5, 1), Rows("", (), ()), (table,)))
    first, *others = paper.pages
    assert first.head.height == 0
    assert len(others) > 2
    layout, ends = paper.documentLayout(), [page.body.bottom for page in paper.pages]
    assert all(page.head == others[0].head and page.head.height > 0 for page in others)
    block = paper.begin()
    while block.isValid():
        box = layout.blockBoundingRect(block)
        assert not any(box.top() < end - 1 and end + 1 < box.bottom() for end in ends)
        block = block.next()
    assert paper.page_with(ends[0] + 1)[0] == 1
    assert paper.place_on(1, paper.top + 1) == others[0].head.top + 1


def test_a_row_that_is_taller_than_a_page_is_cut_between_its_lines(qtbot: QtBot) -> None:
    del qtbot
    said = (TableCell(((Span("text", "a line \n" * 400),),)),) * 3
    table = Table("Pillars", 1, "", "Pillars", ACROSS, (said,))
    paper = Paper(Report("Pillars", "A study", True, date(2024, 5, 1), Rows("", (), ()), (table,)))
    assert len(paper.pages) > 3
    room = paper.sheet.height() - 2 * paper.top
    assert all(page.head.height + page.body.height <= room + 1 for page in paper.pages)
    bottoms = [page.body.bottom for page in paper.pages]
    assert bottoms == sorted(bottoms)
