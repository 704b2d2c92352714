"""Draw dot plots: a panel a figure, a lane a group, a dot a site."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from statistics import median
from typing import NamedTuple

from exports.pictures.axes import axis, number, ticks
from exports.pictures.shapes import Dot, Drawing, Line, Shape, Words, lowered, moved, wide

_RADIUS = 0.11
_LEVEL = 0.47
_BARE_LEVEL = 0.26
_MOST_NAMED = 16
_GAP = 0.8
_NAME_SIZE = 6.0


class Lane(NamedTuple):
    """Give the values of a group of sites, by the name of the site."""

    name: str
    values: tuple[tuple[str, float], ...]


class Panel(NamedTuple):
    """Describe one dot plot; `unit` stands below its axis."""

    title: str
    unit: str
    lanes: tuple[Lane, ...]


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
    left = max([wide(lane.name, 7.5) for lane in panel.lanes], default=0) + 0.35
    every = [value for lane in panel.lanes for _site, value in lane.values]
    marks = ticks(min(0, *every), max(every), most=max(3, min(6, int((width - left) / 1.3))))
    named = max(len(lane.values) for lane in panel.lanes) <= _MOST_NAMED
    scale = (width - left - 0.6) / (marks[-1] - marks[0])
    shapes: list[Shape] = [Words(0, 0.35, panel.title, 8.5, bold=True)]
    y = 0.6
    for lane in panel.lanes:
        placed = [(site, left + (value - marks[0]) * scale) for site, value in lane.values]
        levels = _levels(placed, named=named)
        y += (max(levels.values()) + 1) * (_LEVEL if named else _BARE_LEVEL) + 0.3
        shapes += _lane(lane.name, y, (left, width - 0.6), placed)
        shapes += _dots(placed, levels, y, named=named)
        middle = left + (median(value for _site, value in lane.values) - marks[0]) * scale
        shapes.append(Line(middle, y - 0.12, middle, y + 0.2, 1.6))
    y += 0.35
    shapes += axis(y, [(left + (mark - marks[0]) * scale, number(mark)) for mark in marks])
    if panel.unit:
        shapes.append(Words(width - 0.6, y + 0.78, panel.unit, 7, anchor="end", fill="grey"))
    return Drawing(width, y + 0.9, tuple(shapes))


def _lane(
    name: str, y: float, ends: tuple[float, float], placed: Sequence[tuple[str, float]]
) -> list[Shape]:
    """Draw the line that a group's dots stand on, and name the group."""
    line = Line(ends[0], y, ends[1], y, 0.4, "grey")
    said: list[Shape] = [Words(ends[0] - 0.25, y + 0.05, name, 7.5, anchor="end")] if name else []
    return [line, *said] if placed else said


def _dots(
    placed: Sequence[tuple[str, float]], levels: dict[str, int], y: float, *, named: bool
) -> list[Shape]:
    """Draw a group's dots, each named where there are few enough."""
    shapes: list[Shape] = []
    for site, x in placed:
        up = y - _RADIUS - 0.03 - levels[site] * (_LEVEL if named else _BARE_LEVEL)
        shapes.append(Dot(x, up, _RADIUS, "black"))
        if named:
            shapes.append(Words(x, up - _RADIUS - 0.04, site, _NAME_SIZE, anchor="middle"))
    return shapes


def _levels(placed: Sequence[tuple[str, float]], *, named: bool) -> dict[str, int]:
    """Stack dots whose names, or who themselves, would lie on each other."""
    ends: list[float] = []
    found: dict[str, int] = {}
    for site, x in sorted(placed, key=lambda one: one[1]):
        half = max(_RADIUS + 0.02, wide(site, _NAME_SIZE) / 2 + 0.03 if named else 0)
        level = next((at for at, end in enumerate(ends) if x - half >= end), len(ends))
        ends[level : level + 1] = [x + half]
        found[site] = level
    return found


def is_flat(values: Sequence[float]) -> bool:
    """Tell whether all of some values are the same, so that there is nothing to draw."""
    return all(one == other for one, other in pairwise(values))
