#!/usr/bin/env python3
"""Write the sample study's ten synthetic interviews in the formats that transcripts come in.

The words stand once, in `sample_masters/`; every run writes the same bytes.
"""

import re
import uuid
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
MASTERS = HERE / "sample_masters"
INTERVIEWS = HERE.parent / "app" / "sample" / "raw" / "interviews"
EPOCH = (2021, 9, 30, 12, 0, 0)
CUE_WORDS = 30
WORDS_A_SECOND = 2.6
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


class Line(NamedTuple):
    """Hold one line of a master: kind note, heading, turn or more; `at` seconds from the start."""

    kind: str
    speaker: str
    text: str
    at: float


class Master(NamedTuple):
    """Hold one interview as written."""

    name: str
    lines: tuple[Line, ...]


def read_master(path: Path) -> Master:
    """Read a master and spread its lines over the interview's minutes, by words spoken."""
    raw = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
    who = path.stem.split("_")[0]
    parted = [_parted(line, who) for line in raw]
    spoken = [len(text.split()) if kind in {"turn", "more"} else 0 for kind, _, text in parted]
    seconds = 60 * MINUTES[who] - 20
    lines = []
    for position, (kind, speaker, text) in enumerate(parted):
        at = 3 + seconds * sum(spoken[:position]) / sum(spoken)
        lines.append(Line(kind, speaker, text, at))
    return Master(path.stem, tuple(lines))


def _parted(line: str, who: str) -> tuple[str, str, str]:
    """Tell a line's kind, speaker and words."""
    if line.startswith("## "):
        return "heading", "", line[3:]
    if line.startswith("# "):
        return "note", "", line[2:]
    for label, speaker in (("I:", "I"), (f"{who}:", who)):
        if line.startswith(label):
            return "turn", speaker, line.removeprefix(label).strip()
    return "more", "", line


def _smart(text: str) -> str:
    """Set the typographic quotation marks that a word processor would."""
    text = re.sub(r'(^|[\s(])"', "\\1“", text).replace('"', "”")
    return text.replace("'", "’")


def _clock(seconds: float) -> str:
    """Print a time as Otter and Teams do: 0:03, 12:40."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _stamp(seconds: float, mark: str) -> str:
    """Print a caption's time: 00:00:03.450, with `mark` before the thousandths."""
    whole = int(seconds)
    thousandths = int(round((seconds - whole) * 1000, -1)) % 1000
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{mark}{thousandths:03d}"


def _write_zip(path: Path, parts: dict[str, str], stored: str = "") -> None:
    """Write a zip whose bytes depend on its parts alone; `stored` is left uncompressed."""
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, content.encode("utf-8"))


def _run(text: str, *, bold: bool = False) -> str:
    """Write a run of Word text; `{br}` is a soft break, a tab a tab, `{+…+}` tracked."""
    shape = "<w:rPr><w:b/></w:rPr>" if bold else ""
    out = []
    for piece in re.split(r"(\{\+.*?\+\}|\{br\}|\t)", text):
        if piece.startswith("{+"):
            inner = _run(piece[2:-2])
            out.append(
                f'<w:ins w:id="1" w:author="Checker" w:date="2021-09-30T12:00:00Z">{inner}</w:ins>'
            )
        elif piece in {"{br}", "\t"}:
            out.append("<w:r><w:br/></w:r>" if piece == "{br}" else "<w:r><w:tab/></w:r>")
        elif piece:
            words = escape(piece, quote=False)
            out.append(f'<w:r>{shape}<w:t xml:space="preserve">{words}</w:t></w:r>')
    return "".join(out)


def _paragraph(*runs: str, style: str = "") -> str:
    """Write a Word paragraph of finished runs."""
    shape = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{shape}{''.join(runs)}</w:p>"


def _write_docx(path: Path, body: str) -> None:
    """Write a Word document around its body."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    types = (
        f'{head}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/></Types>'
    )
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": head + _relation("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": head + _relation("styles", "styles.xml"),
        "word/styles.xml": head + _styles(),
        "word/document.xml": f'{head}<w:document xmlns:w="{W}"><w:body>{body}'
        f"<w:sectPr>{size}</w:sectPr></w:body></w:document>",
    }
    _write_zip(path, parts)


def _relation(kind: str, target: str) -> str:
    """Write a relationships part with one relationship in it."""
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/{kind}" Target="{target}"/></Relationships>'
    )


def _styles() -> str:
    """Write the two styles that the documents use."""
    spaced = '<w:pPr><w:spacing w:after="120"/></w:pPr>'
    return (
        f'<w:styles xmlns:w="{W}">'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'{spaced}<w:rPr><w:sz w:val="22"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
        '<w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style></w:styles>'
    )


def _front(master: Master) -> str:
    """Write the notes that open a Word document."""
    notes = [line for line in master.lines if line.kind in {"note", "heading"}]
    return "".join(_paragraph(_run(line.text)) for line in notes)


def _spoken(master: Master) -> Iterator[Line]:
    """Give the lines that are not notes."""
    return (line for line in master.lines if line.kind in {"turn", "more"})


def write_bold_labels(master: Master, path: Path) -> None:
    """Write a Word document with the speaker in bold before a colon."""
    body = _front(master)
    for line in _spoken(master):
        label = f"{'Interviewer' if line.speaker == 'I' else line.speaker}:"
        runs = [_run(label, bold=True), _run(" ")] if line.kind == "turn" else []
        body += _paragraph(*runs, _run(line.text))
    _write_docx(path, body)


def write_tab_labels(master: Master, path: Path) -> None:
    """Write a Word document with `I:`, a tab, and the words."""
    body = _front(master)
    for line in _spoken(master):
        label = f"{line.speaker}:\t" if line.kind == "turn" else ""
        body += _paragraph(_run(label + _smart(line.text)))
    _write_docx(path, body)


def write_table(master: Master, path: Path) -> None:
    """Write a Word document with a table of time, speaker and words."""
    rows = [("Time", "Speaker", "Text")]
    for line in _spoken(master):
        who = "Interviewer" if line.speaker == "I" else line.speaker
        time = _stamp(line.at, ".").split(".")[0]
        rows.append((time, who, line.text) if line.kind == "turn" else ("", "", line.text))
    edges = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in EDGES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    table = f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>"
    table += f"<w:tblGrid>{grid}</w:tblGrid>"
    for cells in rows:
        table += f"<w:tr>{''.join(map(_cell, cells, WIDTHS))}</w:tr>"
    _write_docx(path, _front(master) + table + "</w:tbl>" + _paragraph())


def _cell(text: str, width: int) -> str:
    """Write one cell of a Word table."""
    shape = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{shape}{_paragraph(_run(text))}</w:tc>"


def write_timed_labels(master: Master, path: Path) -> None:
    """Write a Word document with speaker and time in a paragraph of their own."""
    body = _front(master)
    for line in _spoken(master):
        who = "Interviewer" if line.speaker == "I" else line.speaker
        if line.kind == "turn":
            body += _paragraph(_run(f"{who}   {_clock(line.at)}"))
        body += _paragraph(_run(line.text))
    _write_docx(path, body)


def write_odt(master: Master, path: Path) -> None:
    """Write an OpenDocument text with bold labels."""
    body = "".join(_odt_paragraph(line) for line in master.lines)
    spaces = "".join(f' xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "style"))
    spaces += f' xmlns:fo="{ODF}:xsl-fo-compatible:1.0"'
    bold = '<style:text-properties fo:font-weight="bold"/>'
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<office:document-content{spaces} office:version="1.2"><office:automatic-styles>'
        f'<style:style style:name="T1" style:family="text">{bold}</style:style>'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="{kind}"/>'
        for part, kind in (("/", ODT_TYPE), ("content.xml", "text/xml"))
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0" manifest:version="1.2">'
        f"{listed}</manifest:manifest>"
    )
    parts = {"mimetype": ODT_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest}
    _write_zip(path, parts, stored="mimetype")


def _odt_paragraph(line: Line) -> str:
    """Write one paragraph of an OpenDocument text."""
    words = escape(_smart(line.text), quote=False)
    if line.kind == "turn":
        who = "Interviewer" if line.speaker == "I" else line.speaker
        words = f'<text:span text:style-name="T1">{who}:</text:span> {words}'
    return f"<text:p>{words}</text:p>"


def write_windows_text(master: Master, path: Path) -> None:
    """Write plain text as an old Windows editor saves it: code page 1252, CR LF."""
    lines = []
    for line in master.lines:
        label = f"{line.speaker}: " if line.kind == "turn" else ""
        if label == "I: ":
            lines.append("")
        lines.append(label + line.text)
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("cp1252"))


def write_otter(master: Master, path: Path) -> None:
    """Write plain text as Otter does: name, two spaces, time; the words on the next line."""
    lines = []
    for line in master.lines:
        if line.kind == "turn":
            who = "Interviewer" if line.speaker == "I" else line.speaker
            lines += ["", f"{who}  {_clock(line.at)}"]
        lines.append(line.text)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def write_markdown(master: Master, path: Path) -> None:
    """Write Markdown with headings and bold names."""
    lines = []
    for line in master.lines:
        who = "Interviewer" if line.speaker == "I" else line.speaker
        mark = {"heading": "## ", "turn": f"**{who}:** "}.get(line.kind, "")
        lines += [mark + line.text, ""]
    path.write_text("\n".join(lines[:-1]) + "\n", "utf-8")


def _cues(master: Master) -> Iterator[tuple[float, float, str, str]]:
    """Give a caption file's cues: start and end in seconds, speaker, words."""
    yield 0.0, 2.4, "", master.lines[0].text
    for line in _spoken(master):
        at = line.at
        for words in _pieces(line.text):
            until = at + len(words.split()) / WORDS_A_SECOND
            yield at, until, line.speaker, words
            at = until + 0.24


def _pieces(text: str) -> Iterator[str]:
    """Cut an utterance into cues, at the ends of sentences where it can."""
    held: list[str] = []
    for sentence in re.split(r"(?<=[.?!])\s+|(?<=[.?!][\"”])\s+", text):
        words = sentence.split()
        if held and len(held) + len(words) > CUE_WORDS:
            yield " ".join(held)
            held = []
        held += words
        while len(held) > CUE_WORDS + 8:
            commas = [n + 1 for n, word in enumerate(held[:CUE_WORDS]) if word.endswith(",")]
            cut = commas[-1] if commas else CUE_WORDS
            yield " ".join(held[:cut])
            held = held[cut:]
    yield " ".join(held)


def write_vtt(master: Master, path: Path) -> None:
    """Write captions as Teams does: an id for each cue, the name in a voice tag."""
    meeting = uuid.uuid5(uuid.NAMESPACE_OID, master.name)
    lines = ["WEBVTT", ""]
    for number, (start, end, speaker, words) in enumerate(_cues(master), 1):
        who = {"": "", "I": "Interviewer"}.get(speaker, speaker)
        halves = _halves(escape(words, quote=False))
        lines.append(f"{meeting}/{number * 3 + 4}-0")
        lines.append(f"{_stamp(start, '.')} --> {_stamp(end, '.')}")
        lines += [f"<v {who}>{halves}</v>" if who else halves, ""]
    path.write_text("\n".join(lines), "utf-8")


def _halves(words: str) -> str:
    """Break a long cue over two lines."""
    space = words.find(" ", len(words) // 2)
    if len(words) < 60 or space < 0:
        return words
    return f"{words[:space]}\n{words[space + 1 :]}"


def write_srt(master: Master, path: Path) -> None:
    """Write numbered captions with the name before a colon."""
    lines = []
    for number, (start, end, speaker, words) in enumerate(_cues(master), 1):
        who = {"": "", "I": "Interviewer: "}.get(speaker, f"{speaker}: ")
        lines += [str(number), f"{_stamp(start, ',')} --> {_stamp(end, ',')}", who + words, ""]
    path.write_text("\n".join(lines), "utf-8")


EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
WIDTHS = (1500, 1800, 5700)
MINUTES = {
    "S01": 38,
    "S02": 29,
    "S03": 34,
    "S04": 31,
    "S05": 41,
    "S06": 27,
    "S07": 36,
    "F1": 52,
    "F2": 47,
    "F3": 55,
}
WRITERS: dict[str, tuple[str, Callable[[Master, Path], None]]] = {
    "S01": ("docx", write_bold_labels),
    "S02": ("odt", write_odt),
    "S03": ("docx", write_tab_labels),
    "S04": ("docx", write_table),
    "S05": ("txt", write_windows_text),
    "S06": ("docx", write_timed_labels),
    "S07": ("vtt", write_vtt),
    "F1": ("md", write_markdown),
    "F2": ("txt", write_otter),
    "F3": ("srt", write_srt),
}


def main() -> None:
    """Write every interview into the sample study's folder of interviews."""
    INTERVIEWS.mkdir(parents=True, exist_ok=True)
    for name, (ending, write) in WRITERS.items():
        write(read_master(MASTERS / f"{name}.txt"), INTERVIEWS / f"{name}.{ending}")


if __name__ == "__main__":
    main()
