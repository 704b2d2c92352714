"""Prove that the program makes no connection, and works where there is no network."""

import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from tests.architecture.source import ROOT
from tests.privacy.conftest import KINDS, Seen, session

ALONE = ("unshare", "--net", "--map-root-user")
LOOPBACK_ONLY = 1


def _can_be_alone() -> bool:
    """Tell whether this computer lets a process be run without a network."""
    if which("unshare") is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


def test_no_socket_is_made_in_a_whole_session(watched: tuple[Path, Seen]) -> None:
    _folder, seen = watched
    assert seen["ended"]
    assert seen["reached"] == []
    assert seen["sockets"] == []
    assert not seen["network"]


@pytest.mark.parametrize("kind", KINDS)
def test_session_comes_to_its_end_where_there_is_no_network(kind: str, tmp_path: Path) -> None:
    # Where the computer does not let a process have no network, the watch alone refuses sockets.
    alone = ALONE if _can_be_alone() else ()
    if alone:
        there = subprocess.run(
            [*ALONE, "cat", "/proc/net/dev"], capture_output=True, text=True, check=True
        )
        named = [line for line in there.stdout.splitlines() if ":" in line]
        assert len(named) <= LOOPBACK_ONLY
    assert session(kind, tmp_path, alone)["ended"]


def test_a_socket_is_seen_by_the_watch() -> None:
    code = (
        "import socket\nfrom tests.privacy.watching import Watched\nseen = Watched()\n"
        "try:\n    socket.create_connection(('127.0.0.1', 9))\n"
        "except ConnectionRefusedError:\n    pass\n"
        "assert seen.reached, 'nothing was seen'\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
