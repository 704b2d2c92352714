"""Read the times that transcripts print: h:mm:ss, m:ss, mm:ss.mmm, and f4's #hh:mm:ss-d#."""

import re

# Film is cut by frames: the fourth number in `00:00:04:12`.
_FRAMES = r"(?:[:;]\d{2}(?![:\d]))?"
TIME = rf"\d{{1,3}}:\d{{2}}(?::\d{{2}}{_FRAMES})?(?:[.,]\d{{1,3}})?"
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|(?:\d{1,2}\.? [^\W\d_]{3,10}\.?|\b[^\W\d_]{3,10}\.? \d{1,2},) \d{4}(?: at)?)"
)
_HALF = r"[ \u00a0\u202f]?[AaPp]\.?[Mm](?!\w)\.?"
# A time as printed beside a name: also one of the day, which may have a date before it.
MOMENT = rf"(?:{_DATE},?[ T]{{1,2}})?{TIME}(?:-\d{{1,3}}(?=#))?(?:{_HALF})?"
OPENS, CLOSES = r"[\[({#]", r"[\])}#]"
# What follows the first time where a stretch of time is printed.
UNTIL = rf"\s{{0,4}}(?:-{{1,2}}>|→|–|-)\s{{0,4}}{TIME}"
# A stretch of time as programs print it: `2183.00 - 15764.00`, `0.0s -> 4.52s`.
_AMOUNT = r"\d{1,9}(?:\.\d{1,6})?\s?(?:s|ms|sec)?"
SPAN = (
    rf"[\[(]\s?(?:{_AMOUNT}\s{{0,2}}(?:-{{1,2}}>?|→|–|to)\s{{0,2}}{_AMOUNT}"
    r"|\d{1,9}\.\d{1,6}\s?s?)\s?[\])]"
)
# What is a time or a range of times and nothing else is shorter, blanks included.
_LONGEST = 100
_LOOSE = rf"\d{{1,3}}:\d{{1,2}}(?::\d{{1,2}}{_FRAMES})?(?:[.,]\d{{1,3}})?"
_PARTS = re.compile(
    r"(?:(\d{1,3}):(?=\d{1,2}:))?(\d{1,3}):(\d{1,2})(?:(?<=:\d\d:\d\d)[:;]\d{2})?(?:[.,-](\d{1,3}))?"
)
_OF_DAY = re.compile(rf"{_DATE}.*|.*{_HALF}")
_ENDING = re.compile(rf"#(?P<time>{TIME}(?:-\d{{1,3}})?)#\s*$")
_RANGE = re.compile(rf"\s*({_LOOSE})\s{{0,4}}(?:-{{1,2}}>|→|–|-|,)\s{{0,4}}{_LOOSE}\s*")
_ALONE = re.compile(
    rf"\s*(?P<open>[\[(<{{#])?\s?(?P<time>{TIME}(?:-\d{{1,3}}(?=#))?)\s?[\])>}}#]?\s*"
)
_LEADING = re.compile(
    rf"\s*(?:{OPENS}\s?(?P<closed>{TIME}(?:-\d{{1,3}}(?=#))?)(?:{UNTIL})?\s?{CLOSES}"
    rf"|(?P<bare>\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?)(?=\s))"
)


def milliseconds(typed: str) -> int | None:
    """Turn a time as typed into milliseconds, or None when it is not a time."""
    match = _PARTS.fullmatch(typed.strip())
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        return None
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def range_start(text: str) -> int | None:
    """Read the first time of a paragraph that is a range of times and nothing else."""
    begins = len(text) < _LONGEST and text.lstrip()[:1].isdigit()
    match = _RANGE.fullmatch(text) if begins else None
    return milliseconds(match[1]) if match else None


def alone(text: str) -> tuple[int, bool] | None:
    """Read a paragraph that is one time and nothing else, and say whether its form is beyond doubt.

    A time in brackets or with seconds after minutes after hours is; `9:30` may be a time of day.
    """
    match = _ALONE.fullmatch(text) if len(text) < _LONGEST else None
    value = milliseconds(match["time"]) if match else None
    if match is None or value is None:
        return None
    return value, bool(match["open"]) or match["time"].count(":") == 2


def leading(text: str, start: int = 0) -> tuple[int, int] | None:
    """Read a time at `text[start:]`, in brackets or as h:mm:ss; return it and where it ends.

    A bare m:ss is left alone: `9:30 was too early` is speech.
    """
    match = _LEADING.match(text, start)
    value = milliseconds(match["closed"] or match["bare"]) if match else None
    return None if match is None or value is None else (value, match.end())


def is_of_day(typed: str) -> bool:
    """Say whether a time as typed is one of the clock on the wall: `10:32 AM`, or with a date."""
    return _OF_DAY.fullmatch(typed.strip()) is not None


def ending(text: str) -> int | None:
    """Read the stamp `#00:00:04-1#` at the end of a paragraph, which says when it ended."""
    match = _ENDING.search(text, max(0, len(text) - _LONGEST))
    return milliseconds(match["time"]) if match else None
