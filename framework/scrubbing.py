"""Take words out of a study for good: out of its rows, its record, its search, its very file.

Within a step of kind "final" the rows are written anew, and then the record of all steps, so that
nothing tells what they were. Once that step is saved, `press` leaves no page of the file behind
that held them.
"""

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from sqlalchemy import String, Table, bindparam, select, text, update
from sqlalchemy.orm import Session

from framework import chain, engine
from framework.errors import StudyFileError
from framework.schema import recorded_tables
from framework.study import Study

_CODED = {
    "guid", "token", "kind", "state", "created", "changed", "day", "layout", "number", "rule",
    "role", "form", "key", "template", "construct", "example", "merged_into", "split_from",
    "rating", "sha256", "used", "fit", "places",
}  # fmt: skip
_BATCH = 2_000
_WRITTEN = "changes written anew"

Image = Mapping[str, Any]
Rewrite = Callable[[str, Image, str, str], str]
"""Give what a text shall be: of a table, in a row, in a column, as it is."""


class Text(NamedTuple):
    """Name a text of a recorded row: its table, the row's id, the column, what it says."""

    table: str
    row: Image
    column: str
    text: str


@cache
def written_columns() -> Mapping[str, tuple[str, ...]]:
    """Name the columns of each recorded table that hold words of people."""
    return {
        table.name: tuple(
            column.name
            for column in table.columns
            if isinstance(column.type, String) and column.name not in _CODED
        )
        for table in recorded_tables()
    }


def overwriting(session: Session) -> None:
    """Let what is removed from now on be overwritten in the file, not only given free."""
    session.connection().exec_driver_sql("PRAGMA secure_delete=ON")


def texts(session: Session) -> Iterator[Text]:
    """Go through every text of the recorded rows as they stand."""
    for table in recorded_tables():
        columns = written_columns()[table.name]
        if columns:
            for row in _rows(session, table):
                for column in columns:
                    if row[column]:
                        yield Text(table.name, row, column, row[column])


def rewrite_rows(session: Session, rewrite: Rewrite) -> int:
    """Write the texts of all recorded rows anew, within a step; return how many rows changed."""
    changed = 0
    session.flush()
    for table in recorded_tables():
        columns = written_columns()[table.name]
        for row in _rows(session, table) if columns else ():
            after = _rewritten(table.name, row, rewrite)
            if after:
                session.execute(update(table).where(table.c.id == row["id"]).values(after))
                changed += 1
    session.expire_all()
    return changed


def rewrite_record(
    session: Session,
    rewrite: Rewrite,
    label: Callable[[str], str],
    reason: str,
    documents: Iterable[int] = (),
) -> None:
    """Write anew what the record says that rows were, and the labels of steps.

    `documents` are the frozen texts that were changed. The steps concerned say `reason`.
    """
    session.flush()
    last = 0
    while rows := _changes_after(session, last):
        last = rows[-1][0]
        found = list[dict[str, object]]()
        for change_id, table, before in rows:
            image = json.loads(before)
            after = _rewritten(table, image, rewrite)
            if after:
                whole = json.dumps({**image, **after}, ensure_ascii=False)
                found.append({"id": change_id, "before": whole})
        write_record(session, found)
    chain.note_removed(session, session.info.pop(_WRITTEN, ()), reason, documents)
    _relabel(session, label, reason)


def write_record(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    """Write anew what rows were before some changes (`id`, `before`), and remember which."""
    if rows:
        session.execute(text("UPDATE change SET before = :before WHERE id = :id"), rows)
        session.info.setdefault(_WRITTEN, []).extend(row["id"] for row in rows)


def note_changes_of(session: Session, table: str, ids: Collection[int], reason: str) -> None:
    """Say on every step that touched these rows of a table why what it did is there no more."""
    statement = text("SELECT id FROM change WHERE table_name = :table AND row_id IN :ids")
    ready = statement.bindparams(bindparam("ids", expanding=True))
    changes = session.execute(ready, {"table": table, "ids": sorted(ids)}).scalars().all()
    chain.note_removed(session, changes, reason)


def rebuild_search(session: Session) -> None:
    """Index every text anew, so that the index holds no word that is not there any more."""
    connection = session.connection()
    for name in ("paragraph_search", *(name for name, _table, _column in engine.SEARCHED)):
        connection.exec_driver_sql(f"DROP TABLE {name}")
    engine.create_search_tables(connection)
    for name, table, column in engine.SEARCHED:
        connection.exec_driver_sql(
            f"INSERT INTO {name} (rowid, body) SELECT id, {column} FROM {table}"  # noqa: S608 - our own names
        )
    _index_paragraphs(session)


def press(study: Study) -> bool:
    """Write the file anew, so that it holds nothing but its rows; return whether that was done.

    It is not done while somebody else reads or writes the study, nor where the disk refuses.
    """
    try:
        return _pressed(study.path)
    except (*engine.OPERATIONAL, StudyFileError):
        return False


def _pressed(path: Path) -> bool:
    """Write a file anew; tell whether its log was emptied too."""
    fresh = engine.writer(path)
    try:
        with closing(fresh.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            for command in ("PRAGMA temp_store=MEMORY", "PRAGMA secure_delete=ON", "VACUUM"):
                cursor.execute(command)
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not (cursor.fetchone() or (0,))[0]
    finally:
        fresh.dispose()


def holds_in_file(original: bytes, names: Iterable[str]) -> bool:
    """Tell whether a file holds any of these names, also within its parts where it is an archive.

    A file of which that cannot be told, such as a PDF or a broken archive, is said to hold them.
    """
    if not original or original.startswith(b"%PDF"):
        return bool(original)
    members = [original]
    if original.startswith(b"PK"):
        try:
            with ZipFile(BytesIO(original)) as archive:
                members += [archive.read(name) for name in archive.namelist()]
        except (BadZipFile, zlib.error, NotImplementedError, RuntimeError):
            return True
    codes = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")
    wanted = {name.encode(code, "ignore") for name in names for code in codes} - {b""}
    return any(name in member for name in wanted for member in members)


def in_json(value: str, rewrite: Callable[[str], str]) -> str:
    """Rewrite a text, or where it is a JSON array or object, every text in it."""
    if value[:1] not in {"[", "{"}:
        return rewrite(value)
    try:
        held = json.loads(value)
    except ValueError:
        return rewrite(value)
    after = _within(held, rewrite)
    return value if after == held else json.dumps(after, ensure_ascii=False)


def _within(held: object, rewrite: Callable[[str], str]) -> object:
    """Rewrite every text in a value that was read from JSON."""
    if isinstance(held, str):
        return rewrite(held)
    if isinstance(held, list):
        return [_within(part, rewrite) for part in held]
    if isinstance(held, dict):
        return {rewrite(name): _within(part, rewrite) for name, part in held.items()}
    return held


def _rows(session: Session, table: Table) -> list[Image]:
    """Read the rows of a table as they stand."""
    return [dict(row) for row in session.execute(select(table)).mappings()]


def _rewritten(table: str, row: Image, rewrite: Rewrite) -> dict[str, str]:
    """Give the columns of a row that read otherwise, with what they shall say."""
    found = {}
    for column in written_columns().get(table, ()):
        before = row.get(column)
        if before:
            after = rewrite(table, row, column, before)
            if after != before:
                found[column] = after
    return found


def _changes_after(session: Session, last: int) -> list[tuple[int, str, str]]:
    """Read the next changes that say what a row was."""
    rows = session.execute(
        text(
            "SELECT id, table_name, before FROM change WHERE id > :last AND before IS NOT NULL "
            "ORDER BY id LIMIT :some"
        ),
        {"last": last, "some": _BATCH},
    )
    return list(rows.tuples())


def _relabel(session: Session, label: Callable[[str], str], reason: str) -> None:
    """Write the labels of steps anew; a step says why its own was changed."""
    rows = session.execute(text("SELECT id, label FROM step")).tuples().all()
    found = [
        {"id": step_id, "label": after, "reason": reason}
        for step_id, before in rows
        if (after := label(before)) != before
    ]
    if found:
        statement = "UPDATE step SET label = :label, removed = :reason WHERE id = :id"
        session.execute(text(statement), found)


def _index_paragraphs(session: Session) -> None:
    """Index the paragraphs of transcripts, one document after another."""
    connection = session.connection()
    for document_id, body in connection.exec_driver_sql("SELECT id, text FROM document"):
        statement = 'SELECT id, start, "end" FROM paragraph WHERE document_id = ?'
        rows = connection.exec_driver_sql(statement, (document_id,)).tuples()
        indexed = [(row_id, body[start:end]) for row_id, start, end in rows]
        if indexed:
            connection.exec_driver_sql(
                "INSERT INTO paragraph_search (rowid, body) VALUES (?, ?)", indexed
            )
