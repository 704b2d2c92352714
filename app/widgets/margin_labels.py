"""Arrange the names of codings below one another in the margin, however many there are."""

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """Put names in one row: one of them in full, or several shortened to their numbers."""

    top: float
    names: tuple[int, ...]
    in_full: bool


def arranged(tops: Sequence[float], high: float, room: float, held: int = -1) -> list[Row]:
    """Arrange names, by their place in `tops`, between the first top and `room`.

    Each begins where its bracket does, or below the name before; where that takes more room than
    there is they move up, and where not all fit the last row holds the rest as numbers. `held` is
    the one that is always in full.
    """
    if not tops:
        return []
    fitting = max(1, int((room - tops[0]) // high))
    if len(tops) <= fitting:
        return _in_full(tops, high, room)
    if fitting == 1:
        order = sorted(range(len(tops)), key=lambda place: place != held)
        return [Row(tops[0], tuple(order), in_full=False)]
    named = list(range(fitting - 1))
    if held >= len(named):
        named[-1] = held
    rest = tuple(place for place in range(len(tops)) if place not in named)
    rows = [Row(tops[0] + at * high, (place,), in_full=True) for at, place in enumerate(named)]
    return [*rows, Row(tops[0] + (fitting - 1) * high, rest, in_full=False)]


def _in_full(tops: Sequence[float], high: float, room: float) -> list[Row]:
    """Give each name a row of its own."""
    placed, free = list[float](), tops[0]
    for top in tops:
        placed.append(max(top, free))
        free = placed[-1] + high
    limit = room - high
    for place in reversed(range(len(placed))):
        placed[place] = max(tops[0], min(placed[place], limit))
        limit = placed[place] - high
    return [Row(top, (place,), in_full=True) for place, top in enumerate(placed)]
