"""Give the words that a field of a document shows where they stand in its instruction alone."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from importers import symbols

_RUBY = re.compile(
    r"[^(]{0,200}\(\s?\\s\\up\s?\d{0,4}\s?\((?P<above>[^()]{1,100})\)[,;](?P<word>[^()]{1,100})\)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:0x(?P<hex>[0-9a-f]{1,4})|(?P<code>\d{1,5}))(?!\w)", re.IGNORECASE)
_FONT = re.compile(
    r'\\f\s{0,5}(?:"(?P<quoted>[^"]{1,60})"|(?P<bare>[^\s"\\]{1,60}))',
    re.IGNORECASE,
)
_BEYOND_ASCII = range(0x80, 0x100)


class Shown(NamedTuple):
    """Hold what a field shows, and what of it is told instead, by the name of its kind."""

    text: str = ""
    kind: str = ""
    told: str = ""


def shown(instruction: str) -> Shown:
    """Read an instruction: a word under its reading, a formula, a button's words, or a symbol."""
    name, _, rest = instruction.strip().partition(" ")
    match name.upper():
        case "EQ":
            ruby = _RUBY.match(rest)
            if ruby:
                return Shown(ruby["word"], "reading above a word", ruby["above"])
            return Shown("", "formula", rest)
        case "MACROBUTTON" | "GOTOBUTTON":
            return Shown(rest.strip().partition(" ")[2].strip())
        case "SYMBOL":
            return Shown(_symbol(rest.strip()))
    return Shown()


def chosen(at: int, choices: Sequence[str] | None) -> Shown:
    """Give what a form shows: the choice that was made, or a box with its tick without choices."""
    if choices is None:
        return Shown("☒" if at else "☐")
    return Shown(choices[at] if 0 <= at < len(choices) else "")


def _symbol(rest: str) -> str:
    """Give the sign that a number is in a font; "" where there is no number."""
    sign, font = _SIGN.match(rest), _FONT.search(rest)
    if sign is None:
        return ""
    code = int(sign["hex"], 16) if sign["hex"] else int(sign["code"])
    named = font["quoted"] or font["bare"] if font else ""
    if code in _BEYOND_ASCII and not symbols.draws_symbols(named):
        return bytes((code,)).decode("cp1252", "replace")
    return symbols.sign(code, named)
