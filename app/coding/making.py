"""Make codings, and show them before the study is read again."""

from bisect import bisect_right
from typing import TYPE_CHECKING

from framework.queries.codings import CodingRow

if TYPE_CHECKING:
    from app.coding.reading import Reading
    from framework.queries.themes import ThemeRow
    from framework.queries.transcripts import TranscriptRow


def coding_made(
    reading: "Reading",
    transcript: "TranscriptRow",
    coding_id: int,
    passage: tuple[int, int],
    theme: "ThemeRow",
) -> CodingRow:
    """Return a coding just made as it stands in its transcript; its cases are read later."""
    start, end = passage
    starts = [paragraph.start for paragraph in reading.paragraphs]
    first, last = bisect_right(starts, start), bisect_right(starts, end - 1)
    words = reading.wording.between(start, end) if reading.wording else reading.text[start:end]
    return CodingRow(
        coding_id, "", transcript.id, transcript.name, start, end, first, last, words,
        reading.paragraphs[first - 1].speaker, theme.id, theme.number, theme.name, theme.colour,
        reading.me, starred=False, memo="", cases=(),
    )  # fmt: skip
