"""Write what is concluded across a row or down a column."""

import pytest

from framework.edits.cases import remove_case, rename_case
from framework.edits.cells import write_summary
from framework.edits.reshaping import merge_themes
from framework.edits.synthesis import write_synthesis
from framework.edits.themes import remove_theme, rename_theme, renumber_theme
from framework.edits.transcripts import remove_transcript, rename_transcript
from framework.errors import NotFoundError, RefusedError
from framework.queries.charts import citations_of
from framework.queries.search import search
from framework.queries.soundness import faults
from framework.queries.synthesis import (
    SynthesisView,
    syntheses,
    synthesis_of_case,
    synthesis_of_theme,
)
from framework.study import Study
from tests.studies import case_ids, theme_ids


def _of_case(study: Study, case: str = "S01") -> SynthesisView:
    with study.read() as session:
        assert faults(session) == []
        return synthesis_of_case(session, case_ids(study)[case])


def _write(study: Study, text: str, case: str = "S01") -> list[str]:
    return write_synthesis(study, text, case_id=case_ids(study)[case])


@pytest.mark.parametrize(
    "text",
    [
        "Reports came late throughout.",
        'Late [S01 × 2.1], "moved on" [S01 ¶5] {see [P01 × 1.1]}\n*"weather" [S01 ¶4]',
        "[S01 × 2.1][S01 × 2.1] twice",
        "Nowhere: [S09 × 2.1], [S01 × 9.9], [3 x daily], [sic], [S01 ¶99]",
    ],
)
def test_synthesis_comes_back_as_it_was_typed(study: Study, text: str) -> None:
    _write(study, text)
    view = _of_case(study)
    assert (view.text, view.coder) == (text, "AB")
    label = study.undo_label
    _write(study, view.text)
    assert _of_case(study) == view
    assert study.undo_label == label == "Synthesise S01"
    study.undo()
    assert _of_case(study).id is None


@pytest.mark.parametrize(
    "typed", ["[S01 × 2.1]", "[s01×2.1]", "[S01 x 2.1]", "[S01 X Reports]", "[ S01  ×  reports ]"]
)
def test_ways_to_type_a_mention_mean_the_same(study: Study, typed: str) -> None:
    assert _write(study, f"Late {typed}.") == []
    view = _of_case(study)
    assert view.text == "Late [S01 × 2.1]."
    assert [(run.kind, run.text) for run in view.runs] == [
        ("text", "Late "), ("mention", "S01 × 2.1"), ("text", ".")
    ]  # fmt: skip
    (row,) = view.mentions
    assert (row.case_id, row.theme_id) == (case_ids(study)["S01"], theme_ids(study)["2.1"])
    assert (row.case, row.number, row.theme, row.token) == (
        "S01", "2.1", "Reports", view.runs[1].token
    )  # fmt: skip


def test_what_leads_nowhere_is_told_in_its_order(study: Study) -> None:
    found = _write(study, "[S01 ¶99] and [S09 × 2.1] and [S01 × 2.1] and [S01 × 7]")
    assert found == ["[S01 ¶99]", "[S09 × 2.1]", "[S01 × 7]"]


def test_case_may_have_a_cross_in_its_name(study: Study) -> None:
    rename_case(study, case_ids(study)["P02"], "North x West")
    assert _write(study, "[North x West × 2.1] and [North x West x 1.1]") == []
    assert _of_case(study).text == "[North x West × 2.1] and [North x West × 1.1]"


def test_mention_prints_what_the_cell_is_called_now(study: Study) -> None:
    ids, themes = case_ids(study), theme_ids(study)
    write_synthesis(study, "As in [S01 × 2.1]", theme_id=themes["2.2"])
    rename_case(study, ids["S01"], "Nurse [1]")
    renumber_theme(study, themes["2"], "7")
    rename_theme(study, themes["2.1"], "Monthly reports")

    def view() -> SynthesisView:
        with study.read() as session:
            assert faults(session) == []
            return synthesis_of_theme(session, themes["2.2"])

    assert view().text == "As in [Nurse [1] × 7.1]"
    tokens = [row.token for row in view().mentions]
    write_synthesis(study, view().text + "!", theme_id=themes["2.2"])
    assert [row.token for row in view().mentions] == tokens


def test_mention_stays_as_it_reads_when_its_cell_goes(study: Study) -> None:
    ids, themes = case_ids(study), theme_ids(study)
    _write(study, "As in [P02 × 2.1] and [S01 × 1.1] and [S01 × 2.2]")
    remove_case(study, ids["P02"])
    remove_theme(study, themes["1"])
    view = _of_case(study)
    assert view.text == "As in [P02 × 2.1] and [S01 × 1.1] and [S01 × 2.2]"
    assert [run.text for run in view.runs if run.kind == "mention"] == ["S01 × 2.2"]
    study.undo()
    study.undo()
    assert len(_of_case(study).mentions) == 3


def test_mention_follows_a_theme_into_another(study: Study) -> None:
    themes = theme_ids(study)
    write_summary(study, case_ids(study)["S01"], themes["2.2"], "Late")
    _write(study, "As in [S01 × 2.2]")
    merge_themes(study, themes["2.2"], themes["2.1"])
    assert _of_case(study).text == "As in [S01 × 2.1]"


def test_locators_of_a_synthesis_are_bound_too(study: Study) -> None:
    _write(study, "Late [S01 ¶4]")
    view = _of_case(study)
    assert view.id is not None
    with study.read() as session:
        (row,) = citations_of(session, [view.id], of="synthesis").values()
    assert row.quote.startswith("S01: The June one")
    rename_transcript(study, 1, "Interview 1")
    assert _of_case(study).text == "Late [Interview 1 ¶4]"
    remove_transcript(study, 1)
    assert _of_case(study).text == "Late [Interview 1 ¶4]"


def test_emptied_synthesis_is_taken_away(study: Study) -> None:
    _write(study, "Late [S01 ¶4] [S01 × 2.1]")
    _write(study, " \n")
    assert _of_case(study) == SynthesisView(
        "", (), (), "", "", case_id=case_ids(study)["S01"]
    )  # fmt: skip
    before = study.undo_label
    _write(study, "", "P02")
    assert study.undo_label == before


def test_syntheses_are_listed_in_the_order_of_cases_and_themes(study: Study) -> None:
    themes = theme_ids(study)
    for name in ("2.1", "1"):
        write_synthesis(study, f"On {name}", theme_id=themes[name])
    for case in ("F1", "P01"):
        _write(study, f"On {case}", case)
    with study.read() as session:
        assert [view.text for view in syntheses(session)] == [
            "On P01", "On F1", "On 1", "On 2.1"
        ]  # fmt: skip


def test_synthesis_is_about_one_case_or_one_theme(study: Study) -> None:
    ids, themes = case_ids(study), theme_ids(study)
    for case_id, theme_id in ((None, None), (ids["S01"], themes["1"])):
        with pytest.raises(RefusedError, match="one case or one theme"):
            write_synthesis(study, "x", case_id=case_id, theme_id=theme_id)
    with pytest.raises(NotFoundError):
        write_synthesis(study, "x", case_id=999)


def test_search_finds_a_synthesis_by_its_words(study: Study) -> None:
    _write(study, "Superseded by [S01 ¶4] its own data")
    write_synthesis(study, "Superseded too", theme_id=theme_ids(study)["2.1"])
    with study.read() as session:
        first, second = search(session, "supersed*")
    assert (first.kind, first.name, first.case_id, first.theme_id) == (
        "synthesis", "S01", case_ids(study)["S01"], None
    )  # fmt: skip
    assert "⟦" not in first.snippet
    assert (second.name, second.theme_id) == ("2.1 Reports", theme_ids(study)["2.1"])
    _write(study, "")
    with study.read() as session:
        assert len(search(session, "superseded")) == 1
