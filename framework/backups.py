"""Keep checked copies of a study beside it."""

import glob
import hashlib
import os
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from framework import ciphering, engine
from framework.ciphering import Key
from framework.errors import DamagedError, StudyFileError
from framework.progress import Progress
from framework.whereabouts import followed

Why = Literal[
    "opening", "working", "import", "upgrade", "asked", "restoring", "damaged", "found", "moved"
]

WORDS = {
    "opening": "when it was opened",
    "working": "while it was worked in",
    "import": "before a large import",
    "upgrade": "before it was brought to a newer file format",
    "asked": "because somebody asked",
    "restoring": "before another copy was put in its place",
    "damaged": "as it was found, damaged",
    "found": "as it was found when it had not been closed",
    "moved": "when its file was moved, replaced or removed",
}
ALWAYS_KEPT = 3
LARGE = 2_000  # rows of an import that is worth a copy beforehand

_NAME = re.compile(r" (\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(?: \d+)? ([a-z]+)\.chartwell$")
_BESIDE = ("-wal", "-journal", "-shm", ".wal", ".journal")
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
    if not path.is_file():
        raise StudyFileError(f"There is no study at {path}; no copy was made.")
    path = followed(path)
    engine.recognise(path)
    try:
        if not always and _state(path) == _last_state(path):
            return None
        folder = folder_to_write(path)
        with Copy(folder, path, why) as copy:
            with closing(engine.connect(path)) as source:
                _copy(source, copy.part, ciphering.key_of(path), progress or Progress())
            shutil.copymode(path, copy.part)
            faults = faults_of(copy.part)
            copy.keep()
    except (*engine.UNREADABLE, DamagedError) as error:
        raise _not_copied(path, error) from error
    except OSError as error:
        raise StudyFileError(
            f"No copy of {path.name} could be kept: {error.strerror}. The study is as it was."
        ) from error
    prune(path)
    return Made(copy.path, tuple(faults))


def keep_open(path: Path, open_one: sqlite3.Connection, key: Key | None, why: Why) -> Path:
    """Keep a copy of what a connection has open, where its file no longer stands at `path`."""
    with Copy(folder_to_write(path), path, why) as copy:
        _copy(open_one, copy.part, key, Progress())
        copy.keep()
    return copy.path


def keep_found(path: Path, found: Path, beside: list[Path]) -> Path:
    """Keep a study as it was found, and `beside` it what lay there, which is not taken up."""
    with Copy(folder_to_write(path), path, "found") as copy:
        shutil.copyfile(found, copy.part)
        copy.keep()
    for one in beside:
        shutil.copyfile(one, f"{copy.path}{one.suffix}")
    return copy.path


def before_import(path: Path, rows: int) -> None:
    """Keep a copy of a study that was worked in, before a large import of so many rows."""
    if rows >= LARGE and _state(path)[-1] is not None:
        make_backup(path, "import")


def list_backups(path: Path) -> list[Backup]:
    """List the copies of a study, latest first."""
    return [_described(copy) for copy in copies_of(path)]


def copies_of(path: Path) -> list[Backup]:
    """List the copies of a study, latest first, without a look into them."""
    found, path = list[tuple[str, int, Backup]](), followed(path)
    for folder in folders_of(path):
        for file in folder.glob("*.chartwell") if folder.is_dir() else ():
            told = _NAME.search(file.name)
            at = _time(told[1]) if told is not None else None
            if told is not None and at is not None and file.name[: told.start()] == path.stem:
                with suppress(FileNotFoundError):  # another program may remove it at any time
                    now = file.stat()
                    found.append((at, now.st_mtime_ns, Backup(file, at, told[2], now.st_size)))
    return [copy for _at, _written, copy in sorted(found, reverse=True)]


def _time(stamp: str) -> str | None:
    """Read when a copy was made from its name, None where that is no time."""
    day, _, time = stamp.partition("T")
    at = f"{day}T{time.replace('-', ':')}Z"
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return None
    return at


def folders_of(path: Path) -> tuple[Path, Path]:
    """Name the folder beside a study for its copies, and the one where that cannot be written."""
    from platformdirs import user_data_path

    whole = followed(path).absolute()
    digest = hashlib.sha256(str(whole).encode()).hexdigest()[:8]
    elsewhere = user_data_path("chartwell", appauthor=False) / "backups" / f"{whole.stem} {digest}"
    return whole.with_name(f"{whole.stem} backups"), elsewhere


def remove_backups(copies: list[Path]) -> None:
    """Remove copies for good, such as those that hold the words of someone who withdrew."""
    for copy in copies:
        for one in (*beside(copy), copy):
            one.unlink(missing_ok=True)


def beside(copy: Path) -> list[Path]:
    """List what was kept of the log or journal of a copy that was kept as it was found."""
    return [one for end in _BESIDE if (one := copy.with_name(copy.name + end)).is_file()]


def prune(path: Path, now: datetime | None = None) -> list[Path]:
    """Remove the copies that are not needed; return what was removed.

    One an hour is kept for a day, one a day for a month, one a week from before that, and the
    last three in any case. None is removed before the one that is kept in its place is seen to be
    whole.
    """
    at = now or datetime.now(UTC)
    _sweep(path, at)
    kept: dict[str, Path] = {}
    whole: set[Path] = set()
    removed = []
    for n, copy in enumerate(copies_of(path)):
        stretch = _stretch(datetime.fromisoformat(copy.at), at)
        keeper = kept.setdefault(stretch, copy.path)
        if n < ALWAYS_KEPT or keeper == copy.path:
            continue
        if keeper in whole or _is_whole(keeper):
            whole.add(keeper)
            remove_backups([copy.path])
            removed.append(copy.path)
        else:
            kept[stretch] = copy.path
    return removed


def _is_whole(copy: Path) -> bool:
    """Tell whether every page of a copy can be read."""
    with suppress(*engine.UNREADABLE, StudyFileError), closing(engine.connect(copy)) as connection:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    return False


def _sweep(path: Path, now: datetime) -> None:
    """Remove what a copying that was cut short has left, a day after."""
    for part in parts_of(path):
        with suppress(OSError):
            if now.timestamp() - part.stat().st_mtime > timedelta(days=1).total_seconds():
                part.unlink()


def parts_of(path: Path) -> list[Path]:
    """List what is being copied of a study, or was when the copying was cut short."""
    pattern, folders = f".{glob.escape(path.stem)} *.part*", folders_of(path)
    return [part for folder in folders if folder.is_dir() for part in folder.glob(pattern)]


def _stretch(made: datetime, now: datetime) -> str:
    """Name the stretch of time of which one copy is kept."""
    age = now - made
    form = "%Y-%m-%d %H" if age < timedelta(days=1) else "%Y-%m-%d"
    return made.strftime(form if age < timedelta(days=31) else "%G week %V")


class Copy:
    """Give a copy a name of its own, and leave nothing behind when it fails."""

    def __init__(self, folder: Path, path: Path, why: Why) -> None:
        """Choose the name."""
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
        names = (f"{path.stem} {stamp}{more} {why}.chartwell"
                 for more in ("", *(f" {n}" for n in range(2, 1000))))  # fmt: skip
        self.path = next(one for name in names if not (one := folder / name).exists())
        self.part = self.path.with_name(f".{self.path.name}.part")

    def __enter__(self) -> "Copy":
        """Begin to write to `part`."""
        return self

    def keep(self) -> None:
        """Give the copy its name, now that it is whole."""
        self.part.replace(self.path)
        settle(self.path.parent)

    def __exit__(self, *_error: object) -> None:
        """Remove what was not kept; where the disk refuses, a later copying sweeps it up."""
        for end in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                self.part.with_name(self.part.name + end).unlink(missing_ok=True)


def folder_to_write(path: Path) -> Path:
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


def _copy(source: sqlite3.Connection, part: Path, key: Key | None, progress: Progress) -> None:
    """Copy a study page by page as it is saved, also while it is open."""

    def show(_status: int, left: int, total: int) -> None:
        progress.at(total - left, total, "pages")

    part.touch(mode=0o600)
    with closing(engine.connect(part, reading=False, key=key)) as target:
        source.backup(target, pages=_PAGES, progress=show)
        target.execute("PRAGMA synchronous=EXTRA")
        target.execute("PRAGMA journal_mode=DELETE")
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def faults_of(part: Path) -> list[str]:
    """Check a copy: its pages by SQLite, and what it holds where it is of this file format.

    Raises what SQLite does where the pages are damaged.
    """
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


def settle(folder: Path) -> None:
    """Have the disk remember the names in a folder, where the system can be asked for that."""
    if os.name == "posix":
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _not_copied(path: Path, error: Exception) -> StudyFileError:
    """Say why no copy was made."""
    why = engine.why_not(error)
    if why is not None:
        return StudyFileError(
            f"No copy of {path.name} could be kept: {why}. The study is as it was."
        )
    return DamagedError(
        f"{path.name} is damaged. Every older copy of it was kept; restore one, or "
        "rescue what can be read."
    )
