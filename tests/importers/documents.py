"""Build small synthetic documents for the tests, part by part."""

import io
import zipfile
from pathlib import Path

from framework.drafts import TranscriptDraft
from importers import read_transcript

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_ODT = "urn:oasis:names:tc:opendocument:xmlns:"


def paragraph(*runs: str, style: str = "") -> str:
    """Write a w:p of runs, each plain text or XML of its own."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(r if r.startswith('<') else run(r) for r in runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Write a w:r with its text and properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """Write a w:tbl with one paragraph a cell."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word(body: str, **parts: str) -> bytes:
    """Zip a Word document; `parts` are further parts in word/ by name without the ending."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts_of:
        parts_of.writestr("[Content_Types].xml", _TYPES)
        parts_of.writestr(
            "word/document.xml",
            f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        )
        for name, inner in parts.items():
            root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
            parts_of.writestr(f"word/{name}.xml", f"<w:{root} {_NAMESPACES}>{inner}</w:{root}>")
    return packed.getvalue()


def open_document(body: str, styles: str = "", manifest: str = "") -> bytes:
    """Zip an OpenDocument text."""
    names = " ".join(
        f'xmlns:{short}="{_ODT}{long}:1.0"'
        for short, long in (
            ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
            ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("manifest", "manifest"),
        )
    )  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        parts.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest {names}>{manifest}</manifest:manifest>"
        )
        parts.writestr(
            "content.xml",
            f"<office:document-content {names}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
    return packed.getvalue()


def imported(folder: Path, name: str, content: str | bytes) -> TranscriptDraft:
    """Write a file and import it."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_transcript(path)


def texts(draft: TranscriptDraft) -> list[str]:
    """List a draft's paragraphs."""
    return [draft.text[paragraph.start : paragraph.end] for paragraph in draft.paragraphs]


def voices(draft: TranscriptDraft) -> list[str | None]:
    """List who speaks in each paragraph."""
    return [
        None if paragraph.speaker is None else draft.speakers[paragraph.speaker].name
        for paragraph in draft.paragraphs
    ]


def kinds(draft: TranscriptDraft) -> list[str]:
    """List each paragraph's kind."""
    return [paragraph.kind for paragraph in draft.paragraphs]


def times(draft: TranscriptDraft) -> list[int | None]:
    """List each paragraph's time in milliseconds."""
    return [paragraph.time_ms for paragraph in draft.paragraphs]


def turns(draft: TranscriptDraft) -> dict[str, int]:
    """Count each speaker's turns; paragraphs in which nobody is named do not end one."""
    counts = dict.fromkeys((speaker.name for speaker in draft.speakers), 0)
    last = None
    for voice in voices(draft):
        if voice is not None and voice != last:
            counts[voice] += 1
        last = voice or last
    return counts
