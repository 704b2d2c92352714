"""Work out how the words of a transcript are inked: labels, times, corrections, what recedes."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from framework.queries.transcripts import ParagraphRow

TIME = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\b[\])]?")


class Ink(NamedTuple):
    """Ink `[start, end)` of the frozen text; `kind` is label, interviewer, time, fixed or dim."""

    start: int
    end: int
    kind: str


def ink_labels(paragraph: "ParagraphRow", role: str) -> list[Ink]:
    """Return the ink of a paragraph's label and of the times typed in it."""
    inks, begin = [], paragraph.start
    label = paragraph.label or ""
    if label and paragraph.text.startswith(label):
        kind = "interviewer" if role == "interviewer" else "label"
        inks.append(Ink(begin, begin + len(label), kind))
    times = TIME.finditer(paragraph.text)
    return inks + [Ink(begin + found.start(), begin + found.end(), "time") for found in times]


def ink_stretches(
    paragraph: "ParagraphRow", stretches: Iterable[tuple[int, int]], kind: str
) -> list[Ink]:
    """Return the ink of what lies of some stretches in a paragraph."""
    return [
        Ink(max(start, paragraph.start), min(end, paragraph.end), kind)
        for start, end in stretches
        if start < paragraph.end and end > paragraph.start
    ]


def rest_of(
    paragraph: "ParagraphRow", stretches: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return what a paragraph says beyond these stretches, which are in order and apart."""
    rest, at = [], paragraph.start
    for start, end in stretches:
        if start < paragraph.end and end > paragraph.start:
            if start > at:
                rest.append((at, start))
            at = max(at, end)
    return [*rest, (at, paragraph.end)] if at < paragraph.end else rest
