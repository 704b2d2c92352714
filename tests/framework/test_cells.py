"""Chart: write summaries, cite passages, state how far a cell is."""

import pytest

from framework.drafts import CellDraft
from framework.edits.cases import attribute_transcript
from framework.edits.cells import chart_from, set_state, write_summary
from framework.edits.codings import uncode
from framework.edits.themes import define_theme
from framework.edits.transcripts import import_transcripts
from framework.errors import FrameworkError, NotFoundError, RefusedError
from framework.queries.charts import CellView, cell, cells, citations_of, out_of_date_because
from framework.queries.soundness import faults
from framework.rules.cells import read_state
from framework.study import Study
from tests.studies import TALK, case_ids, code_passage, talk, theme_ids

WHOLE = "\n".join(TALK)
Pair = tuple[int, int]


@pytest.fixture
def pair(study: Study) -> Pair:
    """Attribute the transcript to S01; give the cell S01 × 2.1."""
    cases = case_ids(study)
    attribute_transcript(study, 1, cases["S01"])
    return cases["S01"], theme_ids(study)["2.1"]


def _view(study: Study, pair: Pair) -> CellView:
    with study.read() as session:
        return cell(session, *pair)


def _code(study: Study, words: str, theme: str = "2.1") -> int:
    start = WHOLE.index(words)
    return code_passage(study, 1, start, start + len(words), theme_ids(study)[theme])


def _cited(study: Study, pair: Pair) -> list[str]:
    view = _view(study, pair)
    assert view.id is not None
    with study.read() as session:
        rows = citations_of(session, [view.id])
    return [rows[run.token].quote for run in view.runs if run.kind == "locator"]


@pytest.mark.parametrize(
    "text",
    [
        "Late.",
        'Late; "moved on by then" [S01 ¶5] {see 1.1}',
        "*“last week’s weather” [S01 ¶4-5]\n\nSecond paragraph 🙂",
        "no such place [S09 ¶4], [S01 ¶99] nor [sic]",
        "[S01 ¶4][S01 ¶4] twice",
    ],
)
def test_summary_comes_back_as_it_was_typed(study: Study, pair: Pair, text: str) -> None:
    write_summary(study, *pair, text)
    view = _view(study, pair)
    assert (view.text, view.state, view.coder) == (text, "draft", "AB")
    label = study.undo_label
    write_summary(study, *pair, view.text)
    assert _view(study, pair) == view
    assert study.undo_label == label == "Summarise S01 × 2.1"
    study.undo()
    assert _view(study, pair).state == "not_started"


@pytest.mark.parametrize(
    "typed", ["[S01 ¶4-5]", "[S01 ¶4–5]", "[S01 ¶4—¶5]", "[s01 ¶ 4 - 5]", "[S01¶5-4]"]
)
def test_ways_to_type_a_range_mean_the_same(study: Study, pair: Pair, typed: str) -> None:
    assert write_summary(study, *pair, f"Late {typed}.") == []
    view = _view(study, pair)
    assert view.text == "Late [S01 ¶4-5]."
    assert [run.text for run in view.runs] == ["Late ", "S01 ¶4–5", "."]
    assert _cited(study, pair) == ["\n".join(TALK[3:])]


def test_locator_leads_to_the_coded_passage_where_it_is_the_only_one(
    study: Study, pair: Pair
) -> None:
    _code(study, "sent last week’s weather")
    write_summary(study, *pair, "Late [S01 ¶4]; then [S01 ¶5]")
    assert _cited(study, pair) == ["sent last week’s weather", TALK[4]]


def test_locator_leads_to_the_whole_paragraph_where_several_passages_are_coded(
    study: Study, pair: Pair
) -> None:
    _code(study, "sent last week’s weather")
    _code(study, "The June one")
    write_summary(study, *pair, "Late [S01 ¶4]")
    assert _cited(study, pair) == [TALK[3]]


def test_passage_coded_to_another_theme_is_not_cited(study: Study, pair: Pair) -> None:
    _code(study, "sent last week’s weather", "1.1")
    write_summary(study, *pair, "Late [S01 ¶4]")
    assert _cited(study, pair) == [TALK[3]]


def test_locator_keeps_its_passage_when_the_summary_is_edited(study: Study, pair: Pair) -> None:
    coding = _code(study, "sent last week’s weather")
    write_summary(study, *pair, "Late [S01 ¶4]")
    uncode(study, [coding])
    write_summary(study, *pair, "Often late [S01 ¶4] and again [S01 ¶4]")
    assert _cited(study, pair) == ["sent last week’s weather", TALK[3]]
    with study.read() as session:
        assert faults(session) == []


def test_locator_that_leads_nowhere_is_told_and_stays_as_typed(study: Study, pair: Pair) -> None:
    text = "Late [S02 ¶1–3], [S01 ¶9] and [S01 ¶4]"
    assert write_summary(study, *pair, text) == ["[S02 ¶1–3]", "[S01 ¶9]"]
    assert _view(study, pair).text == text
    import_transcripts(study, [talk("S02", ("S02: a", "b", "c"))])
    assert write_summary(study, *pair, text) == ["[S01 ¶9]"]


def test_locator_may_name_the_case_of_the_only_transcript_that_is_its(
    study: Study, pair: Pair
) -> None:
    attribute_transcript(study, 1, case_ids(study)["F1"])
    assert write_summary(study, *pair, "Late [f1 ¶4]") == []
    assert _view(study, pair).text == "Late [S01 ¶4]"


def test_emptied_cell_is_not_started_again(study: Study, pair: Pair) -> None:
    assert write_summary(study, *pair, "  ") == []
    assert _view(study, pair).id is None
    write_summary(study, *pair, "Late [S01 ¶4]")
    set_state(study, *pair, "checked")
    write_summary(study, *pair, "")
    assert _view(study, pair).state == "not_started"
    with study.read() as session:
        assert faults(session) == []


def test_checked_cell_is_a_draft_again_once_it_is_changed(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, "Late")
    set_state(study, *pair, "checked")
    assert _view(study, pair).state == "checked"
    write_summary(study, *pair, "Late")
    assert _view(study, pair).state == "checked"
    write_summary(study, *pair, "Late.")
    assert _view(study, pair).state == "draft"


def test_state_must_fit_what_the_cell_holds(study: Study, pair: Pair) -> None:
    for state in ("draft", "checked"):
        with pytest.raises(RefusedError, match="An empty cell"):
            set_state(study, *pair, state)
    set_state(study, *pair, "asked, nothing relevant")
    assert _view(study, pair).state == "nothing_relevant"
    set_state(study, *pair, "not asked")
    write_summary(study, *pair, "Asked after all")
    assert _view(study, pair).state == "draft"
    for state in ("not_asked", "nothing_relevant", "not started"):
        with pytest.raises(RefusedError, match="with a summary"):
            set_state(study, *pair, state)
    with pytest.raises(RefusedError, match="“perfect” is no state"):
        set_state(study, *pair, "perfect")
    with pytest.raises(NotFoundError):
        set_state(study, 999, pair[1], "draft")
    with pytest.raises(NotFoundError):
        write_summary(study, pair[0], 999, "x")


def test_states_are_read_as_people_write_them() -> None:
    assert read_state(" Not  asked ") == "not_asked"
    assert read_state("n/a") == "not_asked"
    assert read_state("–") == "nothing_relevant"
    assert read_state("CHECKED") == "checked"
    assert read_state("done") is None


def test_passage_added_after_checking_puts_the_cell_out_of_date(study: Study, pair: Pair) -> None:
    first = _code(study, "sent last week’s weather")
    write_summary(study, *pair, "Late [S01 ¶4]")
    set_state(study, *pair, "checked")
    assert _view(study, pair).flags == ()

    def because() -> list[str]:
        with study.read() as session:
            return out_of_date_because(session, *pair)

    assert because() == []
    _code(study, "moved on by then")
    assert _view(study, pair).flags == ("out_of_date",)
    assert because() == ["1 passage added"]
    study.undo()
    assert _view(study, pair).flags == ()
    uncode(study, [first])
    _code(study, "The June one")
    _code(study, "honestly")
    assert because() == ["2 passages added", "1 passage removed"]
    define_theme(study, pair[1], definition="Reports, monthly")
    assert because()[-1] == "definition changed"
    set_state(study, *pair, "checked")
    assert (_view(study, pair).flags, because()) == ((), [])


def test_site_cell_is_out_of_date_when_its_participants_passages_change(
    study: Study, pair: Pair
) -> None:
    site = case_ids(study)["P01"], pair[1]
    write_summary(study, *site, "Late {S01}")
    set_state(study, *site, "checked")
    _code(study, "sent last week’s weather")
    assert _view(study, site).flags == ("out_of_date",)
    assert _view(study, site).passages == 1


@pytest.mark.parametrize(
    ("quoted", "differs"),
    [
        ("sent last week's  weather", False),
        ("Sent last week’s weather", False),
        ("being sent … weather.", False),
        ("being sent [some] weather", False),
        ("Most of the team came...which never happens", False),
        ("[It] was like being sent", False),
        ("sent last year’s weather", True),
        ("weather … being sent", True),
        ("moved on by then 🙂", False),
    ],
)
def test_quotation_is_held_to_the_words_of_the_transcript(
    study: Study, pair: Pair, quoted: str, differs: bool
) -> None:
    write_summary(study, *pair, f"Late: “{quoted}” [S01 ¶4]")
    assert ("quote_differs" in _view(study, pair).flags) == differs


def test_comment_is_no_quotation(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, 'Late [S01 ¶4] {is "never said" his word?}')
    assert _view(study, pair).flags == ()


def test_cell_without_evidence_and_evidence_without_summary_are_flagged(
    study: Study, pair: Pair
) -> None:
    assert _view(study, pair).flags == ()
    write_summary(study, *pair, "They said so")
    assert _view(study, pair).flags == ("no_evidence",)
    write_summary(study, *pair, "They said so [S01 ¶4]")
    assert _view(study, pair).flags == ()
    write_summary(study, *pair, "")
    _code(study, "The June one")
    assert _view(study, pair).flags == ("coded_not_charted",)


def test_every_pair_of_a_case_and_a_theme_has_a_cell(study: Study, pair: Pair) -> None:
    write_summary(study, *pair, "Late [S01 ¶4]")
    cases, themes = list(case_ids(study).values()), list(theme_ids(study).values())
    with study.read() as session:
        found = cells(session, cases, themes)
        overview = cells(session, cases, themes, texts=False)
        assert citations_of(session, []) == {}
    assert set(found) == set(overview) == {(case, theme) for case in cases for theme in themes}
    bare = {key: view._replace(text="", runs=()) for key, view in found.items()}
    assert bare == overview


def test_chart_file_is_written_whole_and_again_without_change(study: Study, pair: Pair) -> None:
    lines = [
        CellDraft(2, "s01", "2.1", "Late [S01 ¶4]", "checked"),
        CellDraft(3, "P01", "2.1", "Late at P01 [S01 ¶4-5]"),
        CellDraft(4, "S01", "1.1", "", "not asked"),
    ]
    for written in (3, 0):
        assert chart_from(study, lines) == written
        views = [_view(study, (case_ids(study)[case], theme_ids(study)[theme]))
                 for case, theme in (("S01", "2.1"), ("P01", "2.1"), ("S01", "1.1"))]  # fmt: skip
        assert [view.state for view in views] == ["checked", "draft", "not_asked"]
        assert views[0].text == "Late [S01 ¶4]"
    with study.read() as session:
        assert faults(session) == []
    assert study.undo_label == "Chart 3 cells from a file"
    while study.undo_label == "Chart 3 cells from a file":
        study.undo()
    assert _view(study, pair).id is None


def test_line_that_says_what_its_cell_says_leaves_the_cell_as_it_was(
    study: Study, pair: Pair
) -> None:
    chart_from(study, [CellDraft(2, "S01", "2.1", "Late [S01 ¶4]", "checked")])
    define_theme(study, pair[1], "Whether it came in time.")
    kept = _view(study, pair)
    assert kept.flags == ("out_of_date",)
    lines = [CellDraft(2, "S01", "2.1", " Late [S01 ¶4]\n"), CellDraft(3, "S01", "1.1", "")]
    assert chart_from(study, lines) == 0
    assert _view(study, pair) == kept


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (CellDraft(7, "S09", "2.1", "x"), "Line 7.*case “S09”"),
        (CellDraft(8, "S01", "9.9", "x"), "Line 8.*theme “9.9”"),
        (CellDraft(9, "S01", "2.1", "x [S01 ¶77-78]"), r"Line 9.*\[S01 ¶77-78\] leads to no"),
        (CellDraft(10, "S01", "2.1", "x", "perfect"), "Line 10.*“perfect”"),
        (CellDraft(11, "S01", "2.1", "x", "not asked"), "Line 11.*with a summary"),
        (CellDraft(12, "S01", "2.1", "", "checked"), "Line 12.*empty cell"),
    ],
)
def test_line_of_a_chart_that_cannot_be_written_is_named_and_nothing_is_written(
    study: Study, pair: Pair, line: CellDraft, said: str
) -> None:
    before = study.undo_label
    with pytest.raises(FrameworkError, match=said):
        chart_from(study, [CellDraft(2, "S01", "1.1", "Good"), line])
    assert _view(study, pair).id is None
    assert study.undo_label == before
