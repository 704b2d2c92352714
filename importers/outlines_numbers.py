"""Check the numbers of a framework's table, and see where a workbook has changed them."""

import re
from collections.abc import Iterator

from framework.rules.counts import whole
from importers.outline import Node, refused
from importers.outlines_columns import Columns
from importers.tables import Table
from importers.workbooks import Line

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d.*|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    rf"|\d{{1,2}}[- .](?:{_MONTH})[a-z]*(?:[- .]\d{{2,4}})?|(?:{_MONTH})[a-z]*[- .]\d{{2,4}}",
    re.IGNORECASE,
)
_AS_TEXT = "format the column of numbers as text and type the number again"


def refuse_faults(table: Table, columns: Columns, nodes: list[Node]) -> None:
    """Refuse themes without a number, numbers that came twice, and numbers that a workbook lost."""
    loose = {f"row {line.number}" for line, _value in _loose(table, columns)}
    seen: dict[str, str] = {}
    for node in nodes:
        if _DATE.fullmatch(node.number):
            raise refused(
                table.file,
                f"{node.place}: the number of {node.name} has been turned into a date, "
                f"{node.number[:10]}; {_AS_TEXT}.",
            )
        if not node.number:
            raise refused(table.file, f"{node.place}: the theme {node.name} has no number.")
        if node.number in seen and not node.retired:
            raise refused(
                table.file,
                f"{node.place}: the number {node.number} stands already at {seen[node.number]}; "
                "in a workbook, format the column of numbers as text.",
            )
        if not node.retired:
            seen[node.number] = node.place
    _refuse_shortened(table.file, [node for node in nodes if node.place in loose], nodes)


def remarks(table: Table, columns: Columns) -> list[str]:
    """Say where a workbook holds numbers with decimals, since 1.10 cannot be told from 1.1."""
    found = [line.number for line, _value in _loose(table, columns)]
    if not found:
        return []
    where = f"row {found[0]}" if len(found) == 1 else f"{len(found)} rows, first in row {found[0]}"
    return [
        f"The workbook holds theme numbers as figures, not as text, in {where}; a number typed as "
        "1.10 was read as 1.1."
    ]


def _loose(table: Table, columns: Columns) -> Iterator[tuple[Line, str]]:
    """Go through the rows whose number a workbook holds as a figure or a date."""
    if "number" not in columns.roles:
        return
    at = table.header.index(columns.roles["number"])
    for line in table.lines:
        if at in line.loose:
            yield line, line.values[at]


def _refuse_shortened(file: str, figures: list[Node], nodes: list[Node]) -> None:
    """Refuse a figure that goes back in the count: 1.1 after 1.9 was typed as 1.10."""
    highest: dict[str, int] = {}
    suspect = {id(node) for node in figures}
    for node in nodes:
        above, _, last = node.number.rpartition(".")
        here = whole(last)
        if here is None:
            continue
        before = highest.get(above, 0)
        if id(node) in suspect and here < before:
            raise refused(
                file,
                f"{node.place}: the number {node.number} stands after {above}.{before}, as it does "
                f"where a workbook has made {node.number} of {node.number}0; {_AS_TEXT}.",
            )
        highest[above] = max(before, here)
