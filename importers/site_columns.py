"""Make the column that names the site, where names of sheets or labels of codes alone tell it."""

import re
from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any

from importers.delivery_sheets import Sheet
from importers.tables import fold

SHEET = "sheet"
_COPY = re.compile(r" \(\d+\)$|^(?:copy of|kopie von|copie de) ", re.IGNORECASE)
_FEWEST, _SHOWN = 2, 8


def together(sheets: Sequence[Sheet], naming: Collection[str]) -> tuple[Sheet, ...]:
    """Join the sheets that have the columns of the first, none of which is `naming` a site.

    Hidden sheets, further tables of a sheet and copies of one another stay apart.
    """
    first = sheets[0]
    folded = {fold(column) for column in first.columns}
    alike = [
        one for one in sheets
        if one.whole and one.columns == first.columns and not _COPY.search(one.name)
    ]  # fmt: skip
    if len(alike) < _FEWEST or folded & {SHEET, *naming}:
        return tuple(sheets)
    rest = [one for one in sheets if one not in alike]
    return (_joined(alike), *rest)


def _joined(sheets: Sequence[Sheet]) -> Sheet:
    """Make one table of sheets, with a column for their names."""
    shown = ", ".join(one.name for one in sheets[:_SHOWN]) + " …" * (len(sheets) > _SHOWN)
    said = (
        f"The sheets {shown} have the same columns and none that names the site; they are read as "
        f"one table, in which the column “{SHEET}” has their names."
    )
    told = [f"{one.name}: {remark}" for one in sheets for remark in one.remarks]
    return sheets[0]._replace(
        name="",
        columns=(SHEET, *sheets[0].columns),
        rows=_named(sheets, [one.rows for one in sheets]),
        apart=_named(sheets, [one.apart for one in sheets]),
        remarks=(said, *told),
    )


def _named(sheets: Sequence[Sheet], rows: Sequence[Any]) -> tuple[tuple[str, ...], ...]:
    """Put the name of its sheet before each row."""
    return tuple(chain.from_iterable(
        ((sheet.name, *row) for row in held) for sheet, held in zip(sheets, rows, strict=True)
    ))  # fmt: skip


def label_of(column: str) -> str:
    """Name the column that has the labels of a column of codes."""
    return f"{column} label"


def with_labels_of(sheet: Sheet, naming: Collection[str]) -> Sheet:
    """Add a column of labels, where the one that is `naming` the site has codes with labels."""
    labelled = {column for column, reading in sheet.readings if reading.labels}
    column = next((one for one in sheet.columns if one in labelled and fold(one) in naming), "")
    if not column or label_of(column) in sheet.columns:
        return sheet
    at, labels = sheet.columns.index(column), dict(sheet.readings)[column].labels
    said = f"“{column}” holds codes; the column “{label_of(column)}” has their labels."
    return sheet._replace(
        columns=(*sheet.columns, label_of(column)),
        rows=tuple((*row, labels.get(row[at], row[at])) for row in sheet.rows),
        remarks=(*sheet.remarks, said),
    )
