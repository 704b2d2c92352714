"""Read the texts of a column as its reading says, and tell what was converted on the way.

A reading turns a text into the plain form that figures are computed from: an ISO date, a number
with a point, yes or no. A text that a reading does not cover is unreadable, never guessed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple, get_args

from framework.drafts import ColumnReading, Level
from framework.rules.made_dates import range_behind
from framework.rules.written_dates import written_date

NOTHINGS = ("missing", "not due", "not applicable", "unknown")
KINDS = ("text", "number", "date", "yes-no")
ORDERS = ("", "dmy", "mdy", "ymd")
RANGES = ("", "least", "middle", "greatest")
LEVELS = get_args(Level)

_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ][0-9:.]+Z?")
_PLAIN = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_ABOUT = re.compile(
    r"(?:~|≈|ca\.?|c\.|approx\.?|approximately|about|circa|roughly)\s*", re.IGNORECASE
)
_RANGE = re.compile(r"(\S+?)\s*(?:-|–|—|to)\s*(\S+)")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000


class Plain(NamedTuple):
    """Give a text in plain form, the kind of nothing that it stands for, and what was converted."""

    text: str
    nothing: str = ""
    what: tuple[str, ...] = ()


class Conversion(NamedTuple):
    """Count the values that one conversion concerns, with examples: as typed, as read."""

    what: str
    size: int
    examples: tuple[tuple[str, str], ...]


class Read(NamedTuple):
    """Say what a reading makes of a column; `unreadable` are texts with their counts."""

    conversions: tuple[Conversion, ...]
    unreadable: tuple[tuple[str, int], ...]
    values: int


def plain_with(reading: ColumnReading) -> Callable[[str], Plain | None]:
    """Make the function that puts texts in plain form; None is unreadable."""
    codes = {code.casefold(): nothing for code, nothing in reading.missing.items()}
    read = {"number": _number, "date": _date, "yes-no": _yes_no}.get(reading.kind, _text)

    def plain(text: str) -> Plain | None:
        bare = text.strip()
        if not bare:
            return Plain("")
        nothing = codes.get(bare.casefold())
        if nothing is not None:
            return Plain("", nothing, (f"“{bare}” is {nothing}",))
        return read(bare, reading)

    return plain


def describe(reading: ColumnReading, counts: Mapping[str, int], most: int = 3) -> Read:
    """Tell what a reading converts of a column's texts, given how often each stands there."""
    plain = plain_with(reading)
    found: dict[str, list[tuple[str, str, int]]] = {}
    unreadable = []
    for text, count in counts.items():
        made = plain(text)
        if made is None:
            unreadable.append((text.strip(), count))
        for what in made.what if made else ():
            found.setdefault(what, []).append((text.strip(), made.text if made else "", count))
    conversions = tuple(
        Conversion(
            what,
            sum(count for _text, _plain, count in held),
            tuple((text, as_read) for text, as_read, _count in held[:most]),
        )
        for what, held in found.items()
    )
    values = sum(count for text, count in counts.items() if text.strip())
    return Read(conversions, tuple(unreadable), values)


def in_words(name: str, read: Read) -> list[str]:
    """Put what a reading does to a column in sentences, one a conversion."""
    said = []
    for what, size, examples in read.conversions:
        shown = ", ".join(f"“{typed}” → {made or 'nothing'}" for typed, made in examples)
        said.append(f"{name}: {size} of {read.values} values: {what} ({shown}).")
    if read.unreadable:
        total = sum(count for _text, count in read.unreadable)
        shown = ", ".join(f"“{text}”" for text, _count in read.unreadable[:5])
        more = " …" if len(read.unreadable) > 5 else ""
        said.append(f"{name}: {total} of {read.values} values cannot be read: {shown}{more}.")
    return said


def counts_of(values: Iterable[str]) -> dict[str, int]:
    """Count how often each text stands in a column."""
    return dict(Counter(values))


def _text(bare: str, reading: ColumnReading) -> Plain:
    label = reading.labels.get(bare)
    return Plain(bare) if label is None else Plain(label, "", ("value labels",))


def _yes_no(bare: str, reading: ColumnReading) -> Plain | None:
    said = reading.labels.get(bare, bare).casefold()
    if said not in _YES | _NO:
        return None
    answer = "yes" if said in _YES else "no"
    what = () if bare.casefold() == answer else (f"“{bare}” is {answer}",)
    return Plain(answer, "", what)


def _date(bare: str, reading: ColumnReading) -> Plain | None:
    timed = _ISO_TIME.fullmatch(bare)
    found = written_date(timed[1] if timed else bare, reading.order)
    if found is not None:
        day, what = found
        return Plain(day.isoformat(), "", ("times left aside",) if timed else what)
    if reading.serials and bare.isdecimal() and _FIRST_SERIAL <= int(bare) <= _LAST_SERIAL:
        day = date(1899, 12, 30) + timedelta(days=int(bare))
        return Plain(day.isoformat(), "", ("day numbers of a spreadsheet",))
    return None


def _number(bare: str, reading: ColumnReading) -> Plain | None:
    what: list[str] = []
    if reading.approximate and (about := _ABOUT.match(bare)):
        bare = bare[about.end() :].strip()
        what.append("approximations, read as the number")
    bare = _without_unit(bare, reading.unit, what)
    one = _one_number(bare, reading, what)
    if one is not None:
        return Plain(one, "", tuple(what))
    ends = _ends(bare, reading, what)
    if ends is None or not reading.ranges:
        return None
    low, high = ends
    value = {"least": low, "greatest": high, "middle": (low + high) / 2}[reading.ranges]
    what.append(f"ranges, read as their {reading.ranges}")
    return Plain(f"{value:g}", "", tuple(what))


def _without_unit(bare: str, unit: str, what: list[str]) -> str:
    folded = bare.casefold()
    wanted = unit.casefold()
    if not wanted or folded == wanted:
        return bare
    if folded.endswith(wanted):
        bare = bare[: -len(unit)].rstrip()
    elif folded.startswith(wanted):
        bare = bare[len(unit) :].lstrip()
    else:
        return bare
    what.append(f"the unit “{unit}” left aside")
    return bare


def _one_number(bare: str, reading: ColumnReading, what: list[str]) -> str | None:
    mark, point = reading.thousands, reading.decimal
    grouped = re.fullmatch(rf"[-+]?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:\D\d+)?", bare)
    if mark and grouped:
        bare = bare.replace(mark, "")
        what.append(f"thousands marked by “{mark}”")
    if point == "," and bare.count(",") == 1 and "." not in bare:
        bare = bare.replace(",", ".")
        what.append("decimal comma")
    elif point == "," and "." in bare:
        return None
    return bare if _PLAIN.fullmatch(bare) else None


def _ends(bare: str, reading: ColumnReading, what: list[str]) -> tuple[float, float] | None:
    """Give the two numbers of a range, also of one that a spreadsheet made a date."""
    if reading.made_dates and (made := range_behind(bare)):
        what.append(f"“{bare}” is the range {made[0]}–{made[1]}, which was made a date")
        return made
    typed = _RANGE.fullmatch(bare)
    if typed is None:
        return None
    first, last = (_one_number(end, reading, []) for end in typed.groups())
    if first is None or last is None or float(last) < float(first):
        return None
    return float(first), float(last)
