"""Compute delivery figures from rows, and put them as people print them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import chain, compress
from math import floor, nan
from typing import NamedTuple, cast

from framework.drafts import IndicatorDraft
from framework.errors import RefusedError
from framework.rules.delivery_columns import Column, Stretch
from framework.rules.written_dates import written_date
from framework.rules.written_numbers import in_plain_signs

_YES = {"yes", "y", "true", "1"}
_NO = {"no", "n", "false", "0"}
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")


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
    ordered, half = sorted(values), len(values) // 2
    middle = ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return Spread(len(values), sum(values), middle, ordered[0], ordered[-1])


@lru_cache(maxsize=10_000)
def read_number(text: str) -> float | None:
    """Read a plain number, or None for a blank; refuse anything else."""
    plain = in_plain_signs(text.strip())
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
    found = written_date(plain, "")
    if found is None:
        raise RefusedError(f"“{plain}” is no date that an indicator can use.")
    return found[0]


@lru_cache(maxsize=10_000)
def read_yes(text: str) -> bool | None:
    """Read yes or no, or None for a blank; refuse anything else."""
    plain = text.strip().casefold()
    if not plain:
        return None
    if plain not in _YES | _NO:
        raise RefusedError(f"“{text.strip()}” is neither yes nor no.")
    return plain in _YES


class Readings(NamedTuple):
    """Hold what a measure reads in rows: their numbers, a value each, and why it could not.

    A value is a number, 1 or 0 for yes or no, or None where the row has nothing to say.
    """

    rows: tuple[int, ...]
    values: tuple[float | None, ...]
    problem: str = ""


Values = list[float | None]
Reader = Callable[[Stretch], Sequence[float | None]]


def read_rows(definition: IndicatorDraft, stretch: Stretch) -> Readings:
    """Read what an indicator measures in some rows."""
    reader = _MEASURES[definition.measure][0](definition)
    numbered = stretch.numbers
    if numbered is None:
        numbered = tuple([row + 1 for row in stretch.rows])
    try:
        return Readings(numbered, tuple(reader(stretch)))
    except RefusedError as error:
        return Readings(numbered, (), str(error))


def together(readings: Iterable[Readings]) -> Readings:
    """Join the readings of several sites."""
    found = list(readings)
    return Readings(
        tuple(chain.from_iterable([part.rows for part in found])),
        tuple(chain.from_iterable([part.values for part in found])),
        next((part.problem for part in found if part.problem), ""),
    )


def with_values(read: Readings) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Give the rows that have something to say, and what that is."""
    if None in read.values:
        kept = [value is not None for value in read.values]
        rows, values = tuple(compress(read.rows, kept)), tuple(compress(read.values, kept))
    else:
        rows, values = read.rows, read.values
    return rows, cast("tuple[float, ...]", values)


def figure_of(definition: IndicatorDraft, read: Readings, *, whole: bool) -> Figure:
    """Sum readings up to a figure, of a site or of the whole study.

    Where a value could not be read there is no figure, and the text says which value that is.
    """
    if read.problem:
        return Figure(None, None, None, None, f"no figure: {read.problem}", read.rows)
    return _MEASURES[definition.measure][1](definition, read, whole)


def printed(value: float) -> str:
    """Print a number as people write it: at most one decimal, below one two digits that count."""
    if value == int(value):
        return f"{value:.0f}"
    exact = Decimal(repr(value))
    places = max(1, 1 - exact.adjusted())
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded.normalize():f}"


def share(n: int, whole: int, *, percent: bool) -> str:
    """Print n/N, with the percentage where there is room for it."""
    if not percent or not whole:
        return f"{n}/{whole}"
    return f"{n}/{whole} ({floor(Fraction(100 * n, whole) + Fraction(1, 2))}%)"


def spread_text(found: Spread, unit: str) -> str:
    """Print a median with its range, `median 11 d (3–19)`, or the one value that there is."""
    middle = f"{printed(found.median)}{_unit(unit)}"
    ends = f"({printed(found.least)}–{printed(found.greatest)})"
    return middle if found.size == 1 else f"median {middle} {ends}"


def _unit(unit: str) -> str:
    """Put a unit after its number: days are `d`."""
    return {"": "", "days": " d"}.get(unit, f" {unit}")


@lru_cache(maxsize=10_000)
def _day(text: str) -> int | None:
    """Give the number of the day that a written date is, or None for a blank."""
    found = read_date(text)
    return found.toordinal() if found else None


def written_day(text: str) -> int | None:
    """Give the number of the day that a text writes in ISO, or None for any other text."""
    try:
        return _day(text)
    except RefusedError:
        return None


def _delivered(definition: IndicatorDraft) -> Reader:
    """Read whether a row holds a date of delivery; what is not due and not there is neither."""

    def read(part: Stretch) -> Values:
        done = part.columns[definition.column]
        there: Values = list(done.values(part.rows, _dated))
        if definition.due and 0.0 in there:
            due = part.columns[definition.due].values(part.rows, written_day)
            come = [day is not None and day <= part.today for day in due]
            there = [held if held or at else None for held, at in zip(there, come, strict=True)]
        return _where_known(there, done, part.rows)

    return read


def _dated(text: str) -> float:
    """Tell whether a text holds a date, as 1 or 0."""
    return float(read_date(text) is not None)


def _where_known(values: Values, done: Column, rows: Sequence[int]) -> Values:
    """Leave out values of rows whose code says more than that they are missing."""
    apart = {code for code, nothing in done.nothing.items() if nothing != "missing"}
    if not apart:
        return values
    pairs = zip(values, rows, strict=True)
    return [None if done.codes[row] in apart else value for value, row in pairs]


def _days_after(definition: IndicatorDraft, part: Stretch) -> Values:
    """Read how many days after they were due rows were done: NaN not at all, None not due."""
    known, held = {} if part.days is None else part.days, (definition.due, definition.column)
    if held not in known:
        due, done = part.columns[definition.due], part.columns[definition.column]
        begun, ended = due.values(part.rows, _day), done.values(part.rows, _day)
        found = [
            None if begin is None or (end is None and begin > part.today)
            else nan if end is None
            else end - begin
            for begin, end in zip(begun, ended, strict=True)
        ]  # fmt: skip
        known[held] = _where_known(found, done, part.rows)
    return known[held]


def _days_late(definition: IndicatorDraft) -> Reader:
    """Read by how many days a row is later than the tolerance allows: 0 when it is not."""
    most = definition.tolerance
    return lambda part: [
        None if days is None else float(days) if days > most else 0.0
        for days in _days_after(definition, part)
    ]


def _late(definition: IndicatorDraft) -> Reader:
    """Read whether a row that is due came late."""
    most = definition.tolerance
    return lambda part: [
        None if days is None else float(days > most) for days in _days_after(definition, part)
    ]


def _on_time(definition: IndicatorDraft) -> Reader:
    """Read whether a row that is due came, and not late."""
    most = definition.tolerance
    return lambda part: [
        None if days is None else float(days <= most) for days in _days_after(definition, part)
    ]


def _days_from(definition: IndicatorDraft) -> Reader:
    """Read the days from an attribute of the site to a date in the row."""
    start, done = definition.due, definition.column

    def read(part: Stretch) -> list[float | None]:
        begun, days = _day(part.site.get(start, "")), part.columns[done].values(part.rows, _day)
        return [None if begun is None or day is None else day - begun for day in days]

    return read


def _number(definition: IndicatorDraft) -> Reader:
    """Read the number in a column."""
    column = definition.column
    return lambda part: part.columns[column].values(part.rows, read_number)


def _date(definition: IndicatorDraft) -> Reader:
    """Read the date in a column, as the number of its day."""
    column = definition.column
    return lambda part: part.columns[column].values(part.rows, _day)


def _presence(_definition: IndicatorDraft) -> Reader:
    """Read that the row is there."""
    return lambda part: [1.0] * len(part.rows)


def _said(text: str) -> float | None:
    """Read yes as 1 and no as 0, or None for a blank."""
    yes = read_yes(text)
    return None if yes is None else float(yes)


def _yes(definition: IndicatorDraft) -> Reader:
    """Read whether a column says yes, or nothing."""
    column = definition.column
    return lambda part: part.columns[column].values(part.rows, _said)


def _counted(_definition: IndicatorDraft, read: Readings, whole: bool) -> Figure:  # noqa: FBT001 - one signature for all sums
    """Sum up n/N: the rows that say yes, out of those that say yes or no."""
    rows, values = with_values(read)
    n, total = int(sum(values)), len(values)
    text = share(n, total, percent=whole) if total else "no record"
    return Figure(n / total if total else None, n, total, None, text, rows)


def _lateness(_definition: IndicatorDraft, read: Readings, whole: bool) -> Figure:  # noqa: FBT001 - one signature for all sums
    """Sum up how late the late rows were: their total for a site, their spread for the study."""
    due = len(read.values) - read.values.count(None)
    late = [value for value in read.values if value]
    found, used = numbers(late), tuple(compress(read.rows, read.values))
    if found is None:
        return Figure(0 if due else None, 0, due, None, "0" if due else "no record", used)
    value = found.median if whole else found.total
    text = spread_text(found, "days") if whole else f"{printed(found.total)} d"
    return Figure(value, len(late), due, found, text, used)


def _measured(definition: IndicatorDraft, read: Readings, whole: bool) -> Figure:  # noqa: ARG001, FBT001 - one signature for all sums
    """Sum up measured values: the only one itself, several as their spread."""
    rows, values = with_values(read)
    found = numbers(values)
    if found is None:
        return Figure(None, 0, len(read.rows), None, "no record", ())
    unit = "days" if definition.measure == "days_from" else definition.unit
    return Figure(found.median, found.size, len(read.rows), found, spread_text(found, unit), rows)


def _summed(definition: IndicatorDraft, read: Readings, whole: bool) -> Figure:  # noqa: ARG001, FBT001 - one signature for all sums
    """Sum up by adding."""
    found = numbers(with_values(read)[1])
    if found is None:
        return Figure(None, 0, len(read.rows), None, "no record", ())
    text = f"{printed(found.total)}{_unit(definition.unit)}"
    return Figure(found.total, found.size, len(read.rows), found, text, read.rows)


def _end(measure: str, read: Readings) -> tuple[float | None, tuple[int, ...]]:
    """Give the least or greatest value with the rows that hold it."""
    held = [value for value in read.values if value is not None]
    if not held:
        return None, ()
    end = min(held) if measure in {"minimum", "first_date"} else max(held)
    return end, tuple([n for n, value in zip(read.rows, read.values, strict=True) if value == end])


def _ended(definition: IndicatorDraft, read: Readings, whole: bool) -> Figure:  # noqa: ARG001, FBT001 - one signature for all sums
    """Sum up by the least or the greatest, of numbers or of dates."""
    end, rows = _end(definition.measure, read)
    size = len(read.values) - read.values.count(None)
    if end is None:
        return Figure(None, 0, len(read.rows), None, "no record", ())
    dated = definition.measure in {"first_date", "last_date"}
    text = (
        date.fromordinal(int(end)).isoformat() if dated else printed(end) + _unit(definition.unit)
    )
    return Figure(end, size, len(read.rows), None, text, rows)


def _ranged(definition: IndicatorDraft, read: Readings, whole: bool) -> Figure:  # noqa: FBT001 - one signature for all sums
    """Sum up by the range: the least and the greatest, and how far apart they are."""
    found = _measured(definition, read, whole)
    if found.spread is None:
        return found
    _size, _total, _median, least, greatest = found.spread
    ends = "–".join(dict.fromkeys((printed(least), printed(greatest))))
    return found._replace(value=greatest - least, text=ends + _unit(definition.unit))


def _rows_counted(_definition: IndicatorDraft, read: Readings, whole: bool) -> Figure:  # noqa: ARG001, FBT001 - one signature for all sums
    """Sum up by counting the rows."""
    size = len(read.rows)
    return Figure(size, size, None, None, str(size), read.rows)


Sum = Callable[[IndicatorDraft, Readings, bool], Figure]

_MEASURES: Mapping[str, tuple[Callable[[IndicatorDraft], Reader], Sum]] = {
    "delivered": (_delivered, _counted),
    "on_time": (_on_time, _counted),
    "late": (_late, _counted),
    "days_late": (_days_late, _lateness),
    "days_from": (_days_from, _measured),
    "sum": (_number, _summed),
    "value": (_number, _measured),
    "count": (_presence, _rows_counted),
    "share_yes": (_yes, _counted),
    "minimum": (_number, _ended),
    "maximum": (_number, _ended),
    "median": (_number, _measured),
    "range": (_number, _ranged),
    "first_date": (_date, _ended),
    "last_date": (_date, _ended),
}

WITHDRAWN = ("", "keep", "until", "leave out")
DIMENSIONS = ("fidelity", "dose", "reach", "adaptation")

MEASURES = (*_MEASURES, "cases")
