"""Ask for single deliveries: by component and site, when each was due and done."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from framework.errors import NotFoundError
from framework.queries.cases import CaseRow, list_cases
from framework.queries.delivery import list_tables
from framework.queries.delivery_rows import SortedRows
from framework.queries.indicators import DefinitionRow, is_among, list_definitions
from framework.rules.delivery_events import Event, event
from framework.rules.indicators import written_day
from framework.rules.nothings import LATENESS

DAYS = {"delivered", *LATENESS}


class Component(NamedTuple):
    """Give a part of what is delivered, as indicators name it, with its deliveries by site.

    Under None stand those that belong to no site. A site without any row has an empty list.
    `where` says which rows it is.
    """

    indicator_id: int
    key: str
    name: str
    tolerance: int
    where: Mapping[str, str]
    events: dict[int | None, list[Event]]


class Deliveries(NamedTuple):
    """Give the components of a delivery table, and the sites that it is about, by id."""

    table: str
    components: tuple[Component, ...]
    sites: Mapping[int, CaseRow]


def deliveries(session: Session, table: str = "", keys: Sequence[str] = ()) -> Deliveries:
    """List what a table says of deliveries, by the indicators that tell when they were done.

    Without a name it is the first table that holds dates due. `keys` keeps only the components of
    these indicators. Raise NotFoundError for a table that there is not.
    """
    definitions = [row for row in list_definitions(session) if row.measure in DAYS]
    dated = [row.table for row in definitions if row.measure in LATENESS]
    name = table or next(iter(dated), "")
    tables = {row.name: row for row in list_tables(session)}
    if not name or name not in tables:
        asked = f" “{table}”" if table else " with dates due"
        raise NotFoundError(f"There is no delivery table{asked} in this study.")
    cases = list_cases(session)
    rows = SortedRows(session, tables[name], cases)
    here = [row for row in definitions if row.table == name]
    late = [row.definition for row in reversed(here) if row.measure in LATENESS]
    dues = {draft.column: draft.due for draft in late}
    found = [
        _component(held, rows, cases, dues)
        for held in _by_component(here)
        if not keys or any(row.key in keys for row in held)
    ]
    sites = {case_id for part in found for case_id in part.events}
    return Deliveries(name, tuple(found), {case.id: case for case in cases if case.id in sites})


def name_of(label: str) -> str:
    """Give the name of a component from an indicator's label: without what is measured of it."""
    plain = re.sub(
        r"(?i)(:\s*|,\s*|\s+)(delivered|on time|late|days late|sent|sent on time)$", "", label
    )
    return plain.strip() or label


def _by_component(definitions: Sequence[DefinitionRow]) -> list[list[DefinitionRow]]:
    """Gather the indicators that are about the same days of the same rows."""
    held: dict[tuple[object, ...], list[DefinitionRow]] = {}
    for row in definitions:
        about = (row.definition.column, *sorted(row.definition.where.items()))
        held.setdefault(about, []).append(row)
    return list(held.values())


def _component(
    held: Sequence[DefinitionRow], rows: SortedRows, cases: Sequence[CaseRow],
    dues: Mapping[str, str],
) -> Component:  # fmt: skip
    """Judge the deliveries of one component."""
    late = next((row for row in held if row.measure in LATENESS), held[0])
    draft = late.definition
    by_site = rows.where(draft.where)
    due = draft.due or dues.get(draft.column, "")
    asked = [case for case in cases if is_among(case, draft)]
    shown = [case.id for case in asked if draft.among or case.id in by_site]
    about: list[int | None] = [*shown]
    if not draft.among and None in by_site:
        about.append(None)
    return Component(
        late.id, late.key, name_of(held[0].label), draft.tolerance, draft.where,
        {at: _events(rows, by_site.get(at, ()), due, draft.column, draft.tolerance)
         for at in about},
    )  # fmt: skip


def _events(
    rows: SortedRows, numbers: Sequence[int], due: str, done: str, tolerance: int
) -> list[Event]:
    """Judge the deliveries in some rows."""
    held = rows.columns[done]
    ends = held.values(numbers, written_day)
    begun = rows.columns[due].values(numbers, written_day) if due else [None] * len(numbers)
    codes = [held.nothing.get(held.codes[row], "") for row in numbers]
    if due:
        dues = rows.columns[due]
        codes = [
            said or (code if (code := dues.nothing.get(dues.codes[row], "")) != "missing" else "")
            for said, row in zip(codes, numbers, strict=True)
        ]
    return [
        event(row + 1, first, last, tolerance, code, rows.today)
        for row, first, last, code in zip(numbers, begun, ends, codes, strict=True)
    ]
