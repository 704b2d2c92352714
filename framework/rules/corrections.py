"""Read a frozen text as it was corrected, and turn places in the one into places in the other."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple, Protocol

_WORDS = re.compile(r"\s+|[^\s]+")


class Corrected(Protocol):
    """Have a stretch `[start, end)` of the frozen text read as `text`."""

    @property
    def start(self) -> int:
        """Give where the stretch begins, in code points."""

    @property
    def end(self) -> int:
        """Give where the stretch ends."""

    @property
    def text(self) -> str:
        """Give what it reads as."""


class Replacement(NamedTuple):
    """Put `text` in the place of `[start, end)` of a frozen text."""

    start: int
    end: int
    text: str


class _Piece(NamedTuple):
    """Say where a replaced stretch stands in the frozen text, and where in the shown one."""

    start: int
    end: int
    shown_start: int
    shown_end: int


class Wording:
    """Hold a frozen text as it reads with its corrections, which must not overlap.

    Places are code points. Only the words in which a correction differs count as replaced, so a
    place in the rest of a corrected paragraph stays true to its word.
    """

    def __init__(self, text: str, corrections: Iterable[Corrected] = ()) -> None:
        """Read the text once with all corrections."""
        self.frozen = text
        parts, self._pieces, position, length = [], list[_Piece](), 0, 0
        for piece in _differing(text, corrections):
            parts += [text[position : piece.start], piece.text]
            length += piece.start - position
            self._pieces.append(_Piece(piece.start, piece.end, length, length + len(piece.text)))
            length += len(piece.text)
            position = piece.end
        self.shown = "".join([*parts, text[position:]]) if parts else text
        self._starts = [piece.start for piece in self._pieces]
        self._shown_starts = [piece.shown_start for piece in self._pieces]

    def to_shown(self, place: int) -> int:
        """Turn a place in the frozen text into the place in the shown one."""
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return place
        piece = self._pieces[at]
        if place >= piece.end:
            return place - piece.end + piece.shown_end
        return min(place - piece.start + piece.shown_start, piece.shown_end)

    def to_frozen(self, place: int) -> int:
        """Turn a place in the shown text into the place in the frozen one.

        Where words were taken out, it is the place before them.
        """
        at = bisect_right(self._shown_starts, place) - 1
        if at < 0:
            return place
        piece = self._pieces[at]
        if place == piece.shown_start:
            return piece.start
        if place >= piece.shown_end:
            return place - piece.shown_end + piece.end
        return min(place - piece.shown_start + piece.start, piece.end)

    def span_to_frozen(self, start: int, end: int) -> tuple[int, int]:
        """Turn a stretch of the shown text into one of the frozen text.

        It takes in all of a replacement of which it holds a part; words that were taken out at
        its ends are left outside.
        """
        begins, stops = self.to_frozen(start), self.to_frozen(end)
        for piece in self._pieces[max(0, bisect_right(self._shown_starts, start) - 1) :]:
            if piece.shown_start >= end:
                break
            if piece.shown_start < start < piece.shown_end:
                begins = piece.start
            if piece.shown_start == start == piece.shown_end:
                begins = min(piece.end, stops)
            if piece.shown_start < end < piece.shown_end:
                stops = piece.end
        return begins, max(begins, stops)

    def between(self, start: int, end: int) -> str:
        """Quote `[start, end)` of the frozen text as corrected; nothing left, as it came."""
        return self.shown[self.to_shown(start) : self.to_shown(end)] or self.frozen[start:end]


def _differing(text: str, corrections: Iterable[Corrected]) -> Iterator[Replacement]:
    """Cut corrections down to where they differ, in the order of the text.

    What is replaced is never empty, so that a place beside it has one meaning only.
    """
    for correction in sorted(corrections, key=lambda row: row.start):
        before = _WORDS.findall(text[correction.start : correction.end])
        after = _WORDS.findall(correction.text)
        if not after:
            yield Replacement(correction.start, correction.end, "")
            continue
        for one, two, three, four in _blocks(before, after):
            at = correction.start + sum(map(len, before[:one]))
            yield _trimmed(at, "".join(before[one:two]), "".join(after[three:four]))


def _blocks(before: list[str], after: list[str]) -> list[tuple[int, int, int, int]]:
    """List which words stand for which; none stand for nothing, but take in their neighbour."""
    blocks: list[tuple[int, int, int, int]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, *places in matcher.get_opcodes():
        one, two, three, four = places
        if kind == "equal":
            continue
        if one == two or three == four:
            back = bool(one and three)
            one, three = (one - 1, three - 1) if back else (one, three)
            two, four = (two, four) if back else (two + 1, four + 1)
        if blocks and one <= blocks[-1][1]:
            blocks[-1] = (blocks[-1][0], max(two, blocks[-1][1]), blocks[-1][2], four)
        else:
            blocks.append((one, two, three, four))
    return blocks


def _trimmed(start: int, before: str, after: str) -> Replacement:
    """Leave out of a replacement the letters with which both begin and end, all but one."""
    most, first = min(len(before), len(after)) - 1, 0
    while first < most and before[first] == after[first]:
        first += 1
    last = 0
    while last < most - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return Replacement(start + first, start + len(before) - last, after[first : len(after) - last])
