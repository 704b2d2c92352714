"""Arrange the brackets beside a transcript in lanes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow

LANES = 6


def lanes_of(codings: "list[CodingRow]") -> dict[int, int]:
    """Give each coding, by its id, the first lane that is free where it stands.

    Beyond six overlapping codings the last lane is shared.
    """
    ends = [-1] * LANES
    lanes: dict[int, int] = {}
    for coding in sorted(codings, key=lambda c: (c.start, -c.end, c.id)):
        free = (lane for lane, end in enumerate(ends) if end <= coding.start)
        lane = next(free, LANES - 1)
        ends[lane] = max(ends[lane], coding.end)
        lanes[coding.id] = lane
    return lanes
