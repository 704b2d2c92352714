"""Read how a file begins without giving up the locks that SQLite holds on it.

Where a process closes a handle on a file, POSIX systems drop all locks of that process on the file,
those of other handles too. Another program that closes the study then takes itself for the last one
and removes the log, into which this one still writes what it calls saved. So the beginning of a
file with open connections is remembered from before the first of them.
"""

from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any
from weakref import WeakSet

from framework.errors import StudyFileError

KEPT = 4096
_File = tuple[int, int]
_heads: dict[_File, bytes] = {}
_open: dict[_File, WeakSet[Any]] = {}
_one_at_a_time = RLock()


def head_of(path: Path, length: int) -> bytes:
    """Give the first bytes of a file; raise StudyFileError where the disk does not give them."""
    try:
        with _one_at_a_time:
            file = _file(path)
            if _heads.get(file) and _open.get(file):
                return _heads[file][:length]
            with path.open("rb") as opened:
                return opened.read(length)
    except OSError as error:
        raise StudyFileError(
            f"{path.name} could not be read: {error.strerror}. Nothing was changed."
        ) from error


def connected(path: Path, connect: Any, base: Any, *about: Any, **more: Any) -> Any:  # noqa: ANN401 - of either library
    """Make a connection to a file with `connect`, a class of `base`, and watch until it closes."""
    with _one_at_a_time:
        head = head_of(path, KEPT) if path.is_file() else b""
        made = connect(*about, **more, factory=_watched(base))
        _heads[_file(path)] = head
        _open.setdefault(_file(path), WeakSet()).add(made)
    return made


def _file(path: Path) -> _File:
    """Tell files apart, whatever they are called."""
    now = path.stat()
    return (now.st_dev, now.st_ino)


@cache
def _watched(base: Any) -> Any:  # noqa: ANN401 - of either library
    """Make a class of connections that are no longer counted once they are closed."""

    class Watched(base):  # type: ignore[misc]  # known at run time alone
        """Be a connection whose end is seen."""

        def close(self) -> None:
            """Close, and count no more."""
            super().close()
            for held in list(_open.values()):
                held.discard(self)

    return Watched
