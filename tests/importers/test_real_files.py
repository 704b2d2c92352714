"""Hold real transcripts, where they stand beside the repository, to what a reader found in them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from importers import read_transcript
from tests.importers.documents import turns

FILES = Path(__file__).resolve().parents[3] / "shared" / "data" / "transcripts"
EXPECTED = sorted((FILES / "expect").glob("*.json"))


def _bare(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", text).casefold()


@pytest.mark.parametrize("path", EXPECTED, ids=[path.stem for path in EXPECTED])
def test_a_real_transcript_keeps_its_text_and_speakers(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    draft = read_transcript(FILES / expected["file"])
    signs = len(re.sub(r"\s", "", draft.text))
    slack = 0.03 if expected["real_format"] == "md" else 0.002
    assert abs(signs - expected["nonspace_chars"]) <= slack * expected["nonspace_chars"]
    assert len(draft.paragraphs) == expected["text_paragraphs"]
    wanted = {_bare(person["name"]): person["turns"] for person in expected["speakers"]}
    assert {_bare(name): count for name, count in turns(draft).items()} == wanted
