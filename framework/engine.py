"""Keep all that is SQLite's own: opening, pragmas, tables, what can go wrong."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, Index, create_engine, event, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

from framework import ciphering, heads
from framework.ciphering import Key
from framework.errors import DamagedError, StudyFileError
from framework.progress import Progress
from framework.schema import metadata
from framework.whereabouts import place_of

APPLICATION_ID = 0x43485457  # "CHTW"
FORMAT_VERSION = 4

SEARCHED = (
    ("cell_search", "cell", "text"),
    ("memo_search", "memo", "text"),
    ("synthesis_search", "synthesis", "text"),
    ("correction_search", "correction", "context"),
    ("joint_row_search", "joint_row", "words"),
)

NOT_SAVED = {
    sqlite3.SQLITE_CANTOPEN: "it or one beside it cannot be opened; see that its folder is there",
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again in a moment",
    sqlite3.SQLITE_READONLY: "it or its folder may only be read; ask for the right to write there",
    sqlite3.SQLITE_IOERR: "the disk it lies on failed to answer; see that it is connected",
    sqlite3.SQLITE_FULL: "the disk it lies on is full; make room on it",
}
_MOST_NAMES = 1_000  # tables and indexes; a study has some hundred
_INSTRUCTIONS_AT_ONCE = 50_000  # of SQLite's machine; a few milliseconds
_OURS = re.compile(
    rf"sqlite_\w+|{'|'.join(metadata.tables)}|\w+_search(_(data|idx|content|docsize|config))?"
)

# What SQLite and SQLCipher raise; where damage reaches the words of an error, these are no text.
UNREADABLE = (*ciphering.UNREADABLE, UnicodeDecodeError)
OPERATIONAL = ciphering.OPERATIONAL


def writer(path: Path, key: Key | None = None) -> Engine:
    """Open the one connection that writes; every transaction begins by taking the write lock.

    An empty file is encrypted where a `key` is given; the key of any other is known.
    """
    engine = _engine(path, key or ciphering.key_of(path), poolclass=StaticPool)
    local = place_of(path).kind == "local"

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        _pragmas(connection)
        connection.execute(f"PRAGMA journal_mode={'WAL' if local else 'DELETE'}")
        # a rollback journal that comes back after a power cut would take back what was saved
        connection.execute(f"PRAGMA synchronous={'FULL' if local else 'EXTRA'}")
        connection.execute("PRAGMA recursive_triggers=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if local:
            heads.hold(path)

    return engine


def reader(path: Path) -> Engine:
    """Open connections that can only read, and see one moment of the study each."""
    engine = _engine(path, ciphering.key_of(path), poolclass=QueuePool, pool_size=4)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        _pragmas(connection)
        # there are several readers, and the system keeps the pages of the file for all of them
        connection.execute("PRAGMA cache_size=-8000")
        connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")
        # whoever writes may have begun a log since the last time
        if connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal":
            heads.hold(path)

    return engine


def plain(engine: Engine) -> sqlite3.Connection:
    """Give the connection of a writer itself, outside any step."""
    made: Any = engine.raw_connection().driver_connection
    return cast(sqlite3.Connection, made)


@contextmanager
def saving(path: Path) -> Iterator[None]:
    """Say in a sentence where the disk or another program kept a change from being saved."""
    try:
        yield
    except DatabaseError as error:
        why = why_not(error)
        if why is None and not _is_damage(error):
            raise
        if why is None:
            raise damaged(path) from error
        raise StudyFileError(
            f"{path.name} could not be changed: {why}. The study is as it was."
        ) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Say in a sentence where damage or the disk kept something from being read."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise damaged(path) from error
    except DatabaseError as error:
        if _is_damage(error):
            raise damaged(path) from error
        why = why_not(error)
        wrote = getattr(error.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY
        if why is None or wrote:  # writing where one reads is a fault of the program
            raise
        raise StudyFileError(
            f"{path.name} could not be read: {why}. Nothing was changed."
        ) from error


@contextmanager
def heeding(session: Session, progress: Progress) -> Iterator[None]:
    """Let a long statement of a session end, too, when the person cancels what it is for."""
    connection = cast(sqlite3.Connection, session.connection().connection.driver_connection)
    connection.set_progress_handler(progress.stop.is_set, _INSTRUCTIONS_AT_ONCE)
    try:
        yield
    except DatabaseError as error:
        if str(error.orig) == "interrupted":
            progress.at(0, 1, "")
        raise
    finally:
        connection.set_progress_handler(None, 0)


def unopened(path: Path, error: Exception) -> StudyFileError:
    """Say why a file could not be opened: it is damaged, or the disk or another program is why."""
    why = why_not(error)
    if why is None:
        return DamagedError(
            f"{path.name} is damaged and could not be opened; the file was left as it is. Restore "
            "a copy of it, or rescue what can be read."
        )
    return StudyFileError(f"{path.name} could not be opened: {why}. The study is as it was.")


def why_not(error: Exception) -> str | None:
    """Say what the disk or another program did to cause an error, None where neither did."""
    return NOT_SAVED.get(_code_of(error))


def _code_of(error: Exception) -> int:
    """Give SQLite's number for an error, 0 where it has none."""
    return int(getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)) & 0xFF


def _is_damage(error: DatabaseError) -> bool:
    """Tell whether an error says that the file itself is damaged."""
    said = str(error.orig)
    return _code_of(error) in {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_TOOBIG,
    } or said.startswith(
        ("Could not decode to UTF-8", "vtable constructor failed", "malformed JSON", "invalid fts5")
    )


def damaged(path: Path) -> DamagedError:
    """Say that a file was found to be damaged while it was used."""
    return DamagedError(
        f"{path.name} is damaged: part of it cannot be read. What could be saved is saved; close "
        "it, and restore a copy or rescue what can be read."
    )


def connect(
    path: Path, *, reading: bool = True, timeout: float = 10, key: Key | None = None
) -> sqlite3.Connection:
    """Open a plain connection to a file, past steps and record; by default it can only read.

    An empty file is encrypted where a `key` is given; the key of any other is known.
    """
    connection = ciphering.connect(path, key or ciphering.key_of(path), timeout=timeout)
    connection.execute("PRAGMA trusted_schema=OFF")
    if reading:
        connection.execute("PRAGMA query_only=ON")
    return connection


def _engine(path: Path, key: Key | None, **pool: Any) -> Engine:  # noqa: ANN401 - as SQLAlchemy has it
    """Make an engine for a file that is there, with its key where it has one."""
    url = URL.create("sqlite", database=str(path))
    made: Any = partial(ciphering.connect, path, key, one_thread=False)
    module = ciphering.library() if key else sqlite3
    return create_engine(url, module=module, creator=made, **pool)


def _pragmas(connection: sqlite3.Connection) -> None:
    """Set what every connection needs; `lower` is Python's, as SQLite's own knows ASCII alone."""
    connection.create_function("lower", 1, str.lower, deterministic=True)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA busy_timeout=10000")
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cache_size=-32000")


def create_tables(connection: Connection) -> None:
    """Lay out an empty study file."""
    connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
    connection.execute(text(f"PRAGMA user_version={FORMAT_VERSION}"))
    for statement in _laying_out():
        connection.exec_driver_sql(statement)
    create_search_tables(connection)


@cache
def _laying_out() -> tuple[str, ...]:
    """Write what lays out the mapped tables and their indexes, once in a process."""
    dialect = sqlite.dialect()
    parts: list[CreateTable | CreateIndex] = []
    for table in metadata.sorted_tables:
        parts.append(CreateTable(table))
        parts += [CreateIndex(index) for index in sorted(table.indexes, key=_name_of)]
    return tuple(str(part.compile(dialect=dialect)) for part in parts)


def _name_of(index: Index) -> str:
    """Name an index."""
    return str(index.name)


def create_search_tables(connection: Connection) -> None:
    """Lay out the full-text tables that are not there yet."""
    tokenizer = "unicode61 remove_diacritics 2"
    for name in ("paragraph_search", *(name for name, _table, _column in SEARCHED)):
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5(body, tokenize='{tokenizer}')"
        )


def recognise(path: Path) -> int:
    """Return the format version of a study file; refuse what is no study or too new.

    Raises `ciphering.LockedError` where the passphrase of an encrypted study has to be told.
    """
    if not _is_ours(path):
        raise StudyFileError(f"{path.name} is not a Chartwell study; nothing was opened.")
    version = _asked(path, "PRAGMA user_version")
    if version > FORMAT_VERSION:
        raise StudyFileError(
            f"{path.name} was saved by a newer Chartwell (file format {version}, this program "
            f"reads up to {FORMAT_VERSION}). Nothing was changed; update Chartwell to open it."
        )
    if version < 1:
        raise DamagedError(
            f"{path.name} is damaged: it says that it is of file format {version}, which no "
            "Chartwell has written. The file was left as it is. Restore a copy of it."
        )
    _refuse_foreign_layout(path, version)
    return version


def _is_ours(path: Path) -> bool:
    """Tell whether a file says that Chartwell made it; a plain one is not opened to find out."""
    if not ciphering.is_plain(path):
        return _asked(path, "PRAGMA application_id") == APPLICATION_ID
    return int.from_bytes(heads.head_of(path, 72)[68:], "big") == APPLICATION_ID


def _asked(path: Path, pragma: str) -> int:
    """Ask a file for a number of its head, once what was left unfinished in it is taken back."""
    key = None if ciphering.is_plain(path) else ciphering.needed_key(path)
    connection = ciphering.connect(path, key)
    try:
        return int(connection.execute(pragma).fetchone()[0])
    except UNREADABLE as error:
        raise unopened(path, error) from error
    finally:
        connection.close()


def _refuse_foreign_layout(path: Path, version: int) -> None:
    """Refuse a file that holds more than tables of ours, or lacks some, before it is written to."""
    connection = connect(path)
    try:
        rows = connection.execute("SELECT type, name FROM sqlite_schema").fetchmany(_MOST_NAMES)
        lacking = _lacking(connection) if version == FORMAT_VERSION else []
    except UNREADABLE as error:
        raise unopened(path, error) from error
    finally:
        connection.close()
    foreign = [str(name) for kind, name in rows if kind not in {"table", "index"}]
    if foreign:
        raise StudyFileError(
            "The study file holds commands that do not belong in one "
            f"({', '.join(foreign[:3])}); it was not opened. Restore it from a copy."
        )
    foreign = [name for kind, name in rows if kind == "table" and not _OURS.fullmatch(str(name))]
    if foreign or len(rows) == _MOST_NAMES:
        raise StudyFileError(
            "The study file holds tables that do not belong in one "
            f"({', '.join(foreign[:3])}); it was not opened. Restore it from a copy."
        )
    if lacking:
        raise DamagedError(
            f"{path.name} is damaged: it lacks {', '.join(lacking[:3])}. The file was left as it "
            "is. Restore a copy of it, or rescue what can be read."
        )


def _lacking(connection: sqlite3.Connection) -> list[str]:
    """Name the tables of ours that a file lacks, or that lack columns."""
    found = []
    for name, table in metadata.tables.items():
        there = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
        if not {column.name for column in table.columns} <= there:
            found.append(name.replace("_", " "))
    return found


def fold_into_one_file(path: Path) -> None:
    """Leave a closed study as a single file, without a write-ahead log beside it."""
    # where somebody else has the study open the log is theirs too; a bad disk leaves it as it is
    with (
        suppress(*OPERATIONAL, StudyFileError),
        closing(connect(path, reading=False, timeout=2)) as connection,
    ):
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()
