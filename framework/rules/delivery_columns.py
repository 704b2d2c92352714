"""Hold columns of delivery data for computing, as they came or in plain form."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar

from framework.drafts import ColumnReading
from framework.errors import RefusedError
from framework.rules.readings import plain_with

Value = TypeVar("Value")
_EVERY = -1  # no code: where what every row holds is kept


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
        known = {} if self.known is None else self.known.setdefault(read, {})
        if self.known is not None and len(rows) > 1:
            every = self._every(known, read)
            if every is not None:
                return list(itemgetter(*rows)(every))
        codes = self.codes
        held = [codes[row] for row in rows]
        for code in set(held).difference(known):
            known[code] = read(self.texts[code])
        return [known[code] for code in held]

    def _every(self, known: dict[int, Any], read: Callable[[str], Value]) -> list[Value] | None:
        """Give what every row holds, or None where a text cannot be read."""
        if _EVERY not in known:
            known[_EVERY] = None
            with suppress(RefusedError):
                found = [read(text) for text in self.texts]
                known[_EVERY] = [found[code] for code in self.codes]
        held: list[Value] | None = known[_EVERY]
        return held


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
    """Give some rows of a delivery table, by their places from 0, and their site's attributes.

    `numbers` are those of the rows, from 1, where they are known already. What is due after
    `today`, the number of a day, and not done is not due yet. `days` keeps by two columns, due and
    done, how many days lie between them.
    """

    rows: Sequence[int]
    columns: ColumnsByName
    site: Mapping[str, str]
    numbers: tuple[int, ...] | None = None
    today: int = date.max.toordinal()
    days: dict[tuple[str, str], list[float | None]] | None = None
