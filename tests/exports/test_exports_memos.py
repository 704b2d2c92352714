"""Memos about cells stand beside them when they are asked for, and nowhere otherwise."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from pages import attributes, body, part, text

from exports import Options
from exports.catalogue import LAYOUTS
from exports.disclosure import units_of
from framework.edits.memos import write_cell_memo
from framework.queries.cases import list_cases
from framework.queries.themes import list_themes_plain
from framework.study import Study

Write = Callable[..., Path]
NOTED = "=Is this <late> or early?\nAsk CD \x07& S05"
LAYOUTS_OF_CELLS = ("L1", "L2")


@pytest.fixture
def noted(study: Study) -> Study:
    """Note something about a written cell and about one that nobody charted."""
    with study.read() as session:
        themes = {row.number: row.id for row in list_themes_plain(session)}
        cases = {row.name: row.id for row in list_cases(session)}
    write_cell_memo(study, cases["S05"], themes["3.3"], NOTED)
    write_cell_memo(study, cases["F2"], themes["3.3"], "Not asked, it seems")
    return study


@pytest.mark.parametrize("layout", LAYOUTS_OF_CELLS)
def test_memos_are_comments_of_word_with_author_and_time(
    noted: Study, write: Write, layout: str
) -> None:
    del noted
    path = write(layout, "chart.docx", memos=True)
    comments = list(docx.Document(str(path)).comments)
    said = {comment.text for comment in comments}
    assert said == {"=Is this <late> or early?\nAsk CD & S05", "Not asked, it seems"}
    assert {(comment.author, comment.initials) for comment in comments} == {("AB", "AB")}
    assert all(comment.timestamp is not None for comment in comments)
    numbers = attributes(part(path, "word/comments.xml"), "comment", "id")
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert attributes(body(path), tag, "id") == numbers


@pytest.mark.parametrize("layout", LAYOUTS_OF_CELLS)
def test_memos_are_in_no_file_that_did_not_ask_for_them(
    noted: Study, write: Write, layout: str
) -> None:
    del noted
    for ending in ("docx", "xlsx", "html", "csv"):
        path = write(layout, f"chart.{ending}")
        content = path.read_bytes()
        if ending in {"docx", "xlsx"}:
            with ZipFile(path) as package:
                content = b"".join(package.read(name) for name in package.namelist())
        assert b"it seems" not in content


def test_memos_stand_beside_the_quotations_that_are_comments_too(
    noted: Study, write: Write
) -> None:
    del noted
    quoted = len(list(docx.Document(str(write("L1", "a.docx", comments=True))).comments))
    both = write("L1", "b.docx", comments=True, memos=True)
    assert len(list(docx.Document(str(both)).comments)) == quoted + 2


def test_a_memo_stands_once_where_its_case_stands_in_two_groups(noted: Study, write: Write) -> None:
    del noted
    path = write("L1", "chart.docx", memos=True, grouped_by="arm")
    assert len(attributes(body(path), "commentReference", "id")) == 2


def test_memos_are_notes_of_a_workbook(noted: Study, write: Write) -> None:
    del noted
    with ZipFile(write("L1", "chart.xlsx", memos=True)) as book:
        parts = [name for name in book.namelist() if name.startswith("xl/comments")]
        written = [etree.fromstring(book.read(name)) for name in parts]
    notes = {
        "".join(note.itertext()) for tree in written for note in tree.iterfind(".//{*}comment")
    }
    assert len(notes) == 2
    assert any("=Is this <late> or early?\nAsk CD & S05" in note for note in notes)
    assert all(note.startswith("AB, ") for note in notes)


def test_memos_are_folded_away_in_a_web_page(noted: Study, write: Write) -> None:
    del noted
    page = write("L1", "chart.html", memos=True).read_text(encoding="utf-8")
    assert page.count('<details class="memo"><summary>Memo, AB, ') == 2
    assert "=Is this &lt;late&gt; or early?<br>Ask CD &amp; S05</details>" in page


def test_pseudonyms_reach_memos_and_what_could_identify_is_looked_for_in_them(
    noted: Study, write: Write
) -> None:
    path = write("L1", "chart.docx", memos=True, pseudonyms="numbered")
    assert "S05" not in text(part(path, "word/comments.xml"))
    layout = next(row for row in LAYOUTS if row.key == "L1")
    with noted.read() as session:
        report = layout.build(session, Options(memos=True))
    assert any(unit.text == "Not asked, it seems" for unit in units_of(report))
