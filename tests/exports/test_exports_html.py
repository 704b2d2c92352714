"""A web page stands alone, leads every link somewhere and shows text as text."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html

from exports import LAYOUTS
from framework.edits.cells import write_summary
from framework.queries.cases import case_named
from framework.study import Study
from tests.studies import theme_numbered

Write = Callable[..., Path]
PAGES = [layout.key for layout in LAYOUTS if "html" in layout.formats]


class _Tags(HTMLParser):
    """Gather the tags that are open, and those that were closed out of their turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.astray: list[str] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag not in {"meta", "col", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.astray.append(tag)


@pytest.mark.parametrize("layout", PAGES)
def test_every_tag_of_a_page_is_closed_in_its_turn(
    concluded: Study, write: Write, layout: str
) -> None:
    del concluded
    tags = _Tags()
    tags.feed(write(layout, "page.html").read_text("utf-8"))
    assert (tags.open, tags.astray) == ([], [])


@pytest.mark.parametrize("layout", PAGES)
def test_a_page_loads_nothing_and_all_its_links_stay_in_it(
    concluded: Study, write: Write, layout: str
) -> None:
    del concluded
    page = html.fromstring(write(layout, "page.html").read_text("utf-8"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.xpath("//@href")} <= set(ids)
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert not page.xpath("//@src | //link | //img | //iframe | //*[@*[starts-with(name(), 'on')]]")
    assert page.xpath("//table | //figure")
    assert all(cell.get("scope") for cell in page.xpath("//th"))


def test_locators_lead_to_the_evidence_and_back(write: Write) -> None:
    page = html.fromstring(write("L1", "page.html").read_text("utf-8"))
    links = [link.removeprefix("#") for link in page.xpath("//table//a/@href")]
    assert links
    assert {*links} == {*page.xpath("//article/@id")}
    back = {link.removeprefix("#") for link in page.xpath("//article//a/@href")}
    assert back == {*page.xpath("//td/span/@id")}


def test_what_people_wrote_is_text_and_never_markup(study: Study, write: Write) -> None:
    said = '<script>alert(1)</script> & "<img src=x onerror=alert(2)>" \x07bell'
    with study.read() as session:
        case, theme = case_named(session, "S03").id, theme_numbered(session, "3.3").id
    write_summary(study, case, theme, said)
    written = write("L1", "page.html").read_text("utf-8")
    page = html.fromstring(written)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img")
    assert "<script>alert(1)</script> & “<img src=x onerror=alert(2)>” bell" in page.text_content()
    assert "\x07" not in written


def test_tables_whose_rows_head_others_are_not_sorted(write: Write) -> None:
    sorts = html.fromstring(write("L1", "a.html").read_text("utf-8")).xpath("//table/@class")
    assert set(sorts) == {"sorts"}
    assert not html.fromstring(write("L2", "b.html").read_text("utf-8")).xpath("//table/@class")


def test_paper_repeats_heads_and_has_the_size_that_was_asked_for(write: Write) -> None:
    written = write("L1", "a.html", paper="A3").read_text("utf-8")
    assert "@page{size:A3 landscape" in written
    assert "display:table-header-group" in written
    assert "prefers-color-scheme:dark" in written
