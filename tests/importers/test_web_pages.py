"""Hold that web pages are read block by block, and nothing of them is run; text is synthetic."""

from pathlib import Path

import pytest

from framework.errors import RefusedError
from tests.importers.documents import imported, kinds, texts, turns, voices


def test_blocks_are_paragraphs_and_what_is_unseen_is_said(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Talk 3</title><style>p{}</style>"
        "<script>alert('x')</script></head><body><h1>Part one</h1><div>A &amp; B\n  go"
        "<p>caf&eacute;<br>there</p>tail</div><p style='display:none'>secret</p>"
        "<img src='http://example.org/x.png' alt='a dog'><ol><li>one<li>two</ol></body></html>"
    )
    draft = imported(tmp_path, "a.txt", page)
    assert draft.format == "html"
    assert texts(draft) == ["Part one", "A & B go", "café\u2028there", "tail", "1. one", "2. two"]
    assert kinds(draft)[0] == "heading"
    assert draft.left_out == (
        "1 page title: Talk 3",
        "1 script",
        "1 stretch of hidden text: secret",
        "1 picture: a dog",
    )


def test_speakers_in_bold_in_columns_and_over_line_breaks_are_heard(tmp_path: Path) -> None:
    said = (("Ann", "Hi."), ("Ben", "Ho."), ("Ann", "So?"), ("Ben", "Yes."))
    bold = "<html>" + "".join(f"<p><b>{who}</b> {what}</p>" for who, what in said)
    assert turns(imported(tmp_path, "a.html", bold)) == {"Ann": 2, "Ben": 2}
    rows = "".join(f"<tr><td>{who}<td>{what}" for who, what in said)
    assert turns(imported(tmp_path, "b.html", f"<html><table>{rows}</table>")) == {
        "Ann": 2,
        "Ben": 2,
    }
    lines = "<html><div>" + "<br>\n".join(f"{who}: {what}" for who, what in said) + "</div>"
    assert voices(imported(tmp_path, "c.html", lines)) == ["Ann", "Ben", "Ann", "Ben"]
    apart = "<html><div>" + "<br><br>".join(what for _, what in said) + "</div>"
    assert texts(imported(tmp_path, "d.html", apart)) == ["Hi.", "Ho.", "So?", "Yes."]


def test_the_encoding_that_a_page_declares_is_heard(tmp_path: Path) -> None:
    page = '<html><meta charset="windows-1250"><p>Łódź, żółć</p></html>'.encode("cp1250")
    assert texts(imported(tmp_path, "a.html", page)) == ["Łódź, żółć"]


def test_items_of_lists_bear_the_numbers_that_the_page_shows(tmp_path: Path) -> None:
    page = (
        "<html><body><ol><li><p>first</p><p>still first</p></li><li>second<ol type=a start=3>"
        "<li>deep<li>deeper</ol></li><li value=7>seventh</li><li></li><li>ninth</ol>"
        "<ul><li>a sign</ul><ol type=I start=x><li>one</ol></body></html>"
    )
    assert texts(imported(tmp_path, "a.html", page)) == [
        "1. first", "still first", "2. second", "c. deep", "d. deeper", "7. seventh", "9. ninth",
        "a sign", "I. one",
    ]  # fmt: skip


def test_readings_above_words_are_left_out_and_said(tmp_path: Path) -> None:
    page = "<html><body><p>the <ruby>語<rp>(</rp><rt>ご</rt><rp>)</rp></ruby> word</body></html>"
    draft = imported(tmp_path, "a.html", page)
    assert texts(draft) == ["the 語 word"]
    assert draft.left_out == ("1 reading above a word: ご",)


def _page(body: str) -> str:
    return f"<!DOCTYPE html><html><body>{body}</body></html>"


def test_notes_as_google_writes_them_stand_apart_and_comments_where_they_belong(
    tmp_path: Path,
) -> None:
    body = (
        '<p><b>Ann:</b> how was it?<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p>'
        '<p><b>Ben:</b> fine<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> really.</p>'
        '<p><b>Ann:</b> good.</p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> low</p></div>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>check: this</p></div>'
    )
    draft = imported(tmp_path, "a.html", _page(body))
    assert texts(draft) == ["Ann: how was it?", "Ben: fine really.", "Ann: good."]
    assert draft.left_out == ("1 footnote or endnote: low", "1 comment: check: this")
    (comment,) = draft.comments
    assert draft.text[comment.start : comment.end] == "Ben: fine really."
    assert comment.text == "check: this"


def test_notes_and_lists_as_word_writes_them_are_read(tmp_path: Path) -> None:
    body = (
        '<p><b>Ann:</b> well<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1">[1]</a>'
        ", yes.</p><p><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span>an item</p>"
        "<p><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>a point</p>"
        '<p><b>Ben:</b> no<a class=msocomanchor href="#_msocom_1" name="_msoanchor_1">[AB1]</a></p>'
        "<p><b>Ann:</b> so.</p><div style='mso-element:footnote-list'><div id=ftn1 "
        'style="mso-element:footnote"><p><a href="#_ftnref1" name="_ftn1">[1]</a> low</p></div>'
        "</div><div style='mso-element:comment-list'><div style='mso-element:comment'><div>"
        '<a name="_msocom_1"></a><p><span style="mso-comment-author:\'A B\'">'
        '<a class=msocomoff href="#_msoanchor_1">[AB1]</a></span>sure?</p></div></div></div>'
    )
    draft = imported(tmp_path, "a.html", _page(body))
    assert texts(draft) == ["Ann: well, yes.", "2. an item", "a point", "Ben: no", "Ann: so."]
    assert draft.left_out == ("1 footnote or endnote: low", "1 comment: sure?")
    assert [(note.author, note.text) for note in draft.comments] == [("A B", "sure?")]


def test_links_between_parts_of_a_page_make_no_notes_of_them(tmp_path: Path) -> None:
    body = (
        '<p><a href="#one" id="back1">1</a> <a href="#two" id="back2">2</a></p>'
        '<div id="one"><h2><a href="#back1">One</a></h2><p>first words</p></div>'
        '<div id="two"><p>second words</p></div><p><a href="#one">see One</a></p>'
    )
    draft = imported(tmp_path, "a.html", _page(body))
    assert texts(draft) == ["1 2", "One", "first words", "second words", "see One"]
    assert draft.left_out == ()


def test_what_only_furnishes_a_page_is_left_out_and_said(tmp_path: Path) -> None:
    body = (
        '<div title="header"><p>running head</p></div><nav><ol><li>Home</li></ol></nav>'
        "<p>Ann: yes</p><blockquote><p>no</p><footer>Ben</footer></blockquote>"
        '<div role="contentinfo">made by a wiki</div><footer>all rights</footer>'
        '<section role="doc-endnotes"><ol><li>low</li></ol></section>'
    )
    draft = imported(tmp_path, "a.html", _page(body))
    assert texts(draft) == ["Ann: yes", "no", "Ben"]
    assert draft.left_out == (
        "1 page header: running head",
        "1 page navigation: Home",
        "2 page footers: made by a wiki / all rights",
        "1 footnote or endnote: low",
    )


def test_a_list_that_counts_down_does(tmp_path: Path) -> None:
    body = (
        "<ol reversed><li>a</li><li>b<ol><li>x</li></ol></li><li>c</li></ol>"
        "<ol reversed start=9><li>d</li><li value=4>e</li><li>f</li></ol>"
    )
    assert texts(imported(tmp_path, "a.html", _page(body))) == [
        "3. a", "2. b", "1. x", "1. c", "9. d", "4. e", "3. f",
    ]  # fmt: skip


def test_a_page_whose_end_would_be_dropped_is_refused(tmp_path: Path) -> None:
    """What is never closed nests: the parser stops reading at some depth."""
    broken = "<p id=1 id=2>&nosuch;</wrong>" * 3000
    body = f"<p>Ann: first</p>{broken}{'<font><p>x</p>' * 3000}<p>Ben: last</p>"
    with pytest.raises(RefusedError, match="nested deeper"):
        imported(tmp_path, "a.html", _page(body))
    read = imported(tmp_path, "b.html", _page("<font><p>x</p>" * 1500 + "<p>Ben: last</p>"))
    assert texts(read)[-1] == "Ben: last"


def test_a_tag_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    attributes = " ".join(f'a{n}="x"' for n in range(20_000))
    with pytest.raises(RefusedError, match="a tag of more than"):
        imported(tmp_path, "a.html", _page(f"<p {attributes}>x</p>"))
