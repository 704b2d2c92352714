"""Hold that the largest files are read or refused within memory and time; all text is synthetic."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.importers.documents import paragraph, word

MEGABYTES = 500
SECONDS = 60  # for machines that do other things meanwhile; by itself each takes a few
_TURNS = 200_000
_READ = r"""
import json, re, resource, sys
from pathlib import Path

def megabytes():
    # what the kernel tells of a child by getrusage includes what its parent had
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text()).group(1)) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

from framework.errors import RefusedError
from importers import read_transcript
try:
    draft = read_transcript(Path(sys.argv[1]))
    found = [len(draft.paragraphs), len(draft.speakers), ""]
except RefusedError as refused:
    found = [0, 0, str(refused)]
print(json.dumps([*found, megabytes()]))
"""


def read(path: Path) -> tuple[int, int, str]:
    """Read a file by itself; give its paragraphs and speakers, or why it was refused."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, check=True,
        timeout=SECONDS, text=True,
    )  # fmt: skip
    paragraphs, speakers, refused, megabytes = json.loads(done.stdout)
    assert megabytes < MEGABYTES
    return paragraphs, speakers, refused


def turns(form: str = "P{0}: well, number {1}.\n", people: int = 5000) -> Iterator[str]:
    """Write turns by many people."""
    return (form.format(n % people, n) for n in range(_TURNS))


@pytest.mark.parametrize("words", ["word and more ", "a: ", "A", "Ann: [", "\u202eab "])
def test_fifty_megabytes_on_one_line_are_read_or_refused(words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(words * (50_000_000 // len(words.encode())), "utf-8")
    paragraphs, _speakers, refused = read(path)
    assert paragraphs == 1 or refused.startswith("a.txt ")


def test_fifty_megabytes_of_a_web_page_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><p>" + "word and more " * 3_500_000)
    assert read(path)[2].startswith("a.html is 49 MB large")


def test_pictures_in_a_web_page_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    picture = "iVBORw0KGgo" * 2_000_000
    path.write_text(f'<html><img src="data:image/png;base64,{picture}"><p>Ann: yes</p>')
    assert read(path) == (1, 0, "")


def test_two_hundred_thousand_turns_of_five_thousand_speakers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("".join(turns()))
    assert read(path) == (_TURNS, 5000, "")


def test_two_hundred_thousand_paragraphs_of_a_document_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word("".join(map(paragraph, turns()))))
    assert read(path) == (_TURNS, 5000, "")


def test_two_hundred_thousand_cues_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    cue = "00:00:01.000 --> 00:00:02.000\n<v P{0}>well, number {1}\n\n"
    path.write_text("WEBVTT\n\n" + "".join(turns(cue)))
    assert read(path) == (_TURNS, 5000, "")


def test_more_paragraphs_than_any_transcript_has_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x\n" * 300_001)
    assert read(path)[2].startswith("a.txt has 300001 paragraphs")
