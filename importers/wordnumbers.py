"""Count the numbers that Word puts before paragraphs without holding them as text."""

import re
from typing import TYPE_CHECKING, NamedTuple

from importers.wordstyles import W, first

if TYPE_CHECKING:
    from lxml.etree import _Element

_VAL = W + "val"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9
_HIGHEST = 100_000


class _Level(NamedTuple):
    """Say how one level of a list is numbered; `restart` is the level that begins it anew."""

    start: int
    form: str
    text: str
    legal: bool
    restart: int | None


class _Use(NamedTuple):
    """Say which list and level a paragraph is in; None is not said."""

    number: str | None
    level: int | None


class Numbering:
    """Number paragraphs one after another, as Word would print them."""

    def __init__(self, numbering: "_Element | None", styles: "_Element | None") -> None:
        """Read the lists of a document, and the styles that use them."""
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._begin: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[_Use, str]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None and self._lists:
            for style in styles.iter(W + "style"):
                parent = first(style, W + "basedOn")
                above = "" if parent is None else parent.get(_VAL, "")
                self._styles[style.get(W + "styleId", "")] = (_use(first(style, W + "pPr")), above)

    def following(self, properties: "_Element | None") -> str:
        """Give the number of the next paragraph, "" where it has none or only a sign."""
        if not self._lists or properties is None:
            return ""
        number, level = self._of(properties)
        if number not in self._lists or level not in self._levels[number]:
            return ""
        counts = self._count(number, level)
        shape = self._levels[number][level]
        if shape.form in {"bullet", "none"} or not _PLACE.search(shape.text):
            return ""
        return _PLACE.sub(lambda at: self._shown(number, counts, int(at[1]) - 1, shape), shape.text)

    def _of(self, properties: "_Element") -> tuple[str, int]:
        """Tell the list and level of a paragraph, by itself or by its style."""
        number, level = _use(properties)
        style = first(properties, W + "pStyle")
        key = "" if style is None else style.get(_VAL, "")
        for _ in range(len(self._styles)):
            if number is not None or key not in self._styles:
                break
            (number, by_style), key = self._styles[key]
            level = by_style if level is None else level
        return number or "", level or 0

    def _count(self, number: str, level: int) -> dict[int, int]:
        """Count one paragraph on; deeper levels begin anew."""
        counts = self._counts.setdefault(self._lists[number], {})
        for at, start in self._begin.pop(number, {}).items():
            counts.pop(at, None)
            self._levels[number][at] = self._levels[number][at]._replace(start=start)
        for at in range(level):
            if at not in counts and at in self._levels[number]:
                counts[at] = self._levels[number][at].start
        here = self._levels[number][level]
        counts[level] = min(counts[level] + 1 if level in counts else here.start, _HIGHEST)
        for at in [deeper for deeper in counts if deeper > level]:
            shape = self._levels[number].get(at)
            if shape is None or shape.restart is None or 0 < shape.restart <= level + 1:
                del counts[at]
        return counts

    def _shown(self, number: str, counts: dict[int, int], level: int, by: _Level) -> str:
        """Write the count of a level as that level is written."""
        shape = self._levels[number].get(level)
        if shape is None:
            return ""
        return written(counts.get(level, shape.start), "decimal" if by.legal else shape.form)

    def _read_lists(self, root: "_Element") -> None:
        """Read what lists there are, and the levels of each."""
        shapes = {
            one.get(W + "abstractNumId", ""): _levels(one) for one in root.iter(W + "abstractNum")
        }
        for one in root.iterchildren(W + "num"):
            key, of = one.get(W + "numId", ""), one.find(W + "abstractNumId")
            shape = "" if of is None else of.get(_VAL, "")
            if key == "0" or shape not in shapes:
                continue
            self._lists[key], self._levels[key] = shape, dict(shapes[shape])
            for other in one.iterchildren(W + "lvlOverride"):
                level = integer(other.get(W + "ilvl", ""), 0)
                self._levels[key] |= _levels(other)
                start = other.find(W + "startOverride")
                if start is not None and level in self._levels[key]:
                    begin = integer(start.get(_VAL, ""), 1)
                    self._begin.setdefault(key, {})[level] = begin


def _levels(parent: "_Element") -> dict[int, _Level]:
    """Read the levels of a list."""
    found = {}
    for level in parent.iterchildren(W + "lvl"):
        at = integer(level.get(W + "ilvl", ""), 0)
        if 0 <= at < _LEVELS:
            legal, restart = level.find(W + "isLgl"), _value(level, "lvlRestart", "")
            found[at] = _Level(
                integer(_value(level, "start", ""), 0 if level.find(W + "start") is None else 1),
                _value(level, "numFmt", "decimal"),
                _value(level, "lvlText", "")[:40],
                legal is not None and legal.get(_VAL, "1") not in {"0", "false"},
                integer(restart, 0) if restart else None,
            )
    return found


def _use(properties: "_Element | None") -> _Use:
    """Read which list a paragraph or style names."""
    used = None if properties is None else first(properties, W + "numPr")
    if used is None:
        return _Use(None, None)
    level = _value(used, "ilvl", "")
    return _Use(_value(used, "numId", "") or None, integer(level, 0) if level else None)


def _value(parent: "_Element", name: str, otherwise: str) -> str:
    found = first(parent, W + name)
    return otherwise if found is None else found.get(_VAL, otherwise)


def integer(text: str, otherwise: int) -> int:
    """Read a small whole number, or give another for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def written(count: int, form: str) -> str:
    """Write a count in one of Word's ways; those that are words or of other scripts as digits."""
    if form in {"lowerLetter", "upperLetter"} and count:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"}:
        roman = _roman(count)
        return roman if form == "lowerRoman" else roman.upper()
    if form == "decimalZero":
        return f"{count:02}"
    if form == "ordinal":
        ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10 if count // 10 % 10 != 1 else 0, "th")
        return f"{count}{ending}"
    return str(count)


def _roman(count: int) -> str:
    parts = []
    for value, letters in _ROMAN:
        parts.append(letters * min(count // value, 9))
        count %= value
    return "".join(parts)
