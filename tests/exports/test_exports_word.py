"""Word reports have real structure, and every link has its place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from pages import W, attributes, body, captions, grid, part, style, tables, text

from exports import Options, export
from exports.report import (
    Column,
    Report,
    Rows,
    Span,
    Table,
    TableCell,
    text_width,
)
from exports.word import write as write_word
from framework.edits.cells import write_summary
from framework.queries.cases import case_named
from framework.study import Study
from tests.studies import theme_numbered

Write = Callable[..., Path]
CHOICES = (
    ("L1", {}), ("L1", {"mode": "journal"}), ("L1", {"rows": "sites"}), ("L1", {"themes": ("3",)}),
    ("L1", {"paper": "Letter"}), ("L1", {"evidence": False}), ("L3", {}),
    ("L3", {"mode": "journal", "order_by": "attended"}), ("L3", {"paper": "Letter"}),
)  # fmt: skip


@pytest.fixture(params=CHOICES, ids=str)
def page(request: pytest.FixtureRequest, write: Write) -> Path:
    layout, chosen = request.param
    return write(layout, "report.docx", **chosen)


def test_every_link_has_its_bookmark_and_every_bookmark_its_link(page: Path) -> None:
    tree = body(page)
    places = attributes(tree, "bookmarkStart", "name")
    assert len(places) == len(set(places))
    assert set(places) == set(attributes(tree, "hyperlink", "anchor"))
    assert all(len(place) <= 40 for place in places)


def test_bookmarks_have_ids_of_their_own_and_ends(page: Path) -> None:
    tree = body(page)
    starts = attributes(tree, "bookmarkStart", "id")
    assert len(starts) == len(set(starts))
    assert starts == attributes(tree, "bookmarkEnd", "id")


def test_the_header_repeats_on_every_page_of_every_table(page: Path) -> None:
    for table in body(page).iter(W + "tbl"):
        repeated = [row for row in table.iter(W + "tr") if row.find(f".//{W}tblHeader") is not None]
        assert repeated == list(table.iter(W + "tr"))[: len(repeated)]
        assert repeated


def test_tables_fit_between_the_margins_and_their_rows_add_up(page: Path) -> None:
    tree = body(page)
    size, margins = next(tree.iter(W + "pgSz")), next(tree.iter(W + "pgMar"))
    room = int(size.get(W + "w", "0"))
    room -= int(margins.get(W + "left", "0")) + int(margins.get(W + "right", "0"))
    for table in tree.iter(W + "tbl"):
        columns = [int(width) for width in attributes(table, "gridCol", "w")]
        assert sum(columns) <= room
        for row in table.iter(W + "tr"):
            widths = [int(width) for width in attributes(row, "tcW", "w")]
            assert sum(widths) == sum(columns)


def test_no_table_stands_in_another_and_nothing_floats(page: Path) -> None:
    tree = body(page)
    assert not list(tree.iterfind(f".//{W}tbl//{W}tbl"))
    for tag in ("drawing", "pict", "footnoteReference", "vMerge", "framePr"):
        assert not list(tree.iter(W + tag))


def test_python_docx_opens_the_file_and_knows_every_style(page: Path) -> None:
    document = docx.Document(str(page))
    known = {found.style_id for found in document.styles}
    used = {name for tag in ("pStyle", "rStyle", "tblStyle")
            for name in attributes(body(page), tag, "val")}  # fmt: skip
    assert used <= known
    assert document.core_properties.author == ""
    assert document.core_properties.title.endswith("Audit pilot")


def test_the_footer_names_study_program_and_day_and_counts_pages(page: Path) -> None:
    with ZipFile(page) as package:
        name = next(
            found for found in package.namelist() if "footer" in found and "rels" not in found
        )
    footer = part(page, name)
    said = text(footer)
    assert said.startswith("Audit pilot (synthetic) · Chartwell")
    assert "22 November 2026" in said
    assert [found.text for found in footer.iter(W + "instrText")] == [" PAGE ", " NUMPAGES "]


def test_captions_number_themselves_and_stay_with_their_tables(page: Path) -> None:
    tree = body(page)
    fields = [found.text or "" for found in tree.iter(W + "instrText")]
    assert len(fields) == len(captions(tree))
    assert all(found.startswith(" SEQ Table ") for found in fields)
    caption = next(found for found in part(page, "word/styles.xml").iter(W + "style")
                   if found.get(W + "styleId") == "Caption")  # fmt: skip
    assert caption.find(f".//{W}keepNext") is not None


def test_journal_mode_is_black_with_one_paragraph_a_cell_and_no_fill(write: Write) -> None:
    for layout in ("L1", "L3"):
        path = write(layout, "journal.docx", mode="journal")
        tree = body(path)
        assert not list(tree.iter(W + "shd"))
        for table in tables(tree):
            assert all(len(cell.findall(W + "p")) == 1 for cell in table.iter(W + "tc"))
        colours = set(attributes(part(path, "word/styles.xml"), "color", "val"))
        assert colours == {"000000"}


def test_text_that_xml_forbids_does_no_worse_than_vanish(tmp_path: Path) -> None:
    report = _report("before\x00\x0b\ud800\ufffe<&>after\tnext\nline")
    path = tmp_path / "odd.docx"
    write_word(report, path)
    (table,) = tables(body(path))
    assert grid(table)[1] == ["before<&>after next\nline"]
    docx.Document(str(path))


def test_an_odd_summary_reaches_the_page(study: Study, tmp_path: Path) -> None:
    with study.read() as session:
        case, theme = case_named(session, "S01"), theme_numbered(session, "3.3")
    write_summary(study, case.id, theme.id, "a < b & c 😀 مرحبا")
    with study.read() as session:
        export(session, "L1", tmp_path / "odd.docx", Options(themes=("3",)))
    assert "a < b & c 😀 مرحبا" in text(body(tmp_path / "odd.docx"))


def test_rows_stay_on_a_page_unless_they_are_taller_than_half_of_one(tmp_path: Path) -> None:
    for words, stays in ((10, True), (2000, False)):
        path = tmp_path / f"{words}.docx"
        write_word(_report("word " * words), path)
        (table,) = tables(body(path))
        row = list(table.iter(W + "tr"))[1]
        assert (row.find(f".//{W}cantSplit") is not None) is stays


def test_spanning_heads_cover_the_columns_of_their_group(write: Write) -> None:
    (table,) = tables(body(write("L3", "matrix.docx")))
    spans, names = list(table.iter(W + "tr"))[:2]
    assert [text(cell) for cell in spans.iter(W + "tc")] == ["", "Delivery", "Interview findings"]
    assert attributes(spans, "gridSpan", "val") == ["3"]
    assert len(list(names.iter(W + "tc"))) == 5


def test_headings_are_real_headings(write: Write) -> None:
    found = [style(paragraph) for paragraph in body(write("L1", "charts.docx")).iter(W + "p")]
    assert found.count("Heading1") == 4
    assert found.count("Heading2") == 4


def _report(words: str) -> Report:
    """Make a report of one cell."""
    wide = text_width("A4", "landscape")
    cell = TableCell(((Span("text", words),),))
    table = Table("One", 1, "", "One cell", (Column("Head", wide),), ((cell,),), ("Note.",))
    return Report("One", "Study", synthetic=False, day=date(2026, 1, 2),
                  data=Rows("One", ("head",), ((words,),)), blocks=(table,))  # fmt: skip


def test_first_rows_and_first_columns_are_heads_to_readers_of_screens(write: Write) -> None:
    tree = body(write("L1", "chart.docx", themes=("3",)))
    looks = [
        (look.get(W + "firstRow"), look.get(W + "firstColumn")) for look in tree.iter(W + "tblLook")
    ]
    assert set(looks) == {("1", "1")}
