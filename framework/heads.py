"""Keep the locks that SQLite holds on open files, whoever reads those files beside it.

Where a process closes a handle on a file, POSIX systems drop all locks of that process on the file,
those of other handles too. Another program that closes the study then takes itself for the last one
and removes the log, into which this one still writes what it calls saved. So the beginning of a
file with open connections is remembered from before the first of them. The system's dialogs look
into every file of a folder to choose its icon, and nobody can stop them: where the system knows
locks that stay with their handle, what SQLite has locked is locked by such a handle too.
"""

import os
import sys
from collections import Counter
from contextlib import suppress
from functools import cache
from pathlib import Path
from struct import pack
from threading import RLock
from typing import Any
from weakref import finalize

from framework.errors import StudyFileError

if sys.platform == "linux":
    import fcntl

KEPT = 4096
_File = tuple[int, int]
_LOCKED = (("", 0x4000_0002, 510), ("-shm", 128, 1))  # where SQLite locks for as long as it is open
_heads: dict[_File, bytes] = {}
_open: Counter[_File] = Counter()
_held: dict[_File, list[int]] = {}
_one_at_a_time = RLock()


def head_of(path: Path, length: int) -> bytes:
    """Give the first bytes of a file; raise StudyFileError where the disk does not give them."""
    try:
        with _one_at_a_time:
            head = _heads.get(_file(path))
            if head:
                return head[:length]
            with path.open("rb") as opened:
                return opened.read(length)
    except OSError as error:
        raise StudyFileError(
            f"{path.name} could not be read: {error.strerror}. Nothing was changed."
        ) from error


def is_open(path: Path) -> bool:
    """Tell whether this program has connections to a file."""
    return path.exists() and _file(path) in _open


def connected(path: Path, connect: Any, base: Any, *about: Any, **more: Any) -> Any:  # noqa: ANN401 - of either library
    """Make a connection to a file with `connect`, a class of `base`, and watch until it closes."""
    with _one_at_a_time:
        head = head_of(path, KEPT) if path.is_file() else b""
        made = connect(*about, **more, factory=_watched(base))
        file = _file(path)
        _heads[file] = head
        _open[file] += 1
        made.ended = finalize(made, _ended, file)
        made.ended.atexit = False
    return made


def hold(path: Path) -> None:
    """Lock an open file with a write-ahead log, until its last connection here is closed."""
    if sys.platform != "linux":
        return
    # one that was moved away, or whose file system has no such locks, is used as before
    with _one_at_a_time, suppress(OSError):
        file = _file(path)
        if file in _held or file not in _open:
            return
        held = _held[file] = []
        for end, first, length in _LOCKED:
            held.append(os.open(path.with_name(path.name + end), os.O_RDONLY))
            wanted = pack("hhqqi0q", fcntl.F_RDLCK, os.SEEK_SET, first, length, 0)
            fcntl.fcntl(held[-1], fcntl.F_OFD_SETLK, wanted)


def _file(path: Path) -> _File:
    """Tell files apart, whatever they are called."""
    now = path.stat()
    return (now.st_dev, now.st_ino)


def _ended(file: _File) -> None:
    """Count a connection no more; with the last of a file, let go of it."""
    with _one_at_a_time:
        _open[file] -= 1
        if not _open[file]:
            del _open[file], _heads[file]
            for held in _held.pop(file, ()):
                os.close(held)


@cache
def _watched(base: Any) -> Any:  # noqa: ANN401 - of either library
    """Make a class of connections that are no longer counted once they are closed."""

    class Watched(base):  # type: ignore[misc]  # known at run time alone
        """Be a connection whose end is seen."""

        def close(self) -> None:
            """Count no more, and close."""
            with _one_at_a_time:
                self.ended()
                super().close()

    return Watched
