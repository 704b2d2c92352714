"""Turn files into drafts: transcripts in any supported format, and the tables of a study."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from framework.progress import Progress
from importers import (
    columns,
    doc,
    docx,
    flat,
    html,
    md,
    odt,
    pdf,
    rtf,
    segments,
    srt,
    txt,
    unreadable,
    vtt,
)


@dataclass(frozen=True)
class Format:
    """Describe one kind of transcript file.

    `recognises(head, name)` looks at the file's bytes and, where they are mute, at its name;
    `read(data, name, progress)` returns the draft or raises RefusedError.
    """

    key: str
    name: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, Progress], TranscriptDraft]


FORMATS = (
    Format("docx", "Word document", (".docx", ".docm"), docx.recognises, docx.read),
    Format("odt", "OpenDocument text", (".odt",), odt.recognises, odt.read),
    Format("doc", "Word document before 2007", (".doc",), doc.recognises, doc.read),
    Format("rtf", "rich text", (".rtf",), rtf.recognises, rtf.read),
    Format("pdf", "PDF with a text layer", (".pdf",), pdf.recognises, pdf.read),
    Format("vtt", "WebVTT captions", (".vtt",), vtt.recognises, vtt.read),
    Format("srt", "SubRip captions", (".srt", ".ass", ".ssa"), srt.recognises, srt.read),
    Format("html", "web page", (".html", ".htm"), html.recognises, html.read),
    Format("json", "transcript as JSON", (".json", ".jsonl"), segments.recognises, segments.read),
    Format(
        "table",
        "table of speech or survey answers",
        (".csv", ".tsv", ".xlsx", ".xls", ".ods"),
        columns.recognises,
        columns.read,
    ),
    Format("md", "Markdown", (".md", ".markdown"), md.recognises, md.read),
    Format("txt", "plain text", (".txt", ".text"), txt.recognises, txt.read),
)
"""Every format, in the order in which a file is offered to them."""

_SILENT = Progress()


def read_transcript(path: Path, progress: Progress = _SILENT) -> TranscriptDraft:
    """Read a transcript in whichever format its content shows, whatever its ending says.

    The draft's name is the file's name without its ending. Refuses, in one sentence, a file that
    is empty, cannot be opened, is protected by a password or is in no known format.
    """
    data = unreadable.content(path)
    return _read(data, path.name, path.stem, progress)


def read_text(text: str, name: str, progress: Progress = _SILENT) -> TranscriptDraft:
    """Read a transcript from pasted text; the draft bears the name given.

    Captions, mark-up and columns are told by what stands in the text. Refuses text that is empty.
    """
    if not text.strip("\ufeff \t\r\n"):
        raise RefusedError("There is no text to import; nothing was imported.")
    return _read(text.encode("utf-8", "replace"), name, name, progress)


def _read(data: bytes, file: str, name: str, progress: Progress) -> TranscriptDraft:
    unreadable.refuse_media(data, file)
    flat.refuse_other(data, file)
    for form in FORMATS:
        if form.recognises(data, file):
            return _named(form.read(data, file, progress), file, name)
    unreadable.refuse_known(data, file)
    kinds = ", ".join(form.name for form in FORMATS)
    raise RefusedError(
        f"{file} is in none of the formats that can be imported ({kinds}); nothing was imported."
    )


def _named(draft: TranscriptDraft, file: str, name: str) -> TranscriptDraft:
    if not draft.paragraphs:
        raise RefusedError(f"{file} holds no text; nothing was imported.")
    return replace(draft, name=name)
