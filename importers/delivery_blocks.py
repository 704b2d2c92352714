"""Part a sheet into the tables that stand on it, side by side or one below the other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from importers.delivery_feet import numbers_page
from importers.delivery_heads import head_of, is_value, names_columns
from importers.hidden_cells import column_name
from importers.spreadsheets import Cells
from importers.tables import fold

_FEWEST_HEADS = 2
_NOTHING, _GAP, _TITLE = 0, 1, 2


def tables_in(cells: Cells) -> list[Cells]:
    """Give the tables of a sheet, each with its rows where they stood; most sheets have one."""
    return [table for beside in _side_by_side(cells) for table in _one_below_another(beside)]


def _side_by_side(cells: Cells) -> list[Cells]:
    """Part tables by a blank column, where the one to the right begins with a head known."""
    head = head_of(cells, (), "")
    if not head.rows:
        return [cells]
    top = cells.rows[head.last - 1]
    filled = [at for at, value in enumerate(top) if value.strip()]
    starts = [
        right for left, right in pairwise(filled)
        if right - left > 1 and _known(top, right, filled[0])
        and not _any_between(cells.rows[head.last :], left, right)
    ]  # fmt: skip
    if not starts:
        return [cells]
    ends = [*starts[1:], len(top)]
    said = ", ".join(column_name(at) for at in starts)
    first = cells._replace(
        rows=[row[: starts[0]] for row in cells.rows],
        remarks=(*cells.remarks, f"A further table begins in column {said}; it is read apart."),
    )
    return [first, *(_right_of(cells, *ends_) for ends_ in zip(starts, ends, strict=True))]


def _known(top: Sequence[str], right: int, first: int) -> bool:
    """Tell whether a head to the right begins as the first one does."""
    heads = sum(bool(value.strip()) for value in top[right:])
    return heads >= _FEWEST_HEADS and fold(top[right]) == fold(top[first])


def _any_between(rows: Sequence[Sequence[str]], left: int, right: int) -> bool:
    return any(value.strip() for row in rows for value in row[left + 1 : right])


def _right_of(cells: Cells, start: int, end: int) -> Cells:
    merged = tuple(
        (top, left - start, bottom, right - start)
        for top, left, bottom, right in cells.merged
        if start <= left < end
    )
    rows = [row[start:end] for row in cells.rows]
    return cells._replace(
        name=f"{cells.name} column {column_name(start)}".strip(),
        rows=rows,
        merged=merged,
        remarks=(),
    )


def _one_below_another(cells: Cells) -> Iterator[Cells]:
    """Part tables where a row below names columns again, but not the same ones."""
    head = head_of(cells, (), "")
    names = [fold(name) for name in head.names if name]
    starts = list(_heads_below(cells.rows, head.last, names)) if head.rows else []
    if not starts:
        yield cells
        return
    rows = ", ".join(str(start + 1) for start in starts)
    remark = f"A further table begins in row {rows}; it is read apart."
    yield cells._replace(rows=cells.rows[: starts[0]], remarks=(*cells.remarks, remark))
    for start, end in zip(starts, [*starts[1:], len(cells.rows)], strict=True):
        blank: list[tuple[str, ...]] = [()] * start
        yield cells._replace(
            name=f"{cells.name} row {start + 1}".strip(),
            rows=[*blank, *cells.rows[start:end]],
            remarks=(),
        )


def _heads_below(rows: Sequence[Sequence[str]], start: int, names: Sequence[str]) -> Iterator[int]:
    """Give the places of rows that are heads of further tables, with the titles above them."""
    blank, above = -1, _NOTHING
    known = frozenset(names)
    firsts = [next(filter(None, row), "") for row in rows[start:]]
    likely = {text for text in set(firsts) if fold(text) in known}
    for at, first in enumerate(firsts, start):
        if not first:
            blank, above = at, _GAP
        elif above or first in likely:
            if _is_head(rows[at], names, above) or (above == _TITLE and names_columns(rows, at)):
                yield blank + 1 if above else at
            if not numbers_page(first):
                above = _TITLE if above and sum(map(bool, rows[at])) == 1 else _NOTHING


def _is_head(row: Sequence[str], names: Sequence[str], above: int) -> bool:
    """Tell a head that shares its first name, or half of its names, with the one above.

    The very same names are the head of another table where a title stands above them.
    """
    filled = [value.strip() for value in row if value.strip()]
    folded = [fold(value) for value in filled]
    if len(filled) < _FEWEST_HEADS or any(map(is_value, filled)):
        return False
    if folded == list(names):
        return above == _TITLE
    shared = sum(name in names for name in folded)
    return folded[0] == names[0] or (above > _NOTHING and shared * 2 >= len(folded))
