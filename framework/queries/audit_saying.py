"""Say what columns of the record hold, each in the way of its kind."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from framework.queries.audit_names import Names

Image = Mapping[str, Any]


class Known(NamedTuple):
    """Hold what the words are made from: names, the study, the change after which they hold."""

    names: Names
    session: Session
    change: int


Say = Callable[[Known, Image], str]
NOTHING = ""


def plain(column: str) -> Say:
    """Give a column as it is."""
    return lambda _known, image: str(image.get(column) or NOTHING)


def yes(column: str) -> Say:
    """Say whether something holds."""
    return lambda _known, image: "yes" if image.get(column) else NOTHING


def typed(column: str) -> Say:
    """Give a stored text as an analyst types it."""
    return lambda known, image: known.names.typed(image.get(column) or NOTHING)


def named(table: str, column: str, of: str = "name") -> Say:
    """Name the row that a column points to."""
    return lambda known, image: (
        known.names.named(table, image[column], of) if image.get(column) else NOTHING
    )


def theme(column: str) -> Say:
    """Name the theme that a column points to."""
    return lambda known, image: known.names.theme(image[column]) if image.get(column) else NOTHING


def number(column: str, first: int = 1) -> Say:
    """Give a number, counted from 1, of a column that counts from `first`."""
    return lambda _known, image: str(image[column] + 1 - first) if column in image else NOTHING


def count(column: str, what: str) -> Say:
    """Count what a JSON column holds."""

    def say(_known: Known, image: Image) -> str:
        held = json.loads(image.get(column) or "[]")
        return f"{len(held)} {what}{'s' * (len(held) != 1)}" if held else NOTHING

    return say


def listed(column: str) -> Say:
    """Give a JSON array of texts as a list of words."""
    return lambda _known, image: ", ".join(json.loads(image.get(column) or "[]"))


def worded(column: str, words: Mapping[Any, str]) -> Say:
    """Put what a column holds in other words; what has none stays as it is."""
    return lambda _known, image: words.get(image.get(column) or "", image.get(column) or NOTHING)


def passage(known: Known, image: Image) -> str:
    """Name a passage."""
    return known.names.passage(image, known.change)
