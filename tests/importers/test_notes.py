"""Hold that comments of a document keep their author, day and place; all text is synthetic."""

from pathlib import Path

from framework.drafts import TranscriptDraft
from tests.importers.documents import imported, open_document, paragraph, run, table, word


def _comment(n: int, text: str, author: str = "Ann B") -> str:
    inner = "".join(paragraph(line) for line in text.split("\n"))
    return f'<w:comment w:id="{n}" w:author="{author}" w:date="2021-05-03T10:20:00Z">{inner}</w:comment>'  # noqa: E501 - XML


def _begin(n: int) -> str:
    return f'<w:commentRangeStart w:id="{n}"/>'


def _end(n: int) -> str:
    return f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'


def about(draft: TranscriptDraft) -> list[tuple[str, str, str, str]]:
    """Give each comment's author, day, text and the words that it is about."""
    return [
        (one.author, one.date[:10], one.text, draft.text[one.start : one.end])
        for one in draft.comments
    ]


def test_comments_of_a_word_document_are_about_their_words(tmp_path: Path) -> None:
    body = (
        paragraph("  I: How ", "did  the ", _begin(0), "cafe\u0301 go", _end(0), "?")
        + paragraph("P1: ", _begin(2), "Well.")
        + paragraph("It did.", _end(2))
        + table(("INT", "x"))
    )
    comments = _comment(0, "Which\none?") + _comment(2, "Over two", "") + _comment(7, "Nowhere")
    draft = imported(tmp_path, "a.docx", word(body, comments=comments))
    assert about(draft) == [
        ("Ann B", "2021-05-03", "Which\none?", "café go"),
        ("", "2021-05-03", "Over two", "Well.\nIt did."),
    ]
    assert draft.left_out == ("3 comments: Which one? / Over two / Nowhere",)


def test_comment_about_no_words_is_about_its_paragraph(tmp_path: Path) -> None:
    body = paragraph("One.") + paragraph(
        "P1: Two", '<w:r><w:commentReference w:id="0"/></w:r>', " three."
    )
    body += paragraph(_begin(1), f"<w:del>{run('gone')}</w:del>", _end(1), "Four.")
    comments = _comment(0, "a") + _comment(1, "b")
    draft = imported(tmp_path, "a.docx", word(body, comments=comments))
    assert [one[2:] for one in about(draft)] == [("a", "P1: Two three."), ("b", "Four.")]


def test_comment_keeps_its_place_where_paragraphs_are_parted_and_numbered(tmp_path: Path) -> None:
    line = "<w:r><w:br/></w:r>"
    body = paragraph("I: So?", line, "P1: It ", _begin(0), "rained", _end(0), line, "I: Oh.")
    body += paragraph("P1: Yes.") + paragraph("I: Then?") + paragraph("P1: No.")
    draft = imported(tmp_path, "a.docx", word(body, comments=_comment(0, "a")))
    assert [one[2:] for one in about(draft)] == [("a", "rained")]


def test_annotations_of_an_open_document_are_about_their_words(tmp_path: Path) -> None:
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    note = (
        "<office:annotation{0}><dc:creator {1}>Ann B</dc:creator>"
        "<dc:date {1}>2021-05-03T10:20:00.5</dc:date><text:p>a</text:p><text:p>b</text:p>"
        "</office:annotation>"
    )
    body = (
        "<text:p>One " + note.format(' office:name="x"', dc) + "two"
        '<office:annotation-end office:name="x"/> three</text:p>'
        "<text:p>Four" + note.format("", dc) + " five</text:p>"
    )
    draft = imported(tmp_path, "a.odt", open_document(body))
    assert about(draft) == [
        ("Ann B", "2021-05-03", "a\nb", "two"), ("Ann B", "2021-05-03", "a\nb", "Four five"),
    ]  # fmt: skip
    assert draft.left_out == ("2 comments: a b / a b",)


def test_annotations_of_rich_text_are_about_their_words(tmp_path: Path) -> None:
    packed = (2021 - 1900) << 20 | 5 << 16 | 3 << 11 | 10 << 6 | 20
    body = (
        r"{\rtf1\ansi One {\*\atrfstart 1}two{\*\atrfend 1}{\*\atnid AB}{\*\atnauthor Ann B}\chatn "
        r"{\*\annotation{\*\atnref 1}{\*\atndate " + str(packed) + r"}a note} three.\par Four"
        r"{\*\atnid C}{\*\atnauthor Cy}\chatn{\*\annotation again} five.\par}"
    )
    draft = imported(tmp_path, "a.rtf", body)
    assert about(draft) == [
        ("Ann B", "2021-05-03", "a note", "two"), ("Cy", "", "again", "Four five."),
    ]  # fmt: skip
    assert draft.text == "One two three.\nFour five."
