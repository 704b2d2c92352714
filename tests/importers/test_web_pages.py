"""Hold that web pages are read block by block, and nothing of them is run; text is synthetic."""

from pathlib import Path

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
