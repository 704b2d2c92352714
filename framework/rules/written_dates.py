"""Read dates as people and spreadsheets write them, in a stated order of day, month and year."""

import re
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMERIC = re.compile(r"(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})\.?,?[-/. ]*(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?[-/. ]*(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{4}|\d{2})")
_PLACES = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
_ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}

Written = tuple[date, tuple[str, ...]]


def written_date(text: str, order: str) -> Written | None:
    """Read a date and say what was converted; without an order, ISO dates alone are read.

    A year of two digits is of this century before 70 and of the last one from there.
    """
    bare = " ".join(text.split())
    if iso := _ISO.fullmatch(bare):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), ())
    if not order:
        return None
    if numeric := _NUMERIC.fullmatch(bare):
        return _numeric((numeric[1], numeric[3], numeric[4]), order)
    return _spelled(bare.casefold())


def month_of(text: str) -> int | None:
    """Give the number of an English month, spelled out or cut to three letters."""
    bare = text.casefold().rstrip(".")
    cut = "sep" if bare == "sept" else bare
    found = [n for n, name in enumerate(MONTHS, 1) if cut in {name, name[:3]}]
    return found[0] if found else None


def _numeric(parts: tuple[str, str, str], order: str) -> Written | None:
    at_year, at_month, at_day = _PLACES["ymd" if len(parts[0]) == 4 else order]
    year, month, day = parts[at_year], parts[at_month], parts[at_day]
    if len(year) not in {2, 4} or len(month) > 2 or len(day) > 2:
        return None
    said = _ORDERS["ymd" if len(parts[0]) == 4 else order]
    return _day(_year(year), int(month), int(day), (f"dates written {said}", *_short(year)))


def _spelled(bare: str) -> Written | None:
    if found := _DAY_FIRST.fullmatch(bare):
        day, month, year = found[1], found[2], found[3]
    elif found := _MONTH_FIRST.fullmatch(bare):
        month, day, year = found[1], found[2], found[3]
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
