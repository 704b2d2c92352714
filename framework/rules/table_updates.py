"""Hold a newer file of a delivery table against the rows that are there."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

Rows = Sequence[Sequence[str]]
Key = tuple[str, ...]

_MOST_COLUMNS_OF_A_KEY = 3
_MOST_TRIED = 8


class Difference(NamedTuple):
    """Say what one value of a row becomes; `key` tells which row."""

    key: Key
    column: str
    before: str
    after: str


class Update(NamedTuple):
    """Say what a newer file would do to a table.

    `rows` are those that stand there afterwards, in their order with new ones last. `kept` counts
    the rows that the newer file does not have, `same` those that stay as they are. `doubled` are
    keys that stand twice in the newer file or in the table. `new_columns` the newer file has alone.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    added: tuple[Key, ...]
    changed: tuple[Difference, ...]
    same: int
    kept: int
    doubled: tuple[Key, ...]
    new_columns: tuple[str, ...]


def updated(
    columns: Sequence[str], rows: Rows, newer_columns: Sequence[str], newer: Rows, key: Key
) -> Update:
    """Replace the rows of the same key and add the new ones; every other row stays."""
    every = (*columns, *(name for name in newer_columns if name not in columns))
    before, after = _by_key(columns, rows, key), _by_key(newer_columns, newer, key)
    doubled = [*_doubled(columns, rows, key), *_doubled(newer_columns, newer, key)]
    placed: dict[Key, dict[str, str]] = {at: dict(row) for at, row in before.items()}
    changed: list[Difference] = []
    same = 0
    for at, row in after.items():
        old = before.get(at)
        found = [] if old is None else list(_differences(at, old, row))
        changed += found
        same += old is not None and not found
        placed[at] = {**placed.get(at, {}), **row}
    return Update(
        every,
        tuple(tuple(row.get(name, "") for name in every) for row in placed.values()),
        tuple(at for at in after if at not in before),
        tuple(changed),
        same,
        sum(at not in after for at in before),
        tuple(dict.fromkeys(doubled)),
        tuple(name for name in newer_columns if name not in columns),
    )


def likely_key(columns: Sequence[str], rows: Rows) -> Key:
    """Find the fewest columns that tell every row from every other; () where none do."""
    held = list(zip(*rows, strict=True)) if rows else []
    full = [at for at, values in enumerate(held) if all(value.strip() for value in values)]
    for size in range(1, _MOST_COLUMNS_OF_A_KEY + 1):
        for chosen in combinations(full[:_MOST_TRIED], size):
            told = {tuple(row[at].strip() for at in chosen) for row in rows}
            if len(told) == len(rows):
                return tuple(columns[at] for at in chosen)
    return ()


def _by_key(columns: Sequence[str], rows: Rows, key: Key) -> dict[Key, Mapping[str, str]]:
    return {_key_of(row, columns, key): dict(zip(columns, row, strict=True)) for row in rows}


def _doubled(columns: Sequence[str], rows: Rows, key: Key) -> Iterator[Key]:
    seen = set()
    for row in rows:
        at = _key_of(row, columns, key)
        if at in seen:
            yield at
        seen.add(at)


def _key_of(row: Sequence[str], columns: Sequence[str], key: Key) -> Key:
    return tuple(row[columns.index(name)].strip() for name in key)


def _differences(
    at: Key, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Difference]:
    for name, value in after.items():
        if value.strip() != before.get(name, "").strip():
            yield Difference(at, name, before.get(name, ""), value)
