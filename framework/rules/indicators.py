"""Compute delivery figures from rows, and put them as people print them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import floor
from statistics import median
from typing import NamedTuple

from framework.drafts import IndicatorDraft
from framework.errors import RefusedError

_YES = {"yes", "y", "true", "1"}
_NO = {"no", "n", "false", "0"}
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile("[T ][0-9:.]+Z?$")


class Row(NamedTuple):
    """Give a delivery row: its number, the text in its columns, and the attributes of its site."""

    n: int
    values: Mapping[str, str]
    site: Mapping[str, str]


class Spread(NamedTuple):
    """Describe some numbers: how many, their total, median, least and greatest."""

    size: int
    total: float
    median: float
    least: float
    greatest: float


class Figure(NamedTuple):
    """Give an indicator's figure: `n` of `N` where it counts, `value` where it measures."""

    value: float | None
    n: int | None
    N: int | None
    spread: Spread | None
    text: str
    rows: tuple[int, ...]


def numbers(values: Sequence[float]) -> Spread | None:
    """Describe numbers, or None when there are none."""
    if not values:
        return None
    return Spread(len(values), sum(values), median(values), min(values), max(values))


@lru_cache(maxsize=10_000)
def read_number(text: str) -> float | None:
    """Read a plain number, or None for a blank; refuse anything else."""
    plain = text.strip()
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain):
        raise RefusedError(f"“{plain}” is no number that an indicator can use.")
    return float(plain)


@lru_cache(maxsize=10_000)
def read_date(text: str) -> date | None:
    """Read an ISO date, a time after it left aside, or None for a blank; refuse anything else."""
    plain = text.strip()
    if not plain:
        return None
    try:
        return date.fromisoformat(_TIME.sub("", plain) if _DATE.match(plain) else "")
    except ValueError:
        raise RefusedError(f"“{plain}” is no date that an indicator can use.") from None


def read_yes(text: str) -> bool | None:
    """Read yes or no, or None for a blank; refuse anything else."""
    plain = text.strip().casefold()
    if not plain:
        return None
    if plain not in _YES | _NO:
        raise RefusedError(f"“{text.strip()}” is neither yes nor no.")
    return plain in _YES


def figure(definition: IndicatorDraft, rows: Sequence[Row], *, whole: bool) -> Figure:
    """Compute an indicator over a site's rows, or over the whole study's.

    Where a value cannot be read there is no figure, and the text says which value that is.
    """
    try:
        return _MEASURES[definition.measure](definition, rows, whole)
    except RefusedError as error:
        return Figure(None, None, None, None, f"no figure: {error}", _numbers_of(rows))


def printed(value: float) -> str:
    """Print a number as people write it: no more decimals than it has, one at most."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def share(n: int, whole: int, *, percent: bool) -> str:
    """Print n/N, with the percentage where there is room for it."""
    if not percent or not whole:
        return f"{n}/{whole}"
    return f"{n}/{whole} ({floor(Fraction(100 * n, whole) + Fraction(1, 2))}%)"


def spread_text(found: Spread, unit: str) -> str:
    """Print a median with its range: `median 11 d (3–19)`."""
    ends = f"{printed(found.least)}–{printed(found.greatest)}"
    return f"median {printed(found.median)}{_unit(unit)} ({ends})"


def _unit(unit: str) -> str:
    """Put a unit after its number: days are `d`."""
    return {"": "", "days": " d"}.get(unit, f" {unit}")


def _numbers_of(rows: Sequence[Row]) -> tuple[int, ...]:
    """Name the rows behind a figure."""
    return tuple(row.n for row in rows)


def _counted(rows: Sequence[Row], hits: Sequence[Row], *, whole: bool) -> Figure:
    """Make a figure of the form n/N."""
    n, total = len(hits), len(rows)
    value = n / total if total else None
    text = share(n, total, percent=whole) if total else "no record"
    return Figure(value, n, total, None, text, _numbers_of(rows))


def _delivered(definition: IndicatorDraft, rows: Sequence[Row], whole: bool) -> Figure:  # noqa: FBT001 - one signature for all measures
    """Count the rows that hold a date of delivery."""
    return _counted(rows, [r for r in rows if read_date(r.values[definition.column])], whole=whole)


def _days(definition: IndicatorDraft, row: Row) -> int | None:
    """Count the days from due to delivered, or None where either is missing."""
    return _days_between(row.values[definition.due], row.values[definition.column])


@lru_cache(maxsize=10_000)
def _days_between(due: str, done: str) -> int | None:
    """Count the days from one written date to another, or None where either is blank."""
    start, end = read_date(due), read_date(done)
    return (end - start).days if start and end else None


def _with_due(definition: IndicatorDraft, rows: Sequence[Row]) -> list[Row]:
    """Keep the rows that have a date due."""
    return [row for row in rows if read_date(row.values[definition.due])]


def _late_rows(definition: IndicatorDraft, rows: Sequence[Row]) -> list[tuple[Row, int]]:
    """Keep the rows delivered later than the tolerance allows, with their days."""
    days = ((row, _days(definition, row)) for row in rows)
    return [(row, late) for row, late in days if late is not None and late > definition.tolerance]


def _on_time(definition: IndicatorDraft, rows: Sequence[Row], whole: bool) -> Figure:  # noqa: FBT001 - one signature
    """Count the rows delivered within the tolerance, out of those due."""
    due = _with_due(definition, rows)
    days = ((row, _days(definition, row)) for row in due)
    hits = [row for row, late in days if late is not None and late <= definition.tolerance]
    return _counted(due, hits, whole=whole)


def _late(definition: IndicatorDraft, rows: Sequence[Row], whole: bool) -> Figure:  # noqa: FBT001 - one signature
    """Count the rows delivered late, out of those due."""
    due = _with_due(definition, rows)
    return _counted(due, [row for row, _late in _late_rows(definition, due)], whole=whole)


def _days_late(definition: IndicatorDraft, rows: Sequence[Row], whole: bool) -> Figure:  # noqa: FBT001 - one signature
    """Measure how late the late rows were: their total for a site, their spread for the study."""
    due = _with_due(definition, rows)
    late = _late_rows(definition, due)
    found = numbers([days for _row, days in late])
    used = tuple(row.n for row, _days in late)
    if found is None:
        return Figure(0 if due else None, 0, len(due), None, "0" if due else "no record", used)
    value = found.median if whole else found.total
    text = spread_text(found, "days") if whole else f"{printed(found.total)} d"
    return Figure(value, len(late), len(due), found, text, used)


def _days_from(definition: IndicatorDraft, rows: Sequence[Row], whole: bool) -> Figure:  # noqa: FBT001 - one signature
    """Count the days from an attribute of the site to a date in the row."""
    pairs = []
    for row in rows:
        start = read_date(row.site.get(definition.due, ""))
        done = read_date(row.values[definition.column])
        if start and done:
            pairs.append((row, (done - start).days))
    used = [row for row, _days in pairs]
    return _measured([days for _row, days in pairs], used, rows, "days", whole=whole)


def _value(definition: IndicatorDraft, rows: Sequence[Row], whole: bool) -> Figure:  # noqa: FBT001 - one signature
    """Give the number in a column: itself for one row, its spread over several."""
    held = [(row, read_number(row.values[definition.column])) for row in rows]
    kept = [(row, number) for row, number in held if number is not None]
    used = [row for row, _number in kept]
    return _measured([number for _row, number in kept], used, rows, definition.unit, whole=whole)


def _measured(
    values: Sequence[float], used: Sequence[Row], rows: Sequence[Row], unit: str, *, whole: bool
) -> Figure:
    """Make a figure of measured values."""
    found = numbers(values)
    if found is None:
        return Figure(None, 0, len(rows), None, "no record", ())
    one = len(values) == 1 and not whole
    text = f"{printed(values[0])}{_unit(unit)}" if one else spread_text(found, unit)
    return Figure(found.median, len(values), len(rows), found, text, _numbers_of(used))


def _sum(definition: IndicatorDraft, rows: Sequence[Row], whole: bool) -> Figure:  # noqa: ARG001, FBT001 - one signature
    """Add up a column."""
    held = [read_number(row.values[definition.column]) for row in rows]
    kept = [number for number in held if number is not None]
    found = numbers(kept)
    if found is None:
        return Figure(None, 0, len(rows), None, "no record", ())
    text = f"{printed(found.total)}{_unit(definition.unit)}"
    return Figure(found.total, len(kept), len(rows), found, text, _numbers_of(rows))


def _count(definition: IndicatorDraft, rows: Sequence[Row], whole: bool) -> Figure:  # noqa: ARG001, FBT001 - one signature
    """Count the rows."""
    return Figure(len(rows), len(rows), None, None, str(len(rows)), _numbers_of(rows))


def _share_yes(definition: IndicatorDraft, rows: Sequence[Row], whole: bool) -> Figure:  # noqa: FBT001 - one signature
    """Count the rows that say yes, out of those that say yes or no."""
    said = [row for row in rows if read_yes(row.values[definition.column]) is not None]
    return _counted(said, [r for r in said if read_yes(r.values[definition.column])], whole=whole)


_MEASURES: Mapping[str, Callable[[IndicatorDraft, Sequence[Row], bool], Figure]] = {
    "delivered": _delivered,
    "on_time": _on_time,
    "late": _late,
    "days_late": _days_late,
    "days_from": _days_from,
    "sum": _sum,
    "value": _value,
    "count": _count,
    "share_yes": _share_yes,
}

MEASURES = (*_MEASURES, "cases")
