"""Grow and shrink a selection by whole sentences."""

import re

_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\n+")


def bounds(text: str, start: int, end: int) -> list[int]:
    """List where sentences begin in `text[start:end]`, with `start` and `end` at the ends."""
    inner = [start + found.end() for found in _END.finditer(text[start:end])]
    return sorted({start, *(place for place in inner if place < end), end})


def grown(text: str, selection: tuple[int, int], within: tuple[int, int]) -> tuple[int, int]:
    """Return the selection made whole sentences, or else longer by the sentence that follows.

    `within` is the paragraph that is not left; when its end is reached the start moves back.
    """
    marks = bounds(text, *within)
    start, end = selection
    left = max((m for m in marks if m <= start), default=within[0])
    right = min((m for m in marks if m >= max(end, start + 1)), default=within[1])
    whole = (left, _trimmed(text, left, right))
    if whole not in (selection, (start, start)) and whole != selection:
        return whole
    later = [m for m in marks if m > right]
    if later:
        return left, _trimmed(text, left, later[0])
    earlier = [m for m in marks if m < left]
    return (earlier[-1] if earlier else left), _trimmed(text, left, right)


def shrunk(text: str, selection: tuple[int, int], within: tuple[int, int]) -> tuple[int, int]:
    """Return the selection without its last sentence, or as it is when it holds but one."""
    start, end = selection
    marks = [m for m in bounds(text, *within) if start < m < end]
    while marks and _trimmed(text, start, marks[-1]) >= end:
        marks.pop()
    return (start, _trimmed(text, start, marks[-1])) if marks else selection


def _trimmed(text: str, start: int, end: int) -> int:
    """Return `end` without the blanks before it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
