"""Propose how columns of delivery data are read, from what stands in them.

What is proposed is shown with its count and can be changed; where day and month, or a decimal
comma and thousands, cannot be told apart, nothing is proposed and a sentence says so.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from framework.drafts import ColumnReading
from framework.rules.made_dates import range_behind
from framework.rules.readings import counts_of, describe, plain_with
from framework.rules.written_numbers import in_plain_signs, without_about
from importers.answers import answers_in, doubt_of_crosses
from importers.day_orders import (
    are_compact,
    are_serials,
    doubts_about_days,
    doubts_about_serials,
    doubts_about_years,
    has_serials,
    order_of,
)
from importers.nothing_words import codes_in, doubtful_nines
from importers.number_marks import (
    bare_of,
    doubt_of_bounds,
    doubt_of_noughts,
    doubt_of_percentages,
    doubt_of_units,
    is_figure,
    marks_of,
    units_of,
)

_CODES = re.compile(r"-9|-99|-999|-9999|-1|999|9999")
_TYPED_RANGE = re.compile(r"(\d{1,5})\s*(?:-|–|—|to)\s*(\d{1,5})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MOST_UNREADABLE = 0.1
_FEWEST_VALUES = 5
_MANY, _SAMPLE = 2_000, 1_000
_KINDS = ("date", "number", "yes-no")
_NAMES = {"date": "a date", "number": "a number", "yes-no": "yes or no"}


class Proposal(NamedTuple):
    """Give a reading with what is in question about it, a sentence each."""

    reading: ColumnReading
    questions: tuple[str, ...] = ()


class About(NamedTuple):
    """Say what is known of a column besides its values.

    `decimal` is the decimal mark of its table, "" where it is not shown; `typed` says that a
    workbook holds its numbers, so that a point in them can be nothing but a decimal point.
    `serials` says that a bare number may be a day, counted as most spreadsheets do.
    """

    name: str = ""
    decimal: str = ""
    typed: bool = False
    serials: bool = True


class _Candidates(NamedTuple):
    """Hold readings to try, the likeliest first, and what is in doubt about numbers."""

    readings: list[ColumnReading]
    doubt: str = ""


def propose(values: Iterable[str], about: About | None = None) -> Proposal:
    """Propose a reading: the first that covers the column, else text."""
    known = about or About()
    counts = values if isinstance(values, Mapping) else counts_of(values)
    texts = list(dict.fromkeys(stripped for text in counts if (stripped := text.strip())))
    codes = codes_in(texts)
    bare = [text for text in texts if text not in codes]
    if not bare:
        return Proposal(ColumnReading())
    found = _candidates(bare, known)
    tried = [replace(kind, missing=codes) for kind in found.readings]
    for reading in tried:
        if all(map(plain_with(reading), counts)):
            return _settled(reading, bare, known)
    best = min(tried, key=lambda reading: _lost(reading, counts), default=None)
    if best and not found.doubt and _nearly_covers(best, counts):
        return Proposal(best)
    return Proposal(ColumnReading(), tuple(_questions(bare, found.doubt, best, counts)))


def _candidates(bare: Sequence[str], known: About) -> _Candidates:
    """List the readings worth trying, of many texts only those that a sample of them bears out."""
    if len(bare) <= _MANY:
        return _of_kinds(bare, known, _KINDS)
    sample = bare[:: len(bare) // _SAMPLE]
    counts = counts_of(sample)
    tried = _of_kinds(sample, known, _KINDS)
    likely = {one.kind for one in tried.readings if _lost(one, counts) * 2 <= len(sample)}
    return _of_kinds(bare, known, likely | {"number"} if tried.doubt else likely)


def _of_kinds(bare: Sequence[str], known: About, kinds: Collection[str]) -> _Candidates:
    numbers, doubt = _as_numbers(bare, known) if "number" in kinds else ([], "")
    certain, days = _as_dates(bare, known) if "date" in kinds else ([], [])
    # one and nought alone are numbers: they are yes and no only beside words
    answers = [ColumnReading("yes-no"), *answers_in(bare)] if "yes-no" in kinds else []
    return _Candidates([*certain, *numbers[:1], *answers, *days, *numbers[1:]], doubt)


def _as_dates(bare: Sequence[str], known: About) -> tuple[list[ColumnReading], list[ColumnReading]]:
    """List readings as dates: those that come before numbers, and those that come after."""
    iso = ColumnReading("date")
    if known.serials and are_serials(bare, known.name):
        return [iso, ColumnReading("date", serials=True)], []
    order = order_of(bare)
    if not order:
        return [iso], []
    compact = are_compact(bare)
    serials = known.serials and not compact and has_serials(bare)
    loose = ColumnReading("date", order=order, serials=serials)
    return ([iso, loose], []) if compact else ([iso], [loose])


def _as_numbers(bare: Sequence[str], known: About) -> tuple[list[ColumnReading], str]:
    """List readings as numbers, the plain one first, and say what is in doubt about them."""
    if not any(sign.isdecimal() for text in bare for sign in text):
        return [], ""
    worded = [text for text in bare if not is_figure(text)]
    units = units_of(worded)
    unit = units[0] if len(units) == 1 else ""
    plain = bare_of(bare, unit)
    marks = marks_of(plain, known.decimal, typed=known.typed)
    doubt = (
        marks.doubt or doubt_of_percentages(bare, unit) or doubt_of_noughts(bare)
        or doubt_of_units(bare, units)
    )  # fmt: skip
    if doubt:
        return [], doubt
    pointed = marks.decimal == "," and any("." in text for text in plain)
    made = any(map(range_behind, worded)) and not all(map(range_behind, bare))
    loose = ColumnReading(
        "number", decimal=marks.decimal, thousands=marks.thousands, unit=unit,
        approximate=any(without_about(in_plain_signs(text)) is not None for text in worded),
        ranges="middle" if made or any(map(_is_range, worded)) else "",
        made_dates=made,
    )  # fmt: skip
    return ([loose] if pointed else [ColumnReading("number"), loose]), ""


def _is_range(text: str) -> bool:
    """Tell a range of numbers from a year that begins in one and ends in the next: 2020-2021."""
    found = _TYPED_RANGE.fullmatch(text)
    if found is None:
        return False
    low, high = int(found[1]), int(found[2])
    return not (_FIRST_YEAR <= low <= _LAST_YEAR and high == low + 1)


def _lost(reading: ColumnReading, counts: Mapping[str, int]) -> int:
    return sum(count for _text, count in describe(reading, counts).unreadable)


def _nearly_covers(reading: ColumnReading, counts: Mapping[str, int]) -> bool:
    """Tell whether a kind fits nearly all of many values, so that the rest is worth a list."""
    values = sum(count for text, count in counts.items() if text.strip())
    return values >= _FEWEST_VALUES and _lost(reading, counts) <= _MOST_UNREADABLE * values


def _settled(reading: ColumnReading, bare: Sequence[str], known: About) -> Proposal:
    """Leave out the codes of numbers where they are as ordinary as the rest; ask about nines."""
    plain = plain_with(replace(reading, missing={}))
    made = {text: found.text for text in bare if (found := plain(text)) and found.text}
    if reading.kind != "number":
        return Proposal(reading, _doubts(reading, made))
    read = list(map(float, made.values()))
    asked = (*doubtful_nines(bare, read), *(doubts_about_serials(bare) if known.serials else ()))
    if read and min(read) >= 0:
        return Proposal(reading, asked)
    kept = {code: what for code, what in reading.missing.items() if not _CODES.fullmatch(code)}
    return Proposal(replace(reading, missing=kept), asked)


def _doubts(reading: ColumnReading, made: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(doubts_about_years(made)) if reading.kind == "date" else ()


def _questions(
    bare: Sequence[str], doubt: str, best: ColumnReading | None, counts: Mapping[str, int]
) -> Iterator[str]:
    """Say what cannot be told from a column that stays text."""
    days = list(doubts_about_days(bare))
    doubt = doubt or doubt_of_crosses(bare) or doubt_of_bounds(bare)
    if days:
        yield from days
    elif doubt:
        yield f"{doubt}; the column stays text until you say how it is read."
    elif best is not None:
        lost = describe(best, counts).unreadable
        values = sum(count for text, count in counts.items() if text.strip())
        size = sum(count for _text, count in lost)
        if size * 2 <= values:
            shown = ", ".join(f"“{text}”" for text, _count in lost[:3]) + " …" * (len(lost) > 3)
            yield (
                f"{size} of {values} values {'is' if size == 1 else 'are'} not {_NAMES[best.kind]}:"
                f" {shown}; the column stays text until you say how it is read."
            )
