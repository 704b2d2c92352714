"""Read large files in a process of their own, so that the window waits for none."""

from pathlib import Path

import pytest

from app.transcripts.reading import read_files, read_pasted
from framework.progress import Progress
from importers import limits
from tests.app.transcripts.conftest import TALK
from tests.cancelling import cancelled_after


def test_large_files_are_read_in_a_process_of_their_own_just_as_small_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("a.txt", "broken.docx", "b.txt", "copy.txt")]
    for path in paths:
        path.write_text(TALK.replace("well", path.name) if path.name < "c" else TALK, "utf-8")
    paths[1].write_bytes(b"PK\x03\x04word/[Content_Types].xml")
    paths[3].write_bytes(paths[0].read_bytes())
    here = read_files(paths, ["P01"], {}, Progress())
    monkeypatch.setattr(limits, "READ_HERE_BYTES", 1)
    there = read_files(paths, ["P01"], {}, Progress())
    assert here == there
    assert [bool(reading.refusal) for reading in there] == [False, True, False, True]


def test_reading_one_large_file_is_cancelled_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("".join(f"P{n % 9}: well, number {n}.\n" for n in range(120_000)), "utf-8")
    with cancelled_after(1.2) as progress:
        read_files([path], [], {}, progress)


def test_a_large_pasted_text_is_read_in_a_process_of_its_own_just_as_a_small_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = read_pasted(TALK, "Pasted", ["P01"], {}, Progress())
    monkeypatch.setattr(limits, "READ_HERE_BYTES", 1)
    assert read_pasted(TALK, "Pasted", ["P01"], {}, Progress()) == here


def test_reading_a_large_pasted_text_is_cancelled_at_once() -> None:
    text = "".join(f"P{n % 9}: well, number {n}.\n" for n in range(120_000))
    with cancelled_after(1.0) as progress:
        read_pasted(text, "Pasted", [], {}, progress)
