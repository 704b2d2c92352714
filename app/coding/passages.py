"""Say which passage is meant: what is selected, or what is said in a paragraph."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow
    from framework.queries.transcripts import ParagraphRow


def drawn_in(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[start, end)` without the blanks at its ends."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def speech(text: str, paragraph: "ParagraphRow") -> tuple[int, int]:
    """Return a paragraph without its speaker's label."""
    from framework.rules.segments import speech_start

    start = speech_start(text, paragraph.start, paragraph.end, paragraph.label)
    return (start, paragraph.end) if start < paragraph.end else (paragraph.start, paragraph.end)


def shortest_round(
    codings: "Iterable[CodingRow]", selection: tuple[int, int]
) -> "CodingRow | None":
    """Return the shortest coding round a selection or a cursor."""
    start, end = selection
    last = max(end, start + 1)
    over = [c for c in codings if c.start <= start and c.end >= last]
    return min(over, key=lambda c: (c.end - c.start, c.id), default=None)
