"""Read and print locators: citations such as `[S05 ¶41]` inside a summary."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

_TYPED = re.compile(
    r"\[(?P<name>[^\[\]¶\n]{1,120}?) ?¶ ?(?P<first>[0-9]{1,7})"
    r"(?: ?[-–—] ?¶? ?(?P<last>[0-9]{1,7}))?\]"
)
STORED = "⟦([0-9a-f]{8,32})⟧"
_STORED = re.compile(STORED)

T = TypeVar("T")


class Locator(NamedTuple):
    """Name a transcript and a first and last ¶ of it."""

    name: str
    first: int
    last: int


def paragraph_label(first: int, last: int) -> str:
    """Print paragraph numbers as people cite them: `¶41` or `¶43–44`."""
    return f"¶{first}" if first == last else f"¶{first}–{last}"


def typed(name: str, first: int, last: int) -> str:
    """Write a locator as an analyst types it: `[S05 ¶43-44]`."""
    return f"[{name} ¶{first}]" if first == last else f"[{name} ¶{first}-{last}]"


def stored(token: str) -> str:
    """Write a locator as it is kept in a stored summary."""
    return f"⟦{token}⟧"


def tokens_in(text: str) -> list[str]:
    """List the tokens of a stored summary in the order in which they stand."""
    return _STORED.findall(text)


def split_stored(text: str) -> list[str]:
    """Cut a stored text at its locators: plain piece, token, plain piece, token, …."""
    return _STORED.split(text)


def locators_in(text: str) -> list[Locator]:
    """List the locators of a typed summary in the order in which they stand."""
    return [_locator(match) for match in _TYPED.finditer(text)]


def locator_spans(text: str) -> list[tuple[int, int]]:
    """Find where locators stand in a typed summary, in code points."""
    return [match.span() for match in _TYPED.finditer(text)]


def to_stored(text: str, token_of: Callable[[Locator], str | None]) -> str:
    """Turn typed locators into tokens; one for which `token_of` gives None stays as typed."""

    def replace(match: re.Match[str]) -> str:
        token = token_of(_locator(match))
        return stored(token) if token else match.group()

    return _TYPED.sub(replace, text)


def to_typed(text: str, locators: Mapping[str, Locator]) -> str:
    """Turn the tokens of a stored summary into locators as an analyst types them."""
    return retyped(text, locators, lambda locator: typed(*locator))


def retyped(text: str, bound: Mapping[str, T], as_typed: Callable[[T], str]) -> str:
    """Write the tokens of a stored text that are bound as they are typed; others stay."""
    pieces = split_stored(text)
    pieces[1::2] = [
        as_typed(bound[token]) if token in bound else stored(token) for token in pieces[1::2]
    ]
    return "".join(pieces)


def _locator(match: re.Match[str]) -> Locator:
    """Read one typed locator; a range typed backwards is turned round."""
    first = int(match["first"])
    last = int(match["last"] or first)
    return Locator(match["name"].strip(), min(first, last), max(first, last))
