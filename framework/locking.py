"""Let one program at a time write to a study, and say who that is.

A file beside the study is locked by the operating system for as long as the study is open for
writing, so the lock ends with the program, however it ends. What the file says names who has the
study. In a folder that other computers see too, where such locks may not reach, that is heeded by
itself.
"""

import errno
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import NamedTuple

from framework.errors import StudyFileError
from framework.whereabouts import place_of

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS}
_BEHIND = 1 << 30  # Windows lets nobody read what is locked: lock a byte behind the words


class Holder(NamedTuple):
    """Name who has a study open for writing; `since` is UTC in ISO 8601."""

    user: str
    host: str
    pid: int
    since: str

    def words(self) -> str:
        """Say who it is: `anna on ward7, since 09:14 on 2026-11-23`."""
        day, _, time = self.since.partition("T")
        whose = self.user or "somebody"
        return f"{whose} on {self.host}, since {time[:5]} on {day} UTC" if self.host else whose


class HeldError(StudyFileError):
    """Say that somebody else has the study open for writing.

    `sure` is False where that is only what a note left by another computer says; whoever knows
    better can take the study over.
    """

    def __init__(self, said: str, holder: Holder, *, sure: bool) -> None:
        super().__init__(said)
        self.holder, self.sure = holder, sure


@dataclass
class Lock:
    """Hold a study for writing, until `release`."""

    path: Path
    file: int

    def release(self) -> None:
        """Let others write, leaving no file behind."""
        if self.file < 0:
            return
        if sys.platform == "win32":
            os.close(self.file)
            with suppress(OSError):  # somebody else has opened it meanwhile, and keeps it
                self.path.unlink()
        else:
            with suppress(OSError):  # the lock ends all the same when it is closed
                self.path.unlink()
            os.close(self.file)
        self.file = -1


def lock_file(path: Path) -> Path:
    """Name the file beside a study that says who has it."""
    whole = path.resolve()
    return whole.with_name(f".{whole.name}.lock")


def lock(path: Path, *, take_over: bool = False) -> Lock:
    """Hold a study for writing, or raise HeldError with who has it.

    `take_over` passes over a note that another computer left.
    """
    beside = lock_file(path)
    file, locked = _open(path, beside)
    was = _read(file)
    holder = _heeded(path, was, locked=locked)
    if holder is not None and not (take_over and locked):
        os.close(file)
        raise _held(path, holder, sure=not locked)
    held = Lock(beside, file)
    try:
        _write(file)
    except OSError as error:
        held.release()
        raise _no_writing(path, f"{beside.name} cannot be written", error) from error
    return held


def _open(path: Path, beside: Path) -> tuple[int, bool]:
    """Open the file beside a study and lock it; say whether nobody else has locked it."""
    while True:
        try:
            file = os.open(beside, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            why = "its folder may only be read"
            if beside.is_dir():
                why = f"a folder called {beside.name} stands where is noted who has it; remove it"
            raise _no_writing(path, why, error) from error
        locked = _locked(file)
        if _is_still(file, beside):
            return file, locked
        os.close(file)  # whoever had it has just let go, and took the file away


def _no_writing(path: Path, why: str, error: OSError) -> StudyFileError:
    """Say why a study cannot be held for writing."""
    return StudyFileError(
        f"{path.name} cannot be opened for writing: {why} ({error.strerror}). Nothing was changed; "
        "it can be opened for reading."
    )


def _heeded(path: Path, was: Holder | None, *, locked: bool) -> Holder | None:
    """Tell who has a study, by the lock and, where other computers see it, by what is noted."""
    if not locked:
        return was or Holder("", "", 0, "")
    away = was is not None and was.host != socket.gethostname() and _is_shared(path)
    return was if away else None


def holder_of(path: Path) -> Holder | None:
    """Tell who has a study open for writing, as far as can be seen from here; None for nobody."""
    try:
        file = os.open(lock_file(path), os.O_RDWR)
    except OSError:
        return None
    try:
        was = _read(file)
        return _heeded(path, was, locked=_locked(file))
    finally:
        os.close(file)


def _held(path: Path, holder: Holder, *, sure: bool) -> HeldError:
    """Say who has a study, and what can be done."""
    name, who = path.name, holder.words()
    if sure:
        return HeldError(
            f"{name} is open for writing already ({who}). Nothing was changed; open it for "
            "reading, or wait until it is closed there.",
            holder, sure=True,
        )  # fmt: skip
    return HeldError(
        f"{name} was opened on another computer ({who}) and not closed there, or its folder is not "
        "up to date yet. Nothing was changed; open it for reading, or take it over if you are sure "
        "that it is closed.",
        holder, sure=False,
    )  # fmt: skip


def _is_shared(path: Path) -> bool:
    """Tell whether other computers see the folder too."""
    return place_of(path).kind != "local"


def _locked(file: int) -> bool:
    """Lock a file; False where somebody else has. A folder that knows no locks lets everyone."""
    try:
        if sys.platform == "win32":
            os.lseek(file, _BEHIND, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _is_still(file: int, beside: Path) -> bool:
    """Tell whether the file that was opened still stands under its name."""
    try:
        return os.path.samestat(os.fstat(file), beside.stat())
    except FileNotFoundError:
        return False


def _read(file: int) -> Holder | None:
    """Read who has the study; None where nothing sensible is said."""
    os.lseek(file, 0, os.SEEK_SET)
    try:
        said = json.loads(os.read(file, 4096))
        return Holder(str(said["user"]), str(said["host"]), int(said["pid"]), str(said["since"]))
    except (ValueError, KeyError, TypeError):
        return None


def _write(file: int) -> None:
    """Say who has the study now."""
    try:
        user = getuser()
    except (OSError, KeyError, ImportError):  # nobody in the system's list of people
        user = ""
    said = Holder(
        user, socket.gethostname(), os.getpid(), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, json.dumps(said._asdict()).encode())
