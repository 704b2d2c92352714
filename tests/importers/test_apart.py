"""Hold that a reader in a process of its own answers, refuses, or ends alone."""

import os
import sys
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

from framework.errors import CancelledError, RefusedError
from framework.progress import Progress
from importers import apart, limits
from tests.cancelling import SOON, cancelled_after


def doubled(number: int) -> int:
    """Answer."""
    return 2 * number


def refusing(file: str) -> None:
    """Refuse a file in a sentence."""
    raise RefusedError(f"{file} is not wanted; nothing was loaded.")


def ending() -> None:
    """End the process, as a reader written in C does on a damaged file."""
    os.abort()


def failing() -> None:
    """Fail as a reader that does not foresee what a file holds."""
    raise KeyError("paragraph")


def process_of_its_own() -> int:
    """Say in which process this runs."""
    return os.getpid()


def process_of(path: Path) -> int:  # noqa: ARG001 - as every reader is given one
    """Say in which process a file is read."""
    return os.getpid()


def working() -> None:
    """Work without end."""
    while True:
        pass


def filling() -> int:
    """Take memory without end."""
    return len([bytearray(1_000_000) for _ in range(100_000)])


def holding(size: int) -> int:
    """Take so much memory, and give it back."""
    return len(bytearray(size))


def stalling(seconds: float) -> None:
    """Take long without asking whether to go on."""
    sleep(seconds)


def deaf(*, progress: Progress) -> None:  # noqa: ARG001 - as every reader is given one
    """Take long without asking whether to go on."""
    sleep(60)


def wait(path: Path, word: str) -> None:
    """Wait until a file says a word, but not for ever."""
    until = monotonic() + 30
    while monotonic() < until and not (path.exists() and path.read_text() == word):
        sleep(0.01)


def asking(path: Path, *, progress: Progress) -> None:
    """Go on until cancelled, and leave word of it."""
    path.write_text("begun")
    while not progress.stop.is_set():
        sleep(0.01)
    path.write_text("heard")


def test_error_that_a_reader_did_not_foresee_is_named() -> None:
    with pytest.raises(RefusedError) as refused:
        apart.run(failing, "a.docx")
    assert str(refused.value) == (
        "a.docx could not be read (KeyError: 'paragraph'); it may be damaged, and nothing was "
        "taken from it. Open it in the program that it comes from, save a copy and choose that."
    )


def test_what_a_reader_answers_comes_back() -> None:
    assert apart.run(doubled, "a.xls", 21) == 42


def test_a_refusal_comes_back_as_it_was_said() -> None:
    with pytest.raises(RefusedError, match=r"^a\.xls is not wanted; nothing was loaded\.$"):
        apart.run(refusing, "a.xls", "a.xls")


def test_a_reader_that_ends_its_process_refuses_the_file() -> None:
    with pytest.raises(RefusedError, match=r"^a\.xls is damaged and cannot be opened"):
        apart.run(ending, "a.xls")


def test_a_process_that_cannot_start_is_not_called_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", os.devnull)
    with pytest.raises(RefusedError, match="could not be started"):
        apart.run(doubled, "a.xls", 21)


def test_many_files_are_read_in_one_process_and_one_brought_down_is_begun_anew() -> None:
    with apart.Reader() as reader:
        first, second = (reader.run(process_of_its_own, "a.txt") for _ in range(2))
        with pytest.raises(RefusedError, match=r"^b\.pdf is damaged"):
            reader.run(ending, "b.pdf")
        third = reader.run(process_of_its_own, "c.txt")
    assert len({first, third, os.getpid()}) == 3
    assert first == second


def test_cancelling_is_heard_at_once_there_and_here(tmp_path: Path) -> None:
    progress, left = Progress(), tmp_path / "left.txt"
    cancelled: list[float] = []

    def cancel() -> None:
        wait(left, "begun")
        cancelled.append(monotonic())
        progress.stop.set()

    Thread(target=cancel).start()
    with apart.Reader() as reader, pytest.raises(CancelledError):
        reader.run(asking, "a.txt", left, progress=progress)
    assert monotonic() - cancelled[0] < SOON
    wait(left, "heard")
    assert left.read_text() == "heard"


def test_who_cancels_does_not_wait_for_a_reader_that_asks_nobody() -> None:
    with cancelled_after(0.5) as progress, apart.Reader() as reader:
        reader.run(deaf, "a.txt", progress=progress)


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "APART_SECONDS", 0.5)
    with pytest.raises(RefusedError, match=r"^a\.xls takes more time to be read than"):
        apart.run(stalling, "a.xls", 60.0)


def test_a_reader_that_works_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WORK_SECONDS", 1)
    with pytest.raises(RefusedError, match=r"^a\.xls takes more time to be read than"):
        apart.run(working, "a.xls")


def test_a_reader_that_takes_all_memory_is_refused_it() -> None:
    with pytest.raises(RefusedError, match=r"^a\.xls takes more memory to be read than"):
        apart.run(filling, "a.xls")


def test_delivery_data_may_take_more_memory_than_a_transcript() -> None:
    with apart.Reader() as reader, pytest.raises(RefusedError, match="takes more memory"):
        reader.run(holding, "a.docx", limits.APART_BYTES)
    with apart.Reader(limits.TABLE_BYTES) as reader:
        assert reader.run(holding, "a.csv", limits.APART_BYTES) == limits.APART_BYTES


def test_a_reader_takes_no_module_from_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pickle", "lxml", "importers"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()")
    monkeypatch.chdir(tmp_path)
    assert apart.run(doubled, "a.xls", 21) == 42
    assert not Path("ran").exists()


def test_a_short_text_is_read_here_and_all_else_apart(tmp_path: Path) -> None:
    short, long, packed = (tmp_path / name for name in ("a.txt", "b.txt", "c.docx"))
    short.write_text("Ann: yes\n")
    long.write_text("Ann: yes\n" * 50_000)
    packed.write_bytes(b"PK\x03\x04")
    here = [apart.read(process_of, path) == os.getpid() for path in (short, long, packed)]
    assert here == [True, False, False]
