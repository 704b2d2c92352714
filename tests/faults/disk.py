"""Stand between SQLite and the disk: note every write, and let one fail.

SQLite reaches files through a table of functions. A copy of that table, in which opening,
writing, syncing, truncating and deleting are ours, is made its default; all else goes straight
through. So the very program is tested, with its own SQLite, and nothing is simulated but the disk.
"""

import _sqlite3
import ctypes
import ctypes.util
import os
import signal
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import sqlcipher3
from sqlcipher3 import _sqlite3 as _sqlcipher

_P, _I = ctypes.c_void_p, ctypes.c_int
_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)
_DELETE = ctypes.CFUNCTYPE(_I, _P, _P, _I)
_CLOSE = ctypes.CFUNCTYPE(_I, _P)
_WRITE = ctypes.CFUNCTYPE(_I, _P, _P, _I, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(_I, _P, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(_I, _P, _I)

FULL = 13
FAILED = {"read": 266, "write": 778, "sync": 1034, "truncate": 1546, "delete": 2570,
          "rename": 10, "link": 10, "create": 10}  # fmt: skip


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", _I), ("file_size", _I), ("path_size", _I), ("next", _P), ("name", _P),
        ("data", _P), ("open", _P), ("delete", _P), *((f"other{n}", _P) for n in range(13)),
    )  # fmt: skip


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", _I), ("close", _P), ("read", _P), ("write", _P), ("truncate", _P),
        ("sync", _P), *((f"other{n}", _P) for n in range(13)),
    )  # fmt: skip


class Op(NamedTuple):
    """Note one thing that was done to a file, or what was said to be saved (`ack`)."""

    kind: str
    path: str = ""
    offset: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """Note what is done to the files of one study; fail or die at a chosen time."""

    watched: str = ""
    log: list[Op] = field(default_factory=list)
    recording: bool = False
    count: int = 0
    fail_at: int | None = None
    fail_for: int = 1
    error: str = "full"
    die_at: int | None = None

    def watch(self, path: str) -> None:
        """Begin anew, with the files of one study."""
        self.watched, self.log, self.count = os.path.realpath(path), [], 0
        self.fail_at = self.die_at = None

    def did(self, op: Op) -> int:
        """Note a deed and say whether it fails: 0, or SQLite's number for the error."""
        if not op.path.startswith(self.watched) or not self.watched:
            return 0
        self.count += 1
        if self.fail_at is not None and 0 <= self.count - self.fail_at < self.fail_for:
            failing = {"write": FULL, "sync": FAILED["sync"]} if self.error == "full" else FAILED
            return failing.get(op.kind, 0)
        if self.recording:
            self.log.append(op)
        return 0

    def dies(self) -> bool:
        """Say whether the program is to be killed in the midst of this deed."""
        return self.die_at is not None and self.count == self.die_at


DISK = Disk()
_kept: list[Any] = []  # what SQLite points to must stay
_paths: dict[int, str] = {}
_methods: dict[int, _Methods] = {}


def install() -> None:
    """Put the disk between SQLite, and SQLCipher, and their files while this process lives."""
    if _kept:
        return
    names = (ctypes.util.find_library("sqlite3"), _sqlite3.__file__, None)
    if not any(_stands_between(name, sqlite3) for name in names):
        raise SystemExit("The SQLite of this Python cannot be reached: no faults can be made here.")
    if not _stands_between(_sqlcipher.__file__, sqlcipher3):
        raise SystemExit("SQLCipher cannot be reached: no faults can be made in encrypted studies.")


def _stands_between(name: str | None, module: ModuleType) -> bool:
    """Put the disk between a library and its files, and see that what it does comes by here."""
    try:
        _register(ctypes.CDLL(name))
    except (OSError, AttributeError):
        return False
    with tempfile.TemporaryDirectory() as folder:
        DISK.watch(folder)
        connection = module.connect(f"{folder}/probe")
        connection.execute("CREATE TABLE t (n)")
        connection.close()
    seen, DISK.watched = DISK.count, ""
    return seen > 0


def _register(library: ctypes.CDLL) -> None:
    """Make the default of a SQLite library a table with our functions."""
    library.sqlite3_vfs_find.restype = _P
    library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
    library.sqlite3_vfs_register.argtypes = [_P, _I]
    found = library.sqlite3_vfs_find(None)
    original = _Vfs.from_address(found)
    ours = _Vfs.from_buffer_copy(original)
    name = ctypes.create_string_buffer(b"faulty")
    opened, deleted = (
        _open_with(found, _OPEN(original.open)),
        _delete_with(found, _DELETE(original.delete)),
    )
    ours.name, ours.next = ctypes.addressof(name), None
    ours.open, ours.delete = _address(opened), _address(deleted)
    _kept.extend((name, ours, opened, deleted))
    library.sqlite3_vfs_register(ctypes.addressof(ours), 1)


def _die_if_asked() -> None:
    """End the program here and now where that is asked for."""
    if DISK.dies():
        os.kill(os.getpid(), signal.SIGKILL)


def _address(function: Any) -> int | None:
    return ctypes.cast(function, _P).value


def _open_with(vfs: int, original: Callable[..., int]) -> Any:
    """Open a file, and have what is done to it come by here."""

    def opened(_vfs: int, name: int, file: int, flags: int, out: int) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        new = bool(path) and not Path(path).exists()
        said = original(vfs, name, file, flags, out)
        methods = _P.from_address(file)
        if said == 0 and methods.value and path:
            _paths[file] = path
            if new and Path(path).exists():
                DISK.did(Op("create", path))
                _die_if_asked()
            if methods.value not in _methods:
                _methods[methods.value] = _ours(_Methods.from_address(methods.value))
            methods.value = ctypes.addressof(_methods[methods.value])
        return said

    return _OPEN(opened)


def _delete_with(vfs: int, original: Callable[..., int]) -> Any:
    """Delete a file; `offset` of what is noted says whether the folder is synced too."""

    def deleted(_vfs: int, name: int, synced: int) -> int:
        path = os.fsdecode(ctypes.string_at(name))
        if Path(path).exists():
            error = DISK.did(Op("delete", path, synced))
            if error:
                return error
            _die_if_asked()
        return original(vfs, name, synced)

    return _DELETE(deleted)


def _ours(original: _Methods) -> _Methods:
    """Copy the functions of an open file, with ours among them."""
    ours = _Methods.from_buffer_copy(original)
    write, truncate = _WRITE(original.write), _TRUNCATE(original.truncate)
    sync, close = _SYNC(original.sync), _CLOSE(original.close)

    def written(file: int, data: int, size: int, offset: int) -> int:
        error = DISK.did(Op("write", _paths.get(file, ""), offset, ctypes.string_at(data, size)))
        if DISK.dies():
            write(file, data, size // 2, offset)
            os.kill(os.getpid(), signal.SIGKILL)
        return error or write(file, data, size, offset)

    def truncated(file: int, size: int) -> int:
        error = DISK.did(Op("truncate", _paths.get(file, ""), size))
        _die_if_asked()
        return error or truncate(file, size)

    def synced(file: int, flags: int) -> int:
        error = DISK.did(Op("sync", _paths.get(file, "")))
        _die_if_asked()
        return error or sync(file, flags)

    def closed(file: int) -> int:
        _paths.pop(file, None)
        return close(file)

    made = (_WRITE(written), _TRUNCATE(truncated), _SYNC(synced), _CLOSE(closed))
    ours.write, ours.truncate, ours.sync, ours.close = map(_address, made)
    _kept.append(made)
    return ours
