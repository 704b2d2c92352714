"""Keep a study that was not closed as it is found, until what lies beside it is seen to fit.

After a crash SQLite puts back what the log or journal beside a file says, whichever file that was
written for. Somebody may have put a copy in the study's place in the meantime: then the log spoils
it. So both are kept until the study was looked through.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from weakref import WeakSet

from sqlalchemy import Engine
from sqlalchemy.exc import InvalidRequestError, StatementError
from sqlalchemy.orm import Session

from framework import backups, engine, locking
from framework.errors import DamagedError, StudyFileError

_ENDS = ("-wal", "-journal")
_MISUNDERSTOOD = (
    LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError,
    MemoryError, StatementError, InvalidRequestError,
)  # fmt: skip

_damaged = WeakSet[Engine]()  # of the studies that are open: a page asks for every row it shows


def keep_as_found(path: Path) -> Path | None:
    """Copy a study that nobody has open and that was not closed; None where it was, or no room."""
    found = path.with_name(f".{path.name}.found")
    if found.is_file():  # of an opening that was cut short itself
        return found
    left = [path.with_name(path.name + end) for end in _ENDS]
    left = [one for one in left if _holds_anything(one)]
    if not left or locking.holder_of(path) is not None:
        return None
    part = found.with_name(f"{found.name}.part")
    try:
        for one in left:
            shutil.copyfile(one, f"{found}{one.name[len(path.name) :].replace('-', '.')}")
        shutil.copyfile(path, part)
        shutil.copymode(path, part)
        part.replace(found)
    except OSError:
        part.unlink(missing_ok=True)
        _remove(found)
        return None
    return found


def _holds_anything(beside: Path) -> bool:
    """Tell whether a log or journal is there with something in it."""
    try:
        return beside.stat().st_size > 0
    except OSError:  # whoever has the study open may remove it at any time
        return False


@contextmanager
def reading(path: Path, reader: Engine) -> Iterator[None]:
    """Say in a sentence where damage or the disk kept something from being read."""
    with _told(path, reader), engine.reading(path):
        yield


@contextmanager
def saving(path: Path, reader: Engine) -> Iterator[None]:
    """Say in a sentence where damage, the disk or another program kept a change from saving."""
    with _told(path, reader), engine.saving(path):
        yield


@contextmanager
def _told(path: Path, reader: Engine) -> Iterator[None]:
    """Raise DamagedError where what a study holds is not understood and it is not sound.

    Rows that were changed past the program can say anything; in a sound study it is a bug.
    """
    try:
        yield
    except _MISUNDERSTOOD as error:
        if reader not in _damaged and not _amiss(reader):
            raise
        _damaged.add(reader)
        raise engine.damaged(path) from error


def look_through(found: Path, path: Path, reader: Engine) -> None:
    """Remove what was kept where the study is sound; raise DamagedError where the log spoilt it."""
    if not _amiss(reader):
        _remove(found)
        return
    spoilt = _is_sound(found)
    kept = backups.keep_found(path, found, [*_beside(found)])
    _remove(found)
    if spoilt:
        raise DamagedError(
            f"{path.name} was not closed the last time, and what lay beside it belongs to "
            f"another version of it: together they are damaged. It is kept as it was found "
            f"({kept.name}); put that copy in its place."
        )


def damage_behind(error: BaseException, path: Path) -> DamagedError | None:
    """Give the damage that explains an error; None where the study is sound."""
    if not isinstance(error, _MISUNDERSTOOD):
        return None
    reader = engine.reader(path)
    try:
        return engine.damaged(path) if _amiss(reader) else None
    finally:
        reader.dispose()


def _amiss(reader: Engine) -> bool:
    """Tell whether anything in a study is not sound."""
    from framework.queries.chain import verify
    from framework.queries.soundness import faults

    try:
        with Session(reader) as session:
            return bool(faults(session) or verify(session).broken)
    except _MISUNDERSTOOD:
        return True


def _is_sound(found: Path) -> bool:
    """Tell whether the file by itself, as it was found, is sound."""
    try:
        return not backups.faults_of(found)
    except (*engine.UNREADABLE, StudyFileError):
        return False


def _beside(found: Path) -> list[Path]:
    """List what was kept of what lay beside the file."""
    names = (found.with_name(found.name + end.replace("-", ".")) for end in _ENDS)
    return [one for one in names if one.is_file()]


def _remove(found: Path) -> None:
    """Remove what was kept."""
    with suppress(OSError):
        for one in (*_beside(found), found):
            one.unlink()
