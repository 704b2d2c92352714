"""Queue what is to be re-read, and work through the queue."""

import pytest

from framework.drafts import CodingDraft
from framework.edits.cases import attribute_transcript
from framework.edits.cells import set_state, write_summary
from framework.edits.codings import code_from, recode, uncode
from framework.edits.rereading import settle_theme, still_fits
from framework.edits.reshaping import retire_theme
from framework.edits.themes import (
    add_theme,
    colour_theme,
    define_theme,
    move_theme,
    number_automatically,
    rename_theme,
    renumber_theme,
)
from framework.errors import NotFoundError
from framework.queries.rereading import count_to_reread, reread_codings
from framework.queries.soundness import faults
from framework.study import Study
from tests.framework.reshaped import ASKED, JUNE, TEAM, reasons, summary, waiting
from tests.studies import case_ids, code_passage, theme_ids


@pytest.fixture
def themes(study: Study) -> dict[str, int]:
    """Give the themes by number, of a study with a passage and a summary under 2.1."""
    ids = theme_ids(study)
    attribute_transcript(study, 1, case_ids(study)["S01"])
    define_theme(study, ids["2.1"], "What is sent")
    code_passage(study, 1, *TEAM, ids["2.1"])
    write_summary(study, case_ids(study)["S01"], ids["2.1"], "Sent [S01 ¶4]")
    return ids


def test_redefined_theme_has_its_passages_and_cells_re_read_and_no_others(
    study: Study, themes: dict[str, int]
) -> None:
    code_passage(study, 1, *JUNE, themes["2.2"])
    define_theme(study, themes["2.1"], "Only what is sent monthly")
    rows = waiting(study)
    assert [(row.kind, row.number, row.theme, row.coder) for row in rows] == [
        ("passage", "2.1", "Reports", "AB"), ("cell", "2.1", "Reports", "AB"),
    ]  # fmt: skip
    passage, cell = rows
    assert (passage.transcript, passage.start, passage.end, passage.first) == ("S01", *TEAM, 2)
    assert passage.text == "S01: Most of the team came, which never happens"
    assert (cell.case, cell.text) == ("S01", "Sent [S01 ¶4]")
    assert {row.reason for row in rows} == {"the definition of 2.1 changed"}
    with study.read() as session:
        assert count_to_reread(session) == 2
        assert reread_codings(session, 1) == {passage.coding_id}


def test_first_definition_and_what_is_included_are_named_as_reasons(
    study: Study, themes: dict[str, int]
) -> None:
    code_passage(study, 1, *JUNE, themes["2.2"])
    define_theme(study, themes["2.2"], "When it comes")
    define_theme(study, themes["2.1"], include="monthly", exclude="yearly")
    told = list(reasons(study).values())
    assert told == [
        "what 2.1 includes changed; what 2.1 excludes changed",
        "what 2.1 includes changed; what 2.1 excludes changed",
        "2.2 was given a definition",
    ]


def test_theme_with_nothing_coded_or_written_queues_nothing(
    study: Study, themes: dict[str, int]
) -> None:
    set_state(study, case_ids(study)["S01"], themes["1.1"], "not asked")
    define_theme(study, themes["1.1"], "Coming together")
    move_theme(study, themes["1.2"], themes["2"], 0)
    assert waiting(study) == []


def test_definition_typed_letter_by_letter_queues_once(
    study: Study, themes: dict[str, int]
) -> None:
    for end in range(1, 9):
        define_theme(study, themes["2.1"], "What we get"[:end])
    assert [row.reason for row in waiting(study)] == ["the definition of 2.1 changed"] * 2


def test_definition_typed_back_takes_everything_off_again(
    study: Study, themes: dict[str, int]
) -> None:
    move_theme(study, themes["2.1"], themes["1"], 2)
    before = waiting(study)
    for words in ("What is sent?", "What is", "What is sent"):
        define_theme(study, themes["2.1"], words)
        changed = [row for row in waiting(study) if "definition" in row.reason]
        assert len(changed) == (0 if words == "What is sent" else 2)
    assert waiting(study) == before


def test_going_back_takes_off_only_what_was_queued_since_the_step_began(
    study: Study, themes: dict[str, int]
) -> None:
    define_theme(study, themes["2.1"], "What we send")
    code_passage(study, 1, *ASKED, themes["2.1"])
    define_theme(study, themes["2.1"], "What is sent")
    assert len(waiting(study)) == 3
    define_theme(study, themes["2.1"], "What we send")
    assert len(waiting(study)) == 2


def test_white_space_alone_changes_no_meaning(study: Study, themes: dict[str, int]) -> None:
    define_theme(study, themes["2.1"], "What  is\nsent ")
    assert waiting(study) == []


def test_move_to_another_theme_is_a_reason_and_a_move_among_siblings_is_none(
    study: Study, themes: dict[str, int]
) -> None:
    code_passage(study, 1, *JUNE, add_theme(study, "Late", themes["2.1"]))
    for change in (
        lambda: move_theme(study, themes["2.1"], themes["2"], 1),
        lambda: renumber_theme(study, themes["2.1"], "2.7"),
        lambda: number_automatically(study, themes["2.1"]),
        lambda: rename_theme(study, themes["2.1"], "Notes"),
        lambda: colour_theme(study, themes["2.1"], 7),
        lambda: retire_theme(study, themes["2.2"]),
    ):
        change()
        assert waiting(study) == []
    move_theme(study, themes["2.1"], themes["1"], 0)
    told = reasons(study)
    assert told["Sent [S01 ¶4]"] == "moved from 2.2 to 1.1"
    assert sorted(told.values()) == [
        "moved from 2.2 to 1.1", "moved from 2.2 to 1.1", "moved from 2.2.1 to 1.1.1",
    ]  # fmt: skip


def test_row_queued_twice_is_one_row_with_both_reasons(
    study: Study, themes: dict[str, int]
) -> None:
    define_theme(study, themes["2.1"], "Other words")
    move_theme(study, themes["2.1"], themes["1"], 9)
    define_theme(study, themes["2.1"], "Yet other words")
    assert reasons(study)["Sent [S01 ¶4]"] == (
        "the definition of 2.1 changed; moved from 2.1 to 1.3; the definition of 1.3 changed"
    )
    with study.read() as session:
        assert faults(session) == []


def test_what_still_fits_leaves_the_queue_and_undo_brings_it_back(
    study: Study, themes: dict[str, int]
) -> None:
    define_theme(study, themes["2.1"], "Other words")
    first, second = (row.id for row in waiting(study))
    still_fits(study, [first])
    assert [row.id for row in waiting(study)] == [second]
    with pytest.raises(NotFoundError, match="no longer to be re-read"):
        still_fits(study, [first, second])
    settle_theme(study, themes["2.1"])
    assert waiting(study) == []
    study.undo()
    study.undo()
    assert [row.id for row in waiting(study)] == [first, second]


def test_checked_cell_that_still_fits_is_up_to_date(study: Study, themes: dict[str, int]) -> None:
    case = case_ids(study)["S01"]
    set_state(study, case, themes["2.1"], "checked")
    define_theme(study, themes["2.1"], "Other words")
    assert summary(study, case, themes["2.1"]).flags == ("out_of_date",)
    still_fits(study, [row.id for row in waiting(study)])
    view = summary(study, case, themes["2.1"])
    assert (view.state, view.flags) == ("checked", ())


def test_passage_that_is_recoded_or_uncoded_is_no_longer_to_be_re_read(
    study: Study, themes: dict[str, int]
) -> None:
    other = code_passage(study, 1, *JUNE, themes["2.1"])
    define_theme(study, themes["2.1"], "Other words")
    assert len(waiting(study)) == 3
    recode(study, other, themes["2.2"])
    assert len(waiting(study)) == 2
    study.undo()
    assert len(waiting(study)) == 3
    uncode(study, [other])
    assert len(waiting(study)) == 2
    with study.read() as session:
        assert count_to_reread(session) == 2


def test_passage_recoded_into_a_theme_that_changes_is_to_be_re_read_for_that_alone(
    study: Study, themes: dict[str, int]
) -> None:
    define_theme(study, themes["2.1"], "Other words")
    recode(study, 1, themes["2.2"])
    define_theme(study, themes["2.2"], "When it comes")
    assert [row.reason for row in waiting(study) if row.coding_id == 1] == [
        "2.2 was given a definition"
    ]


def test_what_is_retired_waits_until_it_is_back(study: Study, themes: dict[str, int]) -> None:
    define_theme(study, themes["2.1"], "Other words")
    retire_theme(study, themes["2"])
    assert waiting(study) == []
    study.undo()
    assert len(waiting(study)) == 2


def test_thousands_of_passages_are_queued_and_taken_off_at_once(
    study: Study, themes: dict[str, int]
) -> None:
    spans = [(start, end) for start in range(60) for end in range(start + 9, start + 24)]
    code_from(study, [CodingDraft(1, "S01", "2.2", span=span) for span in spans])
    define_theme(study, themes["2.2"], "When it comes")
    with study.read() as session:
        assert count_to_reread(session) == len(spans)
    define_theme(study, themes["2.2"], "")
    with study.read() as session:
        assert count_to_reread(session) == 0
