"""Pictures are the same in every format, print in black, and are said in words too."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from pages import part
from PIL import Image

from exports.pictures.axes import months, ticks
from exports.pictures.dot_plot import Lane as Group
from exports.pictures.dot_plot import Panel, dot_plot
from exports.pictures.png import png
from exports.pictures.shapes import Dot, Drawing, Line, Words, stacked, wide
from exports.pictures.svg import svg
from exports.pictures.timeline import Lane, Mark, SiteLanes, timeline
from framework.errors import RefusedError
from framework.study import Study

Write = Callable[..., Path]
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.mark.parametrize("layout", ["timeline", "dot-plot"])
def test_a_picture_stands_in_word_with_its_words(write: Write, layout: str) -> None:
    path = write(layout, "picture.docx")
    tree = part(path, "word/document.xml")
    (shown,) = tree.iter(DRAWING + "docPr")
    assert "P07" in shown.get("descr", "") or "3 practices" in shown.get("descr", "")
    with ZipFile(path) as package:
        kinds = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
        painted = Image.open(BytesIO(package.read("word/media/picture1.png")))
        drawn = etree.fromstring(package.read("word/media/picture1.svg"))
    assert painted.mode == "L"
    assert drawn.tag == SVG + "svg"
    assert 'Extension="png"' in kinds
    assert 'Extension="svg"' in kinds
    assert "media/picture1.png" in relations
    assert "media/picture1.svg" in relations


@pytest.mark.parametrize("layout", ["timeline", "dot-plot"])
def test_a_picture_is_written_alone_and_its_figures_as_data(write: Write, layout: str) -> None:
    drawn = etree.fromstring(write(layout, "picture.svg").read_bytes())
    words = {found.text for found in drawn.iter(SVG + "text")}
    assert "P07" in words
    colours = {found.get("fill") for found in drawn.iter() if found.get("fill")}
    assert colours <= {"#000000", "#6b6b6b", "#e4e4e1", "#ffffff", "none"}
    with Image.open(write(layout, "picture.png")) as painted:
        assert painted.info["dpi"][0] == pytest.approx(300, abs=1)
    assert "P07" in write(layout, "picture.csv").read_text("utf-8-sig")
    with ZipFile(write(layout, "picture.xlsx")) as book:
        assert "xl/media/image1.png" in book.namelist()


def test_what_came_late_is_a_full_dot_at_the_end_of_a_line(study: Study, write: Write) -> None:
    del study
    drawn = etree.fromstring(write("timeline", "picture.svg").read_bytes())
    fills = [found.get("fill") for found in drawn.iter(SVG + "circle")]
    assert fills.count("#000000") == 3
    assert fills.count("#ffffff") == 3


def test_figures_that_are_the_same_everywhere_are_named_and_not_drawn(write: Write) -> None:
    page = write("dot-plot", "picture.html").read_text("utf-8")
    assert "Not drawn, the same at every practice: Reports sent." in page
    only = write("dot-plot", "one.html", indicators=("sent",)).read_text("utf-8")
    assert "Reports sent" in only
    assert "Not drawn" not in only


def test_names_of_cases_in_a_picture_become_pseudonyms(write: Write) -> None:
    drawn = write("dot-plot", "picture.svg", pseudonyms="numbered").read_text("utf-8")
    assert "Practice 4" in drawn
    assert "P07" not in drawn


def test_dots_of_one_value_stand_on_each_other() -> None:
    values = tuple((f"P{at}", 3.0) for at in range(3))
    drawing = dot_plot([Panel("Same", "", (Group("", values),))], 8)
    dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
    assert len({round(dot.x, 6) for dot in dots}) == 1
    assert len({dot.y for dot in dots}) == 3


LONG = "The Partnership Practice of Saint Mary by the Water and the Upper Valley, branch 2"


def test_a_long_name_of_a_site_takes_no_room_from_its_timeline() -> None:
    mark = Mark(date(2021, 6, 1), date(2021, 6, 20), late=True)
    ends = (date(2021, 6, 1), date(2021, 8, 20))
    long, short = (
        timeline([SiteLanes(name, (Lane("Report", (mark,)),))], 16, ends) for name in (LONG, "P01")
    )
    spans = [
        max(
            line.x2 - line.x1
            for line in drawing.shapes
            if isinstance(line, Line) and line.width > 1
        )
        for drawing in (long, short)
    ]
    assert spans[0] == pytest.approx(spans[1], rel=0.15)
    assert LONG in {words.text for words in long.shapes if isinstance(words, Words)}


def test_long_names_in_a_dot_plot_stay_within_it_and_can_be_told_apart() -> None:
    values = tuple((f"{LONG[:-1]}{at}", float(at)) for at in range(5))
    drawing = dot_plot([Panel(LONG, "", (Group(LONG, values),))], 8)
    said = [words for words in drawing.shapes if isinstance(words, Words)]
    for words in said:
        start = {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
        left = words.x - start * wide(words.text, words.size)
        assert -0.01 <= left <= 8.01 - wide(words.text, words.size)
    names = [words.text for words in said if words.size == 6]
    assert len(set(names)) == 5


@pytest.mark.parametrize(
    ("least", "greatest", "marks"),
    [(0, 31, [0, 10, 20, 30, 40]), (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (5, 5, [5, 6])],
)
def test_axes_have_round_numbers(least: float, greatest: float, marks: list[float]) -> None:
    assert ticks(least, greatest)[: len(marks)] == pytest.approx(marks)


def test_months_go_over_the_turn_of_a_year() -> None:
    found = months(date(2021, 11, 3), date(2022, 1, 20))
    assert found == [date(2021, 11, 1), date(2021, 12, 1), date(2022, 1, 1), date(2022, 2, 1)]


def test_text_of_a_picture_is_text_and_no_markup() -> None:
    drawing = Drawing(4, 2, (Words(0, 1, "<script>&\x00"), Line(0, 0, 4, 2, dashed=True)))
    tree = etree.fromstring(svg(drawing, 'a "b" <c>').encode())
    assert [found.text for found in tree.iter(SVG + "text")] == ["<script>&"]
    assert Image.open(BytesIO(png(stacked([drawing, drawing])))).size == (472, 543)


def test_a_picture_too_tall_to_paint_is_refused() -> None:
    with pytest.raises(RefusedError, match="Choose fewer sites"):
        png(Drawing(16, 600, ()))
