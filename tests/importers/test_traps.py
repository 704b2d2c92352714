"""Hold that files built to end the program, or to keep it for ever, are refused or soon read."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from importers import apart, limits, read_transcript, tables
from importers.cell_comments import _THREADED
from importers.workbooks import sheets
from tests.importers.documents import imported, paragraph, run, word
from tests.importers.pages import assembled, pdf

_WELL = 8  # seconds, for a machine that does other things meanwhile


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _commented(count: int) -> bytes:
    body = "".join(
        f"<w:commentRangeStart w:id='{n}'/>{run('word ')}<w:commentRangeEnd w:id='{n}'/>"
        for n in range(count)
    )
    notes = "".join(
        f"<w:comment w:id='{n}' w:author='A'>{paragraph('note')}</w:comment>" for n in range(count)
    )
    return word(f"<w:p>{body}</w:p>", comments=notes)


def _annotated(count: int) -> bytes:
    return ("{\\rtf1 " + "".join(
        f"word {{\\*\\atrfstart {n}}}w{{\\*\\atrfend {n}}}\\chatn"
        f"{{\\*\\annotation{{\\*\\atnref {n}}}note}}" for n in range(count)
    ) + "}").encode()  # fmt: skip


def _styled(count: int) -> bytes:
    styles = "".join(
        f'<w:style w:type="character" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(count)
    )
    return word(paragraph("Ann: yes"), styles=styles)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", _commented(8000)),
        ("a.rtf", _annotated(8000)),
        ("a.docx", _styled(6000)),
        ("a.docx", word(f"<w:p>{_field('begin') * 20_000}{run('x') * 20_000}</w:p>")),
        ("a.docx", word(f"<w:p>{(_field('begin') + _field('separate')) * 12_000}"
                        f"{run('x') * 12_000}</w:p>")),
        ("a.pdf", pdf([[(72, 700, "word " * 50_000)]])),
    ],
    ids=["comments", "annotations", "styles", "fields", "results", "line"],
)  # fmt: skip
def test_what_stands_in_itself_many_times_takes_no_longer(
    name: str, data: bytes, tmp_path: Path
) -> None:
    begun = process_time()
    try:
        found: TranscriptDraft | str = imported(tmp_path, name, data)
    except RefusedError as refused:
        found = str(refused)
    assert process_time() - begun < _WELL
    assert isinstance(found, TranscriptDraft) or found.endswith("nothing was imported.")


def test_comments_close_together_keep_their_places(tmp_path: Path) -> None:
    draft = imported(tmp_path, "a.docx", _commented(300))
    assert [draft.text[note.start : note.end] for note in draft.comments] == ["word"] * 300
    assert [note.start for note in draft.comments] == list(range(0, 1500, 5))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", word("<w:p/>" * 1_600_000), "elements in one part"),
        ("a.csv", ("Speaker,Text," + ",".join(map(str, range(21_000)))).encode(), "columns"),
    ],
    ids=["elements", "columns"],
)
def test_more_than_any_transcript_has_is_refused(
    name: str, data: bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError, match=said):
        imported(tmp_path, name, data)


def test_a_page_of_more_signs_than_can_be_printed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PAGE_SIGNS", 50)
    page = pdf([[(72, 700 - 20 * n, "Ann: some words") for n in range(6)]])
    with pytest.raises(RefusedError, match="a page of"):
        imported(tmp_path, "a.pdf", page)


def test_a_workbook_that_says_it_holds_more_texts_than_it_can_is_refused(tmp_path: Path) -> None:
    """The reader would make room for them all, and end the program."""
    sound = (Path(__file__).parent / "corpus" / "rows.xlsx").read_bytes()
    path, lying = tmp_path / "sound.xlsx", tmp_path / "lying.xlsx"
    path.write_bytes(sound)
    with zipfile.ZipFile(path) as parts, zipfile.ZipFile(lying, "w") as made:
        for part in parts.namelist():
            told = re.sub(rb'uniqueCount="\d+"', b'uniqueCount="4000000000"', parts.read(part))
            made.writestr(part, told)
    with pytest.raises(RefusedError, match=r"^lying\.xlsx is damaged"):
        sheets(lying.read_bytes(), lying.name)
    assert sheets(sound, path.name)


def _repeated_rows() -> bytes:
    """Make a sheet of two million cells of ten thousand letters, each of which is filled."""
    spaces = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text")
    )
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>{"x" * 10_000}</text:p></table:table-cell>'  # noqa: E501 - as it stands in a file
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", "<manifest/>")
        made.writestr(
            "content.xml",
            f"<office:document-content{spaces}><office:body><office:spreadsheet><table:table "
            f'table:name="S"><table:table-row table:number-rows-repeated="1000000">{cell}'
            "</table:table-row></table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return packed.getvalue()


def _forms_in_forms() -> bytes:
    """Make a PDF of a form that is drawn ten times, and draws another ten times, and so on."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources "
        b"<< /XObject << /X 6 0 R >> >> >>",
        b"<< /Length 60 >> stream\n" + b"/X Do " * 10 + b"\nendstream",
    ]
    for after in range(7, 19):
        drawn = b"/X Do " * 10 if after < 18 else b"BT /F1 8 Tf (Ann: yes) Tj ET"
        objects.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 3 0 R"
            b" >> /XObject << /X %d 0 R >> >> /Length %d >> stream\n" % (after, len(drawn))
            + drawn + b"\nendstream"
        )  # fmt: skip
    return assembled(objects)


@pytest.mark.parametrize(
    ("read", "name", "data"),
    [(tables.read, "a.ods", _repeated_rows()), (read_transcript, "a.pdf", _forms_in_forms())],
    ids=["rows", "forms"],
)
def test_a_small_file_that_unfolds_without_end_is_refused_apart(
    read: Callable[[Path], object], name: str, data: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RefusedError, match=rf"^{name} (takes more memory|is damaged)"):
        apart.read(read, tmp_path / name)


def test_a_file_that_gives_more_than_it_says_is_refused() -> None:
    """As one that is being written does, and those of the system."""
    with pytest.raises(RefusedError, match=r"^version changed while it was read"):
        read_transcript(Path("/proc/version"))


def test_brackets_that_are_never_closed_take_no_longer_in_a_comment() -> None:
    begun = process_time()
    assert _THREADED.sub("", "[" * 200_000, count=1) == "[" * 200_000
    said = "[Threaded comment]\n\nYour version of Excel allows you to read it.\n\nComment:\n    yes"
    assert _THREADED.sub("", said, count=1) == "yes"
    assert process_time() - begun < 1


def test_a_million_letters_given_by_number_take_no_longer_each(tmp_path: Path) -> None:
    begun = process_time()
    draft = imported(tmp_path, "a.rtf", b"{\\rtf1 Ann: " + b"\\'e9" * 1_000_000 + b"\\par}")
    assert draft.text == "Ann: " + "é" * 1_000_000
    assert process_time() - begun < 8
