"""Passphrases on the command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from framework import ciphering

PASS, OTHER = "seven green ladders", "eight blue ladders"


def _run(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHARTWELL_")}
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, words)],
        env=kept | variables, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make an encrypted study through the command line."""
    made = tmp_path / "s.chartwell"
    done = _run("new", made, "--encrypt", CHARTWELL_PASSPHRASE=PASS)
    assert (done.returncode, done.stdout) == (0, f"Made {made}: s.\n")
    assert done.stderr == f"{ciphering.LOST}\n"
    return made


def test_commands_take_the_passphrase_from_the_surroundings(path: Path) -> None:
    assert not ciphering.is_plain(path)
    asked = _run("check", path)
    assert asked.returncode == 1
    assert asked.stderr == (
        "A passphrase is needed, and nobody is there to type it: set CHARTWELL_PASSPHRASE. Nothing "
        "was changed.\n"
    )
    wrong = _run("check", path, CHARTWELL_PASSPHRASE=OTHER)
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("This passphrase does not open s.chartwell")
    assert "Traceback" not in wrong.stderr
    right = _run("check", path, CHARTWELL_PASSPHRASE=PASS)
    assert (right.returncode, right.stderr) == (0, "")
    assert "is sound" in right.stdout


def test_passphrase_is_changed_and_removed(path: Path) -> None:
    assert _run("backup", path, CHARTWELL_PASSPHRASE=PASS).returncode == 0
    done = _run("passphrase", path, CHARTWELL_PASSPHRASE=PASS, CHARTWELL_NEW_PASSPHRASE=OTHER)
    assert done.returncode == 0
    assert "is encrypted with the new passphrase. One copy was written anew" in done.stdout
    assert PASS not in done.stdout + done.stderr
    assert OTHER not in done.stdout + done.stderr
    assert _run("check", path, CHARTWELL_PASSPHRASE=PASS).returncode == 1
    done = _run("passphrase", path, "--remove", CHARTWELL_PASSPHRASE=OTHER)
    assert "is not encrypted any more" in done.stdout
    assert _run("check", path).returncode == 0


def test_copy_under_an_earlier_passphrase_is_listed_as_such(path: Path) -> None:
    assert _run("backup", path, CHARTWELL_PASSPHRASE=PASS).returncode == 0
    (copy,) = (path.parent / "s backups").glob("*.chartwell")
    former = copy.read_bytes()
    done = _run("passphrase", path, CHARTWELL_PASSPHRASE=PASS, CHARTWELL_NEW_PASSPHRASE=OTHER)
    assert done.returncode == 0
    copy.write_bytes(former)
    listed = _run("backups", path, CHARTWELL_PASSPHRASE=OTHER)
    assert "cannot be read as a study; it may have an earlier passphrase" in listed.stdout
