"""Read the notation of summaries: quotations, comments and locators inside plain text."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from framework.rules.locators import (
    STORED,
    Locator,
    locator_spans,
    paragraph_label,
    split_stored,
)

RunKind = Literal["text", "quote", "star_quote", "comment", "locator"]

# Each alternative begins with a sign of its own, so that the search skips from sign to sign.
_SIGNS = r'\*"[^"\n]+"|"[^"\n]+"|\*“[^”\n]+”|“[^”\n]+”|\{[^{}\n]+\}'
_MARKED = re.compile(_SIGNS)
_CUT = re.compile(f"{STORED}|{_SIGNS}")


class Mark(NamedTuple):
    """Say what `[start, end)` of a typed summary is."""

    kind: RunKind
    start: int
    end: int


class Run(NamedTuple):
    """Give a stretch of a summary and what it is; a locator's `token` names its citation."""

    kind: RunKind
    text: str
    token: str = ""


def runs(text: str, locators: Mapping[str, Locator]) -> list[Run]:
    """Cut a stored summary into runs; the text of all runs is the summary as it is read.

    Quotations keep their marks and comments their braces; a star before a quotation is dropped
    from the text and said by the kind. A locator is printed without brackets, `S05 ¶43–44`.
    """
    found: list[Run] = []
    position = 0
    for match in _CUT.finditer(text):
        start, marked, token = match.start(), match[0], match[1]
        if start > position:
            found.append(Run("text", text[position:start]))
        position = match.end()
        if token:
            found.append(_locator(token, locators))
        else:
            found += _parts(_kind(marked), marked.removeprefix("*"), locators)
    if position < len(text):
        found.append(Run("text", text[position:]))
    return found


def marks(text: str) -> list[Mark]:
    """Find what is marked in a summary as it is being typed, for painting in an editor."""
    marked = [Mark(_kind(match[0]), *match.span()) for match in _MARKED.finditer(text)]
    return marked + [Mark("locator", start, end) for start, end in locator_spans(text)]


def quotations(text: str) -> list[str]:
    """List what stands between double quotation marks in a stored summary."""
    return [
        match[0].removeprefix("*")[1:-1]
        for match in _MARKED.finditer(text)
        if not match[0].startswith("{")
    ]


def _kind(marked: str) -> RunKind:
    """Tell what a marked stretch is."""
    if marked.startswith("{"):
        return "comment"
    return "star_quote" if marked.startswith("*") else "quote"


def _parts(kind: RunKind, marked: str, locators: Mapping[str, Locator]) -> list[Run]:
    """Cut a marked stretch at its locators."""
    return [
        _locator(part, locators) if index % 2 else Run(kind, part)
        for index, part in enumerate(split_stored(marked))
        if part
    ]


def _locator(token: str, locators: Mapping[str, Locator]) -> Run:
    """Print a locator, or say that what it led to is gone."""
    known = locators.get(token)
    if known is None:
        return Run("locator", "missing passage", token)
    name, first, last = known
    return Run("locator", f"{name} {paragraph_label(first, last)}", token)
