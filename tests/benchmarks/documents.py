"""Write transcripts as Word packages: labelled paragraphs, the label in bold."""

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from tests.benchmarks.words import Speech

WORDS = 8_000
LEAST, MOST = 15, 110
NOTE = "Synthetic interview, made by a program to measure Chartwell. Nobody said this."

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_STYLES}"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style></w:styles>'
    ),
}


def write_interview(path: Path, name: str, speech: Speech, lengths: Sequence[int]) -> None:
    """Write an interview with the participant `name`; each length is that of one paragraph."""
    paragraphs = [_paragraph("", NOTE)]
    for at, length in enumerate(lengths):
        label = name if at % 2 else "Interviewer"
        paragraphs.append(_paragraph(f"{label}:", f" {speech.talk(length)}"))
    body = "".join(paragraphs)
    parts = _PARTS | {
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body>'
        "</w:document>"
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for part, markup in parts.items():
            package.writestr(part, _HEAD + markup)


def _paragraph(label: str, text: str) -> str:
    bold = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(label)}</w:t></w:r>" if label else ""
    return f'<w:p>{bold}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
