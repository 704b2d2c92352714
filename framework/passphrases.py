"""Encrypt a study, give it another passphrase, or take its encryption away."""

import glob
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from framework import ciphering, engine, locking
from framework.backups import Backup, beside, copies_of, parts_of
from framework.ciphering import Key
from framework.errors import StudyFileError
from framework.progress import Progress
from framework.whereabouts import followed

_BLOCK = 1 << 20
_SILENT = Progress()


class Rewritten(NamedTuple):
    """Say how many copies were written anew with the study, and which could not be read.

    The copies that are `left` are as they were: plain, or under the passphrase before.
    """

    copies: int
    left: tuple[Path, ...]

    def words(self) -> str:
        """Say it in sentences."""
        said = {0: "", 1: "One copy was written anew too. "}.get(
            self.copies, f"{self.copies} copies were written anew too. "
        )
        if self.left:
            names = ", ".join(path.name for path in self.left)
            said += (
                "These copies could not be written anew and are as they were, plain or under the "
                f"passphrase before: {names}. Remove them if nobody should read them so."
            )
        return said.strip()


def is_encrypted(path: Path) -> bool:
    """Tell whether a study has a passphrase."""
    return path.is_file() and not ciphering.is_plain(path) and ciphering.looks_encrypted(path)


def set_passphrase(path: Path, passphrase: str, progress: Progress = _SILENT) -> Rewritten:
    """Encrypt a study that nobody has open, or change its passphrase, and that of its copies.

    A new file is written and compared with the old one, which is then overwritten and removed.
    Raises LockedError where the passphrase before has to be told first. A lost passphrase is lost.
    """
    engine.recognise(path)
    return _write_all_anew(path, ciphering.new_key(passphrase), progress)


def remove_passphrase(path: Path, progress: Progress = _SILENT) -> Rewritten:
    """Take the encryption of a study and its copies away; nobody must have it open."""
    engine.recognise(path)
    return _write_all_anew(path, None, progress)


def _write_all_anew(path: Path, key: Key | None, progress: Progress) -> Rewritten:
    """Write a study and its copies with another key, or none.

    It can be cancelled until the study itself is written anew; its copies always follow it.
    """
    path = followed(path)
    lock = locking.lock(path)
    try:
        clear_what_was_left(path)
        engine.fold_into_one_file(path)
        if _beside(path) or _is_read(path):
            raise StudyFileError(
                f"{path.name} is open elsewhere; nothing was changed. Close it there first."
            )
        copies = copies_of(path)
        progress.at(0, len(copies) + 1, path.name)
        _write_anew(path, key)
        if key is not None:
            _erase_plain_parts(path)
        written, left = _copies_anew(copies, key, Progress(progress.show))
    except OSError as error:
        raise StudyFileError(
            f"{path.name} could not be written anew: {error.strerror}. It can be opened as before."
        ) from error
    finally:
        lock.release()
    return Rewritten(written, left)


def _copies_anew(
    copies: list[Backup], key: Key | None, progress: Progress
) -> tuple[int, tuple[Path, ...]]:
    """Write the copies of a study anew; count them, and name those that could not be."""
    left = []
    for done, copy in enumerate(copies, start=1):
        progress.at(done, len(copies) + 1, copy.path.name)
        if not _is_written_anew(copy.path, key):
            left.append(copy.path)
    return len(copies) - len(left), tuple(left)


def _is_written_anew(copy: Path, key: Key | None) -> bool:
    """Write a copy anew, and remove what was kept beside it; tell whether that could be."""
    try:
        _write_anew(copy, key)
        for one in beside(copy):
            _overwrite(one)
            one.unlink()
    except (StudyFileError, OSError):
        return False
    return True


def clear_what_was_left(path: Path) -> None:
    """Finish what a writing anew that was cut short has left to do.

    Copies that an encrypting has not come to are encrypted with the key of the study.
    """
    with suppress(OSError):
        path.with_name(f".{path.name}.part").unlink(missing_ok=True)
        _erase(path.with_name(f".{path.name}.old"), path)
    key = ciphering.key_of(path)
    if key is not None:
        _erase_plain_parts(path)
        with suppress(OSError, StudyFileError):
            plain = [copy for copy in copies_of(path) if ciphering.is_plain(copy.path)]
            _copies_anew(plain, key, _SILENT)


def _erase_plain_parts(path: Path) -> None:
    """Write noughts over what a copying or a rescue that was cut short has left in plain."""
    folders = path.parent.glob(f".{glob.escape(path.name)}-*")
    rescued = [file for folder in folders for file in folder.glob("*.chartwell")]
    for part in (*parts_of(path), *rescued):
        with suppress(OSError, StudyFileError):
            if ciphering.is_plain(part):
                _overwrite(part)
                part.unlink()


def _write_anew(path: Path, key: Key | None) -> None:
    """Put in a file's place the same rows with another key, once they are seen to be the same."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        with closing(ciphering.keyed(path, ciphering.key_of(path))) as source:
            _export(source, part, key)
        shutil.copymode(path, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        _take_the_place(part, path)
    except engine.UNREADABLE as error:
        raise StudyFileError(
            f"{path.name} could not be written anew: the disk is full, or part of the file cannot "
            "be read. It is as it was."
        ) from error
    finally:
        with suppress(OSError):  # the next opening removes it
            part.unlink(missing_ok=True)


def _export(source: sqlite3.Connection, part: Path, key: Key | None) -> None:
    """Write every row to a new file, and compare."""
    source.execute("PRAGMA trusted_schema=OFF")
    if key is None:
        source.execute("ATTACH ? AS made KEY ''", (str(part),))
    else:
        key.attach(source, part, "made")
    for pragma in ("journal_mode=OFF", "synchronous=OFF"):  # until it is whole it is no study
        source.execute(f"PRAGMA made.{pragma}").fetchone()
    source.execute("SELECT sqlcipher_export('made')").fetchone()
    for pragma in ("application_id", "user_version"):  # which the export leaves out
        value = source.execute(f"PRAGMA main.{pragma}").fetchone()[0]
        source.execute(f"PRAGMA made.{pragma}={int(value)}")
    differing = _differing(source)
    said = source.execute("PRAGMA made.integrity_check(1)").fetchone()[0]
    source.execute("DETACH made")
    if differing or said != "ok":
        raise StudyFileError(
            f"What was written anew did not hold the same ({', '.join(differing)}) and was thrown "
            "away; the study is as it was. Rescue what can be read of it first."
        )


def _differing(source: sqlite3.Connection) -> list[str]:
    """Name the tables that do not hold the same rows in both files."""
    listing = "SELECT name, sql FROM {}.sqlite_schema ORDER BY name, sql"
    here, there = (source.execute(listing.format(one)).fetchall() for one in ("main", "made"))
    found = [] if here == there else ["the list of tables"]
    tables = [name for name, sql in here if (sql or "").upper().startswith("CREATE TABLE")]
    for name in tables:
        count = f'SELECT count(*) FROM {{}}."{name}"'
        same = len({source.execute(count.format(one)).fetchone() for one in ("main", "made")}) == 1
        rows = f'SELECT * FROM main."{name}" EXCEPT SELECT * FROM made."{name}" LIMIT 1'
        if not same or source.execute(rows).fetchone() is not None:
            found.append(name)
    return found


def _take_the_place(part: Path, path: Path) -> None:
    """Put a file in another's place, and overwrite what that held.

    A disk that moves what is written elsewhere, as solid-state disks do, may keep the old blocks
    for a while all the same.
    """
    old = path.with_name(f".{path.name}.old")
    _erase(old, path)
    with suppress(OSError):  # a file system without links lets go of the old file at once
        old.hardlink_to(path)
    part.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    _erase(old, path)


def _erase(old: Path, path: Path) -> None:
    """Write noughts over all that an old file holds and remove it, unless it is still the file."""
    if not old.exists():
        return
    if not old.samefile(path):
        _overwrite(old)
    old.unlink()


def _overwrite(path: Path) -> None:
    """Write noughts over all that a file holds."""
    left = path.stat().st_size
    with path.open("rb+") as file:
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
        file.flush()
        os.fsync(file.fileno())


def _is_read(path: Path) -> bool:
    """Tell whether somebody is reading in a file at this moment."""
    try:
        with closing(engine.connect(path, reading=False, timeout=2)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except engine.OPERATIONAL:
        return True
    return False


def _beside(path: Path) -> bool:
    """Tell whether a file has a journal beside it, as it has while somebody has it open."""
    names = (path.name + end for end in ("-wal", "-journal"))
    return any(path.with_name(name).exists() for name in names)
