"""Hold real transcripts, where they stand beside the repository, to what a reader found in them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from importers import read_transcript
from importers.delivery import read_delivery, table_kind
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


PILOT = FILES.parent / "pilot"
TABLES = {
    "components.csv": ("components", 7, ""),
    "delivery_events.csv": ("rows", 36, "site_id"),
    "education.csv": ("rows", 12, "site_id"),
    "interviews.csv": ("participants", 10, ""),
    "sites.csv": ("sites", 12, "site_id"),
    "web_analytics.csv": ("rows", 35, "site_id"),
    "workshops.csv": ("rows", 6, "site_id"),
}


@pytest.mark.parametrize("path", sorted(PILOT.glob("*.csv")), ids=lambda path: path.name)
def test_a_pilot_table_is_told_by_its_columns_and_read_whole(path: Path) -> None:
    draft = read_delivery(path)
    kind = table_kind([column.name for column in draft.columns])
    assert (kind, len(draft.rows), draft.site) == TABLES[path.name]


LAYOUTS = FILES.parent / "layouts"
PEOPLE = {
    "focus_group.txt": "FACILITATOR 1, P1 (F) 2, P2 (M) 1, P3 (F) 1, UNKNOWN FEMALE 1, MALE 2? 1",
    "otter.txt": "Interviewer A 2, S04 1",
    "plain_I_P.txt": "I 2, S02 2",
    "teams.vtt": "Interviewer, A 1, Nurse, B (P01) 1",
    "teams_docx_paragraphs_new.txt": "Interviewer, A 1, Nurse, B (P01) 1",
    "teams_docx_paragraphs_old.txt": "Interviewer, A 1, Nurse, B (P01) 1",
    "zoom.vtt": "Interviewer A 1, S03 1",
}


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("*")), ids=lambda path: path.name)
def test_a_layout_names_its_speakers(path: Path) -> None:
    found = turns(read_transcript(path))
    assert ", ".join(f"{name} {count}" for name, count in found.items()) == PEOPLE[path.name]
