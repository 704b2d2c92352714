"""Cut a text into words, sentences, paragraphs and turns, and move a selection by them."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from framework.rules.passages import trimmed

Unit = Literal["word", "sentence", "paragraph", "turn"]
Span = tuple[int, int]

_WORD = re.compile(r"[^\s—–/…]+")
_END = re.compile(r"[.!?…؟۔]+[\"'”’»)\]]*(?=\s)|[。！？]+[”’」』）]*|\n+")
_NUMBERED = frozenset(("ca", "ch", "fig", "no", "nos", "p", "pp", "sec", "vol"))
_TITLES = frozenset(
    ("approx", "cf", "dept", "dr", "e.g", "eg", "est", "hon", "i.e", "ie", "mr", "mrs", "ms",
     "mt", "mx", "prof", "rev", "sgt", "st", "viz", "vs")
) | _NUMBERED  # fmt: skip
_CLOSING = "\"'”’»)]"


def speech_start(text: str, start: int, end: int, label: str | None) -> int:
    """Find where speech begins in the paragraph `[start, end)`, after its speaker's label."""
    if not label or not text.startswith(label, start):
        return start
    at = start + len(label)
    while at < end and text[at] in " \t:\u00a0>":
        at += 1
    return at


def words(text: str, start: int, end: int) -> list[Span]:
    """List the words of `[start, end)`, without the punctuation round them."""
    found = []
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        while first < last and unicodedata.category(text[first])[0] == "P":
            first += 1
        while last > first and unicodedata.category(text[last - 1])[0] == "P":
            last -= 1
        if first < last:
            found.append((first, last))
    return found


def sentences(text: str, start: int, end: int) -> list[Span]:
    """List the sentences of `[start, end)`, without the white space between them.

    A full stop after a title, an abbreviation such as "e.g." or a single initial ends none;
    neither does a stop, an ellipsis or a closing quotation mark that small letters follow.
    """
    found, begin = [], start
    for match in _END.finditer(text, start, end):
        if _ends(text, begin, match, end):
            found.append(trimmed(text, begin, match.end()))
            begin = match.end()
    found.append(trimmed(text, begin, end))
    return [span for span in found if span[0] < span[1]]


def sentences_round(text: str, selection: Span, within: Span) -> Span:
    """Give the stretch of whole sentences, in a paragraph, that hold a selection."""
    touched = [s for s in sentences(text, *within) if s[0] < selection[1] and s[1] > selection[0]]
    return (touched[0][0], touched[-1][1]) if touched else selection


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Tell whether a sentence ends where a mark stands."""
    mark = match[0]
    if mark.isspace():
        return True
    if not mark.startswith((".", "…")) and mark[-1:] not in _CLOSING:
        return True
    following = text[match.end() : end].lstrip()[:2].lstrip("\"'“‘«([")[:1]
    if following.islower():
        return False
    before = text[begin : match.start()].split()
    last = before[-1].lstrip("\"'“‘«([") if before else ""
    if mark != ".":
        return True
    if last.casefold() in _TITLES:
        return last.casefold() in _NUMBERED and not following.isdigit()
    return len(last) != 1 or not last.isupper() or last == "I"


def grown(
    text: str, selection: Span, unit: Unit, paragraphs: Sequence[Span], turns: Sequence[Span]
) -> Span:
    """Return the selection made whole units, or else longer by the unit that follows.

    `paragraphs` and `turns` are the stretches of speech without their labels. Words and sentences
    are not sought outside the paragraphs that the selection touches; where none follows, the
    selection grows at its start.
    """
    units = _units(text, selection, unit, paragraphs, turns)
    start, end = selection
    touched = [at for at, span in enumerate(units) if _touches(span, selection)]
    if not touched:
        return selection
    first, last = touched[0], touched[-1]
    whole = min(start, units[first][0]), max(end, units[last][1])
    if whole != selection:
        return whole
    if last + 1 < len(units):
        return start, units[last + 1][1]
    return (units[first - 1][0], end) if first else selection


def shrunk(
    text: str, selection: Span, unit: Unit, paragraphs: Sequence[Span], turns: Sequence[Span]
) -> Span:
    """Return the selection without its last unit, or as it is when it holds but one."""
    start, end = selection
    units = _units(text, selection, unit, paragraphs, turns)
    touched = [span for span in units if _touches(span, selection)]
    if len(touched) < 2:
        return selection
    return min(start, touched[0][0]) if start == end else start, touched[-2][1]


def _units(
    text: str, selection: Span, unit: Unit, paragraphs: Sequence[Span], turns: Sequence[Span]
) -> Sequence[Span]:
    """List the units among which a selection moves."""
    if unit == "turn":
        return turns
    if unit == "paragraph":
        return paragraphs
    cut = words if unit == "word" else sentences
    here = [span for span in paragraphs if _touches(span, selection)]
    return [piece for span in here for piece in cut(text, *span)]


def _touches(span: Span, selection: Span) -> bool:
    """Tell whether a selection, or a mere cursor, touches a stretch."""
    start, end = selection
    if start == end:
        return span[0] <= start <= span[1]
    return span[0] < end and span[1] > start
