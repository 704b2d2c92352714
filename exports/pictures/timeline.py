"""Draw timelines: a lane a site's component, when it was due and when it came."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from exports.pictures.axes import TICK_SIZE, months
from exports.pictures.shapes import Dot, Drawing, Line, Shape, Words, fitted, wide

Placed = Callable[[date], float]
_LANE = 0.42
_RADIUS = 0.1
_SITE_ROOM, _LANE_ROOM = 3.0, 5.5


class Mark(NamedTuple):
    """Say when one thing was due and when it came; None where that is not said or did not be."""

    due: date | None
    done: date | None
    late: bool = False


class Lane(NamedTuple):
    """Give the marks of one component at one site."""

    name: str
    marks: tuple[Mark, ...]


class SiteLanes(NamedTuple):
    """Give the lanes of one site."""

    name: str
    lanes: tuple[Lane, ...]


def timeline(sites: Sequence[SiteLanes], width: float, ends: tuple[date, date]) -> Drawing:
    """Draw the lanes of sites between two days; a long name of a site stands above its lanes."""
    beside = [room for site in sites if (room := wide(site.name, 8)) <= _SITE_ROOM]
    names = [fitted(lane.name, 7, _LANE_ROOM) for site in sites for lane in site.lanes]
    first = max(beside, default=0) + 0.6
    left = first + max([wide(name, 7) for name in names], default=0) + 0.35
    marks = months(*ends)
    scale = (width - left - 0.3) / (marks[-1] - marks[0]).days

    def x(day: date) -> float:
        """Place a day."""
        return left + (day - marks[0]).days * scale

    body: list[Shape] = []
    y = 0.75
    for site in sites:
        body.append(Line(0, y, width - 0.3, y, 0.4, "grey"))
        body.append(Words(0, y + 0.33, fitted(site.name, 8, width), 8, bold=True))
        y += _LANE if wide(site.name, 8) > _SITE_ROOM else 0
        for lane in site.lanes:
            middle = y + _LANE / 2
            body.append(Words(first, middle + 0.09, fitted(lane.name, 7, _LANE_ROOM), 7))
            body += [shape for mark in lane.marks for shape in _mark(mark, x, middle)]
            y += _LANE
        y += 0.06
    months_drawn = _months(marks, x, y)
    return Drawing(width, y + 0.15, (*months_drawn, *body, Line(0, y, width - 0.3, y, 0.4, "grey")))


def _months(marks: Sequence[date], x: Placed, bottom: float) -> list[Shape]:
    """Draw a pale line at each month, named above."""
    shapes: list[Shape] = []
    year = 0
    for mark in marks[:-1]:
        said = f"{mark:%b}" if mark.year == year else f"{mark:%b %Y}"
        year = mark.year
        shapes.append(Words(x(mark) + 0.08, 0.6, said, TICK_SIZE))
    return [Line(x(mark), 0.3, x(mark), bottom, 0.5, "pale") for mark in marks] + shapes


def _mark(mark: Mark, x: Placed, y: float) -> list[Shape]:
    """Draw one thing: a stroke when due, a dot when done, a line between them when late."""
    shapes: list[Shape] = []
    if mark.due is not None:
        at = x(mark.due)
        shapes.append(Line(at, y - 0.14, at, y + 0.14, 0.9))
        if mark.done is None:
            shapes.append(Line(at - 0.09, y - 0.09, at + 0.09, y + 0.09, 1.1))
            shapes.append(Line(at - 0.09, y + 0.09, at + 0.09, y - 0.09, 1.1))
    if mark.done is not None:
        if mark.due is not None and mark.late:
            shapes.append(Line(x(mark.due), y, x(mark.done), y, 1.4))
        shapes.append(Dot(x(mark.done), y, _RADIUS, "black" if mark.late else "white"))
    return shapes
