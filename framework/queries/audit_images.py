"""Ask what rows were before a step of the record, and what it made of them."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from framework.progress import Progress
from framework.queries.audit_concerns import Rows
from framework.schema import recorded_tables
from framework.triggers import image_of

Image = Mapping[str, Any]
Key = tuple[str, int]

# Both are read from the index alone, which is small beside what the changes hold.
_TOUCHED = """
SELECT step_id, table_name, row_id, min(id) AS first, max(id) AS last
FROM change INDEXED BY ix_change_step_id_row
WHERE step_id IN :steps GROUP BY step_id, table_name, row_id
"""
_LATER = """
SELECT step_id, table_name, row_id, min(id) AS first
FROM change INDEXED BY ix_change_step_id_row
WHERE step_id > :after AND (table_name, row_id) IN (
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:keys)
)
GROUP BY step_id, table_name, row_id ORDER BY step_id
"""
_BEFORE = "SELECT id, before FROM change WHERE id IN :ids"
_BATCH = 5_000
_READING = "Reading the record"


class RowChange(NamedTuple):
    """Hold a row before and after a step, None where it was not there; `change` is the last one."""

    table: str
    row_id: int
    before: Image | None
    after: Image | None
    change: int


class StepChanges(NamedTuple):
    """Hold what a step did to rows; `left_out` counts by table those that are not among them."""

    rows: tuple[RowChange, ...]
    left_out: Mapping[str, int]


class _Touch(NamedTuple):
    """Say by which of a step's changes a row was touched first and last."""

    step: int
    table: str
    row_id: int
    first: int
    last: int


class Choice(NamedTuple):
    """Choose among what a step did.

    At `most` so many rows of each step, those of tables `last` behind the others; of rows
    `about`, by table, alone. `progress` is asked whether to go on.
    """

    most: int | None = None
    about: Rows | None = None
    last: Collection[str] = ()
    progress: Progress = Progress()


def changes_of(session: Session, steps: Collection[int], choice: Choice) -> dict[int, StepChanges]:
    """Give what steps did to rows."""
    chosen, left_out = _chosen(session, steps, choice)
    later = _later(session, chosen, choice.progress)
    wanted = {touch.first for touch in chosen} | {change for change in later.values() if change}
    ask = choice.progress
    befores = _befores(session, wanted, ask)
    standing = _standing(session, {(t.table, t.row_id) for t in chosen if not later[t]}, ask)
    rows: dict[int, list[RowChange]] = {step: [] for step in steps}
    for touch in ask.through(chosen, _READING):
        key, follows = (touch.table, touch.row_id), later[touch]
        after = befores[follows] if follows else standing.get(key)
        before = befores[touch.first]
        if before is not None or after is not None:
            rows[touch.step].append(RowChange(*key, before, after, touch.last))
    return {step: StepChanges(tuple(rows[step]), left_out.get(step, {})) for step in steps}


def _chosen(
    session: Session, steps: Collection[int], choice: Choice
) -> tuple[list[_Touch], dict[int, dict[str, int]]]:
    """Give the rows that steps touched in the order in which they did, and count the others."""
    touched = _asked(session, _TOUCHED, "steps", sorted(steps), choice.progress)
    found = [_Touch(*row) for row in touched]
    about = choice.about
    if about is not None:
        found = [touch for touch in found if touch.row_id in about.get(touch.table, ())]
    found.sort(key=lambda touch: (touch.step, touch.table in choice.last, touch.first))
    counts: dict[int, int] = {}
    left_out: dict[int, dict[str, int]] = {}
    chosen = []
    for touch in choice.progress.through(found, _READING):
        counts[touch.step] = counts.get(touch.step, 0) + 1
        if choice.most is None or counts[touch.step] <= choice.most:
            chosen.append(touch)
        else:
            others = left_out.setdefault(touch.step, {})
            others[touch.table] = others.get(touch.table, 0) + 1
    return chosen, left_out


def _later(
    session: Session, chosen: Sequence[_Touch], progress: Progress
) -> dict[_Touch, int | None]:
    """Give the change that touched each row next, after the step; None where none did."""
    if not chosen:
        return {}
    keys = sorted({(touch.table, touch.row_id) for touch in chosen})
    values = {"after": min(touch.step for touch in chosen), "keys": json.dumps(keys)}
    following: dict[Key, list[tuple[int, int]]] = {}
    rows = session.execute(text(_LATER), values).tuples()
    for step, table, row_id, first in progress.through(rows, _READING):
        following.setdefault((table, row_id), []).append((step, first))
    return {
        touch: next(
            (first for step, first in following.get((touch.table, touch.row_id), ())
             if step > touch.step), None,
        )
        for touch in progress.through(chosen, _READING)
    }  # fmt: skip


def _befores(
    session: Session, changes: Collection[int], progress: Progress
) -> dict[int, Image | None]:
    """Read what changes say that rows were before."""
    rows = _asked(session, _BEFORE, "ids", sorted(changes), progress)
    return {change: json.loads(before) if before else None for change, before in rows}


def _standing(session: Session, keys: Collection[Key], progress: Progress) -> dict[Key, Image]:
    """Read rows as they stand."""
    wanted: dict[str, list[int]] = {}
    for table, row_id in keys:
        wanted.setdefault(table, []).append(row_id)
    found = {}
    for mapped in recorded_tables():
        statement = f"SELECT id, {image_of(mapped)} FROM {mapped.name} WHERE id IN :ids"
        ids = sorted(wanted.get(mapped.name, ()))
        for row_id, image in _asked(session, statement, "ids", ids, progress):
            found[mapped.name, row_id] = json.loads(image)
    return found


def _asked(
    session: Session, statement: str, name: str, values: Sequence[int], progress: Progress
) -> list[tuple[Any, ...]]:
    """Ask for many values, some at a time."""
    asked = text(statement).bindparams(bindparam(name, expanding=True))
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(values), _BATCH):
        progress.at(0, 1, _READING)
        some = {name: values[start : start + _BATCH]}
        found += [tuple(row) for row in session.execute(asked, some)]
    return found
