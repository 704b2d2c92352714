"""Describe what stands on a transcript, and in which lanes it is bracketed."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from framework import NAMELESS

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow

LANES = 6
"""How many codings stand beside each other; the rest is named in numbers alone."""

Line = tuple[int, int]
"""The number of a paragraph in the document, and of a line in it."""


class Mark(NamedTuple):
    """Mark `[start, end)` with a theme, or with a memo where `colour` is -1.

    `first` and `last` are the paragraphs that it touches, from 0; `tail` is said after its name.
    A mark recedes whose theme was retired, and one to be read again carries a sign.
    """

    id: int
    start: int
    end: int
    first: int
    last: int
    number: str
    name: str
    colour: int
    tail: str
    retired: bool = False
    reread: bool = False

    @property
    def is_memo(self) -> bool:
        """Say whether this is a memo in the margin."""
        return self.colour < 0

    @property
    def words(self) -> str:
        """Return the theme's number and name, or the memo's words."""
        return f"{self.number} {self.name}".strip()

    def said(self) -> str:
        """Return the whole mark in words."""
        more = " · to be read again" if self.reread else ""
        return f"{self.words} {self.tail}".strip() + more


class Margin(NamedTuple):
    """Say what the margin tells beyond the codings.

    `retired` are ids of themes, `reread` of codings; a memo is its id, start, end and text.
    """

    retired: Collection[int] = frozenset()
    reread: Collection[int] = frozenset()
    memos: tuple[tuple[int, int, int, str], ...] = ()


class Cluster(NamedTuple):
    """Hold marks that share paragraphs, from the first of these to the last."""

    first: int
    last: int
    marks: tuple[Mark, ...]


class Marked:
    """Turn codings and memos into marks, each as long as it stays what it is."""

    def __init__(self) -> None:
        self._margin = Margin()
        self._kept: dict[int, tuple[CodingRow, Mark]] = {}
        self._memos: dict[tuple[int, int, int, str], Mark] = {}

    def of(
        self, codings: "Iterable[CodingRow]", margin: Margin, starts: Sequence[int]
    ) -> list[Mark]:
        """Return the marks of a transcript in order; `starts` tells where its paragraphs begin."""
        if margin != self._margin:
            self._kept, self._memos, self._margin = {}, {}, margin
        kept, self._kept = self._kept, {}
        for coding in codings:
            held = kept.get(coding.id)
            if held is None or (held[0] is not coding and held[0] != coding):
                held = coding, mark_of(coding, margin, starts)
            self._kept[coding.id] = held
        for memo in margin.memos:
            if memo not in self._memos:
                self._memos[memo] = _memo(memo, starts)
        marks = [mark for _coding, mark in self._kept.values()]
        marks += [self._memos[memo] for memo in margin.memos]
        marks.sort(key=lambda mark: (mark.start, -mark.end, mark.id))
        return marks


def mark_of(coding: "CodingRow", margin: Margin, starts: Sequence[int]) -> Mark:
    """Return the mark of a coding."""
    first, last = _paragraphs(starts, coding.start, coding.end)
    retired = coding.theme_id in margin.retired
    said = ("(retired)" if retired else "", "★" if coding.starred else "",
            "✎" if coding.memo else "",
            coding.coder if coding.coder != NAMELESS else "")  # fmt: skip
    return Mark(
        coding.id, coding.start, coding.end, first, last, coding.number, coding.theme,
        coding.colour, " ".join(piece for piece in said if piece), retired,
        coding.id in margin.reread,
    )  # fmt: skip


def _memo(memo: tuple[int, int, int, str], starts: Sequence[int]) -> Mark:
    """Return the mark of a memo."""
    memo_id, start, end, text = memo
    first, last = _paragraphs(starts, start, end)
    return Mark(memo_id, start, end, first, last, "", " ".join(text.split()), -1, "")


def clusters_of(marks: Sequence[Mark]) -> list[Cluster]:
    """Part marks, in order, where no paragraph is shared."""
    found: list[Cluster] = []
    held: list[Mark] = []
    first = last = -1
    for mark in marks:
        if held and mark.first > last:
            found.append(Cluster(first, last, tuple(held)))
            held = []
        if not held:
            first, last = mark.first, mark.last
        held.append(mark)
        last = max(last, mark.last)
    return [*found, Cluster(first, last, tuple(held))] if held else found


def lanes_of(
    marks: Iterable[Mark], lines: Callable[[Mark], tuple[Line, Line]]
) -> dict[tuple[int, bool], int]:
    """Give each mark, by its id and whether it is a memo, the first lane free beside its lines.

    `lines` tells its first and last line. Where more than six overlap, the rest gets lane six.
    """
    ends: list[Line] = [(-1, -1)] * LANES
    lanes: dict[tuple[int, bool], int] = {}
    for mark in marks:
        first, last = lines(mark)
        lane = next((lane for lane, end in enumerate(ends) if end < first), LANES)
        if lane < LANES:
            ends[lane] = last
        lanes[mark.id, mark.is_memo] = lane
    return lanes


def _paragraphs(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the first and the last paragraph of a passage, from 0."""
    first = max(0, bisect_right(starts, start) - 1)
    return first, max(first, bisect_right(starts, max(start, end - 1)) - 1)
