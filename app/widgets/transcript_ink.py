"""Work out how the characters of a transcript are inked: highlights, labels, times."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.widgets.offsets import Offsets

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow
    from framework.queries.transcripts import ParagraphRow

TIME = re.compile(r"[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\b[\])]?")


class Ink(NamedTuple):
    """Ink `length` characters from `start` of a paragraph, in Qt's units.

    `kind` is label, interviewer, time or coded; a coded stretch has its theme's colour, and says
    whether it belongs to the coding in hand.
    """

    start: int
    length: int
    kind: str
    colour: int = 0
    in_hand: bool = False


def ink_labels(paragraph: "ParagraphRow", role: str) -> list[Ink]:
    """Return the ink of a paragraph's label and of the times typed in it."""
    inks = []
    offsets = Offsets(paragraph.text)
    label = paragraph.label or ""
    if label and paragraph.text.startswith(label):
        kind = "interviewer" if role == "interviewer" else "label"
        inks.append(Ink(0, offsets.to_qt(len(label)), kind))
    for found in TIME.finditer(paragraph.text):
        start, end = offsets.to_qt(found.start()), offsets.to_qt(found.end())
        inks.append(Ink(start, end - start, "time"))
    return inks


def ink_codings(
    paragraph: "ParagraphRow", codings: "list[CodingRow]", in_hand: int | None
) -> list[Ink]:
    """Return the highlights of a paragraph; where codings overlap, the shortest shows."""
    touching = [c for c in codings if c.start < paragraph.end and c.end > paragraph.start]
    if not touching:
        return []
    offsets = Offsets(paragraph.text)
    edges = {c.start for c in touching} | {c.end for c in touching}
    inside = {edge for edge in edges if paragraph.start < edge < paragraph.end}
    marks = sorted(inside | {paragraph.start, paragraph.end})
    inks = []
    for start, end in pairwise(marks):
        over = [c for c in touching if c.start <= start and c.end >= end]
        if over:
            top = min(over, key=lambda c: (c.id != in_hand, c.end - c.start, c.id))
            first = offsets.to_qt(start - paragraph.start)
            last = offsets.to_qt(end - paragraph.start)
            inks.append(Ink(first, last - first, "coded", top.colour, top.id == in_hand))
    return inks
