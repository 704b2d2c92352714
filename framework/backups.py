"""Keep checked copies of a study beside it, and bring one back."""

import hashlib
import os
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from framework import ciphering, engine, locking
from framework.errors import DamagedError, RefusedError, StudyFileError
from framework.progress import Progress

Why = Literal["opening", "working", "import", "upgrade", "asked", "restoring", "damaged"]

WORDS = {
    "opening": "when it was opened",
    "working": "while it was worked in",
    "import": "before a large import",
    "upgrade": "before it was brought to a newer file format",
    "asked": "because somebody asked",
    "restoring": "before another copy was put in its place",
    "damaged": "as it was found, damaged",
}
ALWAYS_KEPT = 3
LARGE = 2_000  # rows of an import that is worth a copy beforehand

_NAME = re.compile(r" (\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(?: \d+)? ([a-z]+)\.chartwell$")
_PAGES = 2_000  # copied at a time, between which the copying can be cancelled
_HOLDS = (
    "SELECT (SELECT title FROM study LIMIT 1), (SELECT count(*) FROM transcript), "
    "(SELECT count(*) FROM coding), (SELECT count(*) FROM cell WHERE text <> ''), "
    "(SELECT label FROM step ORDER BY id DESC LIMIT 1), "
    "(SELECT at FROM step ORDER BY id DESC LIMIT 1)"
)


class Backup(NamedTuple):
    """Describe a copy of a study: when and why it was made, its size in bytes, what it holds.

    `at` is UTC in ISO 8601; `step` is the last step in it and `step_at` its time. A copy that is
    not `readable` holds what could not be read.
    """

    path: Path
    at: str
    why: str
    size: int
    readable: bool = False
    title: str = ""
    transcripts: int = 0
    codings: int = 0
    cells: int = 0
    step: str = ""
    step_at: str = ""


class Made(NamedTuple):
    """Name the copy that was made, and what is not sound in it and so in the study."""

    path: Path
    faults: tuple[str, ...]


def make_backup(
    path: Path, why: Why = "asked", progress: Progress | None = None, *, always: bool = False
) -> Made | None:
    """Copy a study as it is saved now and check the copy; None where the last copy is the same.

    The study may be open. Older copies that are no longer needed are removed afterwards. With
    `always` a copy is made even of a study that has not changed. Raises DamagedError, and keeps
    every older copy, where the file itself is damaged.
    """
    try:
        if not always and _state(path) == _last_state(path):
            return None
        folder = _folder_to_write(path)
        with _Copy(folder, path, why) as copy:
            _copy(path, copy.part, progress or Progress())
            faults = _faults(copy.part)
            copy.keep()
    except (*engine.UNREADABLE, DamagedError) as error:
        raise _not_copied(path, error) from error
    except OSError as error:
        raise StudyFileError(
            f"No copy of {path.name} could be kept: {error.strerror}. The study is as it was."
        ) from error
    prune(path)
    return Made(copy.path, tuple(faults))


def before_import(path: Path, rows: int) -> None:
    """Keep a copy of a study that was worked in, before a large import of so many rows."""
    if rows >= LARGE and _state(path)[-1] is not None:
        make_backup(path, "import")


def list_backups(path: Path) -> list[Backup]:
    """List the copies of a study, latest first."""
    found = []
    for folder in folders_of(path):
        for file in folder.glob("*.chartwell") if folder.is_dir() else ():
            told = _NAME.search(file.name)
            if told is not None and file.name[: told.start()] == path.stem:
                day, _, time = told[1].partition("T")
                at = f"{day}T{time.replace('-', ':')}Z"
                found.append(_described(Backup(file, at, told[2], file.stat().st_size)))
    return sorted(found, key=lambda one: (one.at, one.path.stat().st_mtime_ns), reverse=True)


def folders_of(path: Path) -> tuple[Path, Path]:
    """Name the folder beside a study for its copies, and the one where that cannot be written."""
    from platformdirs import user_data_path

    whole = path.absolute()
    digest = hashlib.sha256(str(whole).encode()).hexdigest()[:8]
    elsewhere = user_data_path("chartwell", appauthor=False) / "backups" / f"{path.stem} {digest}"
    return whole.with_name(f"{path.stem} backups"), elsewhere


def restore(copy: Path, out: Path) -> None:
    """Write a copy to a new file; refuse a name that is taken."""
    if out.exists():
        raise RefusedError(
            f"{out.name} is there already; nothing was overwritten. Choose another name."
        )
    if not out.parent.is_dir():
        raise RefusedError(f"There is no folder {out.parent}; nothing was restored.")
    _write_whole(copy, out)


def put_back(path: Path, copy: Path) -> Path | None:
    """Put a copy in the place of a study that nobody has open; return what was kept of it.

    The study as it is now is kept as a copy first, byte for byte where it is damaged. None where
    there is no such file any more.
    """
    engine.recognise(copy)
    lock = locking.lock(path)
    try:
        kept = _kept_before(path)
        for beside in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        _write_whole(copy, path)
    finally:
        lock.release()
    return kept


def remove_backups(copies: list[Path]) -> None:
    """Remove copies for good, such as those that hold the words of someone who withdrew."""
    for copy in copies:
        copy.unlink(missing_ok=True)


def prune(path: Path, now: datetime | None = None) -> list[Path]:
    """Remove the copies that are not needed; return what was removed.

    One an hour is kept for a day, one a day for a month, one a week from before that, and the
    last three in any case.
    """
    at = now or datetime.now(UTC)
    kept: set[str] = set()
    removed = []
    for n, copy in enumerate(list_backups(path)):
        stretch = _stretch(datetime.fromisoformat(copy.at), at)
        if n < ALWAYS_KEPT or stretch not in kept:
            kept.add(stretch)
        else:
            copy.path.unlink(missing_ok=True)
            removed.append(copy.path)
    return removed


def _stretch(made: datetime, now: datetime) -> str:
    """Name the stretch of time of which one copy is kept."""
    age = now - made
    form = "%Y-%m-%d %H" if age < timedelta(days=1) else "%Y-%m-%d"
    return made.strftime(form if age < timedelta(days=31) else "%G week %V")


class _Copy:
    """Give a copy a name of its own, and leave nothing behind when it fails."""

    def __init__(self, folder: Path, path: Path, why: Why) -> None:
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
        names = (f"{path.stem} {stamp}{more} {why}.chartwell"
                 for more in ("", *(f" {n}" for n in range(2, 1000))))  # fmt: skip
        self.path = next(one for name in names if not (one := folder / name).exists())
        self.part = self.path.with_name(f".{self.path.name}.part")

    def __enter__(self) -> "_Copy":
        return self

    def keep(self) -> None:
        """Give the copy its name, now that it is whole."""
        self.part.replace(self.path)
        _settle(self.path.parent)

    def __exit__(self, *_error: object) -> None:
        for end in ("", "-journal", "-wal", "-shm"):
            self.part.with_name(self.part.name + end).unlink(missing_ok=True)


def _folder_to_write(path: Path) -> Path:
    """Make the folder for copies: beside the study, or among the person's own data."""
    beside, elsewhere = folders_of(path)
    try:
        beside.mkdir(exist_ok=True)
    except OSError:
        beside = elsewhere
    if not os.access(beside, os.W_OK):
        beside = elsewhere
    beside.mkdir(parents=True, exist_ok=True)
    return beside


def _copy(path: Path, part: Path, progress: Progress) -> None:
    """Copy a study page by page as it is saved, also while it is open."""

    def show(_status: int, left: int, total: int) -> None:
        progress.at(total - left, total, "pages")

    with closing(engine.connect(path)) as source:
        part.touch(mode=0o600)
        key = ciphering.key_of(path)
        with closing(engine.connect(part, reading=False, key=key)) as target:
            source.backup(target, pages=_PAGES, progress=show)
            target.execute("PRAGMA synchronous=EXTRA")
            target.execute("PRAGMA journal_mode=DELETE")
    shutil.copymode(path, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _faults(part: Path) -> list[str]:
    """Check a copy: its pages by SQLite, and what it holds where it is of this file format."""
    with closing(engine.connect(part)) as connection:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
    if said != ["ok"]:
        raise sqlite3.DatabaseError("; ".join(said))
    if engine.recognise(part) < engine.FORMAT_VERSION:
        return []
    from framework.queries.soundness import faults
    from framework.study import Study

    study = Study.open(part, reading=True)
    try:
        with study.read() as session:
            return faults(session)
    finally:
        study.close()


def _state(path: Path) -> tuple[object, ...]:
    """Tell one state of a study from another, by the end of its record."""
    with closing(engine.connect(path)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        chained = "SELECT id, digest FROM step ORDER BY id DESC LIMIT 1"
        last = chained if version >= 3 else chained.replace("digest", "guid")
        count = connection.execute("SELECT max(id) FROM change").fetchone()
        return (version, count, connection.execute(last).fetchone())


def _last_state(path: Path) -> tuple[object, ...] | None:
    """Tell the state of the last copy that can be read."""
    for copy in list_backups(path):
        with suppress(*engine.UNREADABLE):
            if copy.readable:
                return _state(copy.path)
    return None


def _described(copy: Backup) -> Backup:
    """Say what a copy holds, as far as it can be read."""
    try:
        engine.recognise(copy.path)
        with closing(engine.connect(copy.path)) as connection:
            title, transcripts, codings, cells, step, at = connection.execute(_HOLDS).fetchone()
    except (*engine.UNREADABLE, StudyFileError, OSError):
        return copy
    return copy._replace(
        readable=True, title=title or "", transcripts=transcripts, codings=codings, cells=cells,
        step=step or "", step_at=at or "",
    )  # fmt: skip


def _kept_before(path: Path) -> Path | None:
    """Keep a study as it is, before another copy takes its place."""
    if not path.exists():
        return None
    try:
        made = make_backup(path, "restoring", always=True)
    except StudyFileError:
        folder = _folder_to_write(path)
        with _Copy(folder, path, "damaged") as copy:
            shutil.copyfile(path, copy.part)
            copy.keep()
        for end in ("-wal", "-journal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(path.name + end), f"{copy.path}{end}")
        return copy.path
    return made.path if made else None


def _write_whole(copy: Path, out: Path) -> None:
    """Write a file so that it is there whole or not at all."""
    part = out.with_name(f".{out.name}.part")
    try:
        shutil.copyfile(copy, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(out)
        _settle(out.parent)
    except OSError as error:
        raise StudyFileError(
            f"{out.name} could not be written: {error.strerror}. The copy is kept."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the disk remember the names in a folder, where the system can be asked for that."""
    if os.name == "posix":
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _not_copied(path: Path, error: Exception) -> StudyFileError:
    """Say why no copy was made."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in engine.NOT_SAVED:
        return StudyFileError(
            f"No copy of {path.name} could be kept: {engine.NOT_SAVED[code]}. The study is as it "
            "was."
        )
    return DamagedError(
        f"{path.name} is damaged. Every older copy of it was kept; restore one, or "
        "rescue what can be read."
    )
