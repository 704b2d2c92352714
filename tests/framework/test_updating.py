"""Bring a transcript up to date from a corrected file."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from framework.edits.cases import (
    attribute_passage,
    attribute_speaker,
    attribute_transcript,
)
from framework.edits.cells import restore_cell, set_state, write_summary
from framework.edits.codings import star, write_memo
from framework.edits.corrections import correct
from framework.edits.joint_rows import check_row
from framework.edits.memos import write_margin_memo
from framework.edits.themes import set_example
from framework.edits.transcripts import set_role
from framework.edits.updating import update_transcript
from framework.errors import RefusedError
from framework.queries.attributions import speaking
from framework.queries.cell_history import history_of_cell
from framework.queries.charts import cell, out_of_date_because
from framework.queries.codings import codings_of
from framework.queries.corrections import corrections_of, wording_of
from framework.queries.memos import margin_memos
from framework.queries.rereading import to_reread
from framework.queries.soundness import faults
from framework.queries.transcripts import speakers_of, text_of
from framework.queries.updating import preview_update
from framework.schema import Document, Theme
from framework.study import Study
from tests.framework.joint import joint_study, only_row, written_row
from tests.studies import TALK, case_ids, code_passage, talk, theme_ids

BEGIN = "I: Thank you for coming in."


def place(study: Study, words: str) -> tuple[int, int]:
    """Find words in the transcript as it is."""
    with study.read() as session:
        start = text_of(session, 1).index(words)
    return start, start + len(words)


def code(study: Study, words: str, number: str) -> int:
    """Code words as a theme."""
    return code_passage(study, 1, *place(study, words), theme_ids(study)[number])


def quotes(study: Study) -> list[str]:
    """Give the words of all codings."""
    with study.read() as session:
        return [row.quote for row in codings_of(session, 1)]


def test_codings_go_with_their_words_and_undo_brings_the_former_text_back(study: Study) -> None:
    code(study, "Most of the team came", "1.1")
    code(study, "We had moved on by then 🙂", "2.2")
    with study.read() as session:
        before = text_of(session, 1), codings_of(session, 1)
    new = talk("S01 v2", (BEGIN, *TALK))
    with study.read() as session:
        seen = preview_update(session, 1, new)
    assert (seen.kept, seen.moved, seen.changed, seen.lost) == (2, 2, (), ())
    assert (seen.paragraphs_before, seen.paragraphs_after) == (5, 6)
    update_transcript(study, 1, new)
    assert quotes(study) == ["Most of the team came", "We had moved on by then 🙂"]
    with study.read() as session:
        assert text_of(session, 1) == new.text
        assert [row.first for row in codings_of(session, 1)] == [3, 6]
        assert to_reread(session) == []
        assert faults(session) == []
        assert len(session.scalars(select(Document.id)).all()) == 2
    study.undo()
    with study.read() as session:
        assert (text_of(session, 1), codings_of(session, 1)) == before
        assert faults(session) == []
    study.redo()
    assert quotes(study) == ["Most of the team came", "We had moved on by then 🙂"]


def test_changed_words_are_re_read_with_the_cells_that_rest_on_them(study: Study) -> None:
    ids, cases = theme_ids(study), case_ids(study)
    attribute_transcript(study, 1, cases["S01"])
    code(study, "The June one was like being sent last week’s weather.", "2.1")
    code(study, "Most of the team came", "1.1")
    for number in ("2.1", "1.1"):
        write_summary(study, cases["S01"], ids[number], "So it was [S01 ¶2]")
        set_state(study, cases["S01"], ids[number], "checked")
    lines = [line.replace("June one", "July one") for line in TALK]
    update_transcript(study, 1, talk("S01 v2", (BEGIN, *lines)))
    assert "The July one was like being sent last week’s weather." in quotes(study)
    with study.read() as session:
        waiting = [(row.kind, row.number, row.reason) for row in to_reread(session)]
        assert waiting == [
            ("passage", "2.1", "the words changed when S01 was brought up to date"),
            ("cell", "2.1", "words behind it changed when S01 was brought up to date"),
        ]
        assert out_of_date_because(session, cases["S01"], ids["1.1"]) == []
        assert cell(session, cases["S01"], ids["1.1"]).state == "checked"
        assert cell(session, cases["S01"], ids["1.1"]).text == "So it was [S01 ¶3]"


def test_what_has_no_place_any_more_is_listed_and_written_down(study: Study) -> None:
    ids, cases = theme_ids(study), case_ids(study)
    lost = code(study, "The June one was like being sent last week’s weather.", "2.1")
    star(study, lost, on=True)
    write_memo(study, lost, "A fine picture")
    set_example(study, ids["2.1"], lost)
    start, end = place(study, "S01: The June one was like being sent last week’s weather.")
    write_margin_memo(study, 1, start, end, "Ask again")
    attribute_passage(study, 1, start, end, cases["P02"])
    write_summary(study, cases["S01"], ids["2.1"], "Weather [S01 ¶4], team [S01 ¶2]")
    new = talk("S01 v2", (*TALK[:3], TALK[4]))
    with study.read() as session:
        seen = preview_update(session, 1, new)
    assert {(row.kind, row.first) for row in seen.lost} == {
        ("coding", 4), ("memo", 4), ("attribution", 4), ("locator", 4),
    }  # fmt: skip
    update_transcript(study, 1, new)
    with study.read() as session:
        (note,) = margin_memos(session, 1)
        assert (note.first, note.coder) == (1, "AB")
        assert "2.1 Reports, by AB, starred, ¶4 of the former file: “The June one" in note.text
        assert "— A fine picture" in note.text
        assert "memo by AB, ¶4 of the former file" in note.text
        assert "passage of P02" in note.text
        assert "locator in S01 × 2.1 Reports" in note.text
        assert session.scalar(select(Theme.example).where(Theme.id == ids["2.1"])) == ""
        text = cell(session, cases["S01"], ids["2.1"]).text
        assert text == "Weather [S01 ¶4 of the former file], team [S01 ¶2]"
        assert [row.kind for row in to_reread(session)] == ["cell"]
        assert faults(session) == []
    write_summary(study, cases["S01"], ids["2.1"], f"{text}.")
    with study.read() as session:
        assert cell(session, cases["S01"], ids["2.1"]).text == f"{text}."
    study.undo()
    study.undo()
    assert quotes(study) == ["The June one was like being sent last week’s weather."]
    with study.read() as session:
        assert [row.text for row in margin_memos(session, 1)] == ["Ask again"]
        assert session.scalar(select(Theme.example).where(Theme.id == ids["2.1"])) != ""
        assert faults(session) == []


def test_analyst_places_what_would_be_lost(study: Study) -> None:
    coding = code(study, "like being sent last week’s weather", "2.1")
    new = talk("S01 v2", (TALK[3], *TALK[:3], TALK[4]))
    with study.read() as session:
        (row,) = preview_update(session, 1, new).lost
    assert row.suggestion is not None
    assert new.text[slice(*row.suggestion)] == "like being sent last week’s weather"
    update_transcript(study, 1, new, {("coding", coding): row.suggestion})
    assert quotes(study) == ["like being sent last week’s weather"]
    with study.read() as session:
        assert [row.kind for row in to_reread(session)] == ["passage"]
        assert margin_memos(session, 1) == []


def test_corrections_are_kept_or_taken_up_or_listed(study: Study) -> None:
    for words, reads in (("team", "staff"), ("June", "July"), ("moved on", "gone on")):
        correct(study, 1, *place(study, words), reads)
    lines = [line.replace("June", "July").replace("moved on", "left") for line in TALK]
    new = talk("S01 v2", (BEGIN, *lines))
    with study.read() as session:
        seen = preview_update(session, 1, new)
    assert [row.said for row in seen.taken_up] == ["July"]
    assert [(row.kind, row.said) for row in seen.lost] == [("correction", "gone on")]
    update_transcript(study, 1, new)
    with study.read() as session:
        assert [(row.original, row.text) for row in corrections_of(session, 1)] == [
            ("team", "staff")
        ]
        assert "Most of the staff came" in wording_of(session, 1).shown
        assert "correction by AB" in margin_memos(session, 1)[0].text
        assert faults(session) == []


def test_speakers_keep_place_role_and_case_under_another_name(study: Study) -> None:
    cases = case_ids(study)
    with study.read() as session:
        people = {row.label: row.id for row in speakers_of(session, 1)}
    set_role(study, people["S01"], "participant")
    attribute_speaker(study, people["S01"], cases["S01"])
    attribute_speaker(study, people["I"], cases["F1"])
    lines = [line.replace("S01:", "Nurse:") for line in TALK]
    new = talk("S01 v2", ("Nurse: Hello there.", *lines, "Admin: The car is here."))
    with study.read() as session:
        assert preview_update(session, 1, new).speakers == (("S01", "Nurse"), ("", "Admin"))
    update_transcript(study, 1, new)
    with study.read() as session:
        found = [(row.label, row.role, row.cases, row.turns) for row in speakers_of(session, 1)]
        assert found == [
            ("I", "unknown", ("F1",), 2), ("Nurse", "participant", ("S01",), 3),
            ("Admin", "unknown", (), 1),
        ]  # fmt: skip
        assert {row.case for row in speaking(session, 1)} == {"S01", "F1"}
        assert faults(session) == []
    study.undo()
    with study.read() as session:
        assert [row.label for row in speakers_of(session, 1)] == ["I", "S01"]
        assert faults(session) == []


def test_speaker_of_a_case_who_is_gone_is_written_down(study: Study) -> None:
    with study.read() as session:
        people = {row.label: row.id for row in speakers_of(session, 1)}
    attribute_speaker(study, people["I"], case_ids(study)["F1"])
    update_transcript(study, 1, talk("S01 v2", (TALK[1], TALK[3])))
    with study.read() as session:
        assert "speaker of F1: I speaks no longer" in margin_memos(session, 1)[0].text
        assert [row.label for row in speakers_of(session, 1)] == ["S01"]
    study.undo()
    with study.read() as session:
        assert {row.case for row in speaking(session, 1)} == {"F1"}


def test_very_same_file_is_refused_and_nothing_changes(study: Study) -> None:
    with pytest.raises(RefusedError, match="is the file that it came from; S01 stays"):
        update_transcript(study, 1, replace(talk(), name="again"))
    with study.read() as session:
        assert text_of(session, 1) == "\n".join(TALK)
    assert study.undo_label == "Add 4 cases"


def test_two_codings_that_come_to_the_same_place_become_one(study: Study) -> None:
    code(study, "like being sent last week’s weather.", "2.1")
    code(study, "one was like being sent last week’s weather.", "2.1")
    lines = [line.replace("The June one was like", "It was like") for line in TALK]
    update_transcript(study, 1, talk("S01 v2", lines))
    with study.read() as session:
        spans = {(row.start, row.end) for row in codings_of(session, 1)}
        assert len(spans) == len(codings_of(session, 1))
        assert faults(session) == []


def test_earlier_version_of_a_cell_leads_to_where_its_words_are_now(study: Study) -> None:
    ids, cases = theme_ids(study), case_ids(study)
    write_summary(study, cases["S01"], ids["2.1"], "Team [S01 ¶2], weather [S01 ¶4]")
    with study.read() as session:
        (earlier,) = history_of_cell(session, cases["S01"], ids["2.1"])
    study.coder = "CD"
    write_summary(study, cases["S01"], ids["2.1"], "Nothing")
    update_transcript(study, 1, talk("S01 v2", (BEGIN, *TALK[:3], TALK[4])))
    restore_cell(study, cases["S01"], ids["2.1"], earlier.step)
    with study.read() as session:
        text = cell(session, cases["S01"], ids["2.1"]).text
        assert text == "Team [S01 ¶3], weather [S01 ¶4 of the former file]"
        assert faults(session) == []


def test_row_of_a_joint_display_rests_on_the_same_passages_and_locators(tmp_path: Path) -> None:
    study = joint_study(tmp_path / "joint.chartwell")
    ids, cases = theme_ids(study), case_ids(study)
    code(study, "The June one was like being sent last week’s weather.", "2.1")
    code(study, "Most of the team came", "2.1")
    write_summary(study, cases["S01"], ids["2.1"], "Late [S01 ¶4]")
    display, row = written_row(study, "5 late", "Late [S01 ¶4] [S01 × 2.1] [S01 ¶2]")
    check_row(study, row)
    lines = (BEGIN, *(line for line in TALK if "Most" not in line))
    update_transcript(study, 1, talk("S01 v2", lines))
    found = only_row(study, display)
    assert found.qualitative.typed == "Late [S01 ¶4] [S01 × 2.1] [S01 ¶2 of the former file]"
    assert found.changed == ("1 passage removed from S01 × 2.1",)
    study.undo()
    assert only_row(study, display).changed == ()
    study.close()
