"""Let a second program act on a study that the first has open, or is acting on too."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from framework import ciphering
from framework.backups import list_backups, make_backup
from framework.edits.themes import add_theme
from framework.errors import StudyFileError
from framework.passphrases import is_encrypted, set_passphrase
from framework.queries.chain import verify
from framework.queries.soundness import faults
from framework.queries.themes import list_themes
from framework.study import Study
from tests.faults.scenes import (
    FIRST,
    OLD,
    encrypt,
    encrypted,
    open_and_close,
    put_the_oldest_copy_back,
    withdraw_a_participant,
    worked,
)

ROOT = Path(__file__).resolve().parents[2]
ACTS = (put_the_oldest_copy_back, encrypt, open_and_close, withdraw_a_participant)


def _program(act: Callable[..., object], *words: object) -> subprocess.Popen[str]:
    """Start another program that does an act, and says in words why it could not."""
    code = (
        "import sys; from pathlib import Path; from framework.errors import FrameworkError\n"
        f"from {act.__module__} import {act.__name__}\n"
        "path, *words = sys.argv[1:]\n"
        f"try: {act.__name__}(Path(path), *words)\n"
        "except FrameworkError as error: print(error); sys.exit(3)\n"
    )
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ)


def make_copies(path: Path, count: str) -> None:
    """Make copies one after the other, each of which must be sound."""
    for _n in range(int(count)):
        made = make_backup(path, always=True)
        assert made is not None
        assert made.faults == ()


def look_and_close(path: Path, words: str) -> None:
    """Open a study that may be encrypted for reading, and close it."""
    Study.open(path, reading=True, passphrase=words).close()


def work_on_and_die(path: Path, words: str) -> None:
    """Work while the folder is looked through and another program closes the study; be killed."""
    study = Study.open(path, coder="AB", passphrase=words)
    for n in range(2):
        add_theme(study, f"theme {n}")
        for file in path.parent.iterdir():
            if file.is_file() and sys.platform == "linux":
                file.open("rb").close()
        assert _program(look_and_close, path, words).wait() == 0
        add_theme(study, f"another {n}")
    os.kill(os.getpid(), signal.SIGTERM)


def _is_sound(path: Path) -> bool:
    with closing(Study.open(path, reading=True)) as study, study.read() as session:
        return not faults(session) and not verify(session).broken


@pytest.mark.parametrize("act", ACTS)
def test_what_needs_a_study_for_itself_is_refused_while_another_program_has_it(
    tmp_path: Path, act: Callable[[Path], None]
) -> None:
    path = tmp_path / "s.chartwell"
    worked(path)
    with closing(Study.open(path, coder="AB")) as study:
        other = _program(act, path)
        said = other.communicate()[0]
        assert other.returncode == 3
        assert said.startswith("s.chartwell is open for writing already")
        assert said.endswith(".\n")
        add_theme(study, "Saved meanwhile")
    assert _is_sound(path)
    assert not is_encrypted(path)


@pytest.mark.parametrize("place", ["local", "Dropbox"])
def test_two_programs_that_begin_the_same_upgrade_end_with_one_sound_study(
    tmp_path: Path, place: str
) -> None:
    path = tmp_path / place / "s.chartwell"
    path.parent.mkdir()
    shutil.copy(OLD / "format_1.chartwell", path)
    programs = [_program(open_and_close, path) for _n in range(2)]
    said = [program.communicate()[0] for program in programs]
    ended = [program.returncode for program in programs]
    assert 0 in ended
    assert set(ended) <= {0, 3}
    assert all("is open for writing already" in words for words in said if words)
    assert _is_sound(path)
    assert all(copy.readable for copy in list_backups(path))


@pytest.mark.parametrize("words", ["", FIRST])
def test_what_is_saved_after_another_program_closed_the_study_outlives_a_kill(
    tmp_path: Path, words: str
) -> None:
    path = tmp_path / "s.chartwell"
    encrypted(path) if words else worked(path)
    writer = _program(work_on_and_die, path, words)
    writer.communicate()
    assert writer.returncode == -signal.SIGTERM
    assert _is_sound(path)
    with closing(Study.open(path, reading=True)) as study, study.read() as session:
        themes = {theme.name for theme in list_themes(session)}
    assert themes >= {f"{one} {n}" for one in ("theme", "another") for n in range(2)}
    ciphering._keys.clear()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Study]:
    """Give a study that is open for reading, in a folder where no log lies beside it."""
    path = tmp_path / "Dropbox" / "s.chartwell"
    path.parent.mkdir()
    worked(path)
    opened = Study.open(path, reading=True)
    yield opened
    opened.close()
    ciphering._keys.clear()


def test_study_is_not_encrypted_while_somebody_reads_in_it(reader: Study) -> None:
    with reader.read() as session:
        before = list_themes(session)
        with pytest.raises(StudyFileError, match="is open elsewhere; nothing was changed"):
            set_passphrase(reader.path, FIRST)
        assert list_themes(session) == before
    assert not is_encrypted(reader.path)


def test_whoever_has_a_study_open_for_reading_is_told_that_it_was_encrypted(reader: Study) -> None:
    with reader.read() as session:
        list_themes(session)
    set_passphrase(reader.path, FIRST)
    with (
        pytest.raises(StudyFileError, match="Another file was put in the place"),
        reader.read() as session,
    ):
        list_themes(session)
    assert _is_sound(reader.path)


def test_copies_that_another_program_makes_while_this_one_writes_are_sound(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    worked(path)
    with closing(Study.open(path, coder="AB")) as study:
        copying, n = _program(make_copies, path, 3), 0
        while copying.poll() is None:
            add_theme(study, f"theme {n}")
            n += 1
        assert copying.communicate()[0] == ""
        assert copying.returncode == 0
    assert n > 1
    for copy in list_backups(path):
        assert _is_sound(copy.path)
