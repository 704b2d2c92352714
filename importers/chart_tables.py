"""Read charts from the tables of Excel, Word and csv files: cases down, themes across."""

from pathlib import Path

from framework.drafts import MatrixDraft
from framework.errors import RefusedError
from importers import archive, chart_word, tables, unreadable, workbooks
from importers.chart_grids import Found, Grid, GridRow, read_grid
from importers.chart_lists import case_of, is_list_of_cells, read_list
from importers.chart_marks import is_separated, unguarded

_EVIDENCE = {"evidence"}


def read_chart_tables(path: Path) -> MatrixDraft:
    """Read every sheet or table of a file whose first column names cases and whose head themes.

    Which cases and themes these are, `queries.matching.match_cells` tells. The sheet Evidence of
    an export is no chart. A table that lists cells, one a row, is read as such. Refuse a file
    without any of these.
    """
    data = unreadable.content(path)
    word = data.startswith(archive.ZIP) and chart_word.recognises(data, path.name)
    grids, remarks = chart_word.grids(data, path.name) if word else (_sheets(data, path.name), ())
    found = Found(remarks=list(remarks))
    for grid in grids:
        (read_list if is_list_of_cells(grid) else read_grid)(grid, found)
    if not found.cells:
        raise RefusedError(
            f"{path.name} holds no chart; nothing was read. A chart is a table whose first column "
            "names the cases and whose first row the themes."
        )
    return MatrixDraft(path.stem, tuple(found.cells), tuple(found.remarks))


def _sheets(data: bytes, file: str) -> list[Grid]:
    """Give the sheets of a workbook, or the one table of a csv file."""
    if not is_separated(data):
        found = workbooks.sheets(data, file)
        return [
            Grid(f"Sheet {sheet.name}", (sheet.name,), [
                GridRow(line.number, line.values, line.number in sheet.merged)
                for line in sheet.lines
            ])
            for sheet in found if sheet.name.casefold() not in _EVIDENCE or len(found) == 1
        ]  # fmt: skip
    lines, _remarks = tables.rows(data, file)
    read = [GridRow(line.number, tuple(map(unguarded, line.values))) for line in lines]
    return [Grid(file, (Path(file).stem,), read)]


def lists_cells(path: Path) -> bool:
    """Tell whether a file lists cells, one a row with its case, and is no chart."""
    data = unreadable.content(path)
    if data.startswith(archive.ZIP) and chart_word.recognises(data, path.name):
        return False
    return any(is_list_of_cells(grid) and not case_of(grid) for grid in _sheets(data, path.name))
