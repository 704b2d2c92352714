"""Lay out axes: round numbers, and the first days of months."""

from collections.abc import Sequence
from datetime import date
from math import ceil, floor, log10

from exports.pictures.shapes import Line, Shape, Words

TICK_SIZE = 7.0


def ticks(least: float, greatest: float, most: int = 6) -> list[float]:
    """Give round numbers that take in both ends, at most about so many."""
    span = (greatest - least) or abs(greatest) or 1
    rough = span / max(1, most - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(power * part for part in (1, 2, 5, 10) if power * part >= rough * 0.999)
    first, last = floor(least / step + 1e-9), ceil(greatest / step - 1e-9)
    return [at * step for at in range(first, max(last, first + 1) + 1)]


def months(first: date, last: date, most: int = 14) -> list[date]:
    """Give the first days of months from the one of `first` until the one after `last`."""
    start = first.year * 12 + first.month - 1
    end = last.year * 12 + last.month
    step = max(1, ceil((end - start) / most))
    step = next((size for size in (1, 2, 3, 6, 12) if size >= step), ceil(step / 12) * 12)
    return [date(at // 12, at % 12 + 1, 1) for at in range(start, end + step, step)]


def number(value: float) -> str:
    """Write a number of an axis."""
    return f"{value:,.10g}".replace("-", "−")


def axis(y: float, marks: Sequence[tuple[float, str]]) -> list[Shape]:
    """Draw a level axis with its ticks and what they say; `marks` are places in cm and words."""
    shapes: list[Shape] = [Line(marks[0][0], y, marks[-1][0], y)]
    for x, said in marks:
        shapes += [Line(x, y, x, y + 0.1), Words(x, y + 0.42, said, TICK_SIZE, anchor="middle")]
    return shapes
