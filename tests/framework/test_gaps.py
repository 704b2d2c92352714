"""See what is left, what stands beside the evidence, and what changed since a check."""

import pytest

from framework.edits.cases import attribute_transcript, set_attribute
from framework.edits.cells import set_state, write_summary
from framework.edits.codings import recode, uncode
from framework.edits.passages import resize_coding
from framework.edits.ratings import ask_for_ratings
from framework.edits.themes import define_theme
from framework.queries.charts import grouped
from framework.queries.codings import evidence
from framework.queries.evidence import AdjacentRow, adjacent
from framework.queries.gaps import left_to_do, word_counts
from framework.queries.since_checked import SinceChecked, since_checked
from framework.study import Study
from tests.studies import TALK, case_ids, code_passage, theme_ids

Pair = tuple[int, int]
WHOLE = "\n".join(TALK)


@pytest.fixture
def pair(study: Study) -> Pair:
    cases = case_ids(study)
    attribute_transcript(study, 1, cases["S01"])
    return cases["S01"], theme_ids(study)["2.1"]


def _code(study: Study, words: str, theme: str = "2.1") -> int:
    start = WHOLE.index(words)
    return code_passage(study, 1, start, start + len(words), theme_ids(study)[theme])


def _left(study: Study) -> dict[tuple[str, str], str]:
    with study.read() as session:
        return {(row.case, row.number): row.why for row in left_to_do(session)}


def test_what_is_left_says_why_until_it_is_done(study: Study, pair: Pair) -> None:
    assert len(_left(study)) == 8
    assert _left(study)["S01", "2.1"] == "nothing coded; was it asked?"
    coding = _code(study, "sent last week’s weather")
    assert _left(study)["S01", "2.1"] == "1 passage coded, not charted"
    write_summary(study, *pair, "Late")
    assert _left(study)["S01", "2.1"] == "a draft, to be checked"
    set_state(study, *pair, "checked")
    assert ("S01", "2.1") not in _left(study)
    ask_for_ratings(study, pair[1])
    assert _left(study)["S01", "2.1"] == "no rating"
    uncode(study, [coding])
    assert _left(study)["S01", "2.1"].startswith("charted without evidence; evidence changed")
    set_state(study, case_ids(study)["F1"], pair[1], "not asked")
    assert ("F1", "2.1") not in _left(study)


def test_locators_are_no_words(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, 'Late by weeks [S01 ¶4]; "last week’s weather" [S01 ¶4-5] {?}')
    with study.read() as session:
        assert word_counts(session) == {pair: 8}


def test_cases_are_grouped_by_their_own_or_their_sites_attribute(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, "Late")
    with study.read() as session:
        arms = grouped(session, "arm", [pair[1]])
        roles = grouped(session, "role", [pair[1]])
    assert [(group.value, [case.name for case in group.cases]) for group in arms] == [
        ("implementation", ["S01", "F1"]), ("control", ["F1"])
    ]  # fmt: skip
    assert arms[0].cells[pair].text == "Late"
    assert set(arms[1].cells) == {(case_ids(study)["F1"], pair[1])}
    assert [group.value for group in roles] == ["nurse", "facilitator"]
    set_attribute(study, pair[0], "role", "")
    with study.read() as session:
        assert [group.value for group in grouped(session, "role", [])] == ["facilitator", ""]


def test_groups_of_numbers_stand_from_the_lowest(study: Study) -> None:
    for name, patients in (("S01", "10000-14999"), ("F1", "6000-9999")):
        set_attribute(study, case_ids(study)[name], "patients", patients)
    with study.read() as session:
        found = [group.value for group in grouped(session, "patients", [])]
    assert found == ["6000-9999", "10000-14999"]


def test_own_evidence_leaves_out_what_is_coded_below(study: Study, pair: Pair) -> None:
    above = theme_ids(study)["2"]
    _code(study, "The June one")
    _code(study, "moved on", "2")
    with study.read() as session:
        assert [row.quote for row in evidence(session, pair[0], above)] == [
            "The June one", "moved on"
        ]  # fmt: skip
        assert [row.quote for row in evidence(session, pair[0], above, "own")] == ["moved on"]


def _beside(study: Study, pair: Pair) -> list[AdjacentRow]:
    with study.read() as session:
        return adjacent(session, *pair)


def test_text_beside_the_evidence_is_the_rest_of_its_turn_and_the_turns_next_to_it(
    study: Study, pair: Pair
) -> None:
    assert _beside(study, pair) == []
    coding = _code(study, "sent last week’s weather")
    rows = _beside(study, pair)
    assert [(row.first, row.last, row.speaker, row.before) for row in rows] == [
        (3, 3, "I", True), (5, 5, "S01", False)
    ]  # fmt: skip
    assert {row.beside for row in rows} == {coding}
    assert rows[1].quote == TALK[4] == WHOLE[rows[1].start : rows[1].end]


def test_text_that_is_coded_to_anything_does_not_stand_beside(study: Study, pair: Pair) -> None:
    _code(study, "sent last week’s weather")
    _code(study, "moved on", "1.1")
    assert [row.first for row in _beside(study, pair)] == [3]
    _code(study, "And the reports?")
    assert [(row.first, row.before) for row in _beside(study, pair)] == [(2, True)]


def _since(study: Study, pair: Pair) -> SinceChecked:
    with study.read() as session:
        return since_checked(session, *pair)


def test_change_since_a_check_is_told_passage_by_passage(study: Study, pair: Pair) -> None:
    define_theme(study, pair[1], definition="Reports")
    gone = _code(study, "sent last week’s weather")
    elsewhere = _code(study, "moved on by then")
    wider = _code(study, "The June one")
    write_summary(study, *pair, "Late")
    assert _since(study, pair) == SinceChecked(())
    set_state(study, *pair, "checked")
    assert _since(study, pair) == SinceChecked(())
    uncode(study, [gone])
    recode(study, elsewhere, theme_ids(study)["1.1"])
    start = WHOLE.index("The June one")
    resize_coding(study, wider, start, start + len("The June one was"))
    _code(study, "honestly")
    define_theme(study, pair[1], definition="Monthly reports", include="late ones")
    found = _since(study, pair)
    assert found.said == (
        "1 passage added", "2 passages removed", "1 passage changed", "definition changed"
    )  # fmt: skip
    assert [row.quote for row in found.added] == ["honestly"]
    assert [(row.quote, row.why, row.first) for row in found.removed] == [
        ("sent last week’s weather", "no longer coded", 4),
        ("moved on by then", "coded otherwise, or to another case", 5),
    ]
    assert [(row.before, row.coding.quote) for row in found.changed] == [
        ("The June one", "The June one was")
    ]
    assert (found.definition_before, found.definition_now) == (
        "Reports\n\n", "Monthly reports\nlate ones\n"
    )  # fmt: skip
