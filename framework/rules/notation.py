"""Read the notation of summaries: quotations, comments and locators inside plain text."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from framework.rules.locators import Locator, locator_spans, paragraph_label, split_stored

RunKind = Literal["text", "quote", "star_quote", "comment", "locator"]

# Each alternative begins with a sign of its own, so that the search skips from sign to sign.
_MARKED = re.compile(r'\*"[^"\n]+"|"[^"\n]+"|\*“[^”\n]+”|“[^”\n]+”|\{[^{}\n]+\}')


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
    for match in _MARKED.finditer(text):
        _add(found, "text", text[position : match.start()], locators)
        _add(found, _kind(match[0]), match[0].removeprefix("*"), locators)
        position = match.end()
    _add(found, "text", text[position:], locators)
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


def _add(found: list[Run], kind: RunKind, piece: str, locators: Mapping[str, Locator]) -> None:
    """Add a stretch of one kind, cut at its locators."""
    for index, part in enumerate(split_stored(piece)):
        if index % 2:
            locator = locators.get(part)
            label = f"{locator.name} {_label(locator)}" if locator else "missing passage"
            found.append(Run("locator", label, part))
        elif part:
            found.append(Run(kind, part))


def _label(locator: Locator) -> str:
    """Print the paragraphs of a locator."""
    return paragraph_label(locator.first, locator.last)
