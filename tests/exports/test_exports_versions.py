"""The coding tree, the change log, the crosswalk and the themes with quotations."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pages import body, captions, grid, tables, text
from python_calamine import CalamineWorkbook

from exports import Options, export
from exports.layouts.l18_change_log import build
from exports.report import long_date, plain
from framework.drafts import FrameworkDraft, ThemeDraft
from framework.edits.crosswalk import map_theme
from framework.edits.labels import add_label
from framework.edits.reshaping import SplitPart, merge_themes, retire_theme, split_theme
from framework.edits.themes import (
    add_theme,
    define_theme,
    load_framework,
    rename_theme,
    renumber_theme,
    set_example,
)
from framework.edits.versions import freeze_version
from framework.errors import RefusedError
from framework.queries.codings import all_codings
from framework.study import Study
from tests.studies import code_passage, theme_numbered

Write = Callable[..., Path]
TODAY = long_date(datetime.now(UTC).astimezone().date())


def theme(study: Study, number: str) -> int:
    """Give the id of a theme."""
    with study.read() as session:
        return theme_numbered(session, number).id


@pytest.fixture
def versioned(study: Study) -> Study:
    """Give a study whose framework has gone through two versions and a change since."""
    freeze_version(study, "working 1", "Four transcripts read", allow_undefined=True)
    define_theme(study, theme(study, "3.3"), definition="Whether it came in time.")
    rename_theme(study, theme(study, "3.2"), "Use of the report")
    freeze_version(study, "working 2", "Discussed by AB and CD", allow_undefined=True)
    merge_themes(study, theme(study, "3.1"), theme(study, "3.2"))
    return study


def test_the_coding_tree_has_a_row_a_theme_with_what_is_coded(write: Write) -> None:
    (table,) = tables(body(write("L14", "tree.docx")))
    rows = grid(table)
    assert rows[0] == ["No.", "Name", "Definition", "Cases", "Passages"]
    assert rows[5][:2] == ["3", "Audit and feedback"]
    assert rows[5][-2:] == ["3", "6"]
    assert rows[8] == [
        "3.3", "Timing of monthly reports", "What is said of: Timing of monthly reports", "1", "3",
    ]  # fmt: skip
    assert len(rows) == 10


def test_the_caption_says_as_which_version_the_framework_stands(study: Study, write: Write) -> None:
    caption = "Table 1. Framework, as it stands now, no version frozen (3 themes, 6 sub-themes)"
    assert captions(body(write("L14", "a.docx"))) == [caption]
    freeze_version(study, "working 1", "", allow_undefined=True)
    assert f"Framework, working 1, frozen {TODAY} (" in captions(body(write("L14", "a.docx")))[0]
    rename_theme(study, theme(study, "3.2"), "Use")
    assert "as it stands now, 1 change since working 1" in captions(body(write("L14", "a.docx")))[0]


def test_labels_and_retired_themes_have_tables_of_their_own_in_working_mode_alone(
    study: Study, write: Write
) -> None:
    add_label(study, "coffee room")
    retire_theme(study, theme(study, "2.1"))
    merge_themes(study, theme(study, "3.1"), theme(study, "3.2"))
    working = body(write("L14", "tree.docx"))
    assert [caption.split(". ")[1].split(",")[0] for caption in captions(working)] == [
        "Framework", "Labels not yet placed", "Retired themes",
    ]  # fmt: skip
    _main, labels, retired = map(grid, tables(working))
    assert labels[1][0] == "coffee room"
    assert [row[0] for row in retired[1:]] == ["2.1", "3.1"]
    assert "3.1 Annual report was merged into 3.2" in text(working)
    journal = body(write("L14", "tree.docx", mode="journal"))
    assert len(tables(journal)) == 1
    assert "coffee room" not in text(journal)


def test_an_example_stands_in_a_column_or_below_where_few_have_one(
    study: Study, write: Write
) -> None:
    with study.read() as session:
        codings = {row.number: row.id for row in all_codings(session)}
    set_example(study, theme(study, "3.3"), codings["3.3"])
    below = body(write("L14", "tree.docx", themes=("3",)))
    assert "Example" not in grid(tables(below)[0])[0]
    said = "“Honestly? It's like being sent last week's weather.” [S05 ¶5]"
    assert f"Example: 3.3 ★\u00a0{said}" in text(below)
    for number in ("3.1", "3.2"):
        set_example(study, theme(study, number), codings[number])
    beside = grid(tables(body(write("L14", "tree.docx", themes=("3",))))[0])
    at = beside[0].index("Example")
    assert said in beside[4][at]
    without = text(body(write("L14", "tree.docx", themes=("3",), evidence=False)))
    assert "weather" not in without


def test_a_number_that_does_not_tell_where_its_theme_stands_says_it(
    study: Study, write: Write
) -> None:
    renumber_theme(study, theme(study, "3.2"), "9")
    numbers = [row[0] for row in grid(tables(body(write("L14", "tree.docx")))[0])]
    assert "9 (under 3)" in numbers


def test_counts_are_numbers_in_a_workbook(write: Write) -> None:
    rows = CalamineWorkbook.from_path(write("L14", "tree.xlsx")).get_sheet_by_index(0).to_python()
    assert rows[6][-2:] == [3.0, 6.0]
    assert rows[6][0] == "3"


def test_a_framework_without_themes_is_refused(tmp_path: Path) -> None:
    empty = Study.create(tmp_path / "empty.chartwell", "Empty", "AB")
    for layout in ("L13", "L14", "crosswalk"):
        with empty.read() as session, pytest.raises(RefusedError, match="no themes yet"):
            export(session, layout, tmp_path / "a.docx", Options())
    with empty.read() as session:
        export(session, "L18", tmp_path / "a.docx", Options())
        export(session, "framework", tmp_path / "a.csv", Options())
    empty.close()


def test_the_log_goes_from_version_to_version_and_to_now(versioned: Study, write: Write) -> None:
    with versioned.read() as session:
        (table,) = build(session, Options()).blocks
    rows = [[plain(cell) for cell in row] for row in table.rows]  # type: ignore[union-attr] - a table
    assert rows[0] == [
        "working 1", TODAY, "Frozen with 3 themes and 6 sub-themes", "Four transcripts read", "AB",
        "–",
    ]  # fmt: skip
    assert rows[1][:3] == [
        "working 2", TODAY,
        "3.2 What the report is used for was renamed Use of the report",
    ]  # fmt: skip
    assert rows[1][3:] == ["Discussed by AB and CD", "AB", "–"]
    assert rows[2][0] == ""
    assert rows[2][2] == (
        "3.3 Timing of monthly reports was redefined\n"
        "Before: Definition: What is said of: Timing of monthly reports\n"
        "After: Definition: Whether it came in time."
    )
    assert rows[2][5] == "3 passages, 2 cells"
    assert rows[3][0] == "As it stands now"
    assert rows[3][2] == "3.1 Annual report was merged into 3.2 Use of the report"
    assert rows[3][5] == "1 passage, 2 cells"
    journal = grid(tables(body(write("L18", "log.docx", mode="journal")))[0])
    assert [row[0] for row in journal[1:]] == ["working 1", *["working 2"] * 2, "As it stands now"]


@pytest.mark.parametrize(
    ("asked", "operations"),
    [
        (("working 1", "working 2"), ["rename", "redefine"]),
        (("Working 2",), ["merge"]),
        (("working 1", "now"), ["merge", "rename", "redefine"]),
        (("working 2", "working 1"), ["rename", "redefine"]),
    ],
)
def test_two_versions_are_compared(
    versioned: Study, write: Write, asked: tuple[str, ...], operations: list[str]
) -> None:
    del versioned
    with write("L18", "log.csv", versions=asked).open(encoding="utf-8-sig", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert [row["operation"] for row in found] == operations


@pytest.mark.parametrize("asked", [("working 9",), ("now",), ("working 1", "working 1")])
def test_versions_that_are_not_there_or_the_same_are_refused(
    versioned: Study, write: Write, asked: tuple[str, ...]
) -> None:
    del versioned
    with pytest.raises(RefusedError, match="nothing was written"):
        write("L18", "log.docx", versions=asked)


def test_what_a_split_affects_is_what_went(study: Study) -> None:
    freeze_version(study, "working 1", "", allow_undefined=True)
    with study.read() as session:
        coded = [row.id for row in all_codings(session) if row.number == "3.3"]
    split_theme(study, theme(study, "3.3"), [SplitPart("Lateness", "", tuple(coded[:2]))])
    with study.read() as session:
        report = build(session, Options())
    split = [row for row in report.data.rows if row[3] == "split"]
    assert [row[-2:] for row in split] == [(2, 0)]


def test_an_unfrozen_framework_has_a_log_that_says_so(write: Write) -> None:
    rows = grid(tables(body(write("L18", "log.docx")))[0])
    assert rows[1][2] == "3 themes and 6 sub-themes; no version has been frozen yet"


def test_a_crosswalk_sets_constructs_beside_each_theme_with_the_source(
    study: Study, write: Write
) -> None:
    map_theme(study, theme(study, "3.2"), "com-b", "2.1", on=True)
    map_theme(study, theme(study, "3.3"), "iparihs-2016", "1.7", on=True)
    map_theme(study, theme(study, "3.3"), "iparihs-2016", "1.5", on=True)
    path = write("crosswalk", "crosswalk.docx", template="iparihs-2016")
    rows = grid(tables(body(path))[0])
    assert rows[8] == [
        "3.3", "Timing of monthly reports", "1.5 Relative advantage1.7 Observable results",
    ]  # fmt: skip
    assert rows[7][2] == "–"
    assert "Harvey G, Kitson A." in text(body(path))
    assert "Constructs without a theme: 1.1 Underlying knowledge sources" in text(body(path))
    assert len(tables(body(write("crosswalk", "both.docx")))) == 2
    with write("crosswalk", "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        pairs = [row for row in csv.DictReader(stream) if row["construct"]]
    assert {(row["number"], row["template"], row["construct"]) for row in pairs} == {
        ("3.2", "com-b", "2.1"), ("3.3", "iparihs-2016", "1.5"), ("3.3", "iparihs-2016", "1.7"),
    }  # fmt: skip
    with pytest.raises(RefusedError, match="no built-in framework “nothing”"):
        write("crosswalk", "a.docx", template="nothing")


def test_quotations_are_starred_ones_first_and_of_different_people(
    study: Study, write: Write
) -> None:
    rows = grid(tables(body(write("L13", "themes.docx", quotes=1)))[0])
    assert rows[0] == ["Theme", "Sub-theme", "Definition", "Quotations"]
    (timing,) = [row for row in rows if row[1].startswith("3.3")]
    assert timing[3] == (
        "★\u00a0“Honestly? It's like being sent last week's weather.” [S05, GP, ¶5]"
    )
    many = grid(tables(body(write("L13", "themes.docx", quotes=5)))[0])
    (timing,) = [row for row in many if row[1].startswith("3.3")]
    assert timing[3].count("“") == 2
    with study.read() as session:
        (found,) = [row for row in all_codings(session) if row.number == "3.1"]
    code_passage(study, found.transcript_id, found.start, found.start + 6, theme(study, "3.3"))
    two = grid(tables(body(write("L13", "themes.docx", quotes=2)))[0])
    (timing,) = [row for row in two if row[1].startswith("3.3")]
    assert "S01, practice nurse" in timing[3]


def test_a_hundred_themes_are_written_as_a_tree_of_many_pages(tmp_path: Path) -> None:
    study = Study.create(tmp_path / "large.chartwell", "Large", "AB")
    load_framework(study, FrameworkDraft("Large", tuple(
        ThemeDraft(str(n), f"Theme {n}", "What it means. " * 8, children=tuple(
            ThemeDraft(f"{n}.{m}", f"Sub-theme {m}", "What it means. " * 8) for m in range(1, 10)
        )) for n in range(1, 11)
    )))  # fmt: skip
    with study.read() as session:
        export(session, "L14", tmp_path / "tree.docx", Options())
    assert len(grid(tables(body(tmp_path / "tree.docx"))[0])) == 101
    add_theme(study, "One more")
    study.close()
