"""Hold that a hostile or broken file is refused in one sentence, or imported with a note."""

import io
import os
import random
import socket
import zipfile
from contextlib import closing
from pathlib import Path
from time import monotonic, process_time

import pytest

from framework.drafts import TranscriptDraft
from framework.edits.transcripts import import_transcripts
from framework.errors import RefusedError
from framework.queries.transcripts import list_transcripts
from framework.study import Study
from importers import apart, limits, read_text, read_transcript
from tests.importers.documents import (
    imported,
    open_document,
    paragraph,
    run,
    table,
    texts,
    turns,
    word,
)
from tests.importers.pages import pdf, set_in_lines

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TALK = "Ann: one thing.\nBen: another.\nAnn: a third.\nBen: the last.\n"


def _zip(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _word(document: str, **more: bytes) -> bytes:
    types = b"<Types/>"
    return _zip({"[Content_Types].xml": types, "word/document.xml": document.encode(), **more})


def _body(inner: str, doctype: str = "") -> str:
    root = f'<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'
    return f'<?xml version="1.0"?>{doctype}{root}'


def _refused_or_read(folder: Path, name: str, data: bytes) -> TranscriptDraft | str:
    """Import within 10 s of work, and hold that a refusal is one sentence."""
    begun = process_time()
    try:
        draft: TranscriptDraft | str = imported(folder, name, data)
    except RefusedError as refused:
        draft = str(refused)
    assert process_time() - begun < 10
    assert isinstance(draft, TranscriptDraft) or (draft.startswith(name) and "\n" not in draft)
    return draft


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_word(_body(""), **{"word/media/a.bin": bytes(120_000_000)}), "would expand"),
        (_word(_body("<w:p/>")).replace(b"PK\x01\x02", b"PK\x09\x09"), "damaged"),
        (_zip({f"word/{n}": b"" for n in range(20_001)} | {"[Content_Types].xml": b""}), "parts"),
        (_word(_body("&a;", '<!DOCTYPE x [<!ENTITY a "boo">]>')), "damaged"),
        (_word(_body("&a;", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')), "damaged"),
        (_word(_body("", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')), "damaged"),
        (_word(_body("<w:p>" * 100_000)), "damaged"),
        (_word(_body("<w:sdt>" * 1500 + "</w:sdt>" * 1500)), "deeper|damaged"),
        (_word(_body("<w:tbl><w:tr><w:tc>" * 500 + "</w:tc></w:tr></w:tbl>" * 500)), "dee|damaged"),
        (b"{\\rtf1 " + b"{" * 200_000, "deeper"),
    ],
    ids=["bomb", "torn", "entries", "entity", "outside", "dtd", "open", "deep", "tables", "rtf"],
)  # fmt: skip
def test_a_trap_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    found = _refused_or_read(tmp_path, "a.docx", data)
    assert isinstance(found, str)
    assert any(part in found for part in said.split("|")), found


def test_an_entity_that_grows_is_refused(tmp_path: Path) -> None:
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    document = _body(
        "<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY a0 "h">{grown}]>'
    )
    assert isinstance(_refused_or_read(tmp_path, "a.docx", _word(document)), str)


def test_paths_that_lead_out_are_never_followed(tmp_path: Path) -> None:
    parts = {"../../out.txt": b"x", "/etc/out": b"x", "word/../../up": b"x"}
    draft = imported(tmp_path, "a.docx", _word(_body(paragraph("Ann: yes")), **parts))
    assert texts(draft) == ["Ann: yes"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx"]


def test_a_document_deep_in_itself_is_refused_or_read(tmp_path: Path) -> None:
    for depth in (100, 400, 900):
        spans = "<text:span>" * depth + "x" + "</text:span>" * depth
        _refused_or_read(tmp_path, "a.odt", open_document(f"<text:p>{spans}</text:p>"))
        lists = "<text:list><text:list-item>" * depth + "<text:p>x</text:p>"
        lists += "</text:list-item></text:list>" * depth
        _refused_or_read(tmp_path, "b.odt", open_document(lists))
        page = b"<html>" + b"<div>" * depth * 20 + b"x"
        found = _refused_or_read(tmp_path, "a.html", page)
        assert isinstance(found, str) or texts(found) == ["x"]


SOUND = {
    "a.txt": TALK.encode(),
    "a.md": b"# Talk\n\n**Ann:** one.\n\n**Ben:** two.\n\n**Ann:** three.\n",
    "a.docx": word(paragraph(run("Ann:", "<w:b/>"), " yes") + table(("Ann", "x"), ("Ben", "y"))),
    "noted.docx": word(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr>"
        "<w:commentRangeStart w:id='0'/><w:r><w:t>Ann: yes</w:t></w:r><w:commentRangeEnd w:id='0'/>"
        "</w:p>",
        comments="<w:comment w:id='0' w:author='A'><w:p><w:r><w:t>x</w:t></w:r></w:p></w:comment>",
        numbering="<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='1'><w:start w:val='3'/>"
        "<w:numFmt w:val='lowerRoman'/><w:lvlText w:val='%1.%2'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
    ),
    "noted.rtf": b"{\\rtf1 {\\*\\atrfstart 1}Ann: yes{\\*\\atrfend 1}{\\*\\atnauthor A}\\chatn"
    b"{\\*\\annotation{\\*\\atnref 1}{\\*\\atndate 126000000}note}\\par Ben: no\\par}",
    "a.odt": open_document("<text:p>Ann: yes</text:p>" * 6),
    "a.rtf": b"{\\rtf1\\ansi{\\fonttbl{\\f0 A;}} Ann: \\b caf\\'e9\\b0\\par \\u8217?Ben: yes\\par}",
    "a.html": b"<html><body><p><b>Ann</b> yes</p><table><tr><td>Ben<td>no</table></body></html>",
    "a.pdf": pdf([set_in_lines(TALK.splitlines())]),
    "a.vtt": b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ann>Yes.</v>\n",
    "a.srt": b"1\n00:00:01,000 --> 00:00:02,000\nAnn: Yes.\n",
    "a.csv": b"Time,Speaker,Text\n0:01,Ann,Well yes\n0:02,Ben,Well no\n0:03,Ann,So be it\n",
}
LONG = int(os.environ.get("CHARTWELL_FUZZ", "0"))


@pytest.mark.parametrize("name", SOUND)
def test_a_file_with_flipped_bits_is_refused_or_read(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    until = monotonic() + LONG
    whole, rounds = SOUND[name], 0
    while rounds < 60 or monotonic() < until:
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        _refused_or_read(tmp_path, name, bytes(data))
        rounds += 1


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("ending", ["txt", "docx", "pdf", "vtt", "zip"])
def test_a_wrong_ending_changes_nothing(name: str, ending: str, tmp_path: Path) -> None:
    as_named = imported(tmp_path, name, SOUND[name])
    as_ended = imported(tmp_path, f"a.{ending}", SOUND[name])
    assert (as_named.format, as_named.text) == (as_ended.format, as_ended.text)


def test_control_characters_and_turned_writing_are_kept_or_marked(tmp_path: Path) -> None:
    text = TALK * 40 + "Ann: a\x00b \x07c \u202ed\u202c \u2066e\u2069\x0cf\n"
    draft = imported(tmp_path, "a.txt", text)
    assert texts(draft)[-1] == "Ann: a\ufffdb \ufffdc \u202ed\u202c \u2066e\u2069\x0cf"
    assert "2 control characters stand as \ufffd in the text." in draft.remarks
    assert any("direction" in remark for remark in draft.remarks)


@pytest.mark.parametrize(
    "line",
    [
        "A" * 100_000, ("A " * 50_000), ("a:" * 50_000), ("[" * 100_000), ("(" * 100_000),
        "00:" * 30_000, "*" * 100_000, "_a" * 50_000, "<v " * 30_000, ("A\t" * 50_000),
        ">" * 100_000, " " * 100_000 + ":", "- " * 50_000, "1 " * 50_000, "[a](" * 20_000,
        "`" * 100_000, "**a" * 30_000, "#" * 100_000, "A.B." * 25_000, "\\" * 100_000,
        "<p" * 30_000, "0:" + "0" * 99_999, "é" * 50_000 + "\u0301" * 50_000,
        "{\\" * 30_000, "&#" * 40_000,
    ],
    ids=lambda line: ascii(line[:6]),
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.vtt", "a.html", "a.csv"])
def test_a_line_made_to_stall_a_reader_does_not(line: str, name: str, tmp_path: Path) -> None:
    head = {"a.vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n", "a.html": "<html>"}.get(name, "")
    begun = process_time()
    _refused_or_read(tmp_path, name, (head + line + "\n" + TALK).encode())
    assert process_time() - begun < 6


def test_many_turns_and_many_speakers_are_read(tmp_path: Path) -> None:
    talk = "".join(f"P{n % 5000}: well, number {n}.\n" for n in range(20_000))
    draft = imported(tmp_path, "a.txt", talk)
    assert len(draft.speakers) == 5000
    assert sum(turns(draft).values()) == 20_000


def test_what_is_no_file_or_too_large_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(RefusedError, match="is no file"):
        read_transcript(tmp_path / "pipe.txt")
    with (tmp_path / "big.txt").open("wb") as big:
        big.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(RefusedError, match="200 MB"):
        read_transcript(tmp_path / "big.txt")


@pytest.mark.parametrize("name", [b"bad\xff\xfe.txt", b"n" * 300 + b".txt"], ids=["bytes", "long"])
def test_a_name_that_no_file_can_have_is_refused(name: bytes, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(name)
    if len(name) < 200:
        path.write_text(TALK)
    with pytest.raises(RefusedError, match=r"nothing was imported\.|another name\.") as refused:
        apart.read(read_transcript, path)
    assert str(refused.value).encode()


def test_pasted_text_is_read_as_what_it_is() -> None:
    draft = read_text(TALK, "Visit 3")
    assert (draft.name, turns(draft)) == ("Visit 3", {"Ann": 2, "Ben": 2})
    assert read_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Yes.</v>\n", "b").format == "vtt"
    with pytest.raises(RefusedError, match="no text"):
        read_text(" \n", "c")


def test_nothing_is_fetched_and_what_is_not_read_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        outside = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        relation = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" TargetMode="External" Type="http://schemas.openxmlformats.org/'
            f'officeDocument/2006/relationships/attachedTemplate" Target="{outside}.dotm"/>'
            "</Relationships>"
        ).encode()
        linked = (
            '<w:r><w:drawing><a:blip xmlns:a="a" xmlns:r="r" r:link="r1"/></w:drawing></w:r>'
            f'<w:altChunk r:id="r1" xmlns:r="r"/><w:r><w:instrText>INCLUDETEXT "{outside}"'
            "</w:instrText></w:r>"
        )
        parts = {
            "word/_rels/settings.xml.rels": relation, "word/_rels/document.xml.rels": relation,
            "word/vbaProject.bin": b"Shell", "word/embeddings/sheet1.xlsx": b"PK",
        }  # fmt: skip
        draft = imported(tmp_path, "a.docm", _word(_body(paragraph("Ann: yes", linked)), **parts))
        page = (
            f'<html><head><link rel="stylesheet" href="{outside}.css"><script src="{outside}">'
            f'</script></head><body><img src="{outside}.png"><iframe src="{outside}"></iframe>'
            "<p>Ann: yes</p></body></html>"
        )
        assert texts(imported(tmp_path, "a.html", page)) == ["Ann: yes"]
        with pytest.raises(BlockingIOError):
            server.accept()
    assert texts(draft) == ["Ann: yes"]
    assert "1 macro project, which was not run" in draft.left_out
    assert "1 embedded file: sheet1.xlsx" in draft.left_out


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.doc", "a.odt", "a.pdf", "a.zip.docx"])
def test_a_file_with_a_password_is_said_to_have_one(name: str, tmp_path: Path) -> None:
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    data = {
        "a.odt": open_document("<text:p>x</text:p>", manifest="<manifest:encryption-data/>"),
        "a.pdf": _locked_pdf(),
        "a.zip.docx": _flagged(_word(_body(paragraph("x")))),
    }.get(name, encrypted + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    found = _refused_or_read(tmp_path, name, data)
    assert isinstance(found, str)
    assert "password" in found


@pytest.mark.parametrize("way", [9, 93, 98])
def test_a_way_of_packing_that_is_not_known_is_no_password(way: int, tmp_path: Path) -> None:
    data = bytearray(_word(_body(paragraph("x"))))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(mark)
        while at >= 0:
            data[at + place : at + place + 2] = way.to_bytes(2, "little")
            at = data.find(mark, at + 4)
    said = _refused_or_read(tmp_path, "a.docx", bytes(data))
    assert isinstance(said, str)
    assert "damaged" in said
    assert "password" not in said


def _flagged(data: bytes) -> bytes:
    """Mark every part of a zip as encrypted."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def _locked_pdf() -> bytes:
    """Write a PDF whose encryption asks for a password that nobody gave."""
    whole = pdf([set_in_lines(TALK.splitlines())])
    lock = (
        b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <" + b"41" * 32
        + b"> /U <" + b"42" * 32 + b"> >> /ID [<00112233445566778899aabbccddeeff> "
        b"<00112233445566778899aabbccddeeff>] "
    )  # fmt: skip
    return whole.replace(b"trailer << ", b"trailer << " + lock)


def test_a_study_is_unchanged_after_a_refusal(tmp_path: Path) -> None:
    with closing(Study.create(tmp_path / "a.chartwell", coder="AB")) as study:
        with pytest.raises(RefusedError):
            import_transcripts(
                study, [imported(tmp_path, "a.txt", TALK), imported(tmp_path, "b.txt", TALK)]
            )
        with study.read() as session:
            assert list_transcripts(session) == []
        assert study.undo_label is None
