"""Work with a study from the command line alone."""

import csv
import re
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from app.cli import COMMANDS, SHOWN
from framework.edits.corrections import correct
from framework.study import Study
from tests.cli.conftest import Chartwell

KEYS = {
    "transcripts": {"name", "format", "sha256", "words", "paragraphs", "speakers", "codings"},
    "paragraphs": {"n", "start", "end", "text", "label", "speaker", "time", "kind"},
    "turns": {"speaker", "time", "first", "last"},
    "cases": {"case", "kind", "label", "parents", "attributes"},
    "framework": {"number", "name", "definition", "include", "exclude", "origin", "parent",
                  "codings", "cases"},
    "codings": {"transcript", "start", "end", "paragraphs", "quote", "theme", "coder", "starred",
                "memo", "cases"},
    "cells": {"case", "theme", "state", "text", "citations", "flags"},
    "indicators": {"indicator", "case", "value", "n", "N", "unit", "text", "rows"},
    "history": {"step", "at", "coder", "label", "undone"},
}  # fmt: skip
FLAGS = {"coded_not_charted", "no_evidence", "out_of_date", "quote_differs"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(chartwell: Chartwell, command: str) -> None:
    said = chartwell(command, "--help")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"usage: chartwell {command}")


def test_help_of_the_program_names_every_command(chartwell: Chartwell) -> None:
    said = chartwell("--help")
    assert set(COMMANDS) <= set(re.findall(r"^    ([\w-]+)", said.out, re.MULTILINE))


@pytest.mark.parametrize(
    "words", [("show",), ("--loud",), ("s.chartwell", "x"), ("show", "s", "x")]
)
def test_wrong_usage_has_status_2(chartwell: Chartwell, words: tuple[str, ...]) -> None:
    said = chartwell(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("usage:")


@pytest.mark.parametrize("what", KEYS)
def test_what_is_shown_has_the_keys_of_the_contract(worked: Chartwell, what: str) -> None:
    rows = worked("show", "s.chartwell", what, "--json").value
    assert rows
    for row in rows:
        assert set(row) >= KEYS[what]


def test_what_cannot_be_shown_is_told_as_damage(worked: Chartwell, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "s.chartwell")) as connection, connection:
        connection.execute("UPDATE theme SET name = x'00ff00'")
    said = worked("show", "s.chartwell", "framework", "--json")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("s.chartwell is damaged: ")
    assert said.err.count("\n") == 1


def test_everything_can_be_shown_as_lines_too(worked: Chartwell) -> None:
    for what in SHOWN:
        said = worked("show", "s.chartwell", what)
        assert (said.status, said.err) == (0, "")
        assert said.out


def test_shown_study_is_what_the_files_hold(worked: Chartwell) -> None:
    def shown(what: str) -> object:
        return worked("show", "s.chartwell", what, "--json").value

    (transcript,) = worked("show", "s.chartwell", "transcripts", "--json").value
    assert transcript["speakers"] == [
        {"label": "I", "role": transcript["speakers"][0]["role"], "turns": 2, "cases": []},
        {"label": "S01", "role": transcript["speakers"][1]["role"], "turns": 2, "cases": ["S01"]},
    ]
    assert (transcript["name"], transcript["format"], transcript["codings"]) == ("S01", "txt", 2)
    turns = worked("show", "s.chartwell", "turns", "--transcript", "s01", "--json").value
    assert [(turn["speaker"], turn["first"], turn["last"]) for turn in turns] == [
        ("I", 1, 1), ("S01", 2, 2), ("I", 3, 3), ("S01", 4, 5),
    ]  # fmt: skip
    assert shown("cases") == [
        {"case": "P01", "kind": "site", "label": "Practice 1", "parents": [],
         "attributes": {"role": ""}},
        {"case": "S01", "kind": "participant", "label": "nurse", "parents": ["P01"],
         "attributes": {"role": "practice nurse"}},
    ]  # fmt: skip


def test_shown_analysis_is_what_was_coded_and_charted(worked: Chartwell) -> None:
    first, second = worked("show", "s.chartwell", "codings", "--json").value
    assert (first["quote"], first["theme"], first["coder"], first["starred"], first["memo"]) == (
        "sent last week’s weather", "1.1", "CD", True, "apt",
    )  # fmt: skip
    assert (second["coder"], second["paragraphs"], second["cases"]) == ("AB", [5], ["S01"])
    cells = worked("show", "s.chartwell", "cells", "--json").value
    written = next(row for row in cells if row["text"])
    assert written["citations"] == [
        {"transcript": "S01", "paragraphs": [4], "quote": "sent last week’s weather"}
    ]
    assert (written["case"], written["theme"], written["state"], written["flags"]) == (
        "S01", "1.1", "checked", [],
    )  # fmt: skip
    assert {flag for row in cells for flag in row["flags"]} <= FLAGS
    assert [row["flags"] for row in cells if row["theme"] == "1.2" and row["case"] == "S01"] == [
        ["coded_not_charted"]
    ]
    site, whole = worked("show", "s.chartwell", "indicators", "--json").value
    assert (site["indicator"], site["case"], site["value"], site["rows"]) == (
        "people",
        "P01",
        4,
        [1],
    )
    assert (whole["case"], whole["text"]) == (None, "15 (11 not attributable to a site)")


def test_progress_counts_stages_and_states(worked: Chartwell) -> None:
    counts = worked("show", "s.chartwell", "progress", "--json").value
    assert (counts["transcripts"], counts["codings"], counts["sites"]) == (1, 2, 1)
    assert counts["states"]["checked"] == 1
    assert sum(counts["states"].values()) == counts["cells"] == 2
    assert counts["unmatched_rows"] == 2


def test_paragraphs_are_stretches_of_one_text(worked: Chartwell) -> None:
    rows = worked("show", "s.chartwell", "paragraphs", "--json").value
    assert [row["n"] for row in rows] == [1, 2, 3, 4, 5]
    assert all(len(row["text"]) == row["end"] - row["start"] for row in rows)
    assert "🙂" in rows[3]["text"]
    assert all(later["start"] == row["end"] + 1 for row, later in pairwise(rows))


def test_correction_is_shown_beside_the_text_of_the_file(worked: Chartwell) -> None:
    before = worked("show", "s.chartwell", "paragraphs", "--json").value
    assert all("corrected" not in row for row in before)
    study = Study.open(Path("s.chartwell"), coder="AB")
    start = before[3]["start"] + before[3]["text"].index("week’s")
    correct(study, 1, start, start + 6, "month’s")
    study.close()
    rows = worked("show", "s.chartwell", "paragraphs", "--json").value
    assert rows[3].pop("corrected") == before[3]["text"].replace("week’s", "month’s")
    assert rows == before
    first, second = worked("show", "s.chartwell", "codings", "--json").value
    assert (first["quote"], second["quote"]) == ("sent last month’s weather", "moved on by then")
    (written,) = [row for row in worked("show", "s.chartwell", "cells", "--json").value
                  if row["text"]]  # fmt: skip
    assert written["citations"][0]["quote"] == "sent last month’s weather"
    assert written["flags"] == []


def test_import_tells_what_it_read(chartwell: Chartwell) -> None:
    chartwell("new", "s.chartwell")
    (row,) = chartwell("import", "s.chartwell", "S01.txt", "--json").value
    assert set(row) >= {"name", "format", "sha256", "words", "paragraphs", "speakers", "left_out",
                        "remarks"}  # fmt: skip
    assert (row["name"], row["paragraphs"], row["speakers"]) == ("S01", 5, 2)


def test_history_is_undone_and_redone_by_name(worked: Chartwell) -> None:
    before = worked("show", "s.chartwell", "cells", "--json").out
    assert worked("undo", "s.chartwell").out == "Undid “Load visits”.\n"
    assert worked("undo", "s.chartwell").out == "Undid “Chart 1 cells from a file”.\n"
    assert worked("show", "s.chartwell", "cells", "--json").out != before
    assert worked("redo", "s.chartwell", "--coder", "CD").status == 0
    assert worked("show", "s.chartwell", "cells", "--json").out == before
    history = worked("show", "s.chartwell", "history", "--json").value
    assert (history[0]["coder"], history[0]["label"]) == (
        "CD", "Redo “Chart 1 cells from a file”",
    )  # fmt: skip
    while "nothing" not in worked("undo", "s.chartwell").out:
        pass
    assert worked("show", "s.chartwell", "transcripts", "--json").value == []
    assert worked("check", "s.chartwell").status == 0


def test_search_finds_places(worked: Chartwell) -> None:
    hits = worked("search", "s.chartwell", "weather", "--json").value
    assert [(hit["kind"], hit["name"], hit["paragraph"]) for hit in hits] == [
        ("transcript", "S01", 4), ("summary", "S01 × 1.1", None),
    ]  # fmt: skip
    assert "**weather**" in worked("search", "s.chartwell", "weather").out
    assert worked("search", "s.chartwell", "nobody", "--json").value == []
    assert worked("search", "s.chartwell", '"AND (*', "--json").status == 0


def test_templates_are_listed_with_their_sources_and_load(chartwell: Chartwell) -> None:
    rows = chartwell("templates", "--json").value
    assert all(row["citation"] for row in rows)
    assert all(row["id"] in chartwell("templates").out for row in rows)
    for row in rows:
        chartwell("new", f"{row['id']}.chartwell")
        said = chartwell("framework", f"{row['id']}.chartwell", row["id"])
        assert (said.status, said.err) == (0, ""), row["id"]
        themes = chartwell("show", f"{row['id']}.chartwell", "framework", "--json").value
        assert len({theme["number"] for theme in themes}) == len(themes)


# This study has nothing for these: no site is charted or rated, no joint display is written, no
# delivery has a date due, and no figure differs from site to site.
BARE = {"L4", "L5", "L6", "L7b", "L8", "L9", "L11", "L15", "timeline", "dot-plot"}


def test_layouts_are_listed_and_written(worked: Chartwell, tmp_path: Path) -> None:
    from exports import LAYOUTS, formats_of

    listed = worked("export", "--list").out
    for layout in LAYOUTS:
        assert f"{layout.key}: {layout.name}" in listed
        for form in formats_of(layout):
            out = tmp_path / f"{layout.key}{form.ending}"
            said = worked("export", "s.chartwell", layout.key, str(out))
            if layout.key in BARE:
                assert (said.status, said.out, out.exists()) == (1, "", False)
                assert re.fullmatch(r"[^\n;]+; nothing was written\. [A-Z][^\n]+\.\n", said.err)
                continue
            assert (said.status, said.out, said.err) == (0, f"Wrote {out}.\n", "")
            assert out.stat().st_size
    with (tmp_path / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert "sent last week’s weather" in str(list(csv.reader(file)))


def test_sound_study_is_called_sound(worked: Chartwell) -> None:
    first, second = worked("check", "s.chartwell").out.splitlines()
    assert first == "s.chartwell is sound."
    assert second.startswith("Its record of ")


def test_a_framework_goes_from_study_to_study(chartwell: Chartwell) -> None:
    chartwell("new", "one.chartwell")
    chartwell("framework", "one.chartwell", "starter-pilot-implementation")
    wanted = chartwell("show", "one.chartwell", "framework", "--json").value
    for ending in ("yaml", "csv", "xlsx", "qdc"):
        said = chartwell("export", "one.chartwell", "framework", f"all.{ending}")
        assert (said.status, said.err) == (0, "")
        chartwell("new", f"{ending}.chartwell")
        assert chartwell("framework", f"{ending}.chartwell", f"all.{ending}").status == 0
        found = chartwell("show", f"{ending}.chartwell", "framework", "--json").value
        assert found == wanted, ending


def test_what_a_framework_leaves_out_of_a_file_is_said(
    chartwell: Chartwell, tmp_path: Path
) -> None:
    chartwell("new", "one.chartwell")
    (tmp_path / "codes.csv").write_text("Code,Memo,Weather\nTime,Hours,fine\n", encoding="utf-8")
    said = chartwell("framework", "one.chartwell", "codes.csv")
    assert "The column Weather was not read" in said.out
    refused = chartwell("export", "one.chartwell", "L18", "log.docx", "--versions", "working 1")
    assert refused.status == 1
    assert "There is no version “working 1”; nothing was written." in refused.err
