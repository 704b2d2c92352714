"""Keep what SQLite locked while a study is open, whoever asks how its file begins."""

import subprocess
import sys
from pathlib import Path

import pytest

from framework import ciphering
from framework.backups import make_backup
from framework.edits.cases import add_case
from framework.passphrases import is_encrypted
from framework.queries.cases import list_cases
from framework.study import Study

ANOTHER = (
    "import sys; from pathlib import Path; from framework import ciphering; "
    "from framework.study import Study; path = Path(sys.argv[1]); "
    "sys.argv[2] and ciphering.unlock(path, sys.argv[2]); "
    "study = Study.open(path, reading=True); "
    "study.close()"
)
PASSPHRASE = "a long passphrase"


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_log_stays_when_another_program_closes_a_study_that_is_open_here(
    tmp_path: Path, passphrase: str
) -> None:
    if passphrase and ciphering.library() is None:
        return
    path = tmp_path / "pilot.chartwell"
    study = Study.create(path, "Pilot", "AB", passphrase=passphrase)
    log = path.with_name(path.name + "-wal")
    add_case(study, "S01", "participant")
    assert is_encrypted(path) == bool(passphrase)
    assert (ciphering.key_of(path) is not None) == bool(passphrase)
    make_backup(path, "opening")
    found = log.stat().st_ino
    subprocess.run([sys.executable, "-c", ANOTHER, str(path), passphrase], check=True)
    assert log.stat().st_ino == found
    add_case(study, "S02", "participant")
    seen = Study.open(path, reading=True)
    with seen.read() as session:
        assert [case.name for case in list_cases(session)] == ["S01", "S02"]
    seen.close()
    study.close()
    assert not log.exists()


def test_beginning_of_a_file_is_read_anew_once_nothing_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "pilot.chartwell"
    Study.create(path, "Pilot").close()
    assert ciphering.is_plain(path)
    with path.open("rb+") as file:
        file.write(b"\0" * 16)
    assert not ciphering.is_plain(path)
