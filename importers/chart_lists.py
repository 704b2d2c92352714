"""Find in a table that lists cells, one a row, its cells."""

from collections.abc import Mapping

from framework.drafts import MatrixCellDraft
from importers.chart_grids import Found, Grid, GridRow
from importers.tables import fold

_CASE, _THEME = ("case",), ("theme",)
_TEXT, _STATE = ("text", "summary"), ("state",)
_SEARCHED = 12
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
    for row in grid.rows[at + 1 :]:
        if row.is_blank():
            continue
        case, theme = _value(row, columns, _CASE), _value(row, columns, _THEME)
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
        if "case" in columns and "theme" in columns and columns.keys() & set(_TEXT):
            return at, columns
    return None


def _value(row: GridRow, columns: Mapping[str, int], names: tuple[str, ...]) -> str:
    """Give what stands in a column by one of its names, "" where there is none."""
    at = next((columns[name] for name in names if name in columns), None)
    found = row.values[at] if at is not None and at < len(row.values) else ""
    return found if names is _TEXT else found.strip()
