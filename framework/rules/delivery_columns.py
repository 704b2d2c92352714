"""Hold columns of delivery data for computing, as they came or in plain form."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar

from framework.drafts import ColumnReading
from framework.rules.readings import plain_with

Value = TypeVar("Value")


class Column(NamedTuple):
    """Give a column of delivery data: its texts, each once, and for each row the place of its.

    `nothing` says of places which kind of nothing stands there, where the reading knows a code;
    `blanks` are the places of blank texts. `known` keeps what was read of texts, by reader.
    """

    texts: tuple[str, ...]
    codes: Sequence[int]
    nothing: Mapping[int, str] = MappingProxyType({})
    blanks: frozenset[int] = frozenset()
    known: dict[Callable[[str], Any], dict[int, Any]] | None = None

    def values(self, rows: Sequence[int], read: Callable[[str], Value]) -> list[Value]:
        """Read what these rows hold, each text once for a reader that is a function by name."""
        codes = self.codes
        held = [codes[row] for row in rows]
        known = {} if self.known is None else self.known.setdefault(read, {})
        for code in set(held).difference(known):
            known[code] = read(self.texts[code])
        return [known[code] for code in held]


def column_of(
    texts: Sequence[str], codes: Sequence[int], nothing: Mapping[int, str] = MappingProxyType({})
) -> Column:
    """Make a column, and note once where it is blank."""
    blanks = frozenset(at for at, text in enumerate(texts) if not text.strip())
    return Column(tuple(texts), codes, nothing, blanks, {})


def in_plain_form(column: Column, reading: ColumnReading) -> Column:
    """Put the texts of a column in plain form; a text that cannot be read stays as typed."""
    plain = plain_with(reading)
    made = [plain(text) for text in column.texts]
    return column_of(
        tuple([
            text if found is None else found.text
            for text, found in zip(column.texts, made, strict=True)
        ]),
        column.codes,
        {at: found.nothing for at, found in enumerate(made) if found and found.nothing},
    )  # fmt: skip


class ColumnsByName(Protocol):
    """Give a column by its name."""

    def __getitem__(self, name: str, /) -> Column:
        """Give the column of that name."""


class Stretch(NamedTuple):
    """Give some rows of a delivery table, by their places from 0, and their site's attributes."""

    rows: Sequence[int]
    columns: ColumnsByName
    site: Mapping[str, str]
