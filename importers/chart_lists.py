"""Find in a table that lists cells, one a row, its cells."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from framework.drafts import MatrixCellDraft
from importers.chart_grids import Found, Grid, GridRow
from importers.tables import fold

_CASE, _THEME = ("case",), ("theme", "no._and_name")
_TEXT, _STATE = ("text", "summary"), ("state",)
_SEARCHED = 12
_CASE_CHART = re.compile(r"(?:Table \d+\w?\. )?(.+): charted summaries by theme\b")
_NOT_READ = (
    "In case charts the summaries alone are read; quotations and locators beside them are not."
)
# What an empty cell of the list says by its state, as a chart prints it.
_SAID = {"not_asked": "n/a", "nothing_relevant": "–", "asked,_nothing_relevant": "–"}


def is_list_of_cells(grid: Grid) -> bool:
    """Tell whether a table has a row for each cell instead of a row for each case."""
    return _head(grid) is not None


def read_list(grid: Grid, found: Found) -> None:
    """Gather the cells of a list; an empty one says by its state what it is."""
    head = _head(grid)
    if head is None:
        return
    at, columns = head
    rows, whose = grid.rows[at + 1 :], case_of(grid)
    if whose and _NOT_READ not in found.remarks:
        found.remarks.append(_NOT_READ)
    for row in _body(rows) if whose else rows:
        if row.is_blank():
            continue
        case, theme = _value(row, columns, _CASE) or whose, _value(row, columns, _THEME)
        where = f"{grid.name}, row {row.number}"
        if not case or not theme:
            found.remarks.append(f"{where}: not read, since it names no case or no theme.")
            continue
        text = _value(row, columns, _TEXT)
        said = text if text.strip() else _SAID.get(fold(_value(row, columns, _STATE)), "")
        heads = (theme, *grid.titles)
        found.cells.append(MatrixCellDraft(case, heads, said, where, grid.name))


def _head(grid: Grid) -> tuple[int, Mapping[str, int]] | None:
    """Find the row that names the columns, and where each stands."""
    for at, row in enumerate(grid.rows[:_SEARCHED]):
        columns = {fold(value): column for column, value in enumerate(row.values)}
        named = "theme" in columns if "case" in columns else _THEME[1] in columns and case_of(grid)
        if named and columns.keys() & set(_TEXT):
            return at, columns
    return None


def case_of(grid: Grid) -> str:
    """Give the case of which a table is the chart, by its caption; "" for other tables."""
    said = (*grid.titles, *(row.first() for row in grid.rows[:_SEARCHED]))
    return next((found[1] for text in said if (found := _CASE_CHART.match(text))), "")


def _body(rows: Sequence[GridRow]) -> list[GridRow]:
    """Keep the rows of a case chart's themes: those that head others, and the notes, are none."""
    held = list(takewhile(lambda row: not row.is_blank(), rows))
    below = [row.first() for row in held[1:]] + [""]
    return [
        row for row, next_one in zip(held, below, strict=True)
        if row.filled() or not next_one.startswith(f"{row.first().split(' ')[0]}.")
    ]  # fmt: skip


def _value(row: GridRow, columns: Mapping[str, int], names: tuple[str, ...]) -> str:
    """Give what stands in a column by one of its names, "" where there is none."""
    at = next((columns[name] for name in names if name in columns), None)
    found = row.values[at] if at is not None and at < len(row.values) else ""
    return found if names is _TEXT else found.strip()
