"""Read summaries back as exports print them, and tell whether two say the same."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from framework.rules.cells import State, read_state
from framework.rules.locators import Locator, locator_spans, locators_in, typed
from framework.rules.mentions import mention_spans

_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_STAR = re.compile(r"★[ \u00a0]*(?=[\"“])")
_CURLY = re.compile(r"“([^“”\"\n]*)”")
_SHAPES = str.maketrans({"“": '"', "”": '"', "„": '"'})
_RANGE = re.compile(r"¶ ?(\d{1,7})(?: ?[-–—] ?¶? ?(\d{1,7}))?")
_IN_BRACKETS = re.compile(r"\[(?P<inner>[^\[\]\n]*¶[^\[\]\n]*)\]")
_BARE = re.compile(r"[^\s\[\]¶]+ ?¶ ?\d{1,7}(?: ?[-–—] ?¶? ?\d{1,7})?")
_ENDED = (".", ";", "!", "?", ":")


def same(one: str, other: str) -> bool:
    """Tell whether two summaries print the same, in working or in journal mode.

    Brackets round locators, the shape of quotation marks, white space and blank lines do not
    count.
    """
    first, second = _lines(one), _lines(other)
    return first == second or _joined(first) == _joined(second)


def read_back(text: str, transcripts: Iterable[str]) -> str:
    """Write a printed summary in the notation: its stars, its marks, its bare locators.

    A locator is bare where it stands without brackets as the name of one of the transcripts and ¶.
    """
    plain = _FORBIDDEN.sub("", unicodedata.normalize("NFC", text))
    lines = [line.rstrip() for line in plain.splitlines()]
    marked = _CURLY.sub(r'"\1"', _STAR.sub("*", "\n".join(lines).strip()))
    names = sorted(transcripts, key=len, reverse=True)
    if not names or "¶" not in marked:
        return marked
    known = "|".join(re.escape(name) for name in names)
    bare = re.compile(rf"(?<![\w\[])(?P<name>{known}) ?{_RANGE.pattern}(?![\d\]])")
    pieces = re.split(r"(\[[^\[\]\n]*\])", marked)
    for at in range(0, len(pieces), 2):
        pieces[at] = bare.sub(_bracketed, pieces[at])
    return "".join(pieces)


def renamed(text: str, names: Mapping[str, str]) -> str:
    """Write the locators of a typed summary as they are printed once they are bound.

    `names` gives the transcripts' names by what they may be called, in small letters.
    """
    found = zip(locator_spans(text), locators_in(text), strict=True)
    for (start, end), locator in reversed(list(found)):
        name = names.get(locator.name.strip().lower(), locator.name)
        text = f"{text[:start]}{typed(name, locator.first, locator.last)}{text[end:]}"
    return text


def mentions_back(text: str, cases: Iterable[str], themes: Iterable[str]) -> str:
    """Write the bare mentions of cells in a printed synthesis in brackets: `[P03 × 2.1]`."""
    names, numbers = (
        "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
        for known in (cases, themes)
    )
    if not names or not numbers or "×" not in text:
        return text
    bare = re.compile(rf"(?<![\w\[])({names}) ?× ?({numbers})(?![\w\]]|\.\d)")
    return bare.sub(r"[\1 × \2]", text)


def without_brackets(text: str) -> str:
    """Print a typed synthesis: its mentions of cells stand without brackets."""
    for start, end in reversed(mention_spans(text)):
        text = f"{text[:start]}{text[start + 1 : end - 1]}{text[end:]}"
    return text


def printed_state(text: str) -> State | None:
    """Read the sign or the words that an empty cell is printed with: `–`, `n/a`, `not asked`."""
    state = read_state(text)
    return state if state in {"not_asked", "nothing_relevant"} else None


def unresolved(text: str, leads: Callable[[Locator], bool]) -> list[str]:
    """List what looks like a locator in a typed summary and leads nowhere, as typed."""
    found = []
    for match in _IN_BRACKETS.finditer(text):
        inside = locators_in(match.group())
        if not inside or not leads(inside[0]):
            found.append(match.group())
    outside = _IN_BRACKETS.sub(" ", text)
    return found + [match.group() for match in _BARE.finditer(outside)]


def _lines(text: str) -> list[str]:
    """Bring a summary, typed or printed, to the lines that are compared."""
    composed = _FORBIDDEN.sub("", unicodedata.normalize("NFC", text)).translate(_SHAPES)
    plain = _IN_BRACKETS.sub(lambda match: match["inner"], _STAR.sub("*", composed))
    level = _RANGE.sub(lambda match: f"¶{match[1]}-{match[2] or match[1]}", plain)
    return [words for line in level.splitlines() if (words := " ".join(line.split()))]


def _joined(lines: list[str]) -> str:
    """Join lines as journals print them."""
    text = ""
    for line in lines:
        text += (" " if text.endswith(_ENDED) else "; ") if text else ""
        text += line
    return text


def _bracketed(match: re.Match[str]) -> str:
    """Write a bare locator as an analyst types it."""
    first = int(match[2])
    return typed(match["name"], first, int(match[3] or first))
