"""See what Python itself does to files, beside SQLite: copying, renaming, removing, syncing.

Copies, restoring and encrypting a study are done with such deeds. The interpreter tells of most of
them before it does them, and a deed that is to fail raises the error there; the others stand in
`os` and are replaced there.
"""

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults.disk import DISK, FULL, Op

_TOLD = {"os.rename": "rename", "os.remove": "delete", "os.link": "link", "os.mkdir": "create",
         "os.rmdir": "delete"}  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def install_deeds() -> None:
    """Have every deed come by the disk, for as long as this process lives."""
    sys.addaudithook(_seen)
    os.fsync = _by_number("sync", os.fsync)
    os.ftruncate = _by_number("truncate", os.ftruncate)
    os.write = _by_number("write", os.write)
    os.sendfile = _by_number("write", os.sendfile)


def _seen(event: str, given: tuple[Any, ...]) -> None:
    """Take note of a deed before it is done."""
    if not DISK.watched:
        return
    if event == "open":
        path, _mode, flags = given
        if isinstance(path, str | bytes):
            _deed("write" if int(flags or 0) & _WRITING else "read", os.fsdecode(path))
    elif event in _TOLD:
        _deed(_TOLD[event], os.fsdecode(given[0]))


def _by_number(kind: str, original: Callable[..., Any]) -> Callable[..., Any]:
    """Take note of what is done to a file that is open under a number."""

    def done(file: int, *given: Any) -> Any:
        if DISK.watched:
            _deed(kind, str(Path(f"/proc/self/fd/{file}").readlink()))
        return original(file, *given)

    return done


def _deed(kind: str, path: str) -> None:
    """Let a deed be done, fail, or be the last of this program."""
    error = DISK.did(Op(kind, os.path.abspath(path)))  # noqa: PTH100 - a Path would tell of itself
    if DISK.dies():
        os.kill(os.getpid(), signal.SIGKILL)
    if error:
        number = errno.ENOSPC if error == FULL else errno.EIO
        raise OSError(number, os.strerror(number), path)
