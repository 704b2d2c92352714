"""Hold that a conversion by another program can be left off, and leaves nothing that runs."""

import os
from pathlib import Path
from threading import Event, Timer
from time import monotonic, sleep

import pytest

from framework.errors import CancelledError, RefusedError
from framework.progress import Progress
from importers import read_transcript

DOCUMENT = Path(__file__).parent / "corpus" / "rich.doc"


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a script stand where LibreOffice is found; it is empty until a test writes it."""
    script = tmp_path / "soffice"
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return script


def write(script: Path, body: str) -> None:
    script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    script.chmod(0o700)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    except OSError:
        return False
    return state.split()[0] != "Z"


def test_a_cancelled_conversion_ends_at_once_with_all_that_it_started(
    converter: Path, tmp_path: Path
) -> None:
    noted = tmp_path / "noted"
    write(converter, f"sleep 60 &\necho $! > '{noted}'\nwait")
    stop = Event()
    timer = Timer(1, stop.set)
    timer.start()
    begun = monotonic()
    with pytest.raises(CancelledError):
        read_transcript(DOCUMENT, Progress(stop=stop))
    timer.join()
    assert monotonic() - begun < 10
    sleep(0.1)
    assert not is_running(int(noted.read_text(encoding="utf-8")))


def test_a_conversion_that_makes_nothing_is_refused(converter: Path) -> None:
    write(converter, "exit 3")
    with pytest.raises(RefusedError, match="could not be converted by LibreOffice"):
        read_transcript(DOCUMENT)


def test_a_document_that_was_converted_keeps_the_file_as_it_came(
    converter: Path, tmp_path: Path
) -> None:
    made = DOCUMENT.with_name("rich.docx")
    find = 'for at do case "$before" in --outdir) folder=$at;; esac; before=$at; done'
    write(converter, f'{find}\ncp "{made}" "$folder/transcript.docx"')
    draft = read_transcript(DOCUMENT)
    assert draft.format == "doc"
    assert draft.original == DOCUMENT.read_bytes()
    assert draft.remarks[-1].startswith("The document was converted by LibreOffice")
    assert sorted(tmp_path.iterdir()) == [converter]
