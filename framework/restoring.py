"""Bring a copy of a study back: as a new file, or in the place of the study."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from framework import engine, locking
from framework.backups import Copy, folder_to_write, make_backup, settle
from framework.errors import RefusedError, StudyFileError
from framework.whereabouts import followed


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
    path = followed(path)
    lock = locking.lock(path)
    try:
        kept = _kept_before(path)
        for beside in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + beside).unlink(missing_ok=True)
        _write_whole(copy, path)
    finally:
        lock.release()
    return kept


def _kept_before(path: Path) -> Path | None:
    """Keep a study as it is, before another copy takes its place."""
    if not path.exists():
        return None
    try:
        made = make_backup(path, "restoring", always=True)
        with suppress(*engine.UNREADABLE):  # so that nothing saved is left in a log beside it
            engine.fold_into_one_file(path)
    except StudyFileError:
        return _kept_as_it_is(path)
    return made.path if made else None


def _kept_as_it_is(path: Path) -> Path:
    """Keep a file byte for byte, with what lies beside it."""
    try:
        with Copy(folder_to_write(path), path, "damaged") as copy:
            shutil.copyfile(path, copy.part)
            copy.keep()
        for end in ("-wal", "-journal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(path.name + end), f"{copy.path}{end}")
    except OSError as error:
        raise StudyFileError(
            f"{path.name} could not be kept as it is first ({error.strerror}), so nothing was put "
            "in its place. Make room on the disk, or save the copy as a new file elsewhere."
        ) from error
    return copy.path


def _write_whole(copy: Path, out: Path) -> None:
    """Write a file so that it is there whole or not at all."""
    part = out.with_name(f".{out.name}.part")
    try:
        part.touch(mode=0o600)
        shutil.copyfile(copy, part)
        shutil.copymode(out if out.exists() else copy, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(out)
        settle(out.parent)
    except OSError as error:
        raise StudyFileError(
            f"{out.name} could not be written: {error.strerror}. The copy is kept."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
