"""Put other words in the place of stretches of a text, and tell where every place went."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Stretch(NamedTuple):
    """Say what shall stand in the place of `[start, end)`; `text` is never empty."""

    start: int
    end: int
    text: str


class Reworded:
    """Hold a text with some stretches replaced, and turn places in the former into its own.

    All places are in code points; the stretches do not overlap.
    """

    def __init__(self, body: str, stretches: Iterable[Stretch]) -> None:
        """Replace the stretches."""
        self._stretches = sorted(stretches)
        self._starts = [row.start for row in self._stretches]
        self._shifts: list[int] = []
        pieces, position, shift = list[str](), 0, 0
        for row in self._stretches:
            self._shifts.append(shift)
            pieces += (body[position : row.start], row.text)
            position = row.end
            shift += len(row.text) - (row.end - row.start)
        self.text = "".join([*pieces, body[position:]])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn `[start, end)`; what holds a part of a replaced stretch holds all of the new words.

        An empty stretch stays empty.
        """
        begins = self._turned(start, at_end=False)
        return begins, begins if start == end else self._turned(end, at_end=True)

    def _turned(self, place: int, *, at_end: bool) -> int:
        """Turn one place; within a replaced stretch it goes to the beginning or the end."""
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return place
        row, shift = self._stretches[at], self._shifts[at]
        if place >= row.end:
            return place + shift + len(row.text) - (row.end - row.start)
        begins = row.start + shift
        return begins + len(row.text) if at_end and place > row.start else begins
