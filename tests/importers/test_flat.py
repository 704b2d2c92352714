"""Hold that a document saved as one XML file reads as its zip does, and other XML is refused."""

import base64
from pathlib import Path

import pytest

from framework.errors import RefusedError
from tests.importers.damage import flat
from tests.importers.documents import imported, open_document, paragraph, run, texts, voices, word

WORD = word(paragraph(run("Ann:", "<w:b/>"), " yes") + paragraph("Ben: no"), header1=paragraph("H"))
OPEN = open_document("<text:p>Ann: yes</text:p><text:p>Ben: no</text:p>")


@pytest.mark.parametrize(
    ("name", "zipped"), [("a.docx", WORD), ("a.odt", OPEN)], ids=["docx", "odt"]
)
def test_one_xml_file_reads_as_its_zip_does(name: str, zipped: bytes, tmp_path: Path) -> None:
    whole, one = imported(tmp_path, name, zipped), imported(tmp_path, "b.xml", flat(zipped))
    assert texts(one) == texts(whole) == ["Ann: yes", "Ben: no"]
    assert voices(one) == voices(whole)
    assert (one.format, one.left_out) == (whole.format, whole.left_out)


def test_a_mark_of_order_and_blanks_before_it_do_not_matter(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + flat(WORD)
    assert texts(imported(tmp_path, "a.xml", data)) == ["Ann: yes", "Ben: no"]


def test_parts_in_base64_that_are_no_base64_are_left(tmp_path: Path) -> None:
    for typed in (base64.b64encode(b"picture").decode(), "=", ""):
        part = f'<pkg:part pkg:name="/a.bin"><pkg:binaryData>{typed}</pkg:binaryData></pkg:part>'
        data = flat(WORD).replace(b"</pkg:package>", part.encode() + b"</pkg:package>")
        assert texts(imported(tmp_path, "a.xml", data)) == ["Ann: yes", "Ben: no"]


@pytest.mark.parametrize("inner", ["<TEI><p>Ann: yes</p></TEI>", "<rss/>", "<a>" * 10])
def test_xml_of_another_kind_is_refused(inner: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="an XML file of a kind that is not read"):
        imported(tmp_path, "a.xml", f"<?xml version='1.0'?>{inner}")


def test_a_torn_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="damaged"):
        imported(tmp_path, "a.xml", flat(WORD)[:-40])
