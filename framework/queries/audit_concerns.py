"""Ask which steps of the record concern a theme, a transcript or a case."""

import json
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from sqlalchemy import text
from sqlalchemy.orm import Session

from framework.schema import recorded_tables

Kind = Literal["theme", "transcript", "study_case"]
Rows: TypeAlias = Mapping[str, AbstractSet[int]]

_ROWS = """
SELECT id FROM {table} WHERE "{column}" IN (SELECT value FROM json_each(:ids))
UNION
SELECT row_id FROM change WHERE table_name = '{table}'
    AND json_extract(before, '$.{column}') IN (SELECT value FROM json_each(:ids))
"""
_POINTED = """
SELECT "{column}" FROM {table} WHERE id IN (SELECT value FROM json_each(:ids))
UNION
SELECT json_extract(before, '$.{column}') FROM change WHERE table_name = '{table}'
    AND row_id IN (SELECT value FROM json_each(:ids)) AND before IS NOT NULL
"""
_BINDING = {"citation", "cell_reference", "figure_reference"}
_TEXTS = {"cell", "own_cell", "synthesis", "joint_row"}
_SPOKEN = """
SELECT DISTINCT transcript_id FROM attribution WHERE case_id IN (SELECT value FROM json_each(:ids))
"""
_STEPS = """
SELECT DISTINCT step_id FROM change INDEXED BY ix_change_step_id_row
WHERE table_name = :table AND row_id IN (SELECT value FROM json_each(:ids))
"""
_NAMES = """
SELECT id, {number}, name, 1 FROM {table}
UNION ALL
SELECT row_id, {was}, json_extract(before, '$.name'), 0 FROM change
WHERE table_name = '{table}' AND op = 'D' AND row_id NOT IN (SELECT id FROM {table})
GROUP BY row_id HAVING id = max(id)
"""


class Link(NamedTuple):
    """Say that rows of a table point by a column to rows of another."""

    table: str
    column: str
    to: str


class Nameable(NamedTuple):
    """Name a row that can be asked about; `there` tells that it has not been removed.

    `called` is what it is asked by: a theme's number, or the name.
    """

    id: int
    name: str
    there: bool
    called: str


def nameable(session: Session, kind: Kind) -> list[Nameable]:
    """List the themes, transcripts or cases of the record, also those that were removed."""
    number, was = "''", "''"
    if kind == "theme":
        number, was = "number", "json_extract(before, '$.number')"
    sql = _NAMES.format(table=kind, number=number, was=was)
    found = [
        Nameable(row_id, f"{number} {name}".strip(), bool(there), number or name)
        for row_id, number, name, there in session.execute(text(sql)).tuples()
    ]
    return sorted(found, key=lambda row: (not row.there, row.name.casefold(), row.id))


def concerning(session: Session, kind: Kind, ids: Collection[int]) -> Rows:
    """Give these rows and those that belong or belonged to one of them, by table.

    A theme is asked about with all below it. A case is asked about with the codings of the
    transcripts in which something is said for it. Texts that cite what is asked about belong to it.
    """
    rows = _closure(session, {kind: set(ids)})
    if kind == "study_case":
        spoken = set(session.scalars(text(_SPOKEN), {"ids": json.dumps(sorted(ids))}))
        codings = _pointing(session, Link("coding", "transcript_id", "transcript"), spoken)
        rows["coding"] = rows.get("coding", set()) | codings
    rows["past_export"] = _exports_of(session, kind, ids)
    for link in _links():
        if link.table in _BINDING and link.to in _TEXTS:
            rows[link.to] = rows.get(link.to, set()) | _pointed(session, link, rows)
    return rows


def steps_touching(session: Session, rows: Rows) -> set[int]:
    """Give the steps that touched these rows."""
    found: set[int] = set()
    for table, ids in rows.items():
        values = {"table": table, "ids": json.dumps(sorted(ids))}
        found.update(session.scalars(text(_STEPS), values))
    return found


def _closure(session: Session, rows: Rows) -> dict[str, set[int]]:
    """Add the rows that point to rows, and those that point to them."""
    found = {table: set(ids) for table, ids in rows.items()}
    fresh = dict(found)
    while fresh:
        came: dict[str, set[int]] = {}
        for link in _links():
            if fresh.get(link.to):
                new = _pointing(session, link, fresh[link.to]) - found.get(link.table, set())
                came.setdefault(link.table, set()).update(new)
        fresh = {table: ids for table, ids in came.items() if ids}
        for table, ids in fresh.items():
            found.setdefault(table, set()).update(ids)
    return found


def _pointing(session: Session, link: Link, ids: Collection[int]) -> set[int]:
    """Give the rows that point to these, now or at some time."""
    sql = _ROWS.format(table=link.table, column=link.column)
    return set(session.scalars(text(sql), {"ids": json.dumps(sorted(ids))}))


def _pointed(session: Session, link: Link, rows: Rows) -> set[int]:
    """Give the texts in which rows that bind something stand, or stood."""
    sql = _POINTED.format(table=link.table, column=link.column)
    values = {"ids": json.dumps(sorted(rows.get(link.table, ())))}
    return {row_id for row_id in session.scalars(text(sql), values) if row_id is not None}


@cache
def _links() -> tuple[Link, ...]:
    """List how recorded tables point to each other."""
    return tuple(_all_links())


def _all_links() -> Iterator[Link]:
    """Go through the foreign keys, but for those that say who did something."""
    names = {table.name for table in recorded_tables()}
    for table in recorded_tables():
        for column in table.columns:
            for key in column.foreign_keys:
                to = key.column.table.name
                if to in names and to != "coder":
                    yield Link(table.name, column.name, to)


def _exports_of(session: Session, kind: Kind, ids: Collection[int]) -> set[int]:
    """Give the notes of exports that hold words of a case or a transcript."""
    held = {"study_case": "cases", "transcript": "transcripts"}.get(kind)
    if held is None:
        return set()
    sql = (
        "SELECT e.id FROM past_export e, json_each(e.used, :path) u "
        f"WHERE u.value IN (SELECT guid FROM {kind} WHERE id IN "
        "(SELECT value FROM json_each(:ids)))"
    )
    values = {"path": f"$.{held}", "ids": json.dumps(sorted(ids))}
    return set(session.scalars(text(sql), values))
