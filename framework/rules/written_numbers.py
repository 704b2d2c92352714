"""Read numbers as people write them: marks of thousands, units, approximations, ranges."""

import re
import unicodedata
from functools import cache

from framework.drafts import ColumnReading
from framework.rules.made_dates import range_behind

_WHOLE = re.compile(r"[-+]?[0-9]+")
_POINTED = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_WORDS = r"(?:ca\.?|c\.|approx\.?|approximately|about|circa|roughly|est\.?|estimated)"
_ABOUT = re.compile(rf"(?:~|≈|{_WORDS})\s*(?=[-+£$€\d])", re.IGNORECASE)
_ABOUT_AFTER = re.compile(rf"\s*(?:\({_WORDS}\)|{_WORDS})", re.IGNORECASE)
_RANGE = re.compile(r"(\S+?)\s*(?:-|–|—|to)\s*(\S+)")
_SIGNS = str.maketrans(
    {"\N{MINUS SIGN}": "-", "’": "'", "\xa0": " ", "\u2009": " ", "\u202f": " ", "٫": ".",
     "٬": ","}
)  # fmt: skip


def in_plain_signs(text: str) -> str:
    """Put digits, minus signs and marks of thousands of any script in the plain ones."""
    if text.isascii():
        return text
    plain = text.translate(_SIGNS)
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() and not sign.isascii() else sign
        for sign in plain
    )


def without_about(bare: str) -> str | None:
    """Take “about”, “~” or “(approx.)” off a number; None where nothing of the kind stands."""
    if found := _ABOUT.match(bare):
        return bare[found.end() :].strip()
    if not bare[-1:].isalpha() and bare[-1:] not in {")", "."}:
        return None
    for found in _ABOUT_AFTER.finditer(bare):
        if found.end() == len(bare) and found.start():
            return bare[: found.start()].strip()
    return None


def without_unit(bare: str, unit: str) -> str | None:
    """Take the unit off a number, a sign before it kept; None where it does not stand there."""
    sign = bare[:1] if bare[:1] in {"-", "+"} else ""
    rest, wanted = bare[len(sign) :].lstrip(), unit.casefold()
    folded = rest.casefold()
    if not wanted or folded == wanted:
        return None
    if folded.endswith(wanted):
        return sign + rest[: -len(unit)].rstrip()
    if folded.startswith(wanted):
        after = rest[len(unit) :].lstrip()
        return after if after[:1] in {"-", "+"} else sign + after
    return None


def written_number(text: str, reading: ColumnReading) -> tuple[str, tuple[str, ...]] | None:
    """Read a number, or a range of two; give it in plain form and say what was converted."""
    pointed = reading.decimal == "." != reading.thousands
    if (_POINTED if pointed else _WHOLE).fullmatch(text):
        return text, ()
    what: list[str] = []
    bare = in_plain_signs(text)
    if bare != text and reading.thousands not in {"'", " "}:
        what.append("digits and signs of another script")
    about = without_about(bare) if reading.approximate else None
    if about is not None:
        bare = about
        what.append("approximations, read as the number")
    alone = without_unit(bare, reading.unit)
    if alone is not None:
        bare = alone
        what.append(f"the unit “{reading.unit}” left aside")
    one = _one_number(bare, reading, what)
    if one is not None:
        return one, tuple(what)
    ends = _ends(bare, reading, what)
    if ends is None or not reading.ranges:
        return None
    low, high = ends
    value = {"least": low, "greatest": high, "middle": (low + high) / 2}[reading.ranges]
    what.append(f"ranges, read as their {reading.ranges}")
    return f"{value:.15g}", tuple(what)


def _one_number(bare: str, reading: ColumnReading, what: list[str]) -> str | None:
    mark, point = in_plain_signs(reading.thousands), reading.decimal
    if mark and mark in bare and _grouped(mark).fullmatch(bare):
        bare = bare.replace(mark, "")
        what.append(f"thousands marked by “{mark}”")
    if point == "," and bare.count(",") == 1 and "." not in bare:
        bare = bare.replace(",", ".")
        what.append("decimal comma")
    elif point == "," and "." in bare:
        return None
    if not _PLAIN.fullmatch(bare):
        return None
    if "e" in bare.casefold():
        what.append("numbers shortened to a power of ten, whose last digits may be lost")
    return bare


@cache
def _grouped(mark: str) -> re.Pattern[str]:
    return re.compile(rf"[-+]?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:\D\d+)?")


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
