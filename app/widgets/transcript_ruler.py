"""Know where the paragraphs and lines of a transcript stand on the screen."""

import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine

from app.widgets.transcript_marks import Line, Mark

if TYPE_CHECKING:
    from app.widgets.transcript_page import TranscriptPage

_LEFTWARD = frozenset(("R", "AL", "AN"))


class Seen(NamedTuple):
    """Hold a paragraph in sight: its number from 0, its top in the viewport and its height."""

    number: int
    top: float
    height: float


class Ruler:
    """Measure a transcript as Qt has laid it out; a paragraph is laid out when it is asked for."""

    def __init__(self, view: "TranscriptPage") -> None:
        self._view = view
        self._seen: tuple[tuple[int, float, int], list[Seen]] | None = None
        self._blocks: dict[int, QTextBlock] = {}
        self._heights: dict[int, float] = {}

    def forget(self) -> None:
        """Measure anew: the text, its width or its type has changed."""
        self._seen = None
        self._blocks.clear()
        self._heights.clear()

    def seen(self) -> list[Seen]:
        """List the paragraphs in sight."""
        view = self._view
        block, top = view.firstVisibleBlock(), view.contentOffset().y()
        key = (block.blockNumber(), top, view.viewport().height())
        if self._seen is None or self._seen[0] != key:
            found, bottom = list[Seen](), key[2]
            number, count = key[0], view.document().blockCount()
            while 0 <= number < count and top <= bottom:
                height = self.height(number)
                found.append(Seen(number, top, height))
                top, number = top + height, number + 1
            self._seen = key, found
        return self._seen[1]

    def height(self, number: int) -> float:
        """Return the height of a paragraph, 0.0 beyond the last."""
        if number not in self._heights:
            self._block(number)
        return self._heights[number]

    def top(self, number: int) -> float:
        """Return the top of a paragraph in sight or a little above, in the viewport."""
        seen = self.seen()
        first = seen[0] if seen else Seen(0, 0.0, 0.0)
        if number >= first.number:
            return next((s.top for s in seen if s.number == number), float("inf"))
        return first.top - sum(self.height(n) for n in range(number, first.number))

    def line_of(self, number: int, place: int) -> QTextLine:
        """Return the line of a paragraph that holds a frozen place; invalid where there is none."""
        block = self._block(number)
        return block.layout().lineForTextPosition(self._within(block, place))

    def lines(self, mark: Mark) -> tuple[Line, Line]:
        """Return the first and the last line of a mark."""
        first = self.line_of(mark.first, mark.start)
        last = self.line_of(mark.last, max(mark.start, mark.end - 1))
        return (
            (mark.first, first.lineNumber() if first.isValid() else 0),
            (mark.last, last.lineNumber() if last.isValid() else 0),
        )

    def line_box(self, line: Line) -> tuple[float, float]:
        """Return the top and the bottom of a line within its paragraph."""
        layout = self._block(line[0]).layout()
        if line[1] >= layout.lineCount():
            return 0.0, self.height(line[0])
        found = layout.lineAt(line[1])
        return found.y(), found.y() + found.height()

    def boxes(self, number: int, start: int, end: int) -> list[QRectF]:
        """Return the boxes of a frozen stretch in one paragraph, measured from its corner."""
        block = self._block(number)
        first = max(0, self._view.offsets.to_qt(start) - block.position())
        last = min(block.length() - 1, self._view.offsets.to_qt(end) - block.position())
        layout, boxes = block.layout(), list[QRectF]()
        if last <= first or not layout.lineCount():
            return boxes
        text = block.text()
        at = layout.lineForTextPosition(first).lineNumber()
        while at < layout.lineCount():
            line = layout.lineAt(at)
            begin, stop = line.textStart(), line.textStart() + line.textLength()
            if begin >= last:
                break
            one, other = max(first, begin), min(last, stop)
            boxes += [
                QRectF(left, line.y(), right - left, line.height())
                for left, right in _stretches(line, text, one, other)
            ]
            at += 1
        return boxes

    def _block(self, number: int) -> QTextBlock:
        """Return a paragraph, laid out."""
        if number not in self._blocks:
            document = self._view.document()
            block = self._blocks[number] = document.findBlockByNumber(number)
            self._heights[number] = document.documentLayout().blockBoundingRect(block).height()
        return self._blocks[number]

    def _within(self, block: QTextBlock, place: int) -> int:
        """Return a frozen place as one of Qt's within a paragraph."""
        return max(0, min(self._view.offsets.to_qt(place) - block.position(), block.length() - 1))


def _stretches(line: QTextLine, text: str, first: int, last: int) -> list[tuple[float, float]]:
    """Return left and right of `[first, last)` of a line: one stretch, or more where it turns."""
    if text.isascii() or not any(unicodedata.bidirectional(c) in _LEFTWARD for c in text):
        left, right = x_of(line, first), x_of(line, last)
        return [(min(left, right), max(left, right))]
    found = sorted(_cells(line, text, first, last))
    joined: list[tuple[float, float]] = []
    for left, right in found:
        if joined and left <= joined[-1][1] + 0.5:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def _cells(line: QTextLine, text: str, first: int, last: int) -> list[tuple[float, float]]:
    """Return left and right of each of Qt's places in `[first, last)` of a line that turns.

    Of the first letter of a leftward run Qt gives twice where the run ends: it stands between the
    next letter and the next edge at its right.
    """
    edge, letters = QTextLine.Edge, text.encode("utf-16-le")
    places = range(line.textStart(), line.textStart() + line.textLength())
    sides = {p: (x_of(line, p, edge.Leading), x_of(line, p, edge.Trailing)) for p in places}
    grid = sorted({x for pair in sides.values() for x in pair})
    cells = list[tuple[float, float]]()
    for place in range(first, last):
        lead, trail = sides[place]
        if lead == trail and place + 1 in sides and _leftward(letters, place):
            trail = sides[place + 1][0]
            if _leftward(letters, place + 1):
                lead = next((x for x in grid if x > trail + 0.5), lead)
        cells.append((min(lead, trail), max(lead, trail)))
    return cells


def _leftward(letters: bytes, place: int) -> bool:
    """Say whether a letter of a text in UTF-16 is written from the right to the left."""
    letter = letters[2 * place : 2 * place + 2].decode("utf-16-le", "replace")
    return unicodedata.bidirectional(letter) in _LEFTWARD


def x_of(line: QTextLine, place: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    """Return how far from the left the edge of a character stands, px; `place` is Qt's."""
    found: Any = line.cursorToX(place, edge)  # the stubs do not know of the pair that it gives
    return float(found[0])
