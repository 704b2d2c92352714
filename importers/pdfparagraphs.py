"""Join the lines of pages into paragraphs."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from importers import pdfturned
from importers.pdflines import Line
from importers.pieces import Piece, tidy
from importers.speakers import cast

_LOOSE = 1.35
_SHORT = 0.75
_INDENT = 8
_ALIGNED = 2
_NUMBER = re.compile(r"[(\[]?(\d{1,3})[.)\]]{1,2}\s{1,10}\S")
_SIGN = re.compile(r"[•▪◦●○■□➢❖✓]\s{0,10}\S")
_ENDS = (".", "?", "!", "…", "”", '"', ":", "]", ")")


def joined(pages: Sequence[Sequence[Line]]) -> list[Piece]:
    """Join lines that run on: one begins anew at a label, an item, an indent or after a gap."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    if pdfturned.is_leftward([line.text for line in lines]):
        # Seen in a mirror, such a page is set as all others are.
        pages = [[line._replace(left=-line.right, right=-line.left) for line in page]
                 for page in pages]  # fmt: skip
        lines = [line for page in pages for line in page]
    firsts = {id(page[0]) for page in pages if page}
    marks = cast([Piece(tidy(line.text)) for line in lines]).marks
    pitch = _pitch(pages)
    left = median(line.left for line in lines)
    right = max(line.right for line in lines)
    groups = [[lines[0]]]
    items = _items(lines)
    for before, line, was, mark in zip(lines, lines[1:], marks, marks[1:], strict=False):
        begins = (
            mark.label is not None
            or id(line) in items
            or was.kind in {"label", "note"}
            or mark.kind == "note"
            or (id(line) not in firsts and _is_apart(before, line, pitch))
            or (line.bottom <= before.bottom and _is_indented(before, line, groups[-1], left))
            or (before.text.endswith(_ENDS) and before.right < left + (right - left) * _SHORT)
        )
        if begins:
            groups.append([line])
        else:
            groups[-1].append(line)
    return [Piece(text, printed=group[0].printed) for group in groups if (text := _text(group))]


def _items(lines: Sequence[Line]) -> set[int]:
    """Find the lines that open an item of a list: with its sign, or with the next of its numbers.

    A number that a wrapped line happens to open with has none before or after it to count from.
    """
    items = {id(line) for line in lines if _SIGN.match(line.text)}
    numbers = [(line, int(found[1])) for line in lines if (found := _NUMBER.match(line.text))]
    for (line, number), (later, following) in pairwise(numbers):
        if following == number + 1 and abs(later.left - line.left) <= _ALIGNED:
            items |= {id(line), id(later)}
    return items


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    steps = [
        above.bottom - below.bottom
        for page in pages
        for above, below in pairwise(page)
        if above.bottom - below.bottom > 1
    ]
    return sorted(steps)[len(steps) // 4] if steps else 0


def _is_apart(before: Line, line: Line, pitch: float) -> bool:
    """See a gap between two lines; from the foot of a column to the head of the next is none."""
    step = before.bottom - line.bottom
    if step < -pitch:
        return line.left < before.right
    return step > pitch * _LOOSE


def _is_indented(before: Line, line: Line, group: Sequence[Line], left: float) -> bool:
    """See a first line set in, and a line that comes back out from a hanging indent."""
    if line.left - before.left > _INDENT:
        return len(group) > 1 and line.left - left > _INDENT
    return before.left - line.left > _INDENT and len(group) > 1


def _text(group: Sequence[Line]) -> str:
    text = ""
    for line in group:
        if text.endswith("\u00ad"):
            text = text[:-1] + line.text
        else:
            text = f"{text} {line.text}" if text else line.text
    return tidy(text.rstrip("\u00ad"))
