"""Cases, participants, interviews, mappings and transcripts read as their tables say."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pages import attributes, body, captions, grid, style, tables, text

from framework.edits.cases import set_attribute
from framework.errors import RefusedError
from framework.queries.cases import case_named
from framework.study import Study

Write = Callable[..., Path]


def test_across_cases_is_the_last_row_and_a_whole_theme_stands_before_its_chart(
    concluded: Study, write: Write
) -> None:
    del concluded
    tree = body(write("L1", "chart.docx", themes=("3",)))
    rows = grid(tables(tree)[0])
    assert rows[-1] == [
        "Across cases", "", "", "Too late to prompt anyone S05 ¶2 S05 × 3.3", "",
    ]  # fmt: skip
    lead = [found for found in tree.iter() if found.tag.endswith("}p")
            and style(found) == "ChartSynthesis"]  # fmt: skip
    assert [text(found) for found in lead] == ["It confirms; it does not prompt S05 × 3.2"]
    places = attributes(tree, "bookmarkStart", "name")
    assert set(attributes(tree, "hyperlink", "anchor")) == set(places)
    assert any(place.startswith("synthesis_") for place in places)


def test_a_case_chart_reads_from_theme_to_theme_under_its_synthesis(
    concluded: Study, write: Write
) -> None:
    del concluded
    tree = body(write("L2", "case.docx", cases=("s05",)))
    (table,) = tables(tree)
    rows = grid(table)
    assert rows[0] == ["No. and name", "Summary", "Starred quotes", "Locators"]
    row = next(row for row in rows if row[0].startswith("3.3"))
    assert "weather" in row[2]
    assert row[3] == "S05 ¶2S05 ¶5S05 ¶4"
    assert captions(tree)[0].startswith("Table 1. S05, GP: charted summaries by theme")
    assert "Keen, let down by timing S05 ¶5 S05 × 3.3" in text(tree)


def test_each_case_has_a_chart_and_one_that_is_unknown_is_refused(write: Write) -> None:
    assert len(tables(body(write("L2", "cases.docx")))) == 4
    with pytest.raises(RefusedError, match="no case “S99”"):
        write("L2", "none.docx", cases=("S99",))


def test_participants_are_counted_by_role_unless_a_row_each_is_asked_for(
    concluded: Study, write: Write
) -> None:
    del concluded
    rows = grid(tables(body(write("L12", "people.docx")))[0])
    assert rows[0] == ["Role", "n", "Practices", "Mode", "Minutes, median (range)"]
    assert ["GP", "2", "2", "telephone 2", "35 (35–35)"] in rows
    assert rows[-1][:3] == ["All", "4", "3"]
    assert "S05" not in (write("L12", "people.csv")).read_text("utf-8-sig")
    rows = grid(tables(body(write("L12", "each.docx", grouped=False)))[0])
    assert rows[0] == ["ID", "Role", "Practice or band", "Mode", "Minutes"]
    assert ["S01", "practice nurse", "list size 6000–9999", "telephone", "35"] in rows
    assert len(rows) == 5


def test_saturation_goes_by_the_days_of_the_interviews(concluded: Study, write: Write) -> None:
    del concluded
    rows = grid(tables(body(write("L16", "saturation.docx")))[0])
    assert [row[0] for row in rows[1:]] == ["S01", "S03", "F2", "S05"]
    assert [row[3:5] for row in rows[1:]] == [["1", "1"], ["1", "2"], ["0", "2"], ["1", "3"]]


def test_without_every_day_saturation_keeps_the_study_s_order_and_says_so(
    concluded: Study, write: Write
) -> None:
    with concluded.read() as session:
        case = case_named(session, "S01").id
    set_attribute(concluded, case, "interview_date", "")
    tree = body(write("L16", "saturation.docx"))
    assert [row[0] for row in grid(tables(tree)[0])[1:]] == ["S05", "S01", "S03", "F2"]
    assert "in the study’s order" in text(tree)


def test_a_worksheet_sets_charted_data_beside_its_class_and_tests_the_typology(
    concluded: Study, write: Write
) -> None:
    del concluded
    tree = body(write("mapping", "mapping.docx"))
    (table,) = tables(tree)
    row = next(row for row in grid(table) if row[0].startswith("S05"))
    assert row[2:] == ["late", "Timing", "confirmation"]
    said = text(tree)
    assert "Classes: prompt 1, confirmation 1" in said or "confirmation 1, prompt 1" in said
    assert "Not exhaustive, without a class" in said
    assert "“Timing” stands in several classes" in said


def test_a_transcript_is_numbered_and_shows_what_was_corrected(
    concluded: Study, write: Write
) -> None:
    del concluded
    tree = body(write("transcript", "S05.docx", transcripts=("S05",), codings=True))
    (table,) = tables(tree)
    rows = grid(table)
    assert rows[0] == ["¶", "Speaker", "Words", "Coded"]
    assert [row[0] for row in rows[1:]] == [f"¶{n}" for n in range(1, 6)]
    assert rows[2][1] == "S05"
    assert rows[2][2].startswith("June's came so late that the nurse had run already her")
    assert "transcribed as “already run” (heard again), corrected by AB" in rows[2][2]
    assert rows[2][3] == "3.3 Timing of monthly reports"
    assert rows[5][3].endswith("★")


def test_abbreviations_of_the_study_s_dictionary_are_expanded(
    concluded: Study, write: Write
) -> None:
    write("L2", "before.docx")
    with concluded.read() as session:
        case = case_named(session, "S05").id
    set_attribute(concluded, case, "LTC", "yes")
    said = text(body(write("L1", "chart.docx", columns=("LTC",))))
    assert "LTC, long-term condition." in said
    assert "LTC yes" in said
    with pytest.raises(RefusedError, match="no attribute and no indicator “nothing”"):
        write("L1", "chart.docx", columns=("nothing",))
