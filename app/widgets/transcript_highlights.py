"""Paint the highlights behind a transcript's words, one stripe for each coding of a stretch."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.widgets.transcript_ink import ink_stretches
from app.widgets.transcript_marks import LANES, Mark

if TYPE_CHECKING:
    from app.widgets.transcript_page import TranscriptPage

REACH = 2
"""How far a highlight reaches above and below a line's letters, px."""


class Layer(NamedTuple):
    """Hold a stretch of the frozen text and all the codings on it."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def layers_of(marks: Iterable[Mark], begin: int, stop: int) -> list[Layer]:
    """Part `[begin, stop)` where a coding begins or ends; what is not coded is left out."""
    touching = [mark for mark in marks if mark.start < stop and mark.end > begin]
    edges = {place for mark in touching for place in (mark.start, mark.end)}
    places = sorted({place for place in edges if begin < place < stop} | {begin, stop})
    layers = []
    for start, end in pairwise(places):
        over = tuple(mark for mark in touching if mark.start <= start and mark.end >= end)
        if over:
            layers.append(Layer(start, end, over))
    return layers


class Highlights:
    """Paint highlights, each paragraph's measured once."""

    def __init__(self, view: "TranscriptPage") -> None:
        self._view = view
        self._boxes: dict[int, list[tuple[QRectF, QColor]]] = {}
        self._soft: dict[int, QColor] = {}

    def forget(self, numbers: Iterable[int] | None = None) -> None:
        """Measure some paragraphs anew, or all."""
        if numbers is None:
            self._boxes.clear()
            self._soft.clear()
            return
        for number in numbers:
            self._boxes.pop(number, None)

    def paint(self, painter: QPainter) -> None:
        """Paint what is in sight."""
        left = self._view.contentOffset().x()
        for seen in self._view.ruler.seen():
            for box, colour in self.of(seen.number):
                painter.fillRect(box.translated(left, seen.top), colour)

    def of(self, number: int) -> list[tuple[QRectF, QColor]]:
        """Return the stripes behind a paragraph, measured from its corner."""
        if number not in self._boxes:
            self._boxes[number] = self._measured(number)
        return self._boxes[number]

    def _measured(self, number: int) -> list[tuple[QRectF, QColor]]:
        """Measure the stripes behind a paragraph."""
        view = self._view
        paragraph = view.paragraphs[number] if number < len(view.paragraphs) else None
        if paragraph is None or view.shows == "reading":
            return []
        if view.shows == "uncoded":
            colour = view.look.colour("attention_soft")
            return [
                (box.adjusted(0, -REACH, 0, REACH), colour)
                for ink in ink_stretches(paragraph, view.uncoded, "uncoded")
                for box in view.ruler.boxes(number, ink.start, ink.end)
            ]
        cluster = view.lanes.at(number)
        if cluster is None:
            return []
        lanes = view.lanes.of(cluster)
        codings = [mark for mark in cluster.marks if not mark.is_memo]
        stripes: list[tuple[QRectF, QColor]] = []
        for layer in layers_of(codings, paragraph.start, paragraph.end):
            ordered = sorted(layer.marks, key=lambda mark: lanes[mark.id, False])[:LANES]
            for box in view.ruler.boxes(number, layer.start, layer.end):
                stripes += self._stripes(box.adjusted(0, -REACH, 0, REACH), ordered)
        return stripes

    def _stripes(self, box: QRectF, marks: list[Mark]) -> list[tuple[QRectF, QColor]]:
        """Share the height of a box among its codings, with a hair of ground between them."""
        high, found = box.height() / len(marks), []
        for place, mark in enumerate(marks):
            gap = 1.0 if place else 0.0
            stripe = QRectF(box.left(), box.top() + place * high + gap, box.width(), high - gap)
            found.append((stripe, self._colour(mark)))
        for mark in marks:
            if mark.id == self._view.coding_in_hand:
                line = QRectF(box.left(), box.bottom() - 2, box.width(), 2)
                found.append((line, QColor(self._view.look.theme(mark.colour).solid)))
        return found

    def _colour(self, mark: Mark) -> QColor:
        """Return the soft fill of a coding; grey where its theme was retired."""
        key = -1 if mark.retired else mark.colour
        if key not in self._soft:
            look = self._view.look
            soft = look.colours.nothing if mark.retired else look.theme(mark.colour).soft
            self._soft[key] = QColor(soft)
        return self._soft[key]
