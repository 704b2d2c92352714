"""Carry everything that can still be read of a damaged study to a new file."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

from sqlalchemy import Table
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from framework import chain, ciphering, engine, heads
from framework.ciphering import Key
from framework.errors import DamagedError, RefusedError, StudyFileError
from framework.progress import Progress
from framework.rescued_links import mend
from framework.schema import metadata, new_guid
from framework.whereabouts import refuse_nothing

_CHUNK = 1_000  # ids read at a time, before a damaged page is narrowed down
_MOST = 1 << 24  # ids that are tried where the file does not say how many there were
_PAGE = 4096
_INNER = 5
_EMPTY_LEAF = b"\x0d\x00\x00\x00\x00\x10\x00\x00" + bytes(_PAGE - 8)
_MAGIC = b"SQLite format 3\0"
_SOON = 100  # file formats to come


class Carried(NamedTuple):
    """Say how many rows of a table were carried over and how many are known to be lost."""

    table: str
    rows: int
    lost: int


class Rescued(NamedTuple):
    """Say what was carried over, what had to go with what was lost, and what is still amiss."""

    path: Path
    tables: tuple[Carried, ...]
    dropped: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def lost(self) -> int:
        """Count the rows that are known to be lost."""
        return sum(table.lost for table in self.tables)

    def words(self) -> str:
        """Say in sentences what came of it."""
        kept = sum(table.rows for table in self.tables)
        missing = [
            f"{one.lost} of {one.table.replace('_', ' ')}" for one in self.tables if one.lost
        ]
        said = f"{kept} rows were carried to {self.path.name}. "
        said += f"Missing are {', '.join(missing)}. " if missing else "Nothing is missing. "
        return said + " ".join((*self.dropped, *self.faults)).strip()


@dataclass
class _Source:
    """Read the rows of one table of a damaged file, around what cannot be read."""

    connection: sqlite3.Connection
    table: str
    names: list[str]
    failed: int = 0
    rows: int = 0
    last: int = field(default=0)

    def read(self) -> Iterator[list[tuple[object, ...]]]:
        """Give the rows that can be read, some at a time."""
        self.last = self._last()
        first = 0
        while first <= self.last:
            upto = min(first + _CHUNK - 1, self.last)
            yield from self._between(first, upto)
            first = upto + 1

    def known(self) -> int | None:
        """Count the rows that an index of the table names, None where that cannot be told."""
        try:
            return int(self.connection.execute(f"SELECT count(*) FROM {self.table}").fetchone()[0])
        except engine.UNREADABLE:
            return None

    def _between(self, first: int, last: int) -> Iterator[list[tuple[object, ...]]]:
        """Read a stretch of ids, and each half of it where the whole cannot be read."""
        columns = ", ".join(f'"{name}"' for name in self.names)
        sql = f"SELECT {columns} FROM {self.table} NOT INDEXED WHERE id BETWEEN ? AND ?"
        try:
            found = self.connection.execute(sql, (first, last)).fetchall()
        except engine.UNREADABLE:
            if first == last:
                self.failed += 1
                return
            middle = (first + last) // 2
            yield from self._between(first, middle)
            yield from self._between(middle + 1, last)
            return
        self.rows += len(found)
        if found:
            yield found

    def _last(self) -> int:
        """Find the highest id there can be."""
        for sql, words in (
            (f"SELECT max(id) FROM {self.table}", ()),
            ("SELECT seq FROM sqlite_sequence WHERE name = ?", (self.table,)),
        ):
            try:
                found = self.connection.execute(sql, words).fetchone()
            except engine.UNREADABLE:
                continue
            if found is not None and isinstance(found[0], int):
                return max(0, min(found[0], _MOST))
            if found is not None and found[0] is None:
                return 0
        return 0


def rescue(path: Path, out: Path, progress: Progress | None = None) -> Rescued:
    """Carry what can be read of a damaged study to the new file `out`; leave the study as it is.

    The new file says in its record that it was rescued; nothing before that can be undone. Raises
    StudyFileError where nothing at all can be read.
    """
    if out.exists():
        raise RefusedError(
            f"{out.name} is there already; nothing was overwritten. Choose another name."
        )
    refuse_nothing(path)
    if ciphering.looks_encrypted(path):
        ciphering.needed_key(path)
    try:
        _refuse_newer(path)
        with TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
            copy = _copied(path, Path(folder))
            made = Path(folder) / "made.chartwell"
            with closing(engine.connect(copy, reading=False)) as source:
                source.text_factory = _readable
                tables = _carry(source, made, ciphering.key_of(path), progress or Progress())
            if not any(table.rows for table in tables):
                raise _nothing_left(path)
            dropped = _settled(made, path.name)
            faults = _faults(made)
            made.replace(out)
    except (DatabaseError, *engine.UNREADABLE, OSError) as error:
        raise _not_carried(path, out, error) from error
    return Rescued(out, tuple(tables), tuple(dropped), tuple(faults))


def _refuse_newer(path: Path) -> None:
    """Refuse a file of a newer format, of which this program would leave out what it cannot know.

    A version that no program will have for long is damage.
    """
    head = heads.head_of(path, 64)
    version = int.from_bytes(head[60:], "big")
    if head.startswith(_MAGIC) and 0 < version - engine.FORMAT_VERSION <= _SOON:
        raise RefusedError(
            f"{path.name} was saved by a newer Chartwell, and this one would leave out what it "
            "does not know; nothing was rescued. Update Chartwell, and rescue it then."
        )


def _readable(content: bytes) -> str:
    """Read text, with a sign where a letter cannot be read."""
    return content.decode(errors="replace")


def _not_carried(path: Path, out: Path, error: Exception) -> StudyFileError:
    """Say why no new file was made: the disk did not take it, or nothing can be read."""
    why = error.strerror if isinstance(error, OSError) else engine.why_not(error)
    if why is None:
        return _nothing_left(path)
    return StudyFileError(f"{out.name} could not be written: {why}. {path.name} is as it was.")


def _nothing_left(path: Path) -> DamagedError:
    """Say that a file is beyond rescue."""
    return DamagedError(
        f"Nothing of {path.name} can be read; it was left as it is. Restore it from a copy."
    )


def _copied(path: Path, folder: Path) -> Path:
    """Copy a file with what lies beside it, and mend the head by which SQLite knows a file."""
    copy = folder / "damaged.chartwell"
    shutil.copyfile(path, copy)
    for end in ("-wal", "-journal"):
        beside = path.with_name(path.name + end)
        if beside.is_file():
            shutil.copyfile(beside, copy.with_name(copy.name + end))
    if ciphering.key_of(path) is not None:
        return copy  # what is damaged of an encrypted file cannot be mended
    with copy.open("rb+") as file:
        head = file.read(100)
        if len(head) == 100 and not head.startswith(_MAGIC):
            file.seek(0)
            file.write(_MAGIC + b"\x10\x00\x01\x01\x00\x40\x20\x20")
    with copy.open("rb+") as file:
        _clear_lost_schema_pages(file)
    return copy


def _clear_lost_schema_pages(file: BinaryIO) -> None:
    """Put an empty page where one of the list of tables is lost, so that the others are found."""
    first = file.read(_PAGE)
    if len(first) < _PAGE or first[100] != _INNER:
        return
    cells = int.from_bytes(first[103:105], "big")
    at = [int.from_bytes(first[112 + 2 * n : 114 + 2 * n], "big") for n in range(min(cells, 500))]
    pages = [int.from_bytes(first[place : place + 4], "big") for place in (108, *at)]
    for page in pages:
        file.seek((page - 1) * _PAGE)
        if 1 < page < _MOST and file.read(1) not in {b"\x05", b"\x0d"}:
            file.seek((page - 1) * _PAGE)
            file.write(_EMPTY_LEAF)


def _carry(
    source: sqlite3.Connection, made: Path, key: Key | None, progress: Progress
) -> list[Carried]:
    """Fill a new file with the rows that can be read, table by table."""
    made.touch()
    writer = engine.writer(made, key)
    with writer.begin() as connection:
        engine.create_tables(connection)
    writer.dispose()
    source.execute("PRAGMA writable_schema=ON")  # reads on where the list of tables is faulty
    there = {name: [row[1] for row in source.execute(f"PRAGMA table_info({name})")]
             for name in metadata.tables}  # fmt: skip
    tables = [table for table in metadata.sorted_tables if there[table.name]]
    found = []
    with closing(engine.connect(made, reading=False)) as target:
        target.execute("PRAGMA foreign_keys=OFF")
        for done, table in enumerate(tables):
            progress.at(done, len(tables), table.name)
            found.append(_carry_table(source, target, table, there[table.name]))
        _go_on_counting(source, target)
    return found


def _carry_table(
    source: sqlite3.Connection, target: sqlite3.Connection, table: Table, there: Sequence[str]
) -> Carried:
    """Carry one table over; a row that does not fit the table is lost too."""
    names = [column.name for column in table.columns if column.name in there]
    if "id" not in names:
        return Carried(table.name, 0, 0)
    reading = _Source(source, table.name, names)
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    sql = f"INSERT OR IGNORE INTO {table.name} ({columns}) VALUES ({marks})"
    target.execute("BEGIN")
    kinds = [table.columns[name].type.python_type for name in names]
    for rows in reading.read():
        target.executemany(sql, [row for row in rows if _fits(row, kinds)])
    target.execute("COMMIT")
    kept = int(target.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0])
    known = reading.known()
    whole = known if known is not None and reading.failed else reading.rows + reading.failed
    return Carried(table.name, kept, max(0, max(whole, reading.rows) - kept))


def _fits(row: Sequence[object], kinds: Sequence[type]) -> bool:
    """Tell whether what was read of a row is of the kinds that its columns hold."""
    return all(
        value is None or isinstance(value, int if kind is bool else kind)
        for value, kind in zip(row, kinds, strict=True)
    )


def _go_on_counting(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Never give a row the id of one that was removed, as far as the file still tells."""
    try:
        rows = source.execute("SELECT seq, name FROM sqlite_sequence").fetchall()
    except engine.UNREADABLE:
        return
    known = set(metadata.tables)
    fitting = [(seq, name) for seq, name in rows if name in known and isinstance(seq, int)]
    sql = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?"
    target.executemany(sql, fitting)


def _settled(made: Path, name: str) -> list[str]:
    """Mend what hung on lost rows, make all of it searchable, and close the record so far."""
    writer = engine.writer(made)
    try:
        with writer.begin() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            dropped = mend(connection)
            with Session(connection) as session:
                _close_record(session, name)
            chain.seal_all(connection)
    finally:
        writer.dispose()
    engine.fold_into_one_file(made)
    return dropped


def _close_record(session: Session, name: str) -> None:
    """Note the rescue as the last step; it stands for the rows whose own steps are lost."""
    from framework.queries.chain import unrecorded
    from framework.schema import Change, Step
    from framework.study import now

    step = Step(at=now(), coder="", label=f"Rescue what could be read of {name}", kind="final",
                guid=new_guid())  # fmt: skip
    session.add(step)
    session.flush()
    for table, ids in unrecorded(session):
        session.add_all(
            Change(step_id=step.id, table_name=table, row_id=row_id, op="I") for row_id in ids
        )
    session.flush()


def _faults(made: Path) -> list[str]:
    """Check what was made."""
    from framework.queries.chain import verify
    from framework.queries.soundness import faults
    from framework.study import Study

    study = Study.open(made, reading=True)
    try:
        with study.read() as session:
            return [*faults(session), *verify(session).broken]
    finally:
        study.close()
