"""Find the head of a table: below titles, of one row or of several, spanned or not, or none."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from framework.errors import RefusedError
from framework.rules.counts import whole
from importers.nothing_words import codes_in
from importers.spreadsheets import Cells

_VALUE = re.compile(r"[-+~]?[\d.,/:%\s-]*\d[\d.,/:%\s-]*")
_LOOKED_AT, _FEWEST = 30, 2
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")


class Head(NamedTuple):
    """Give the names of columns, the rows of the head and the last row before the data, from 1."""

    names: tuple[str, ...]
    rows: tuple[int, ...]
    last: int
    remarks: tuple[str, ...]


def head_of(cells: Cells, said: tuple[int, ...], file: str) -> Head:
    """Find the head, or take the rows that the person names."""
    if said:
        if not all(1 <= row <= len(cells.rows) for row in said):
            raise RefusedError(
                f"{file} has {len(cells.rows)} rows, and so no head in row {max(said)}; "
                "nothing was loaded."
            )
        rows = tuple(sorted(said))
    else:
        first = _first_row(cells.rows)
        if _is_data(cells.rows, first):
            return _without(cells, first)
        if below := _labels_below(cells.rows, first):
            names = _joined([cells.rows[first - 1]])
            told = (*_remarks(cells, (first,)), *_labels(cells.rows, first))
            return Head(names, (first,), first + below, told)
        above = _spanned_above(cells, first)
        second = _is_second(cells, first)
        rows = (*above, first, first + 1) if second else (*above, first)
    names = _joined([_filled(cells, row) if len(rows) > 1 and row != rows[-1]
                     else list(cells.rows[row - 1]) for row in rows])  # fmt: skip
    return Head(names, rows, rows[-1], tuple(_remarks(cells, rows)))


def is_value(text: str) -> bool:
    """Say whether a text is a number, a date or the like, as no name of a column is."""
    return bool(_VALUE.fullmatch(text))


def _first_row(rows: Sequence[Sequence[str]]) -> int:
    """Give the row of the head: the first that is as wide as most rows below it, or nearly.

    Each row weighs as much as it is wide, so that many lines above a table do not outweigh it.
    """
    filled = ((at, row) for at, row in enumerate(rows, 1) if _count(row))
    some = list(islice(filled, _LOOKED_AT))
    if not some:
        return 1
    widths = sorted(width for _at, row in some for width in [_count(row)] * _count(row))
    usual = widths[len(widths) // 2]
    for at, row in some:
        if _count(row) >= max(2, 0.6 * usual) and not _is_note(row):
            return at
    return some[0][0]


def _is_data(rows: Sequence[Sequence[str]], first: int) -> bool:
    """Tell a first row of data: every value has the shape of those below, and one is a value.

    Years and numbers in order may well name columns.
    """
    if first > len(rows):
        return False
    row = [value.strip() for value in rows[first - 1]]
    values = [value for value in row if is_value(value)]
    below = [line for line in islice(rows, first, first + _LOOKED_AT) if any(line)]
    if not values or not below or _in_order(values):
        return False
    return all(
        _shape(value) in {_shape(_at(line, at)) for line in below}
        for at, value in enumerate(row)
        if value
    )


def _in_order(values: Sequence[str]) -> bool:
    """Tell numbers that name columns: 1, 2, 3 or 2019, 2020."""
    numbers = [number for value in values if (number := whole(value)) is not None]
    if len(numbers) < len(values):
        return False
    years = all(1900 <= number <= 2100 for number in numbers)
    return years or numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _shape(text: str) -> str:
    """Put digits and letters in the place of all others, each stretch of them as one."""
    return _LETTERS.sub("a", _DIGITS.sub("9", text))


def _without(cells: Cells, first: int) -> Head:
    """Give the head of a table without one: its columns are numbered."""
    width = max(_last(row) for row in cells.rows[first - 1 : first - 1 + _LOOKED_AT])
    names = tuple(f"column {at}" for at in range(1, width + 1))
    said = "No row names the columns, so they are numbered; the first row is one of data."
    return Head(names, (), first - 1, (said,))


def _labels_below(rows: Sequence[Sequence[str]], first: int) -> int:
    """Count the rows below the head that tell of its columns: questions, units, ids of tools."""
    ids = [value for value in rows[first + 1] if value.strip()] if first + 1 < len(rows) else []
    if ids and all(value.lstrip().startswith('{"ImportId"') for value in ids):
        return 2
    return int(_tells_of_columns(rows, first))


def _tells_of_columns(rows: Sequence[Sequence[str]], first: int) -> bool:
    """Tell a row of words, which stand over two or more columns of nothing but values.

    The first column is one of these, or is left blank: a row of data names its site there.
    """
    if first >= len(rows):
        return False
    filled = [at for at, value in enumerate(rows[first]) if value.strip()]
    over = _over_values(rows, first, islice(rows, first + 1, first + _LOOKED_AT))
    if len(over) < _FEWEST or not all(_at(rows[first - 1], at) for at in filled):
        return False
    return over[0] == 0 or (filled[0] > 0 and over == filled)


def names_columns(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Tell whether a row of words stands over a column of values, down to the next gap."""
    return bool(_over_values(rows, at, takewhile(any, islice(rows, at + 1, at + _LOOKED_AT))))


def _over_values(
    rows: Sequence[Sequence[str]], at: int, below: Iterable[Sequence[str]]
) -> list[int]:
    """List the columns where a row has a word and all those below have values, if it has no other.

    What is written for nothing is no word here.
    """
    words = {at: value.strip() for at, value in enumerate(rows[at]) if value.strip()}
    if any(map(is_value, words.values())) or codes_in(list(words.values())):
        return []
    held = [row for row in below if any(row)]
    return [at for at in words if _only_values([_at(row, at) for row in held])]


def _only_values(texts: Sequence[str]) -> bool:
    there = [text for text in texts if text]
    return len(there) >= _FEWEST and all(map(is_value, there))


def _labels(rows: Sequence[Sequence[str]], first: int) -> list[str]:
    """Say what stands in the row below the head."""
    said = [
        f"{name}: {' '.join(label.split())[:80]}"
        for name, label in zip(rows[first - 1], rows[first], strict=False)
        if label.strip() and label != name
    ]
    return [f"Labels of columns, from row {first + 1}: {'; '.join(said)}."]


def _spanned_above(cells: Cells, first: int) -> tuple[int, ...]:
    """List the rows right above the head whose cells span several columns, titles apart."""
    rows: tuple[int, ...] = ()
    row = first - 1
    while row >= 1:
        spans = [
            (left, right) for top, left, bottom, right in cells.merged
            if top == bottom == row and right > left
        ]  # fmt: skip
        if not spans or (len(spans) == 1 and spans[0][0] == 0):
            break
        rows = (row, *rows)
        row -= 1
    return rows


def _count(row: Sequence[str]) -> int:
    return sum(bool(value.strip()) for value in row)


def _is_note(row: Sequence[str]) -> bool:
    """Tell a line such as “Exported: | 2021-07-01” from a head."""
    present = [value.strip() for value in row if value.strip()]
    return any(value.endswith(":") for value in present) or (
        len(present) == 1 and present[0].casefold().startswith("sep=")
    )


def _is_second(cells: Cells, first: int) -> bool:
    """Tell whether the row below goes on with the head: it names what the first leaves open."""
    if first >= len(cells.rows):
        return False
    upper, lower = cells.rows[first - 1], cells.rows[first]
    if any(_VALUE.fullmatch(value.strip()) for value in lower if value.strip()):
        return False
    width = max(_last(upper), _last(lower))
    spanned = any(row == first and right > left for row, left, _bottom, right in cells.merged)
    gaps = [at for at in range(width) if not _at(upper, at) and _at(lower, at)]
    fills = all(_at(upper, at) or _at(lower, at) for at in range(width))
    below = cells.rows[first + 1] if first + 1 < len(cells.rows) else ()
    looks = any(_VALUE.fullmatch(value.strip()) for value in below if value.strip())
    return bool(gaps) and fills and (spanned or looks) and _count(lower) >= 2


def _at(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _last(row: Sequence[str]) -> int:
    return max((at for at, value in enumerate(row, 1) if value.strip()), default=0)


def _filled(cells: Cells, row: int) -> list[str]:
    """Carry a head on over the columns that it spans: merged ones, else those left blank."""
    values = [value.strip() for value in cells.rows[row - 1]]
    width = max(len(values), *map(_last, cells.rows[row - 1 : row + 1]))
    values += [""] * (width - len(values))
    spans = [(left, right) for top, left, _bottom, right in cells.merged if top == row]
    for left, right in spans:
        for at in range(left, min(right + 1, width)):
            values[at] = values[left]
    if not spans:
        for at in range(1, width):
            values[at] = values[at] or values[at - 1]
    return values


def _joined(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    width = max(_last(row) for row in rows)
    names = []
    for at in range(width):
        parts = dict.fromkeys(part for row in rows if (part := " ".join(_at(row, at).split())))
        names.append(" ".join(parts))
    return tuple(names)


def _remarks(cells: Cells, rows: tuple[int, ...]) -> list[str]:
    said = []
    above = [
        " | ".join(value.strip() for value in row if value.strip())
        for row in cells.rows[: rows[0] - 1]
    ]
    titles = [text for text in above if text]
    if titles:
        shown = "; ".join(text[:80] for text in titles[:8])
        said.append(f"The head is in row {rows[0]}; above it stands: {shown}.")
    if len(rows) > 1:
        said.append(f"The head is in rows {_listed(rows)}, and was joined.")
    return said


def _listed(rows: tuple[int, ...]) -> str:
    return f"{', '.join(map(str, rows[:-1]))} and {rows[-1]}"
