"""Carry paragraphs from a file's own form to a transcript draft."""

import unicodedata
from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from framework.drafts import ParagraphDraft, ParagraphKind, SpeakerDraft, TranscriptDraft

# A line end only parts paragraphs; this stands for a line break inside one.
LINE_BREAK = "\u2028"
# The column of a cell that takes up its whole row.
ACROSS = -1
_RIGHTWARD, _LEFTWARD = "\u202d", "\u202e"


class Piece(NamedTuple):
    """Hold one paragraph as its file has it, before anyone is known to speak.

    `bold` counts the leading characters in bold; `cell` is the table, row and column (ACROSS for
    all of them) that it stands in. `number` is its number in a list, which the file counts without
    holding it as text; `printed` the number of its first line, printed beside it. `apart` says that
    a blank line stands before it.
    """

    text: str
    kind: ParagraphKind = "speech"
    bold: int = 0
    cell: tuple[int, int, int] | None = None
    number: str = ""
    printed: str = ""
    apart: bool = False


class Mark(NamedTuple):
    """Say what a paragraph is: its kind, label as typed, speaker's index and time."""

    kind: ParagraphKind
    label: str | None = None
    speaker: int | None = None
    time_ms: int | None = None


class Source(NamedTuple):
    """Name the file that a transcript comes from."""

    name: str
    format: str
    original: bytes


def tidy(text: str) -> str:
    """Bring a paragraph's text to NFC without the blanks round it, line ends and NUL signs."""
    if "\n" in text or "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", LINE_BREAK)
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.strip()


def compose(
    source: Source,
    texts: Sequence[str],
    marks: Sequence[Mark],
    speakers: Sequence[SpeakerDraft] = (),
    left_out: Sequence[str] = (),
    remarks: Sequence[str] = (),
    printed: Sequence[str] = (),
) -> TranscriptDraft:
    """Join tidy texts and their marks into one draft; `printed` is empty or one a text."""
    paragraphs, start = [], 0
    for text, mark, number in zip(texts, marks, printed or repeat("", len(texts)), strict=True):
        end = start + len(text)
        paragraphs.append(ParagraphDraft(start, end, *mark, number))
        start = end + 1
    text = "\n".join(texts)
    if turned := text.count(_LEFTWARD) + text.count(_RIGHTWARD):
        what = "1 mark that overrides" if turned == 1 else f"{turned} marks that override"
        remarks = (*remarks, f"{what} the direction of writing kept; it may hide how words stand.")
    return TranscriptDraft(
        name=source.name,
        format=source.format,
        original=source.original,
        text=text,
        paragraphs=tuple(paragraphs),
        speakers=tuple(speakers),
        left_out=tuple(left_out),
        remarks=tuple(remarks),
    )
