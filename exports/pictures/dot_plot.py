"""Draw dot plots: a panel a figure, a lane a group, a dot a site."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from statistics import median
from textwrap import fill
from typing import NamedTuple

from exports.pictures.axes import axis, number, ticks
from exports.pictures.shapes import Dot, Drawing, Line, Shape, Words, fitted, lowered, moved, wide

_RADIUS = 0.11
_LEVEL = 0.47
_BARE_LEVEL = 0.26
_MOST_NAMED = 16
_GAP = 0.8
_NAME_SIZE, _NAME_ROOM = 6.0, 2.2
_TITLE_SIZE = 8.5


class Lane(NamedTuple):
    """Give the values of a group of sites, by the name of the site."""

    name: str
    values: tuple[tuple[str, float], ...]


class Panel(NamedTuple):
    """Describe one dot plot; `unit` stands below its axis."""

    title: str
    unit: str
    lanes: tuple[Lane, ...]


class _Placed(NamedTuple):
    """Place the dot of a site, its name, and the middle of that."""

    x: float
    name: str
    middle: float


def dot_plot(panels: Sequence[Panel], width: float) -> Drawing:
    """Draw the panels, two beside each other where there are several."""
    across = min(2, len(panels))
    wide_each = (width - _GAP * (across - 1)) / max(1, across)
    drawn = [_panel(panel, wide_each) for panel in panels]
    shapes: list[Shape] = []
    top = 0.0
    for row in range(ceil(len(drawn) / max(1, across))):
        beside = drawn[row * across : (row + 1) * across]
        for at, drawing in enumerate(beside):
            right = at * (wide_each + _GAP)
            shapes += [moved(lowered(shape, top), right) for shape in drawing.shapes]
        top += max(drawing.height for drawing in beside) + 0.5
    return Drawing(width, max(1.0, top - 0.5), tuple(shapes))


def in_words(panel: Panel, noun: str) -> str:
    """Say what a panel shows."""
    said = []
    for lane in panel.lanes:
        values = [value for _site, value in lane.values]
        named = f"{lane.name}, " if lane.name else ""
        count = f"{len(values)} {noun}{'' if len(values) == 1 else 's'}"
        ends = f"{number(min(values))} to {number(max(values))}"
        said.append(f"{named}{count}, {ends}, median {number(median(values))}")
    unit = f" ({panel.unit})" if panel.unit else ""
    return f"{panel.title}{unit}: {'; '.join(said)}."


def _panel(panel: Panel, width: float) -> Drawing:
    """Draw one panel."""
    groups = [fitted(lane.name, 7.5, width / 3) for lane in panel.lanes]
    left = max([wide(name, 7.5) for name in groups], default=0) + 0.35
    every = [value for lane in panel.lanes for _site, value in lane.values]
    marks = ticks(min(0, *every), max(every), most=max(3, min(6, int((width - left) / 1.3))))
    named = max(len(lane.values) for lane in panel.lanes) <= _MOST_NAMED
    scale = (width - left - 0.6) / (marks[-1] - marks[0])
    shapes: list[Shape] = []
    y = 0.2
    for line in fill(panel.title, int(width / wide(" ", _TITLE_SIZE))).splitlines():
        shapes.append(Words(0, y + 0.15, line, _TITLE_SIZE, bold=True))
        y += 0.4
    for lane, group in zip(panel.lanes, groups, strict=True):
        placed = [_place(site, left + (value - marks[0]) * scale, width)
                  for site, value in sorted(lane.values, key=lambda one: one[1])]  # fmt: skip
        levels = _levels(placed, named=named)
        y += (max(levels) + 1) * (_LEVEL if named else _BARE_LEVEL) + 0.3
        shapes += _lane(group, y, (left, width - 0.6), placed)
        shapes += _dots(placed, levels, y, named=named)
        middle = left + (median(value for _site, value in lane.values) - marks[0]) * scale
        shapes.append(Line(middle, y - 0.12, middle, y + 0.2, 1.6))
    y += 0.35
    shapes += axis(y, [(left + (mark - marks[0]) * scale, number(mark)) for mark in marks])
    if panel.unit:
        shapes.append(Words(width - 0.6, y + 0.78, panel.unit, 7, anchor="end", fill="grey"))
    return Drawing(width, y + 0.9, tuple(shapes))


def _place(site: str, x: float, width: float) -> _Placed:
    """Place a dot with its name, which stays within the panel."""
    name = fitted(site, _NAME_SIZE, _NAME_ROOM)
    half = wide(name, _NAME_SIZE) / 2
    return _Placed(x, name, min(max(x, half), width - half))


def _lane(name: str, y: float, ends: tuple[float, float], placed: Sequence[_Placed]) -> list[Shape]:
    """Draw the line that a group's dots stand on, and name the group."""
    line = Line(ends[0], y, ends[1], y, 0.4, "grey")
    said: list[Shape] = [Words(ends[0] - 0.25, y + 0.05, name, 7.5, anchor="end")] if name else []
    return [line, *said] if placed else said


def _dots(
    placed: Sequence[_Placed], levels: Sequence[int], y: float, *, named: bool
) -> list[Shape]:
    """Draw a group's dots, each named where there are few enough."""
    shapes: list[Shape] = []
    for (x, name, middle), level in zip(placed, levels, strict=True):
        up = y - _RADIUS - 0.03 - level * (_LEVEL if named else _BARE_LEVEL)
        shapes.append(Dot(x, up, _RADIUS, "black"))
        if named:
            shapes.append(Words(middle, up - _RADIUS - 0.04, name, _NAME_SIZE, anchor="middle"))
    return shapes


def _levels(placed: Sequence[_Placed], *, named: bool) -> list[int]:
    """Stack dots, from left to right, whose names or who themselves would lie on each other."""
    ends: list[float] = []
    found = []
    for x, name, middle in placed:
        half = wide(name, _NAME_SIZE) / 2 + 0.03 if named else 0
        left = min(x - _RADIUS - 0.02, middle - half)
        level = next((at for at, end in enumerate(ends) if left >= end), len(ends))
        ends[level : level + 1] = [max(x + _RADIUS + 0.02, middle + half)]
        found.append(level)
    return found


def is_flat(values: Sequence[float]) -> bool:
    """Tell whether all of some values are the same, so that there is nothing to draw."""
    return all(one == other for one, other in pairwise(values))
