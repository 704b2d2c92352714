"""Find the range behind a date that a spreadsheet made of it: 7-Dec was typed as 7-12."""

import re
from datetime import date

from framework.rules.month_names import month_of

_SHORT = re.compile(r"(\d{1,2})[- ]([^\W\d_]{3,9})\.?|([^\W\d_]{3,9})\.?[- ](\d{1,2})")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00:00)?")


def range_behind(text: str) -> tuple[int, int] | None:
    """Give the range that was typed, or None where there is none or it may have been another.

    A range ascends, so that day and month tell it in either order. The first of a month may also
    have been a month with a year (7-31 becomes July 1931 where days stand first), which the
    century tells: before 2000 it was a year, and after 2012 it cannot be told.
    """
    if short := _SHORT.fullmatch(text.strip()):
        number, month = (short[1] or short[4]), month_of(short[2] or short[3])
        return _ascending(int(number), month) if month else None
    iso = _ISO.fullmatch(text.strip())
    try:
        day = date.fromisoformat(iso[1]) if iso else None
    except ValueError:
        return None
    if day is None:
        return None
    if day.day == 1 and day.year < 2000:
        return _ascending(day.year % 100, day.month)
    if day.day == 1 and day.month < day.year % 100 and day.year % 100 > 12:
        return None
    return _ascending(day.day, day.month)


def _ascending(one: int, other: int) -> tuple[int, int] | None:
    return (min(one, other), max(one, other)) if one != other else None
