"""Keep the record of changes: what a step did, how it is reverted, what undo would do next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal, NamedTuple

from sqlalchemy import Column, ColumnElement, Table, func, insert, select, text
from sqlalchemy.orm import Session

from framework import chain
from framework.schema import Change, Step, recorded_tables


@dataclass(frozen=True)
class Touched:
    """Name the rows of one table that a step added, updated and removed, by id."""

    added: frozenset[int] = frozenset()
    updated: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Changes:
    """Say what a step did; `source` is whoever asked for it, so that they can ignore their own."""

    step: int
    label: str
    source: object | None = None
    touched: dict[str, Touched] = field(default_factory=dict)

    def tables(self) -> set[str]:
        """Name the tables that were touched."""
        return set(self.touched)


class Heads(NamedTuple):
    """Point to the steps that undo and redo would revert."""

    undo: int | None
    redo: int | None


class Run(NamedTuple):
    """Mark consecutive changes of one kind to one table, by the ids of the changes."""

    table: str
    op: str
    first: int
    last: int


def heads(session: Session) -> Heads:
    """Tell what undo and redo would revert now."""
    row = session.execute(
        select(Step.undo_head, Step.redo_head).order_by(Step.id.desc()).limit(1)
    ).first()
    return Heads(row.undo_head, row.redo_head) if row else Heads(None, None)


def label_of(session: Session, step_id: int | None) -> str | None:
    """Name a step."""
    return session.scalar(select(Step.label).where(Step.id == step_id)) if step_id else None


StepKind = Literal["do", "beside", "final"]


def begin_lasting(session: Session, label: str, coder: str, at: str, kind: StepKind) -> int:
    """Open a step that undo does not take back; return its id.

    One that stands "beside" leaves what can be undone and redone as it was. After a "final" one
    nothing before it can be undone.
    """
    now = heads(session)
    step_id = _add_step(session, label=label, coder=coder, at=at, kind=kind, merge=None, below=None)
    _set_heads(session, step_id, now if kind == "beside" else Heads(None, None))
    return step_id


def begin_step(session: Session, label: str, coder: str, at: str, merge: str | None) -> int:
    """Open a new step on top of the undo stack, or go on with the last one of the same merge key.

    Return its id. Whatever could be redone before is no longer offered.
    """
    now = heads(session)
    last = session.get(Step, now.undo) if now.undo else None
    newest = session.scalar(select(func.max(Step.id)))
    if merge and last and last.id == newest and (last.merge, last.coder) == (merge, coder):
        return last.id
    step_id = _add_step(
        session, label=label, coder=coder, at=at, kind="do", merge=merge, below=now.undo
    )
    _set_heads(session, step_id, Heads(step_id, None))
    return step_id


def end_step(session: Session, step_id: int) -> bool:
    """Chain a step to the one before it, or drop it where it changed nothing; say which."""
    if session.scalar(select(Change.id).where(Change.step_id == step_id).limit(1)):
        chain.seal(session, step_id)
        return True
    session.execute(text("DELETE FROM step WHERE id = :id"), {"id": step_id})
    return False


def begin_revert(
    session: Session, kind: Literal["undo", "redo"], coder: str, at: str
) -> tuple[int, int] | None:
    """Open the step that undoes or redoes; return its id and the id of the step to revert.

    An undoing step lies on the redo stack, a redoing one on the undo stack. None when there is
    nothing to revert.
    """
    now = heads(session)
    head, other = (now.undo, now.redo) if kind == "undo" else (now.redo, now.undo)
    target = session.get(Step, head) if head else None
    if target is None:
        return None
    step_id = _add_step(session, label=target.label, coder=coder, at=at, kind=kind, merge=None,
                        below=other, reverts=target.id)  # fmt: skip
    after = Heads(target.below, step_id) if kind == "undo" else Heads(step_id, target.below)
    _set_heads(session, step_id, after)
    return step_id, target.id


def _add_step(session: Session, **values: object) -> int:
    """Write a step's row and return its id."""
    result = session.execute(insert(Step).values(**values).returning(Step.id))
    return int(result.scalar_one())


def _set_heads(session: Session, step_id: int, now: Heads) -> None:
    """Note on a step what can be undone and redone after it."""
    session.execute(
        text("UPDATE step SET undo_head = :undo, redo_head = :redo WHERE id = :id"),
        {"undo": now.undo, "redo": now.redo, "id": step_id},
    )


def revert(session: Session, step_id: int) -> None:
    """Put every row that a step touched back as it was, last change first, in batches."""
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    tables = {table.name: table for table in recorded_tables()}
    for run in _runs_backwards(session, step_id):
        _revert_run(session, step_id, run, tables[run.table])


def _runs_backwards(session: Session, step_id: int) -> list[Run]:
    """List a step's changes as runs of one kind, last run first."""
    rows = session.execute(
        select(Change.id, Change.table_name, Change.op)
        .where(Change.step_id == step_id)
        .order_by(Change.id.desc())
    )
    runs = []
    for (table, op), group in groupby(rows, key=lambda row: (row.table_name, row.op)):
        ids = [row.id for row in group]
        runs.append(Run(table, op, ids[-1], ids[0]))
    return runs


def _revert_run(session: Session, step_id: int, run: Run, table: Table) -> None:
    """Revert one run with one statement."""
    columns = [column.name for column in table.columns]
    bounds = {"step": step_id, "first": run.first, "last": run.last}
    within = (
        f"step_id = :step AND table_name = '{run.table}' AND op = '{run.op}' "
        "AND id BETWEEN :first AND :last"
    )
    values = ", ".join(_value_before(column) for column in table.columns)
    names = ", ".join(f'"{name}"' for name in columns)
    if run.op == "I":
        statement = (
            f"DELETE FROM {run.table} WHERE id IN (SELECT row_id FROM change WHERE {within})"
        )
    elif run.op == "D":
        statement = (
            f"INSERT INTO {run.table} ({names}) SELECT {values} FROM change "
            f"WHERE {within} ORDER BY id DESC"
        )
    else:
        sets = ", ".join(
            f'"{column.name}" = {_value_before(column, kept=True)}'
            for column in table.columns
            if column.name != "id"
        )
        statement = (
            f"UPDATE {run.table} SET {sets} FROM (SELECT row_id, before, min(id) "
            f"FROM change WHERE {within} GROUP BY row_id) AS was "
            f"WHERE {run.table}.id = was.row_id"
        )
    session.execute(text(statement), bounds)


def _value_before(column: Column[Any], *, kept: bool = False) -> str:
    """Write the value that a column had before a change.

    A change recorded before the column came into the file format does not tell; then the value
    is `kept` as it stands, or is what new rows begin with.
    """
    told = f"json_extract(before, '$.{column.name}')"
    if "since" not in column.info:
        return told
    begins = getattr(column.server_default, "arg", None)
    instead = f'{column.table.name}."{column.name}"' if kept else "NULL"
    if not kept and begins is not None:
        instead = f"'{begins}'"
    return f"iif(json_type(before, '$.{column.name}') IS NULL, {instead}, {told})"


def touched_by(session: Session, step_id: int, after: int = 0) -> dict[str, Touched]:
    """Gather which rows a step touched, in changes later than the change `after`."""
    return _touched(session, Change.step_id == step_id, Change.id > after)


def latest_change(session: Session) -> int:
    """Give the id of the latest change of the record, 0 where there is none."""
    return session.scalar(select(func.max(Change.id))) or 0


def latest_step(session: Session) -> tuple[int, str]:
    """Give the latest step and its label."""
    latest = select(Step.id, Step.label).order_by(Step.id.desc()).limit(1)
    return session.execute(latest).tuples().one()


def touched_since(session: Session, after: int) -> dict[str, Touched]:
    """Gather which rows were touched, by whichever step, in changes later than that one."""
    return _touched(session, Change.id > after)


def _touched(session: Session, *which: ColumnElement[bool]) -> dict[str, Touched]:
    """Gather which rows these changes touched."""
    rows = session.execute(
        select(Change.table_name, Change.op, Change.row_id).where(*which).order_by(Change.id)
    )
    found: dict[str, dict[int, list[str]]] = {}
    for row in rows:
        found.setdefault(row.table_name, {}).setdefault(row.row_id, []).append(row.op)
    return {table: _sort_out(rows.items()) for table, rows in found.items()}


def _sort_out(rows: Iterable[tuple[int, list[str]]]) -> Touched:
    """Tell what became of each row from what was done to it, in order."""
    added, updated, removed = set(), set(), set()
    for row_id, ops in rows:
        was_there, is_there = ops[0] != "I", ops[-1] != "D"
        if was_there and is_there:
            updated.add(row_id)
        elif is_there:
            added.add(row_id)
        elif was_there:
            removed.add(row_id)
    return Touched(frozenset(added), frozenset(updated), frozenset(removed))
