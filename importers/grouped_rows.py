"""Read rows in groups, as reports and pivot tables print them: a name once, its total beside."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from importers.delivery_feet import Numbered, totalled

_NEAR, _FEWEST, _MOST, _SHOWN = 1e-9, 2, 5_000, 8


class Named(NamedTuple):
    """Give rows in which the name of their group stands, and a sentence where one was put there."""

    rows: list[Numbered]
    remarks: list[str]


def with_names(rows: Sequence[Numbered], apart: Sequence[Numbered]) -> Named:
    """Put the name of a group in its rows, where it stands once and its total closes the group."""
    numbers = [number for number, _row in rows]
    filled: dict[int, tuple[str, ...]] = {}
    for at, name, number in _closing(apart):
        start = end = bisect_left(numbers, number)
        while start and not rows[start - 1][1][at].strip():
            start -= 1
        if start and rows[start - 1][1][at].strip() == name:
            filled |= {n: (*row[:at], name, *row[at + 1 :]) for n, row in rows[start:end]}
    if not filled:
        return Named(list(rows), [])
    size = len(filled)
    said = (
        f"{size} blank cell{'s' * (size > 1)} stand{'s' * (size == 1)} between a name and its "
        "total, and mean the same as above; read as that name."
    )
    return Named([(number, filled.get(number, row)) for number, row in rows], [said])


def _closing(apart: Sequence[Numbered]) -> Iterator[tuple[int, str, int]]:
    """Give the totals of one name each: their column, the name and their row."""
    for number, row in apart:
        at = next((at for at, value in enumerate(row) if value.strip()), 0)
        if name := totalled(row[at]):
            yield at, name, number


def sums_of_rows_below(rows: Sequence[Numbered]) -> list[str]:
    """Say which rows hold the sums of the rows below them, where all rows stand in such groups."""
    if not _FEWEST * 2 < len(rows) < _MOST or not rows[0][1][0].strip():
        return []
    width = len(rows[0][1])
    columns = [at for at in range(1, width) if all(_is_number(row[at]) for _n, row in rows)]
    values = [[float(row[at]) for at in columns] for _number, row in rows]
    heads = _heads(values) if columns else []
    if len(heads) < _FEWEST:
        return []
    shown = ", ".join(str(rows[at][0]) for at in heads[:_SHOWN]) + " …" * (len(heads) > _SHOWN)
    return [
        f"Rows {shown} hold the sums of the rows below them, as pivot tables do; all of them are "
        "rows here, and would count twice. Show the pivot table in tabular form with all labels "
        "repeated, and load that."
    ]


def _heads(values: Sequence[Sequence[float]]) -> list[int]:
    """List the rows that sum up those between them and the next; none where any is left over."""
    heads, at = [], 0
    while at < len(values):
        end = _end_of_group(values, at)
        if not end:
            return []
        heads.append(at)
        at = end
    return heads


def _end_of_group(values: Sequence[Sequence[float]], at: int) -> int:
    """Give the row after the first rows below that come to this one; 0 where none do."""
    left = list(values[at])
    if not any(left):
        return 0
    for below in range(at + 1, len(values)):
        left = [rest - value for rest, value in zip(left, values[below], strict=True)]
        if all(abs(rest) < _NEAR for rest in left):
            return below + 1
        if any(rest < -_NEAR for rest in left):
            return 0
    return 0


def _is_number(text: str) -> bool:
    whole, _point, part = text.strip().partition(".")
    return whole.isdecimal() and whole.isascii() and (not part or part.isdecimal())
