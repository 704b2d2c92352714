"""Match the names of a file with the study's, and never take what is only near."""

import pytest

from framework.drafts import MatrixCellDraft, MatrixDraft
from framework.edits.cases import attribute_transcript
from framework.edits.cells import set_state, write_summary
from framework.edits.charting_in import chart_changes
from framework.edits.themes import add_theme, remove_theme
from framework.errors import CancelledError, NotFoundError
from framework.progress import Progress
from framework.queries.charts import cell
from framework.queries.matching import Matched, match_cells
from framework.rules.naming import Match, Named, folded, match_case, match_theme
from framework.rules.printed import printed_state, read_back, same, unresolved
from framework.study import Study
from tests.studies import case_ids, theme_ids

CASES = (
    Named(1, "P03", label="GP"), Named(2, "P-3"), Named(3, "North Street"), Named(4, "P3"),
    Named(5, "North  street"),
)  # fmt: skip
A, B = Named(1, "Facilitation", "1"), Named(2, "Resources", "2")
THEMES = (
    A, Named(3, "Workshop", "1.1", above=(A,)), Named(4, "Other", "1.99", above=(A,)),
    B, Named(5, "Timing", "2.1", above=(B,)), Named(6, "Use of reports", "2.10", above=(B,)),
    Named(7, "Other", "2.99", above=(B,)), Named(8, "5 A day", "2.2", above=(B,)),
)  # fmt: skip


def _names(match: Match) -> tuple[str, list[str], list[str]]:
    found = match.found.shown if match.found else ""
    return found, [one.shown for one in match.candidates], [one.shown for one in match.near]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("P03", "P03"), ("p03", "P03"), ("P03 GP", "P03"), ("P03 · GP", "P03"),
        ("P03 GP\nPractice P07 · implementation\nReports late 2/6", "P03"),
        ("P03 GP; Practice P07; Reports late 2/6", "P03"), ("P03 (GP)", "P03"),
        ("P–03", "P03"), ("North Street", "North Street"), ("P3", "P3"), ("P-3", "P-3"),
    ],
)  # fmt: skip
def test_case_is_matched_by_its_name_and_label(text: str, name: str) -> None:
    assert _names(match_case(text, CASES))[0] == name


def test_case_that_fits_two_or_is_only_near_is_not_taken() -> None:
    assert _names(match_case("p 3", CASES)) == ("", ["P-3", "P3"], [])
    assert _names(match_case("north-street", CASES))[0] == ""
    assert _names(match_case("P03 Smith", CASES)) == ("", [], ["P03"])
    assert _names(match_case("P033", CASES))[2][0] == "P03"
    assert _names(match_case("Somebody else", CASES)) == ("", [], [])


@pytest.mark.parametrize(
    ("heads", "shown"),
    [
        (("2.1",), "2.1 Timing"), (("2.1 Timing",), "2.1 Timing"), (("2.1. TIMING",), "2.1 Timing"),
        (("2.1: Timing",), "2.1 Timing"), (("2.1 – timing",), "2.1 Timing"),
        (("Theme 2.1 Timing",), "2.1 Timing"), (("2.1\nTiming",), "2.1 Timing"),
        (("timing",), "2.1 Timing"), (("Use-of  reports",), "2.10 Use of reports"),
        (("2.10",), "2.10 Use of reports"), (("Other", "Resources"), "2.99 Other"),
        (("Other", "Sheet 1 Facilitation"), "1.99 Other"),
        (("Other", "2a Resources"), "2.99 Other"),
        (("1",), "1 Facilitation"),
    ],
)  # fmt: skip
def test_theme_is_matched_by_number_by_both_or_by_name(heads: tuple[str, ...], shown: str) -> None:
    assert _names(match_theme(heads, THEMES))[0] == shown


def test_theme_that_fits_two_or_is_only_near_is_not_taken() -> None:
    assert _names(match_theme(("Other",), THEMES)) == ("", ["1.99 Other", "2.99 Other"], [])
    assert _names(match_theme(("2.1 Workshop",), THEMES)) == (
        "", ["2.1 Timing", "1.1 Workshop"], []
    )  # fmt: skip
    assert _names(match_theme(("2.1 Time of day",), THEMES)) == ("", [], ["2.1 Timing"])
    assert _names(match_theme(("Timings",), THEMES)) == ("", [], ["2.1 Timing"])
    assert _names(match_theme(("2.11 Timing",), THEMES))[0] == ""
    assert _names(match_theme(("1 of 5",), THEMES)) == ("", [], ["1 Facilitation"])
    assert _names(match_theme(("Arm",), THEMES)) == ("", [], [])
    assert _names(match_theme(("",), THEMES)) == ("", [], [])
    assert folded("Follow – Up") == folded("follow-up")


@pytest.mark.parametrize(
    ("printed", "notation"),
    [
        ("Late S05 ¶41; again S05 ¶43–44.", "Late [S05 ¶41]; again [S05 ¶43-44]."),
        ("★\u00a0“so late” S05 ¶4", '*"so late" [S05 ¶4]'),
        ("“he said “no””", '“he said "no"”'),
        ("Interview 5 ¶3 and 5 ¶3", "[Interview 5 ¶3] and 5 ¶3"),
        ("[S05 ¶4] [S05 ¶ 4–6]", "[S05 ¶4] [S05 ¶ 4–6]"),
        ("MS05 ¶4, S9 ¶4", "MS05 ¶4, S9 ¶4"),
        ("one \r\ntwo\x07\n\n{three}\n", "one\ntwo\n\n{three}"),
        ("★ alone", "★ alone"),
    ],
)
def test_printed_summary_is_read_back_to_the_notation(printed: str, notation: str) -> None:
    assert read_back(printed, ["S05", "Interview 5"]) == notation


def test_summaries_that_print_the_same_are_the_same() -> None:
    typed = '*"so late" [S05 ¶4-5]; x\n\n{why?}  [S05 ¶6]'
    assert same(typed, "★\u00a0“so late” S05 ¶4–5; x\n{why?} S05 ¶6")
    assert same(typed, "★ “so late” [S05 ¶4–5]; x; {why?} [S05 ¶6]")
    for other in (typed.replace("*", ""), typed.replace("5]", "6]"), typed + ".", typed.upper()):
        assert not same(typed, other)


def test_sign_of_an_empty_cell_is_read() -> None:
    assert [printed_state(text) for text in ("–", " n/a ", "Not asked", "draft", "", "late")] == [
        "nothing_relevant", "not_asked", "not_asked", None, None, None
    ]  # fmt: skip


def test_what_looks_like_a_locator_and_leads_nowhere_is_listed() -> None:
    text = "[S05 ¶4] [S05 ¶99] [S05 ¶4, l.2] S07 ¶3 and ¶ [sic]"
    assert unresolved(text, lambda locator: locator.first < 50) == [
        "[S05 ¶99]", "[S05 ¶4, l.2]", "S07 ¶3"
    ]  # fmt: skip


def _draft(rows: dict[str, dict[str, str]], table: str = "Sheet 1") -> MatrixDraft:
    cells = [
        MatrixCellDraft(case, (head,), text, f"{table}, row {number}", table)
        for number, (case, texts) in enumerate(rows.items(), 2) for head, text in texts.items()
    ]  # fmt: skip
    return MatrixDraft("file", tuple(cells))


def _match(study: Study, draft: MatrixDraft, **chosen: dict[str, int]) -> Matched:
    with study.read() as session:
        return match_cells(session, draft, **chosen)


def test_preview_says_of_each_cell_how_it_changes(study: Study) -> None:
    case, themes = case_ids(study)["S01"], theme_ids(study)
    write_summary(study, case, themes["1.1"], "Late")
    write_summary(study, case, themes["1.2"], "Kept")
    set_state(study, case, themes["2.1"], "not asked")
    draft = _draft({"S01": {"1.1": "", "1.2": "Kept ", "2.1": "–", "2.2": "New S01 ¶4, S01 ¶9"}})
    found = _match(study, draft)
    assert [(row.number, row.kind, row.before, row.text, row.state) for row in found.changes] == [
        ("1.1", "cleared", "Late", "", "not_started"),
        ("2.1", "state", "", "", "nothing_relevant"),
        ("2.2", "new", "", "New [S01 ¶4], [S01 ¶9]", "draft"),
    ]
    assert (found.same, found.changes[2].unresolved) == (1, ("[S01 ¶9]",))
    assert found.changes[2].where == "Sheet 1, row 2"
    assert chart_changes(study, found.changes) == 3
    assert _match(study, draft).changes == ()
    with study.read() as session:
        assert cell(session, case, themes["1.1"]).state == "not_started"
        assert cell(session, case, themes["2.1"]).state == "nothing_relevant"
    study.undo()
    with study.read() as session:
        assert cell(session, case, themes["1.1"]).text == "Late"


def test_names_that_match_nothing_are_listed_once_with_suggestions_that_can_be_taken(
    study: Study,
) -> None:
    draft = _draft({
        "S01 Jones": {"Reports": "x", "Timings": "y", "Arm": "a"},
        "Z99": {"Reports": "x", "Timings": "y", "Arm": "b"},
    })  # fmt: skip
    found = _match(study, draft)
    assert found.changes == ()
    assert [(row.text, [one.name for one in row.suggestions]) for row in found.unmatched_cases] == [
        ("S01 Jones", ["S01"]), ("Z99", [])
    ]  # fmt: skip
    assert [row.text for row in found.unmatched_themes] == ["Timings", "Arm"]
    (near,) = found.unmatched_themes[0].suggestions
    found = _match(
        study, draft, cases={"S01 Jones": case_ids(study)["S01"]}, themes={"Timings": near.id}
    )
    assert [(row.case, row.number) for row in found.changes] == [("S01", "2.1"), ("S01", "2.2")]


def test_theme_with_sub_themes_is_no_column(study: Study) -> None:
    found = _match(study, _draft({"S01": {"2 Resources": "x", "1.1": "y"}}))
    assert [row.number for row in found.changes] == ["1.1"]
    (row,) = found.unmatched_themes
    assert [one.shown for one in row.suggestions] == ["2.1 Reports", "2.2 Timing"]


def test_name_that_two_themes_have_is_the_one_beside_the_others(study: Study) -> None:
    themes = theme_ids(study)
    for parent in ("1", "2"):
        add_theme(study, "Other things", themes[parent])
    found = _match(study, _draft({"S01": {"Reports": "x", "Other things": "y"}}))
    assert [row.number for row in found.changes] == ["2.1", "2.3"]
    found = _match(study, _draft({"S01": {"Reports": "x", "Workshop": "z", "Other things": "y"}}))
    assert [row.text for row in found.ambiguous] == ["Other things"]
    assert len(found.changes) == 2


def test_cell_that_the_file_has_twice_is_taken_only_where_both_say_the_same(study: Study) -> None:
    one = _draft({"S01": {"1.1": "Late", "1.2": "Same"}})
    two = _draft({"s01": {"1.1": "Early", "1.2": "Same"}}, "Sheet 2")
    found = _match(study, MatrixDraft("file", one.cells + two.cells))
    assert [row.number for row in found.changes] == ["1.2"]
    (row,) = found.ambiguous
    assert (row.text, row.where) == ("S01 × 1.1 Workshop", "Sheet 1, row 2; Sheet 2, row 2")


def test_table_without_a_theme_is_passed_over(study: Study) -> None:
    chart, other = _draft({"S01": {"1.1": "x"}}), _draft({"q": {"zzz": "1", "yyy": "2"}}, "Sheet 2")
    found = _match(study, MatrixDraft("file", chart.cells + other.cells))
    assert found.passed_over == ("Sheet 2",)
    assert (found.unmatched_cases, found.unmatched_themes) == ((), ())


def test_locator_may_name_the_case_as_in_a_summary(study: Study) -> None:
    attribute_transcript(study, 1, case_ids(study)["F1"])
    (change,) = _match(study, _draft({"F1": {"1.1": "So [f1 ¶4]"}})).changes
    assert change.unresolved == ()
    chart_changes(study, [change])
    with study.read() as session:
        assert cell(session, change.case_id, change.theme_id).text == "So [S01 ¶4]"


def test_cell_that_is_gone_by_now_stops_the_import_and_nothing_is_written(study: Study) -> None:
    found = _match(study, _draft({"S01": {"1.1": "x", "2.1": "y"}}))
    remove_theme(study, theme_ids(study)["2"])
    with pytest.raises(NotFoundError, match="S01 × 2"):
        chart_changes(study, found.changes)
    with study.read() as session:
        assert cell(session, case_ids(study)["S01"], theme_ids(study)["1.1"]).id is None


def test_cancelled_import_leaves_nothing(study: Study) -> None:
    found = _match(study, _draft({"S01": {"1.1": "x", "2.1": "y"}}))
    progress = Progress()
    before = study.undo_label

    def stop(done: int, _total: int, _what: str) -> None:
        if done == 1:
            progress.stop.set()

    watched = Progress(stop, progress.stop)
    with pytest.raises(CancelledError):
        chart_changes(study, [*found.changes, *found.changes], "file", watched)
    assert study.undo_label == before
