"""Open a study and change it: the only way in to the data."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock, get_ident
from typing import Literal

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from framework import (
    NAMELESS,
    backups,
    chain,
    ciphering,
    engine,
    history,
    locking,
    passphrases,
    standing,
    triggers,
    unclean,
    upgrades,
)
from framework.ciphering import Key
from framework.errors import StudyFileError
from framework.history import Changes, StepKind
from framework.locking import Lock
from framework.schema import Change, Coder, StudyInfo
from framework.standing import Standing
from framework.whereabouts import followed, refuse_nothing

__all__ = ["Changes", "Session", "Study", "now"]

Subscriber = Callable[[Changes], None]


def now() -> str:
    """Tell the time as it is written in a study: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Study:
    """Hold an open study file; use `Study.create` or `Study.open`."""

    def __init__(self, path: Path, coder: str, lock: Lock | None) -> None:
        """Connect to the file, and start the record where it is held for writing."""
        self.path = path
        self.coder = coder or NAMELESS
        self.reading = lock is None
        self._held = lock
        self._subscribers: list[Subscriber] = []
        self._lock = RLock()
        self._step: int | None = None
        self._stepping = 0
        self._standing = Standing.of(path)
        self._seen = 0  # the latest change that subscribers know of, where one only reads
        self.kept: Path | None = None  # a copy, made when the file stood there no more
        self.parting = ""
        self._reader: Engine = engine.reader(path)
        if self.reading:
            return
        self._writer: Engine = engine.writer(path)
        with ExitStack() as failed:
            failed.callback(self._writer.dispose)
            with self._writer.begin() as connection:
                triggers.start_recording(connection)
            failed.pop_all()

    @classmethod
    def create(
        cls, path: Path, title: str = "", coder: str = "", note: str = "", *, passphrase: str = ""
    ) -> "Study":
        """Make a new, empty study file; refuse a path that is taken.

        With a `passphrase` it is encrypted. A lost passphrase is lost.
        """
        if path.exists():
            raise StudyFileError(
                f"{path.name} is there already; nothing was overwritten. Choose another name."
            )
        if not path.parent.is_dir():
            raise StudyFileError(f"There is no folder {path.parent}; nothing was created.")
        key = ciphering.new_key(passphrase) if passphrase else None
        with ExitStack() as failed:
            lock = locking.lock(path)
            failed.callback(lock.release)
            try:
                path.touch(exist_ok=False)
                failed.callback(_remove, path)
                _lay_out(path, key, StudyInfo(title=title or path.stem, note=note, created=now()))
            except (DatabaseError, OSError) as error:
                raise StudyFileError(
                    f"{path.name} could not be written in {path.parent}; nothing was created. See "
                    "that the disk has room and the folder may be written to, or choose another."
                ) from error
            made = cls(path, coder, lock)
            failed.pop_all()
        return made

    @classmethod
    def open(
        cls,
        path: Path,
        coder: str = "",
        *,
        reading: bool = False,
        take_over: bool = False,
        passphrase: str = "",
    ) -> "Study":
        """Open a study file; refuse what is not one, in a sentence.

        A study is open for writing once: `locking.HeldError` says who has it. With `reading` it
        can be read beside whoever has it, and every step is refused. `take_over` passes over a note
        that another computer left. A `passphrase` is needed until `ciphering.forget`.
        """
        refuse_nothing(path)
        path = followed(path)
        try:
            found = unclean.keep_as_found(path)
            if passphrase:
                ciphering.unlock(path, passphrase)
            return cls._made_ready(path, coder, found, reading=reading, take_over=take_over)
        except (DatabaseError, *engine.UNREADABLE) as error:
            raise engine.unopened(path, error) from error
        except OSError as error:
            raise StudyFileError(
                f"{path.name} could not be opened: {error.strerror}. The study is as it was."
            ) from error

    @classmethod
    def _made_ready(
        cls, path: Path, coder: str, found: Path | None, *, reading: bool, take_over: bool
    ) -> "Study":
        """Open a file locked for writing and in today's format; `found` is how it was left."""
        old = engine.recognise(path) < engine.FORMAT_VERSION
        with ExitStack() as failed:
            lock = locking.lock(path, take_over=take_over) if old or not reading else None
            if lock is not None:
                failed.callback(lock.release)
                passphrases.clear_what_was_left(path)
                standing.refuse_two_names(path)
            if old:
                backups.make_backup(path, "upgrade")
                with engine.saving(path):
                    upgrades.upgrade(path)
            if lock is not None and reading:
                lock.release()
                lock = None
            opened = cls(path, coder, lock)
            failed.pop_all()
        if found is not None:
            opened._see_that_it_fits(found)
        return opened

    def close(self) -> None:
        """Let go of the file, leaving a single file behind.

        Where the file is no longer there, `parting` says so, and where a copy is kept.
        """
        self._subscribers.clear()
        self._reader.dispose()
        if self._held is None:
            return
        there = self._standing.holds()
        if not there:
            self._keep()
            self.parting = self._standing.parting(self.kept)
        self._writer.dispose()
        if there:
            with suppress(*engine.UNREADABLE):  # a damaged file is closed as it is
                engine.fold_into_one_file(self.path)
        else:
            standing.clear_beside(self.path)
        self._held.release()
        self._held = None

    def _see_that_it_fits(self, found: Path) -> None:
        """Look through a study that was not closed the last time; raise DamagedError."""
        with ExitStack() as failed:
            failed.callback(self.close)
            unclean.look_through(found, self.path, self._reader)
            failed.pop_all()

    def _keep(self) -> None:
        """Keep what is saved, where the file was moved, replaced or removed."""
        with self._lock, suppress(*engine.UNREADABLE):
            connection = engine.plain(self._writer)
            standing.settle(connection)
            self.kept = self.kept or standing.keep(self._standing, connection)

    @property
    def title(self) -> str:
        """Give the study's title."""
        with self.read() as session:
            return session.scalar(select(StudyInfo.title)) or self.path.stem

    @property
    def note(self) -> str:
        """Give the study's note, such as that its data are synthetic; "" when there is none."""
        with self.read() as session:
            return session.scalar(select(StudyInfo.note)) or ""

    @property
    def undo_label(self) -> str | None:
        """Name the step that undo would undo, or None."""
        with self.read() as session:
            return history.label_of(session, history.heads(session).undo)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment of the study and can change nothing.

        Within a step, whoever is making it sees what the step has done so far.
        """
        if self._step is not None and self._stepping == get_ident():
            yield self._session
            return
        there, told = self._standing.reading(), unclean.reading(self.path, self._reader)
        with there, told, Session(self._reader) as session:
            yield session

    @contextmanager
    def step(
        self,
        label: str,
        *,
        merge: str | None = None,
        source: object | None = None,
        kind: StepKind = "do",
        rows: int = 0,
    ) -> Iterator[Session]:
        """Make one change: one transaction, one undo entry, one line of the audit trail.

        An exception inside means that nothing happened. Consecutive steps with the same `merge`
        key by the same coder become one. A step inside a step becomes part of it. A step of a
        `kind` other than "do" is not undone: see `history.begin_lasting`. Say how many `rows` an
        import brings: before a large one a copy of the study is kept.
        """
        self._allow()
        with self._lock:
            if self._step is not None:
                yield self._session
                return
            backups.before_import(self.path, rows)
            saving = unclean.saving(self.path, self._reader)
            with saving, Session(self._writer) as session, session.begin():
                mark = session.scalar(select(func.max(Change.id))) or 0
                step_id = self._begin(session, label, merge, kind)
                with self._recording(session, step_id):
                    yield session
                    session.flush()
                changes = self._changes(session, step_id, mark, label, source)
            self._tell(changes)

    def _allow(self) -> None:
        """Refuse to change a study that is open for reading, or whose file is gone."""
        if self.reading:
            raise StudyFileError(
                f"{self.path.name} is open for reading only; nothing was changed. Open it again "
                "when nobody else has it, to work in it."
            )
        if not self._standing.holds():  # what is written to a file without a name is lost with it
            self._keep()
            raise self._standing.lost(self.kept)
        self.kept = None  # one from before the file was put back is no longer the latest

    def _begin(self, session: Session, label: str, merge: str | None, kind: StepKind) -> int:
        """Open a step of a kind; return its id."""
        if kind == "do":
            return history.begin_step(session, label, self.coder, now(), merge)
        return history.begin_lasting(session, label, self.coder, now(), kind)

    def undo(self, source: object | None = None) -> Changes | None:
        """Take back the latest step that is not undone; return what changed, or None."""
        return self._revert("undo", source)

    def redo(self, source: object | None = None) -> Changes | None:
        """Do again the step that was undone last; return what changed, or None."""
        return self._revert("redo", source)

    def follow(self) -> Changes | None:
        """Tell subscribers what was changed elsewhere, of a study that is open for reading.

        Raises StudyFileError where another file stands in its place, or none.
        """
        if not self.reading:
            return None
        if not self._standing.holds():
            raise self._standing.lost(None)
        with self.read() as session:
            seen, self._seen = self._seen, history.latest_change(session)
            if seen == self._seen:
                return None
            step, label = history.latest_step(session)
            changes = Changes(step, label, None, history.touched_since(session, seen))
        self._tell(changes)
        return changes

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` with the Changes of every step; return what ends that."""
        if self.reading and not self._subscribers:
            with self.read() as session:
                self._seen = history.latest_change(session)
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def coder_id(self, session: Session, name: str = "") -> int:
        """Find the coder of that name (by default the one at work), adding one within a step."""
        wanted = name or self.coder
        found = session.scalar(select(Coder.id).where(Coder.name == wanted))
        if found is None:
            coder = Coder(name=wanted)
            session.add(coder)
            session.flush()
            found = coder.id
        return found

    def _revert(
        self,
        kind: Literal["undo", "redo"],
        source: object | None,
    ) -> Changes | None:
        """Revert the step that undo or redo would, inside a step of its own."""
        self._allow()
        with self._lock:
            saving = unclean.saving(self.path, self._reader)
            with saving, Session(self._writer) as session, session.begin():
                opened = history.begin_revert(session, kind, self.coder, now())
                if opened is None:
                    return None
                step_id, target = opened
                with self._recording(session, step_id):
                    history.revert(session, target)
                chain.seal(session, step_id)
                label = history.label_of(session, target) or ""
                touched = history.touched_by(session, step_id)
            changes = Changes(step_id, label, source, touched)
            self._tell(changes)
            return changes

    @contextmanager
    def _recording(self, session: Session, step_id: int) -> Iterator[None]:
        """Let the triggers write to a step; outside, every change is refused."""
        connection = session.connection()
        self._step, self._session, self._stepping = step_id, session, get_ident()
        connection.exec_driver_sql("INSERT INTO now_step VALUES (?)", (step_id,))
        try:
            yield
            session.flush()
            connection.exec_driver_sql("DELETE FROM now_step")
        finally:
            self._step = None

    def _changes(
        self, session: Session, step_id: int, mark: int, label: str, source: object | None
    ) -> Changes | None:
        """Gather what a step did, or None when it did nothing."""
        if not history.end_step(session, step_id):
            return None
        return Changes(step_id, label, source, history.touched_by(session, step_id, mark))

    def _tell(self, changes: Changes | None) -> None:
        """Tell the subscribers, after the commit."""
        if changes is not None and changes.touched:
            for subscriber in tuple(self._subscribers):
                subscriber(changes)


def _remove(path: Path) -> None:
    """Leave nothing of a file that could not be made."""
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _lay_out(path: Path, key: Key | None, info: StudyInfo) -> None:
    """Write the empty tables of a new study file and what the study is called."""
    made = engine.writer(path, key)
    try:
        with made.begin() as connection:
            engine.create_tables(connection)
            with Session(connection) as session:
                session.add(info)
                session.flush()
    finally:
        made.dispose()
