"""Read dates as people and spreadsheets write them, in a stated order of day, month and year."""

import re
from datetime import date

from framework.rules.month_names import is_weekday, month_of

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMERIC = re.compile(r"(\d{1,4})([-/.]) ?(\d{1,2})\2 ?(\d{1,4})|(\d{1,4}) (\d{1,2}) (\d{1,4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SIGNS = r"[-/., ]*"
_WORD = r"([^\W\d_]{3,12})"
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|º|ª)?{_SIGNS}(?:de |di )?{_WORD}{_SIGNS}(?:de |del )?"
    r"(\d{4}|\d{2})"
)
_MONTH_FIRST = re.compile(rf"{_WORD}{_SIGNS}(\d{{1,2}})(?:st|nd|rd|th)?[-/., ]+(\d{{4}}|\d{{2}})")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SIGNS}{_WORD}{_SIGNS}(\d{{1,2}})")
_TIME = re.compile(
    r"(?:[,T ]+(?:at )?|(?<=[a-z]\d{4}):)"
    r"(?:\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"|\d{1,2}(?:\.\d{2})? ?[ap]\.?m\.?)"
    r"(?: ?\(?(?:Z|[A-Z]{2,5})?(?:[+-]\d{1,2}(?::?\d{2})?)?\)?)?",
    re.IGNORECASE,
)
_PLACES = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
_ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}

Written = tuple[date, tuple[str, ...]]


def written_date(text: str, order: str) -> Written | None:
    """Read a date and say what was converted; without an order, ISO dates alone are read.

    A time after it is left aside, and the day is the one that stands there, whatever the zone. A
    year of two digits is of this century before 70 and of the last one from there.
    """
    bare = " ".join(text.split())
    if iso := _ISO.fullmatch(bare):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), ())
    if not any(character.isdecimal() for character in bare):
        return None
    day, timed = without_time(bare)
    found = _of_day(day, order)
    return found and (found[0], (*found[1], *timed))


def without_time(bare: str) -> tuple[str, tuple[str, ...]]:
    """Cut off the time that stands after a date; say that it is left aside."""
    for found in _TIME.finditer(bare):
        if found.end() == len(bare) and found.start():
            return bare[: found.start()], ("times left aside",)
    return bare, ()


def numeric_parts(text: str) -> tuple[str, str, str, str] | None:
    """Give the three numbers of a date written in numbers alone, and the sign between them."""
    if text.isdecimal() or not text.lstrip()[:1].isdecimal():
        return None
    found = _NUMERIC.fullmatch(without_time(" ".join(text.split()))[0])
    if found is None:
        return None
    if found[2]:
        return found[1], found[3], found[4], found[2]
    return found[5], found[6], found[7], " "


def spelled_date(text: str) -> date | None:
    """Give the day of a date whose month is a word, or None for any other text."""
    found = _spelled(without_time(" ".join(text.split()))[0])
    return found[0] if found else None


def _of_day(bare: str, order: str) -> Written | None:
    if iso := _ISO.fullmatch(bare):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), ())
    if not order:
        return None
    if numeric := numeric_parts(bare):
        return _numeric(numeric[:3], order)
    compact = _COMPACT.fullmatch(bare) if order == "ymd" else None
    if compact:
        year, month, day = map(int, compact.groups())
        return _day(year, month, day, ("dates written without signs between",))
    return _spelled(bare)


def _numeric(parts: tuple[str, str, str], order: str) -> Written | None:
    at_year, at_month, at_day = _PLACES["ymd" if len(parts[0]) == 4 else order]
    year, month, day = parts[at_year], parts[at_month], parts[at_day]
    if len(year) not in {2, 4} or len(month) > 2 or len(day) > 2:
        return None
    said = _ORDERS["ymd" if len(parts[0]) == 4 else order]
    return _day(_year(year), int(month), int(day), (f"dates written {said}", *_short(year)))


def _spelled(written: str) -> Written | None:
    bare = written.casefold()
    word, _space, rest = bare.partition(" ")
    if rest and is_weekday(word.rstrip(",")):
        bare = rest.strip()
    if found := _DAY_FIRST.fullmatch(bare):
        day, month, year = found[1], found[2], found[3]
    elif found := _MONTH_FIRST.fullmatch(bare):
        month, day, year = found[1], found[2], found[3]
    elif found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = found[1], found[2], found[3]
    else:
        return None
    number = month_of(month)
    if number is None:
        return None
    return _day(_year(year), number, int(day), ("months by name", *_short(year)))


def _short(year: str) -> tuple[str, ...]:
    return ("years of two digits",) if len(year) == 2 else ()


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else int(text) + (2000 if int(text) < 70 else 1900)


def _day(year: int, month: int, day: int, what: tuple[str, ...]) -> Written | None:
    try:
        return date(year, month, day), what
    except ValueError:
        return None
