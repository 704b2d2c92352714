"""Keep of a practice matrix the figures and themes that were ticked."""

from collections.abc import Collection
from dataclasses import replace

from exports.report import Block, Column, Entry, Evidence, Report, Table

DELIVERY = "Delivery"


def chosen(report: Report, labels: Collection[str], themes: Collection[str]) -> Report:
    """Keep the columns of these indicators' labels and these themes' numbers.

    Passages stay where a summary that is kept cites them; a table of which only the sites would
    be left is dropped.
    """
    blocks: list[Block] = []
    for block in report.blocks:
        if isinstance(block, Table):
            table = _columns(block, labels, themes)
            if len(table.columns) > 1:
                blocks.append(table)
        elif isinstance(block, Evidence):
            entries = tuple(entry for entry in block.entries if _cited(entry, themes))
            blocks.append(Evidence(entries))
        else:
            blocks.append(block)
    return replace(report, blocks=tuple(blocks))


def _columns(table: Table, labels: Collection[str], themes: Collection[str]) -> Table:
    """Keep some columns of a table, which share out its width."""
    kept = [
        at for at, column in enumerate(table.columns) if at == 0 or _wanted(column, labels, themes)
    ]
    if len(kept) == len(table.columns):
        return table
    whole = sum(column.width for column in table.columns)
    left = sum(table.columns[at].width for at in kept)
    columns = (table.columns[at] for at in kept)
    return replace(
        table,
        columns=tuple(column._replace(width=column.width * whole / left) for column in columns),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
    )


def _wanted(column: Column, labels: Collection[str], themes: Collection[str]) -> bool:
    """Tell whether a column was ticked."""
    if column.group == DELIVERY:
        return column.head in labels
    return column.head.partition(" ")[0] in themes


def _cited(entry: Entry, themes: Collection[str]) -> bool:
    """Tell whether a summary under a ticked theme cites a passage."""
    numbers = (span.text.rpartition(" × ")[2] for span in entry.cited)
    return any(number.partition(".")[0] in themes or number in themes for number in numbers)
