"""Refuse with one sentence, and leave the study as it was."""

import json
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Chartwell

BAD = {
    "empty.txt": "",
    "noise.docx": "PK\x03\x04 not a document",
    "no_case.csv": "name,kind\nA,site\n",
    "lost.csv": "transcript,speaker,case\nS01,,S99\n",
    "bad_codings.csv": "transcript,theme,quote\nS01,1.1,The June one\nS01,1.1,never said\n",
    "bad_chart.csv": "case,theme,text\nS01,1.2,Fine\nS01,9.9,Lost\n",
    "bad_framework.csv": "number,name\n7,A\n1.1,B\n",
    "bad.yaml": "indicators: [{key: a, table: visits, measure: guess}]\n",
    "bad_table.csv": "",
}
REFUSED = [
    ("import", "s.chartwell", "empty.txt"),
    ("import", "s.chartwell", "noise.docx"),
    ("import", "s.chartwell", "nowhere.txt"),
    ("import", "s.chartwell", "."),
    ("import", "s.chartwell", "S01.txt", "--json"),
    ("cases", "s.chartwell", "no_case.csv"),
    ("cases", "s.chartwell", "nowhere.csv"),
    ("attribute", "s.chartwell", "lost.csv"),
    ("code", "s.chartwell", "bad_codings.csv"),
    ("chart", "s.chartwell", "bad_chart.csv"),
    ("framework", "s.chartwell", "bad_framework.csv"),
    ("framework", "s.chartwell", "no-such-template"),
    ("delivery", "s.chartwell", "nowhere.csv"),
    ("delivery", "s.chartwell", "visits.csv", "--mapping", "bad.yaml"),
    ("delivery", "s.chartwell", "visits.csv", "--mapping", "nowhere.yaml"),
    ("delivery", "s.chartwell", "bad_table.csv"),
    ("delivery", "s.chartwell", "visits.csv", "later/visits.csv"),
    ("show", "s.chartwell", "paragraphs", "--transcript", "S99", "--json"),
    ("export", "s.chartwell", "L9", "out.docx"),
    ("export", "s.chartwell", "L1", "out.txt"),
    ("export", "s.chartwell", "L1", "nowhere/out.docx"),
    ("export", "s.chartwell", "L1", "out.docx", "--theme", "9.9"),
    ("export", "s.chartwell", "L1"),
    ("new", "s.chartwell"),
    ("new", "nowhere/s.chartwell"),
    ("demo", "--out", "S01.txt", "--no-window"),
]


def _one_sentence(text: str) -> bool:
    return text.endswith(".\n") and text.count("\n") == 1 and "Traceback" not in text


@pytest.mark.parametrize("words", REFUSED, ids=lambda words: " ".join(words[:1] + words[2:]))
def test_refusal_is_one_sentence_and_leaves_the_study_as_it_was(
    worked: Chartwell, tmp_path: Path, words: tuple[str, ...]
) -> None:
    for name, content in BAD.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "visits.csv").write_text("site_id,n\nP01,9\n", encoding="utf-8")
    files = set(tmp_path.rglob("*"))
    history = worked("show", "s.chartwell", "history", "--json").value
    said = worked(*words)
    assert (said.status, said.out) == (1, "")
    assert _one_sentence(said.err), said.err
    assert worked("show", "s.chartwell", "history", "--json").value == history
    assert worked("check", "s.chartwell").status == 0
    assert set(tmp_path.rglob("*")) == files


def test_asking_leaves_every_byte_of_the_study(worked: Chartwell, tmp_path: Path) -> None:
    def dump() -> str:
        with sqlite3.connect(tmp_path / "s.chartwell") as connection:
            return sha256("\n".join(connection.iterdump()).encode()).hexdigest()

    before = dump()
    worked("show", "s.chartwell", "progress")
    worked("search", "s.chartwell", "weather")
    worked("check", "s.chartwell")
    worked("code", "s.chartwell", "nowhere.csv")
    assert dump() == before


def test_an_export_adds_its_note_and_changes_nothing_else(worked: Chartwell) -> None:
    def shown() -> list[object]:
        kinds = ("transcripts", "cases", "framework", "codings", "cells", "indicators")
        return [worked("show", "s.chartwell", kind, "--json").value for kind in kinds]

    before, steps = shown(), worked("show", "s.chartwell", "history", "--json").value
    worked("export", "s.chartwell", "L1", "out.docx")
    assert shown() == before
    assert worked("show", "s.chartwell", "history", "--json").value[1:] == steps
    assert [e["file"] for e in worked("show", "s.chartwell", "exports", "--json").value] == [
        "out.docx"
    ]


@pytest.mark.parametrize(
    "command", ["import", "cases", "show", "undo", "search", "check", "export"]
)
def test_file_that_is_no_study_is_refused_and_left_alone(
    chartwell: Chartwell, tmp_path: Path, command: str
) -> None:
    more = {"import": ["S01.txt"], "cases": ["cases.csv"], "show": ["history"], "search": ["x"],
            "export": ["L1", "out.docx"]}.get(command, [])  # fmt: skip
    before = (tmp_path / "S01.txt").read_bytes()
    for study in ("S01.txt", "nowhere.chartwell"):
        said = chartwell(command, study, *more)
        assert (said.status, said.out) == (1, "")
        assert _one_sentence(said.err)
    assert (tmp_path / "S01.txt").read_bytes() == before
    assert not (tmp_path / "nowhere.chartwell").exists()


def test_all_files_of_an_import_are_read_or_none(worked: Chartwell, tmp_path: Path) -> None:
    (tmp_path / "S02.txt").write_text("S02: Fine.\n", encoding="utf-8")
    assert worked("import", "s.chartwell", "S02.txt", "S01.txt").status == 1
    assert len(worked("show", "s.chartwell", "transcripts", "--json").value) == 1


def test_damaged_study_is_told_by_check(worked: Chartwell, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "s.chartwell", isolation_level=None)
    connection.execute("UPDATE coding SET start = -5")
    connection.close()
    said = worked("check", "s.chartwell")
    assert (said.status, said.out) == (1, "")
    assert "2 codings do not fit" in said.err


def test_one_json_value_is_all_that_is_printed(worked: Chartwell) -> None:
    for words in (("show", "s.chartwell", "cells"), ("search", "s.chartwell", "team"),
                  ("templates",)):  # fmt: skip
        said = worked(*words, "--json")
        json.loads(said.out)
        assert said.err == ""
