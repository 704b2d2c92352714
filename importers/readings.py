"""Propose how columns of delivery data are read, from what stands in them.

What is proposed is shown with its count and can be changed; where day and month, or a decimal
comma and thousands, cannot be told apart, nothing is proposed and a sentence says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from framework.drafts import ColumnReading
from framework.rules.made_dates import range_behind
from framework.rules.readings import counts_of, describe, plain_with

_NOT_APPLICABLE = {"n/a", "na", "n.a.", "not applicable"}
_UNKNOWN = {"?", "unknown", "not known", "nk", "dk", "don't know", "don’t know"}
_MISSING = {"-", "–", "—", ".", "missing", "none", "null", "nil", "#n/a", "tbc", "nan"}
_CODES = re.compile(r"-9|-99|-999|-9999|-1|999|9999")
_ABOUT = re.compile(r"\s*(?:~|≈|ca\.?|c\.|approx\.?|about|circa)\s*\d", re.IGNORECASE)
_UNIT = re.compile(r"[-+~≈]?[\d.,]+\s*([A-Za-z%€]{1,8}\.?)|([£$€])\s*[\d.,]+")
_COMMA = re.compile(r"[-+]?\d+,(\d+)")
_GROUPS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_NAMED_DATE = re.compile(r"\d{1,2}\D{0,3}[A-Za-z]{3,9}\D{0,3}(?:\d{4}|\d{2})")
_TYPED_RANGE = re.compile(r"\d{1,5}\s*(?:-|–|—|to)\s*\d{1,5}")
_YEAR_FIRST = re.compile(r"\d{4}[/. -]\d{1,2}[/. -]\d{1,2}")
_MOST_UNREADABLE = 0.1
_FEWEST_VALUES = 5


class Proposal(NamedTuple):
    """Give a reading with what is in question about it, a sentence each."""

    reading: ColumnReading
    questions: tuple[str, ...] = ()


def propose(values: Iterable[str]) -> Proposal:
    """Propose a reading: the first that covers the column, else text."""
    counts = counts_of(values)
    texts = [text.strip() for text in counts if text.strip()]
    if not texts:
        return Proposal(ColumnReading())
    codes = _codes(texts)
    for plain in _plain_kinds():
        if _covers(plain, counts):
            coded = plain.kind == "number" and len(codes) < len(texts)
            coded_reading = replace(plain, missing=codes if coded else {})
            return Proposal(
                _without_idle_codes(coded_reading, [t for t in texts if t not in codes])
            )
    bare = [text for text in texts if text not in codes]
    if not bare:
        return Proposal(ColumnReading())
    loosened = replace(_loosened(bare), missing=codes)
    candidates = [replace(kind, missing=codes) for kind in _plain_kinds()]
    for reading in (*candidates, loosened):
        if reading.kind != "text" and _covers(reading, counts):
            return Proposal(_without_idle_codes(reading, bare), ())
    best = loosened if loosened.kind != "text" else _most_readable(candidates, counts)
    if _nearly_covers(best, counts):
        return Proposal(best)
    return Proposal(ColumnReading(), tuple(_questions(bare)))


def _plain_kinds() -> Iterator[ColumnReading]:
    for kind in ("date", "number", "yes-no"):
        # one and nought alone are numbers: they are yes and no only beside words
        yield ColumnReading(kind)


def _covers(reading: ColumnReading, counts: Mapping[str, int]) -> bool:
    return not describe(reading, counts).unreadable


def _most_readable(readings: Sequence[ColumnReading], counts: Mapping[str, int]) -> ColumnReading:
    return min(readings, key=lambda r: sum(n for _t, n in describe(r, counts).unreadable))


def _nearly_covers(reading: ColumnReading, counts: Mapping[str, int]) -> bool:
    """Tell whether a kind fits nearly all of many values, so that the rest is worth a list."""
    read = describe(reading, counts)
    lost = sum(count for _text, count in read.unreadable)
    return read.values >= _FEWEST_VALUES and lost <= _MOST_UNREADABLE * read.values


def _without_idle_codes(reading: ColumnReading, bare: Sequence[str]) -> ColumnReading:
    """Leave out the codes of numbers where they are as ordinary as the rest."""
    if reading.kind != "number":
        return reading
    plain = plain_with(replace(reading, missing={}))
    read = [float(made.text) for text in bare if (made := plain(text)) and made.text]
    if read and min(read) >= 0:
        return reading
    kept = {code: what for code, what in reading.missing.items() if not _CODES.fullmatch(code)}
    return replace(reading, missing=kept)


def _codes(texts: Sequence[str]) -> dict[str, str]:
    """Find codes for nothing: words for it, and -9, -99 and the like beside other numbers."""
    found = {}
    for text in texts:
        folded = text.casefold()
        if folded in _NOT_APPLICABLE:
            found[text] = "not applicable"
        elif folded in _UNKNOWN:
            found[text] = "unknown"
        elif folded in _MISSING or re.fullmatch(r"-9{1,4}", text):
            found[text] = "missing"
    return found


def _loosened(texts: Sequence[str]) -> ColumnReading:
    """Propose what may stand beside plain values: an order of dates, or signs around numbers."""
    order = _order_of(texts)
    if order:
        serials = any(text.isdecimal() for text in texts)
        return ColumnReading("date", order=order, serials=serials)
    if not any(character.isdecimal() for text in texts for character in text):
        return ColumnReading()
    unit = _unit_of(texts)
    bare = [text.removesuffix(unit).removeprefix(unit).strip(" ~≈") for text in texts]
    commas = [found[1] for text in bare if (found := _COMMA.fullmatch(text))]
    decimal = "," if any(len(part) != 3 for part in commas) else "."
    thousands = "," if decimal == "." and any(map(_GROUPS.fullmatch, bare)) else ""
    about = any(map(_ABOUT.match, texts))
    ranges = any(map(_TYPED_RANGE.fullmatch, texts))
    made = _are_made_dates(texts)
    return ColumnReading(
        "number", decimal=decimal, thousands=thousands, unit=unit, approximate=about,
        ranges="middle" if ranges or made else "", made_dates=made,
    )  # fmt: skip


def _are_made_dates(texts: Sequence[str]) -> bool:
    """Tell whether dates stand among what are otherwise numbers or ranges."""
    return any(map(range_behind, texts)) and not all(map(range_behind, texts))


def _unit_of(texts: Sequence[str]) -> str:
    """Give the unit, where every unit that stands there is the same."""
    units = {found[1] or found[2] for text in texts if (found := _UNIT.fullmatch(text))}
    return next(iter(units)) if len(units) == 1 else ""


def _order_of(texts: Sequence[str]) -> str:
    """Tell the order of dates from a day above twelve; "" where none shows it."""
    numeric = [found for text in texts if (found := _NUMERIC_DATE.fullmatch(text))]
    day_first = any(int(found[1]) > 12 for found in numeric)
    month_first = any(int(found[2]) > 12 for found in numeric)
    if day_first != month_first:
        return "dmy" if day_first else "mdy"
    if not numeric and any(map(_NAMED_DATE.fullmatch, texts)):
        return "dmy"
    return "ymd" if texts and all(map(_YEAR_FIRST.fullmatch, texts)) else ""


def _questions(texts: Sequence[str]) -> Iterator[str]:
    """Say what cannot be told from a column that stays text."""
    numeric = [found for text in texts if (found := _NUMERIC_DATE.fullmatch(text))]
    if numeric and len(numeric) * 2 >= len(texts):
        yield (
            f"{len(numeric)} dates such as “{numeric[0][0]}” may have the day or the month first; "
            "they stay text until you say which."
        )
