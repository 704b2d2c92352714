"""Keep what SQLite locked while a study is open, whoever opens its file beside it."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from framework import ciphering, heads
from framework.backups import list_backups, make_backup
from framework.edits.cases import add_case
from framework.errors import FrameworkError, RefusedError
from framework.passphrases import is_encrypted
from framework.queries.cases import list_cases
from framework.study import Study
from importers import read_transcript
from importers.unreadable import is_binary

ANOTHER = (
    "import sys; from pathlib import Path; from framework import ciphering; "
    "from framework.study import Study; path = Path(sys.argv[1]); "
    "sys.argv[2] and ciphering.unlock(path, sys.argv[2]); "
    "study = Study.open(path, reading=True); "
    "study.close()"
)
PASSPHRASE = "a long passphrase"
LINUX = sys.platform == "linux"


@pytest.fixture(params=["", PASSPHRASE])
def open_one(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Study]:
    """Give a study that is open and was written to, in plain and encrypted."""
    lacking = request.param and ciphering.library() is None
    passphrase = "" if lacking else request.param
    study = Study.create(tmp_path / "pilot.chartwell", "Pilot", "AB", passphrase=passphrase)
    add_case(study, "S01", "participant")
    yield study
    study.close()
    ciphering._keys.clear()


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _look_into_the_folder(path: Path) -> None:
    """Read how every file begins, as dialogs that ask for a file do for its icon."""
    for file in path.parent.iterdir():
        if file.is_file():
            with file.open("rb") as opened:
                opened.read(100)


def _posix_locks(path: Path) -> set[str]:
    """Name the ends of the files on which this program has locks that a closed handle drops."""
    lines = [line.split() for line in Path("/proc/locks").read_text("ascii").splitlines()]
    ours = {words[5].rpartition(":")[2] for words in lines
            if words[1] == "POSIX" and words[4] == str(os.getpid())}  # fmt: skip
    return {end for end in ("", "-shm") if str(_beside(path, end).stat().st_ino) in ours}


def test_log_stays_when_another_program_closes_a_study_that_is_open_here(open_one: Study) -> None:
    path, log = open_one.path, _beside(open_one.path, "-wal")
    if LINUX:
        _look_into_the_folder(path)
    found = log.stat().st_ino
    words = PASSPHRASE if is_encrypted(path) else ""
    subprocess.run([sys.executable, "-c", ANOTHER, str(path), words], check=True)
    assert log.stat().st_ino == found
    add_case(open_one, "S02", "participant")
    seen = Study.open(path, reading=True)
    with seen.read() as session:
        assert [case.name for case in list_cases(session)] == ["S01", "S02"]
    seen.close()
    open_one.close()
    assert not log.exists()


def _refused(act: Callable[[Path], object], path: Path) -> None:
    with pytest.raises(FrameworkError):
        act(path)


ASKED: dict[str, Callable[[Path], object]] = {
    "whether it is encrypted": is_encrypted,
    "its key": ciphering.key_of,
    "a copy": lambda path: make_backup(path, always=True),
    "its copies": list_backups,
    "whether it is a document": is_binary,
    "its text": lambda path: _refused(read_transcript, path),
    "a second opening": lambda path: _refused(Study.open, path),
    "a look into it": lambda path: Study.open(path, reading=True).close(),
}


@pytest.mark.parametrize("asked", ASKED)
def test_program_gives_up_no_lock_of_its_own_accord(open_one: Study, asked: str) -> None:
    if LINUX:
        before = _posix_locks(open_one.path)
        assert before == {"", "-shm"}
        ASKED[asked](open_one.path)
        assert _posix_locks(open_one.path) == before


def test_open_study_is_not_read_as_a_transcript(open_one: Study) -> None:
    with pytest.raises(RefusedError, match="is a study, and it is open; nothing was imported"):
        read_transcript(open_one.path)


def test_reader_sees_what_is_written_after_another_program_closed_the_study(
    open_one: Study,
) -> None:
    path, words = open_one.path, PASSPHRASE if is_encrypted(open_one.path) else ""
    open_one.close()
    _add_elsewhere(path, words, "S02", "os._exit(0)")  # which leaves its log
    seen = Study.open(path, reading=True)
    with seen.read() as session:
        list_cases(session)
    if LINUX:
        _look_into_the_folder(path)
    _add_elsewhere(path, words, "S03", "study.close()")
    _add_elsewhere(path, words, "S04", "study.close()")
    with seen.read() as session:
        assert [case.name for case in list_cases(session)] == ["S01", "S02", "S03", "S04"]
    seen.close()


def _add_elsewhere(path: Path, words: str, case: str, end: str) -> None:
    wrote = f"); add_case(study, {case!r}, 'site'); {end}"
    code = ANOTHER.replace(", reading=True); study.close()", wrote)
    code = f"import os; from framework.edits.cases import add_case; {code}"
    subprocess.run([sys.executable, "-c", code, str(path), words], check=True)


def test_study_whose_file_was_moved_away_is_read_all_the_same(open_one: Study) -> None:
    with open_one.read() as session:
        list_cases(session)
    away = open_one.path.rename(_beside(open_one.path, ".away"))
    with open_one.read() as session:
        assert [case.name for case in list_cases(session)] == ["S01"]
    away.rename(open_one.path)


def test_nothing_is_held_of_a_file_once_its_connections_are_gone(open_one: Study) -> None:
    path = open_one.path
    reading = open_one.read()
    list_cases(reading.__enter__())
    open_one.close()
    assert heads.is_open(path)
    del reading
    gc.collect()
    assert not heads.is_open(path)
    assert not heads._held


def test_beginning_of_a_file_is_read_anew_once_nothing_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "pilot.chartwell"
    Study.create(path, "Pilot").close()
    assert ciphering.is_plain(path)
    with path.open("rb+") as file:
        file.write(b"\0" * 16)
    assert not ciphering.is_plain(path)
