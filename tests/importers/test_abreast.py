"""Hold that files read at once come in order, whole, and are left at once."""

import os
from pathlib import Path
from time import sleep

import pytest

from framework.errors import RefusedError
from framework.progress import Progress
from importers import limits
from importers.abreast import read_all, read_each
from tests.cancelling import cancelled_after


def sized(path: Path, *, progress: Progress) -> tuple[str, int]:
    """Give a file's name, and the process in which it is read; refuse one that is empty."""
    progress.at(0, 1, path.name)
    if not path.stat().st_size:
        raise RefusedError(f"{path.name} is empty; nothing was imported.")
    sleep(0.05)
    return path.name, os.getpid()


def stalling(path: Path, *, progress: Progress) -> None:  # noqa: ARG001 - as every reader is given
    """Take long without asking whether to go on."""
    sleep(60)


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Write twelve files, the sixth of them empty, that count as large."""
    monkeypatch.setattr(limits, "READ_HERE_BYTES", 1)
    made = [tmp_path / f"{n:02}.txt" for n in range(12)]
    for n, path in enumerate(made):
        path.write_text("" if n == 5 else "words", "utf-8")
    return made


def test_files_come_in_order_and_one_refused_does_not_stop_the_rest(paths: list[Path]) -> None:
    said = list[tuple[int, int, str]]()
    progress = Progress(lambda *at: said.append(at))
    found = list(read_each(sized, paths, progress=progress))
    assert str(found[5]) == "05.txt is empty; nothing was imported."
    read = [one for one in found if isinstance(one, tuple)]
    assert [name for name, _ in read] == [path.name for path in paths if path.name != "05.txt"]
    assert os.getpid() not in {process for _, process in read}
    assert len({process for _, process in read}) <= limits.READERS
    assert said == [*((n, 12, path.name) for n, path in enumerate(paths)), (12, 12, "")]


def test_who_cancels_many_files_waits_for_none_of_them(paths: list[Path]) -> None:
    with cancelled_after(0.5) as progress:
        list(read_each(stalling, paths, progress=progress))


def test_all_or_none_raises_the_first_refusal(paths: list[Path]) -> None:
    with pytest.raises(RefusedError, match=r"05\.txt is empty"):
        read_all(sized, paths)
    assert len(read_all(sized, paths[:3])) == 3
