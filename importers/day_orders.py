"""Tell the order of day, month and year in a column, and what cannot be told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from framework.rules.written_dates import numeric_parts, spelled_date

_COMPACT = re.compile(r"(?:19|20)\d{6}")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_DATED = frozenset({"date", "day", "datum", "fecha", "data", "timestamp"})
_RECENT = re.compile(r"4[0-9]\d{3}(?:\.\d+)?")  # from 2009 to 2036
_LAST_MONTH, _FEWEST, _DECADES = 12, 2, 30


def order_of(texts: Sequence[str]) -> str:
    """Tell the order of dates from a day above twelve, or from how they are written; else ""."""
    numeric = {parts for text in texts if (parts := numeric_parts(text))}
    short = [parts for parts in numeric if len(parts[0]) < len("2021")]
    day_first = any(int(parts[0]) > _LAST_MONTH for parts in short)
    month_first = any(int(parts[1]) > _LAST_MONTH for parts in short)
    if day_first != month_first:
        return "dmy" if day_first else "mdy"
    if short and not day_first and (
        all(parts[3] == "." for parts in short) or all(parts[0] == parts[1] for parts in short)
    ):  # fmt: skip
        return "dmy"  # with points between it is never the month that comes first
    if numeric and not short:
        return "ymd"
    if not numeric and any(map(spelled_date, texts)):
        return "dmy"
    return "ymd" if are_compact(texts) else ""


def are_compact(texts: Sequence[str]) -> bool:
    """Tell whether every text is a day written without signs between: 20210707."""
    return bool(texts) and all(map(_is_compact, texts))


def _is_compact(text: str) -> bool:
    if not _COMPACT.fullmatch(text):
        return False
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True


def are_serials(texts: Sequence[str], name: str) -> bool:
    """Tell whether a column is of dates by its name and holds day numbers of a spreadsheet."""
    words = set(re.split(r"[\W_]+", name.casefold()))
    return bool(words & _DATED) and all(map(_SERIAL.fullmatch, texts))


def doubts_about_1904(texts: Sequence[str], name: str) -> Iterator[str]:
    """Say that day numbers of a workbook that counts from 1904 are not read as days."""
    if texts and are_serials(texts, name):
        yield (
            f"“{texts[0]}” may be a day, and the workbook counts days from 1904; the column stays "
            "numbers. Format it as dates in the workbook to have the days."
        )


def has_serials(texts: Sequence[str]) -> bool:
    """Tell whether day numbers of a spreadsheet stand in a column."""
    return any(map(_SERIAL.fullmatch, texts))


def doubts_about_serials(texts: Sequence[str]) -> Iterator[str]:
    """Ask about numbers that may all be days of our time, as a spreadsheet counts them."""
    if len(texts) >= _FEWEST and all(map(_RECENT.fullmatch, texts)):
        day = date(1899, 12, 30) + timedelta(days=int(texts[0][:5]))
        yield (
            f"these may be days that a spreadsheet counts (“{texts[0]}” is {day.isoformat()}); "
            "they are numbers unless you say that they are dates."
        )


def doubts_about_years(days: Mapping[str, str]) -> Iterator[str]:
    """Ask about days, given by text in ISO, that stand decades apart from nearly all others."""
    years = sorted(int(day[:4]) for day in days.values())
    if len(years) < _FEWEST + 1:
        return
    usual = years[len(years) // 2]
    far = [text for text, day in days.items() if abs(int(day[:4]) - usual) > _DECADES]
    if far and len(far) <= max(1, len(years) // 10):
        shown = ", ".join(f"“{text}”" for text in far[:3])
        yield (
            f"{shown} stand{'s' * (len(far) == 1)} more than {_DECADES} years from the other days; "
            "counted as days unless you say that they are missing or put right in the file."
        )


def doubts_about_days(texts: Sequence[str]) -> Iterator[str]:
    """Say what cannot be told of dates written in numbers."""
    numeric = [
        (text, parts)
        for text in texts
        if (parts := numeric_parts(text)) and len(parts[0]) < len("2021")
    ]
    if not numeric or len(numeric) * 2 < len(texts):
        return
    days = [text for text, parts in numeric if int(parts[0]) > _LAST_MONTH]
    months = [text for text, parts in numeric if int(parts[1]) > _LAST_MONTH]
    if days and months:
        yield (
            f"“{days[0]}” has the day first and “{months[0]}” the month; they stay text until one "
            "of them is put right in the file, or you say which order holds."
        )
        return
    size = len(numeric)
    yield (
        f"{size} date{'s' * (size > 1)} such as “{numeric[0][0]}” may have the day or the month "
        "first; the column stays text until you say which."
    )
