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
from framework.rules.written_dates import written_date
from framework.rules.written_numbers import written_number

NOTHINGS = ("missing", "not due", "not applicable", "unknown")
KINDS = ("text", "number", "date", "yes-no")
ORDERS = ("", "dmy", "mdy", "ymd")
RANGES = ("", "least", "middle", "greatest")
LEVELS = get_args(Level)

_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
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
        nothing = codes.get(bare.casefold()) if codes else None
        if nothing is not None:
            return Plain("", nothing, (f"“{bare}” is {nothing}",))
        return read(bare, reading)

    return plain


def describe(reading: ColumnReading, counts: Mapping[str, int], most: int = 3) -> Read:
    """Tell what a reading converts of a column's texts, given how often each stands there."""
    values = sum(count for text, count in counts.items() if text.strip())
    if reading == ColumnReading():
        return Read((), (), values)  # a text as it came
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
    found = written_date(bare, reading.order)
    if found is not None:
        day, what = found
        return Plain(day.isoformat(), "", what)
    serial = _SERIAL.fullmatch(bare) if reading.serials else None
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        day = date(1899, 12, 30) + timedelta(days=int(serial[1]))
        return Plain(day.isoformat(), "", ("day numbers of a spreadsheet",))
    return None


def _number(bare: str, reading: ColumnReading) -> Plain | None:
    found = written_number(bare, reading)
    return None if found is None else Plain(found[0], "", found[1])
