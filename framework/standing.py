"""See that the file of an open study still stands under its name, and is the same file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from framework import backups, ciphering, engine
from framework.ciphering import Key
from framework.errors import DamagedError, StudyFileError


class Standing(NamedTuple):
    """Hold which file a study was opened from, and the key that it was opened with."""

    path: Path
    device: int
    inode: int
    key: Key | None

    @classmethod
    def of(cls, path: Path) -> "Standing":
        """Note which file stands under a name now."""
        now = path.stat()
        return cls(path, now.st_dev, now.st_ino, ciphering.key_of(path))

    def holds(self) -> bool:
        """Tell whether the same file stands there still."""
        try:
            now = self.path.stat()
        except OSError:
            return False
        return (now.st_dev, now.st_ino) == (self.device, self.inode)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Say that another file stands there, where the one that was opened reads as damaged."""
        try:
            yield
        except DamagedError as error:
            if self.holds():
                raise
            raise self.lost(None) from error

    def lost(self, kept: Path | None) -> StudyFileError:
        """Say what became of the file, and where what was saved in it is kept."""
        where = f" What was saved until now is kept in {kept}." if kept is not None else ""
        if self.path.exists():
            return StudyFileError(
                f"Another file was put in the place of {self.path.name} while it was open; nothing "
                f"was changed in either.{where} Close the study and open it again."
            )
        return StudyFileError(
            f"{self.path.name} is no longer in {self.path.parent}; nothing was changed.{where} Put "
            "it back where it was, and try again."
        )

    def parting(self, kept: Path | None) -> str:
        """Say when a study is closed what became of its file, and where to go on."""
        gone = f"{self.path.name} was moved, replaced or removed while it was open"
        if kept is None:
            return (
                f"{gone}, and no copy of what was saved in it could be kept. Look for the file in "
                "the bin, or where it was moved to; its earlier copies are listed under “Copies of "
                "a study”."
            )
        return f"{gone}. What was saved in it is kept in {kept}; open that file to go on."


def refuse_two_names(path: Path) -> None:
    """Refuse to write to a file that has a second name, under which nobody would know of it."""
    if path.stat().st_nlink > 1:
        raise StudyFileError(
            f"{path.name} has a second name in the file system (a hard link), and two programs "
            "that write to it by different names would destroy it. Nothing was changed; open it "
            "for reading, or make a copy of the file and work in that."
        )


def settle(connection: Connection) -> None:
    """Write all that is saved into the very file that a connection has open, wherever it is now.

    The log that another file of that name would take up is left empty, unless somebody reads it.
    """
    connection.execute("PRAGMA busy_timeout=1000")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.execute("PRAGMA busy_timeout=10000")


def keep(standing: Standing, connection: Connection) -> Path | None:
    """Keep a copy of a study whose file was moved, replaced or removed; None where none can be."""
    try:
        return backups.keep_open(standing.path, connection, standing.key, "moved")
    except (*engine.UNREADABLE, OSError):
        return None


def clear_beside(path: Path) -> None:
    """Remove the emptied log of a file that stands there no more, which another would take up."""
    for end in ("-wal", "-shm"):
        beside = path.with_name(path.name + end)
        if end == "-shm" or (beside.is_file() and not beside.stat().st_size):
            beside.unlink(missing_ok=True)
