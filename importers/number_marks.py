"""Tell how the numbers of a column are written: its decimal mark, thousands, unit."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from framework.rules.written_numbers import in_plain_signs, without_about, without_unit

_UNIT = re.compile(
    r"[-+~≈]?[\d.,' ]*\d\s*([A-Za-z%€£$]{1,8}\.?)|[-+]?([£$€]|[A-Z]{3})\s*[-+]?[\d.,' ]+"
)
_COMMA = re.compile(r"[-+]?(?:\d*,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:\.\d{3})+,\d+)")
_POINT = re.compile(r"[-+]?(?:\d*\.(?:\d{1,2}|\d{4,})|0?\.\d+|\d{1,3}(?:,\d{3})+\.\d+)")
_GROUPS = {
    mark: re.compile(rf"[-+]?[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+(?:[.,]\d+)?")
    for mark in (",", ".", "'", " ")
}
_FIGURE = re.compile(r"[-+]?[0-9.,]*[0-9]")
_NUMBER = re.compile(r"[-+]?[\d.,]*\d")
_BOUND = re.compile(r"[<>≤≥]=?\s*\d[\d.,]*|\d[\d.,]*\s*\+")
_MOST_UNITS = 5
_NOUGHT_FIRST = re.compile(r"0\d+")


class Marks(NamedTuple):
    """Hold the decimal mark and the mark of thousands, with what is in doubt about them.

    Where there is a doubt the column stays text.
    """

    decimal: str = "."
    thousands: str = ""
    doubt: str = ""


def is_figure(text: str) -> bool:
    """Say whether nothing stands in a text but digits and marks, as in most numbers."""
    return _FIGURE.fullmatch(text) is not None


def units_of(texts: Sequence[str]) -> list[str]:
    """List the units that stand around numbers, each once."""
    found = (_UNIT.fullmatch(in_plain_signs(text)) for text in texts)
    return list(dict.fromkeys(one[1] or one[2] for one in found if one))


def bare_of(texts: Iterable[str], unit: str) -> list[str]:
    """Take units and “about” off numbers."""
    made = []
    for text in texts:
        if is_figure(text):
            made.append(text)
            continue
        plain = in_plain_signs(text)
        plain = without_about(plain) or plain
        made.append(without_unit(plain, unit) or plain)
    return made


def decimal_of(columns: Iterable[Iterable[str]]) -> str:
    """Tell the decimal mark of a whole table: a comma, where some column shows it and none a point.

    Without a decimal comma "" is given: a point needs no showing.
    """
    comma = False
    for values in columns:
        for text in values:
            if "," in text and _COMMA.fullmatch(text.strip()):
                comma = True
            elif "." in text and _POINT.fullmatch(text.strip()):
                return ""
    return "," if comma else ""


def marks_of(bare: Sequence[str], decimal: str, *, typed: bool) -> Marks:
    """Tell the marks of numbers.

    `decimal` is that of the table; `typed` says that a point can be no mark of thousands, since a
    workbook holds the numbers.
    """
    comma = next((text for text in bare if _COMMA.fullmatch(text)), "")
    point = next((text for text in bare if _POINT.fullmatch(text)), "")
    if comma and point:
        return Marks(doubt=f"“{comma}” has a decimal comma and “{point}” a decimal point")
    grouped = {mark: next(filter(shape.fullmatch, bare), "") for mark, shape in _GROUPS.items()}
    known = "," if comma else "." if point else decimal
    if not known and not typed and (one := grouped["."]):
        if grouped[","]:
            return Marks(doubt=f"“{one}” and “{grouped[',']}” mark thousands in two ways")
        if one.count(".") == 1:
            return Marks(doubt=f"“{one}” may be {one.replace('.', '')} or {one}")
        known = ","
    mark = next((sign for sign in ("'", " ") if grouped[sign]), "")
    other = "," if known in {"", "."} else "."
    return Marks(known or ".", mark or other * bool(grouped[other]))


def doubt_of_percentages(texts: Sequence[str], unit: str) -> str:
    """Say what is in doubt where some of the numbers are percentages and others may be shares."""
    if unit != "%":
        return ""
    plain = (text for text in texts if "%" not in text and _NUMBER.fullmatch(text))
    small = next((text for text in plain if float(text.replace(",", ".")) <= 1), "")
    return f"“{small}” may be a share or a percentage" if small else ""


def doubt_of_units(texts: Sequence[str], units: Sequence[str]) -> str:
    """Say what is in doubt where most numbers have a unit, and not all the same."""
    if not 1 < len(units) <= _MOST_UNITS:
        return ""
    held = sum(any(unit in text for unit in units) for text in texts)
    return "" if held * 2 < len(texts) else f"the units {', '.join(units)} stand there"


def doubt_of_bounds(texts: Sequence[str]) -> str:
    """Say what is in doubt where a bound stands among numbers, such as “<5”."""
    bound = next(filter(_BOUND.fullmatch, texts), "")
    if not bound:
        return ""
    rest = sum(not _BOUND.fullmatch(text) and not _NUMBER.fullmatch(text) for text in texts)
    return f"“{bound}” is a bound, not a number" if rest * 2 <= len(texts) else ""


def doubt_of_noughts(texts: Sequence[str]) -> str:
    """Say what is in doubt where whole numbers begin with a nought, as codes do."""
    code = next((text for text in texts if _NOUGHT_FIRST.fullmatch(text)), "")
    return f"“{code}” begins with a nought, as a code does" if code else ""
