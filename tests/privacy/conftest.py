"""Run sessions in processes of their own, and watch them."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

KINDS = ("commands", "window")
Seen = Mapping[str, object]


def surroundings(folder: Path) -> dict[str, str]:
    """Give a session a home and a folder for temporary files of its own."""
    home, temporary = folder / "home", folder / "tmp"
    for made in (home, temporary):
        made.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH")
            if name in os.environ}  # fmt: skip
    return {
        **kept, "HOME": str(home), "TMPDIR": str(temporary), "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"), "XDG_RUNTIME_DIR": str(temporary),
        "SQLITE_TMPDIR": str(temporary),
    }  # fmt: skip


def session(kind: str, folder: Path, before: Sequence[str] = ()) -> Seen:
    """Run a session in a process of its own; return what was seen in it."""
    work = folder / "work"
    work.mkdir()
    command = [*before, sys.executable, "-m", "tests.privacy.session", kind, str(work)]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings(folder), capture_output=True, text=True, timeout=280,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    found: Seen = json.loads((work / "seen.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session", params=KINDS)
def watched(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Seen]:
    """Run a session of each kind once; give its folder and what was seen."""
    folder = tmp_path_factory.mktemp(request.param)
    return folder, session(request.param, folder)
