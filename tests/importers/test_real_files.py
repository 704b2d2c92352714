"""Hold real transcripts, where they stand beside the repository, to what a reader found in them.

Elsewhere the loops are empty; cases of the same shapes stand in the other modules of this folder.
"""

import json
import re
from pathlib import Path
from typing import Any

from importers import read_transcript
from importers.delivery import read_deliveries, table_kind
from tests.importers.documents import turns

FILES = Path(__file__).resolve().parents[3] / "shared" / "data" / "transcripts"
EXPECTED = sorted((FILES / "expect").glob("*.json"))


def _bare(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", text).casefold()


def test_real_transcripts_keep_their_text_and_speakers() -> None:
    for path in EXPECTED:
        _hold_to_what_was_read(path)


def _hold_to_what_was_read(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    draft = read_transcript(FILES / expected["file"])
    signs = len(re.sub(r"\s", "", draft.text))
    slack = 0.03 if expected["real_format"] == "md" else 0.002
    assert abs(signs - expected["nonspace_chars"]) <= slack * expected["nonspace_chars"], path
    assert len(draft.paragraphs) == expected["text_paragraphs"], path
    wanted = {_bare(person["name"]): person["turns"] for person in expected["speakers"]}
    assert {_bare(name): count for name, count in turns(draft).items()} == wanted, path


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


def test_pilot_tables_are_told_by_their_columns_and_read_whole() -> None:
    for path in sorted(PILOT.glob("*.csv")):
        draft = read_deliveries(path)[0]
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


def test_layouts_name_their_speakers() -> None:
    for path in sorted(LAYOUTS.glob("*")):
        found = turns(read_transcript(path))
        said = ", ".join(f"{name} {count}" for name, count in found.items())
        assert said == PEOPLE[path.name]
