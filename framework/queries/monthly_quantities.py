"""Sum up by month what delivery tables count month by month, such as page views."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from framework.queries.cases import CaseRow, list_cases
from framework.queries.delivery import TableRow, list_tables
from framework.queries.delivery_rows import SortedRows
from framework.queries.indicators import DefinitionRow, is_among, list_definitions

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?")
_LONG = len("2021-06")


class Amount(NamedTuple):
    """Give a sum, and the numbers of the rows behind it."""

    total: float
    rows: tuple[int, ...]


class Quantity(NamedTuple):
    """Give an indicator's sums by site and month (`2021-06`); under None those of no known site."""

    indicator_id: int
    label: str
    unit: str
    amounts: Mapping[int | None, Mapping[str, Amount]]


def monthly_quantities(
    session: Session, table: str = "", keys: Sequence[str] = ()
) -> list[Quantity]:
    """Sum up what is added, where the rows of a table are each about a month.

    They are where a column holds a month in every row, or a date where the table's rows are said
    to be about months. `table` and `keys` keep only what is of that table, and these indicators.
    """
    tables = {row.name: row for row in list_tables(session)}
    wanted = [
        row for row in list_definitions(session)
        if row.measure == "sum" and (not table or row.table == table)
        and (not keys or row.key in keys) and row.table in tables
    ]  # fmt: skip
    cases = list_cases(session) if wanted else []
    found = []
    for name in dict.fromkeys(row.table for row in wanted):
        rows = SortedRows(session, tables[name], cases)
        months = _months(tables[name], rows)
        if months is not None:
            here = [row for row in wanted if row.table == name]
            found += [_quantity(row, rows, months, cases) for row in here]
    return found


def _months(table: TableRow, rows: SortedRows) -> list[str] | None:
    """Give the month of each row, or None where rows are not about months."""
    dated = [name for name, kind in table.columns if kind == "date" and table.level == "site-month"]
    for name in (*(name for name, kind in table.columns if kind == "text"), *dated):
        column = rows.columns[name]
        texts = [text.strip() for text in column.texts]
        if any(texts) and all(_MONTH.fullmatch(text) for text in texts if text):
            return [texts[code][:_LONG] for code in column.codes]
    return None


def _quantity(
    row: DefinitionRow, rows: SortedRows, months: Sequence[str], cases: Sequence[CaseRow]
) -> Quantity:
    """Sum one indicator up."""
    draft = row.definition
    kept: set[int | None] = {case.id for case in cases if is_among(case, draft)}
    if not draft.among:
        kept.add(None)
    amounts: dict[int | None, dict[str, Amount]] = {}
    for case_id, numbers in rows.where(draft.where).items():
        if case_id not in kept:
            continue
        read = rows.read(draft, numbers, case_id).readings
        held = amounts.setdefault(case_id, {})
        for n, value in zip(read.rows, read.values, strict=False):
            month = months[n - 1]
            if month and value is not None:
                before = held.get(month, Amount(0, ()))
                held[month] = Amount(before.total + value, (*before.rows, n))
    return Quantity(row.id, row.label, draft.unit, amounts)
