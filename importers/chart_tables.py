"""Read charts from the tables of Excel, Word and csv files: cases down, themes across."""

from pathlib import Path

from framework.drafts import MatrixDraft
from framework.errors import RefusedError
from importers import archive, chart_word, tables, unreadable
from importers.chart_grids import Found, Grid, GridRow, is_list_of_cells, read_grid

_EVIDENCE = {"evidence"}


def read_chart_tables(path: Path) -> MatrixDraft:
    """Read every sheet or table of a file whose first column names cases and whose head themes.

    Which cases and themes these are, `queries.matching.match_cells` tells. The sheet Evidence of
    an export is no chart. Refuse a file without such a table, and one that lists cells row by row.
    """
    data = unreadable.content(path)
    word = data.startswith(archive.ZIP) and chart_word.recognises(data, path.name)
    grids, remarks = chart_word.grids(data, path.name) if word else (_sheets(data, path.name), ())
    if any(is_list_of_cells(grid) for grid in grids):
        raise RefusedError(
            f"{path.name} lists cells, one a row; nothing was read. Import it as a list of cells."
        )
    found = Found(remarks=list(remarks))
    for grid in grids:
        read_grid(grid, found)
    if not found.cells:
        raise RefusedError(
            f"{path.name} holds no chart; nothing was read. A chart is a table whose first column "
            "names the cases and whose first row the themes."
        )
    return MatrixDraft(path.stem, tuple(found.cells), tuple(found.remarks))


def _sheets(data: bytes, file: str) -> list[Grid]:
    """Give the sheets of a workbook, or the one table of a csv file."""
    if data.startswith((archive.ZIP, b"\xd0\xcf\x11\xe0")):
        found = tables.sheets(data, file)
        return [
            Grid(f"Sheet {sheet.name}", (sheet.name,), [
                GridRow(line.number, line.values, line.number in sheet.merged)
                for line in sheet.lines
            ])
            for sheet in found if sheet.name.casefold() not in _EVIDENCE or len(found) == 1
        ]  # fmt: skip
    lines, _remarks = tables.rows(data, file)
    return [Grid(file, (Path(file).stem,), [GridRow(line.number, line.values) for line in lines])]
