"""Keep what analysts think about a cell: found, moved with its theme, told by its history."""

from framework.edits.cases import remove_case
from framework.edits.memos import write_case_summary, write_cell_memo
from framework.edits.reshaping import merge_themes
from framework.queries.cell_history import history_of_memos
from framework.queries.memos import case_summary, cell_memos
from framework.queries.search import search
from framework.queries.soundness import faults
from framework.schema import Memo
from framework.study import Study
from tests.studies import case_ids, theme_ids


def _memos(study: Study) -> dict[tuple[int, int], list[tuple[str, str]]]:
    with study.read() as session:
        assert faults(session) == []
        found = cell_memos(session, list(case_ids(study).values()), range(100))
        return {pair: [(row.coder, row.text) for row in rows] for pair, rows in found.items()}


def test_each_analyst_has_one_memo_on_a_cell_which_an_empty_text_takes_away(study: Study) -> None:
    pair = (case_ids(study)["S01"], theme_ids(study)["2.1"])
    write_cell_memo(study, *pair, "Why only here?")
    write_cell_memo(study, *pair, "Why only here, and so late?")
    study.coder = "CD"
    write_cell_memo(study, *pair, "Ask S02 too")
    assert _memos(study) == {pair: [("AB", "Why only here, and so late?"), ("CD", "Ask S02 too")]}
    write_cell_memo(study, *pair, "  ")
    assert _memos(study) == {pair: [("AB", "Why only here, and so late?")]}


def test_memo_on_a_cell_is_no_summary_of_its_case_and_is_found_under_both_names(
    study: Study,
) -> None:
    pair = (case_ids(study)["S01"], theme_ids(study)["2.1"])
    write_cell_memo(study, *pair, "Contradicts the audit")
    write_case_summary(study, pair[0], "Late throughout")
    with study.read() as session:
        assert case_summary(session, pair[0]) == "Late throughout"
        (hit,) = search(session, "contradicts")
    assert (hit.kind, hit.name, hit.case_id, hit.theme_id) == ("memo", "S01 × 2.1", *pair)
    assert len(_memos(study)) == 1


def test_memos_go_with_the_theme_that_is_merged_and_with_the_case_that_is_removed(
    study: Study,
) -> None:
    case, themes = case_ids(study)["S01"], theme_ids(study)
    write_cell_memo(study, case, themes["2.1"], "Motivation wanes")
    write_cell_memo(study, case, themes["2.2"], "Skills grow")
    study.coder = "CD"
    write_cell_memo(study, case, themes["2.1"], "Not so sure")
    merge_themes(study, themes["2.1"], themes["2.2"])
    assert _memos(study) == {
        (case, themes["2.2"]): [("AB", "Skills grow\nMotivation wanes"), ("CD", "Not so sure")]
    }
    study.undo()
    assert len(_memos(study)) == 2
    remove_case(study, case)
    assert _memos(study) == {}


def test_history_tells_what_a_memo_was_and_by_whom(study: Study) -> None:
    pair = (case_ids(study)["S01"], theme_ids(study)["2.1"])
    write_cell_memo(study, *pair, "First")
    study.coder = "CD"
    write_cell_memo(study, *pair, "Other")
    study.coder = "AB"
    write_cell_memo(study, *pair, "Second")
    write_cell_memo(study, *pair, "")
    with study.read() as session:
        rows = [(row.coder, row.text) for row in history_of_memos(session, *pair)]
        own = [row.text for row in history_of_memos(session, *pair, "CD")]
    assert rows == [("AB", ""), ("CD", "Other"), ("AB", "First")]
    assert own == ["Other"]


def test_memo_on_a_cell_without_its_theme_is_told_as_a_fault(study: Study) -> None:
    case = case_ids(study)["S01"]
    with study.step("Break it") as session:
        by = study.coder_id(session)
        session.add(Memo(case_id=case, kind="cell", text="Lost", coder_id=by, created="2026-01-01"))
    with study.read() as session:
        assert faults(session) == ["1 memos are not about just one thing."]
