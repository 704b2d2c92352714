"""Convert places between the frozen text, in code points, and what Qt shows, in UTF-16 units."""

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QTextBoundaryFinder

if TYPE_CHECKING:
    from framework.rules.corrections import Wording

# Qt takes these for the ends of paragraphs or of frames; a blank keeps every place where it is.
_BREAKS = {0x0D: " ", 0x2029: " ", 0xFDD0: " ", 0xFDD1: " "}


class Offsets:
    """Know where each place of a text stands in what Qt shows of it.

    With a wording the text is shown as corrected, and places are still those of the frozen text.
    """

    def __init__(self, text: str, wording: "Wording | None" = None) -> None:
        self._wording = wording
        shown = text if wording is None else wording.shown
        self.shown = shown.translate(_BREAKS) if "\r" in shown or not shown.isascii() else shown
        # Almost every transcript has none or few characters that Qt counts twice.
        self._wide = [] if shown.isascii() else [i for i, c in enumerate(shown) if ord(c) > 0xFFFF]
        self._wide_qt = [place + before for before, place in enumerate(self._wide)]

    def to_qt(self, place: int) -> int:
        """Return the UTF-16 place of a code point place."""
        if self._wording is not None:
            place = self._wording.to_shown(place)
        return place + bisect_left(self._wide, place)

    def to_python(self, place: int) -> int:
        """Return the code point place of a UTF-16 place; within a pair, that of the character."""
        place -= bisect_left(self._wide_qt, place)
        return place if self._wording is None else self._wording.to_frozen(place)

    def span_to_python(self, start: int, end: int) -> tuple[int, int]:
        """Return the code point stretch of a UTF-16 one; it shows no less than that."""
        if self._wording is None or start == end:
            return self.to_python(start), self.to_python(end)
        first = start - bisect_left(self._wide_qt, start)
        last = end - bisect_left(self._wide_qt, end)
        begins, stops = self._wording.span_to_frozen(first, last)
        while self._wording.to_shown(begins) > first:
            begins -= 1
        while self._wording.to_shown(stops) < last:
            stops += 1
        return begins, stops


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[start, end)` made longer so that it cuts through no character as it is read.

    A letter with its marks, or an emoji made of several, is one such character.
    """
    if text.isascii():
        return start, end
    return _edge(text, start, later=False), _edge(text, end, later=True)


def _edge(text: str, place: int, *, later: bool) -> int:
    """Return the nearest place at or before `place`, or at or after it, between two characters."""
    if not 0 < place < len(text):
        return max(0, min(place, len(text)))
    first = text.rfind("\n", 0, place) + 1
    last = text.find("\n", place)
    edges = _edges(text[first : last if last >= 0 else len(text)])
    at = bisect_left(edges, place - first)
    return first + (edges[at] if later or edges[at] == place - first else edges[at - 1])


@lru_cache(maxsize=64)
def _edges(line: str) -> tuple[int, ...]:
    """List the places between the characters of a line as it is read, its ends among them."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, line)
    offsets, edges = Offsets(line), [0]
    while (place := finder.toNextBoundary()) >= 0:
        edges.append(offsets.to_python(place))
    return tuple(edges)
