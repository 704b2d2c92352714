"""Hold the transcripts of `transcripts/`, all synthetic, to what a reader found in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from importers import read_transcript
from tests.importers.documents import texts, times, turns

FILES = Path(__file__).parent / "transcripts"
EXPECTED: dict[str, dict[str, Any]] = json.loads((FILES / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_transcript_is_read_as_a_reader_reads_it(name: str) -> None:
    expected = EXPECTED[name]
    draft = read_transcript(FILES / name)
    assert turns(draft) == expected["turns"]
    if "paragraphs" in expected:
        assert len(draft.paragraphs) == expected["paragraphs"]
    speech = [
        text
        for text, paragraph in zip(texts(draft), draft.paragraphs, strict=True)
        if paragraph.kind == "speech"
    ]
    for place, key in ((0, "first"), (-1, "last")):
        assert expected[key] in {None, *speech[place:][:1]}
    if "roles" in expected:
        assert [speaker.role for speaker in draft.speakers] == expected["roles"]
    if "times" in expected:
        assert times(draft) == expected["times"]
    if "stamps" in expected:
        assert [time for time in times(draft) if time is not None] == expected["stamps"]


def test_every_transcript_has_its_expectation() -> None:
    others = {"expected.json", "README.md"}
    assert {path.name for path in FILES.iterdir()} - others == set(EXPECTED)
