"""Hold how bytes become text, and that a file that cannot be read is refused in one sentence."""

import contextlib
from itertools import count
from pathlib import Path

import pytest

from framework.errors import CancelledError, RefusedError
from framework.progress import Progress
from importers import FORMATS, read_transcript
from importers.codings import read_codings
from tests.importers.documents import imported, open_document, paragraph, texts, word

LECTURE = "Hi, I’m Dr X. “Bayes” – a man.\r\nLet’s take a look! We have:\r\n-\tone\r\n"


def test_windows_1252_is_read_as_such_and_said(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.txt", LECTURE.encode("cp1252"))
    assert texts(draft) == [
        "Hi, I’m Dr X. “Bayes” – a man.",
        "Let’s take a look! We have:",
        "-\tone",
    ]
    assert draft.remarks == ("The file is in Windows-1252; it was read as that.",)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_with_and_without_a_mark(encoding: str, tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.txt", "Zoë: naïve 😀\rAnn: yes\n".encode(encoding))
    assert texts(draft) == ["Zoë: naïve 😀", "Ann: yes"]


def test_cyrillic_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    text = "Здравствуйте, как у вас дела сегодня? Всё хорошо, спасибо большое за вопрос.\n" * 5
    draft = imported(tmp_path, "a.txt", text.encode("cp1251"))
    assert texts(draft)[0].startswith("Здравствуйте")
    assert len(draft.remarks) == 1


def test_damaged_bytes_stand_as_a_mark_and_are_counted(tmp_path: Path) -> None:
    data = "Zoë said naïve things in the café.\n".encode() + b"and \xff more \xfe here\n"
    draft = imported(tmp_path, "a.txt", data)
    assert texts(draft)[1] == "and \ufffd more \ufffd here"
    assert draft.remarks == ("2 damaged bytes stand as \ufffd in the text.",)


def test_the_original_is_kept_byte_for_byte(tmp_path: Path) -> None:
    data = LECTURE.encode("cp1252")
    assert imported(tmp_path, "a.txt", data).original == data


def test_a_draft_is_named_for_its_file(tmp_path: Path) -> None:
    assert imported(tmp_path, "S05 final.v2.txt", "Hi").name == "S05 final.v2"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word before 2007"),
        (b"{\\rtf1 {\\*\\generator x}}", "holds no text"),
        (b"%PDF-1.7", "is damaged"),
        (b"<!DOCTYPE html><script>x</script>", "holds no text"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"PK\x03\x04 nothing known", "in none of the formats"),
        (bytes(range(256)) * 20, "is not a text|in none of the formats"),
        (b"WEBVTT\n\n", "holds no text"),
        (word(""), "holds no text"),
        (open_document("<text:p/>", manifest="<manifest:encryption-data/>"), "password"),
        (open_document("<text:p>x</text:p>")[:-200], "is damaged"),
    ],
    ids=count(),  # what is packed holds the time, and would make another name for each worker
)
def test_a_file_that_cannot_be_read_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=said) as refused:
        imported(tmp_path, "a.docx", data)
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("a.docx ")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"no file b\.txt"):
        read_transcript(tmp_path / "b.txt")
    with pytest.raises(RefusedError, match="is a folder"):
        read_transcript(tmp_path)


def test_import_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(paragraph("x")))
    progress = Progress()
    progress.stop.set()
    with pytest.raises(CancelledError):
        read_transcript(path, progress)


def test_every_torn_document_is_refused(tmp_path: Path) -> None:
    whole = word(paragraph("Ann: text"), comments="<w:comment/>")
    for end in range(40, len(whole), 37):
        with pytest.raises(RefusedError):
            imported(tmp_path, "a.docx", whole[:end])


def test_a_document_with_a_hole_in_it_is_refused_or_read(tmp_path: Path) -> None:
    whole = open_document("<text:p>text</text:p>" * 5)
    for start in range(60, len(whole) - 90, 23):
        with contextlib.suppress(RefusedError):
            draft = imported(tmp_path, "a.odt", whole[:start] + whole[start + 40 :])
            assert set(texts(draft)) == {"text"}


def test_format_keys_and_endings_are_unique() -> None:
    endings = [ending for form in FORMATS for ending in form.endings]
    assert len({form.key for form in FORMATS}) == len(FORMATS)
    assert len(set(endings)) == len(endings)


def test_opendocument_text_is_read_whole(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="B" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/>'
        '</style:style><style:style style:name="H" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:tracked-changes>"
        "<text:h>Part</text:h>"
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p>'
        '<text:p><text:span text:style-name="B">Ann:</text:span> yes<text:note>low</text:note>'
        '<text:span text:style-name="H">unseen</text:span></text:p><text:list><text:list-item>'
        "<text:p>item</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell>"
        "<text:p>cell</text:p></table:table-cell></table:table-row></table:table>"
    )
    draft = imported(tmp_path, "a.odt", open_document(body, styles))
    assert texts(draft) == ["Part", "a   b\tc\u2028d", "Ann: yes", "item", "cell"]
    assert draft.paragraphs[0].kind == "heading"
    assert draft.left_out == (
        "1 tracked deletion: gone",
        "1 footnote or endnote: low",
        "1 stretch of hidden text: unseen",
    )


def test_a_heading_without_a_word_stays_as_typed(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.md", "# \u2028\n\n**Ann:** one.\n\n**Ben:** two.\n")
    assert texts(draft) == ["#", "Ann: one.", "Ben: two."]


def test_a_number_of_thousands_of_digits_is_no_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_text(f"transcript,theme,paragraphs\na,1,{'9' * 5000}\n")
    with pytest.raises(RefusedError, match="is no paragraph or range"):
        read_codings(path)
