"""Write rows of joint displays: figures that refresh, mentions, locators, checks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from framework.drafts import JointDefinition
from framework.edits.cases import remove_case, rename_case
from framework.edits.cells import write_summary
from framework.edits.delivery import define_indicator, remove_table
from framework.edits.indicators import remove_indicator
from framework.edits.joint_displays import add_display, change_layout, define_display
from framework.edits.joint_rows import (
    add_row,
    check_row,
    judge,
    move_row,
    remove_row,
    set_detail,
    set_fit,
    uncheck_row,
    write_row,
)
from framework.edits.reshaping import merge_themes
from framework.edits.themes import define_theme, remove_theme, renumber_theme
from framework.edits.transcripts import remove_transcript, rename_transcript
from framework.errors import NotFoundError, RefusedError
from framework.queries.delivery import list_tables
from framework.queries.indicators import list_definitions
from framework.queries.joint_behind import events_behind
from framework.queries.joint_displays import agreement, display_rows
from framework.queries.search import search
from framework.study import Study
from tests.framework.joint import joint_study, only_row, rows_of, written_row
from tests.studies import case_ids, code_passage, theme_ids


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study in which delivery data and talk meet."""
    made = joint_study(tmp_path / "joint.chartwell")
    yield made
    made.close()


def _tolerate(study: Study, key: str, days: int) -> None:
    """Change the tolerance of an indicator."""
    with study.read() as session:
        found = {row.key: row.definition for row in list_definitions(session)}
    define_indicator(study, replace(found[key], tolerance=days))


@pytest.mark.parametrize(
    ("typed", "reads"),
    [
        ("[=sent]", "18/18 (100%)"),
        ("[=sent n/N]", "18/18"),
        ("[=on_time %]", "72%"),
        ("[=on_time n] of [=on_time N]", "13 of 18"),
        ("[=late_2 sites]", "P03, P07, P12"),
        ("[=late_2 @P07]", "2/3"),
        ("[=late_2 n/N@p07]", "2/3"),
        ("[=days_late]", "median 11 d (3–19)"),
        ("[=days_late median] d ([=days_late range])", "11 d (3–19)"),
        ("[=days_late total @P07]", "26"),
        ("[=attended range], [=attended median], [=attended total]", "7–31, 13.5, 96"),
        ("[=attended range @P07]", "31"),
        ("[=views nearest 10]", "450"),
        ("[=practices], [=withdrawn] ([=withdrawn sites])", "12, 1 (P08)"),
        ("“[=sent n]” {[=sent N]}", "“18” {18}"),
    ],
)
def test_figures_read_as_they_are(study: Study, typed: str, reads: str) -> None:
    display, row = written_row(study, typed)
    view = only_row(study, display)
    assert view.quantitative.plain == reads
    kept = typed.replace("@p07", " @P07")
    assert view.quantitative.typed == kept
    label = study.undo_label
    assert write_row(study, row, "quantitative", kept) == []
    assert study.undo_label == label


@pytest.mark.parametrize(
    "typed",
    ["[=nothing]", "[=sent median]", "[=sent @P99]", "[=sent @P02]", "[=sent half]", "[=]"],
)
def test_figures_that_lead_nowhere_stay_as_typed(study: Study, typed: str) -> None:
    display, row = written_row(study)
    unbound = write_row(study, row, "quantitative", f"Sent {typed}.")
    assert unbound == ([typed] if "=" in typed and typed != "[=]" else [])
    assert only_row(study, display).quantitative.plain == f"Sent {typed}."


def test_another_name_of_a_site_is_no_changed_figure(study: Study) -> None:
    display, _row = written_row(study, "Late twice: [=late_2 sites]; [=withdrawn sites]")
    rename_case(study, case_ids(study)["P07"], "Hill")
    view = only_row(study, display)
    assert view.quantitative.plain == "Late twice: P03, Hill, P12; P08"
    assert view.changed == ()
    study.undo()
    assert only_row(study, display).changed == ()
    _tolerate(study, "late_2", 40)
    rename_case(study, case_ids(study)["P07"], "Hill")
    assert only_row(study, display).changed == ("late_2: was P03, Hill, P12, now none",)


def test_figure_says_what_it_was_and_what_it_is(study: Study) -> None:
    display, row = written_row(study, "[=on_time n/N] on time")
    assert only_row(study, display).changed == ()
    _tolerate(study, "on_time", 1)
    view = only_row(study, display)
    assert view.quantitative.plain == "12/18 on time"
    assert view.changed == ("on_time: was 13/18, now 12/18",)
    check_row(study, row)
    assert only_row(study, display).changed == ()
    study.undo()
    assert only_row(study, display).changed == view.changed


def test_rewriting_takes_the_figures_of_that_text_as_they_are(study: Study) -> None:
    display, row = written_row(study, "[=on_time n/N]", "[=late_2 n/N] late")
    _tolerate(study, "on_time", 0)
    _tolerate(study, "late_2", 0)
    write_row(study, row, "quantitative", "[=on_time n/N] on time")
    assert only_row(study, display).changed == ("late_2: was 5/18, now 7/18",)


def test_check_says_what_changed_behind_a_row(study: Study) -> None:
    cases, themes = case_ids(study), theme_ids(study)
    code_passage(study, 1, 30, 60, themes["2.1"])
    write_summary(study, cases["S01"], themes["2.1"], "Late reports.")
    display, row = written_row(study, "[=on_time n/N]", "Late [S01 × 2.1].")
    check_row(study, row)
    view = only_row(study, display)
    assert view.checked.startswith("checked by AB, ")
    assert view.changed == ()
    code_passage(study, 1, 100, 120, themes["2.1"])
    define_theme(study, themes["2.1"], definition="What reports say.")
    write_summary(study, cases["S01"], themes["2.1"], "Reports came late.")
    _tolerate(study, "on_time", 1)
    assert only_row(study, display).changed == (
        "on_time: was 13/18, now 12/18",
        "definition of on_time changed",
        "1 passage added to S01 × 2.1",
        "definition of 2.1 changed",
        "summary of S01 × 2.1 changed",
    )
    uncheck_row(study, row)
    assert only_row(study, display).changed == ("on_time: was 13/18, now 12/18",)


def test_changing_a_row_takes_its_check_back(study: Study) -> None:
    display, row = written_row(study, "[=on_time]")
    for change in (
        lambda: write_row(study, row, "inference", "So be it."),
        lambda: write_row(study, row, "title", "Other"),
        lambda: set_fit(study, row, "expansion"),
        lambda: set_detail(study, row, "pillar", "Time"),
    ):
        check_row(study, row)
        assert only_row(study, display).checked
        change()
        assert only_row(study, display).checked == ""
    check_row(study, row)
    judge(study, row, "expansion")
    assert only_row(study, display).checked


def test_mentions_and_locators_follow_what_they_name(study: Study) -> None:
    display, _row = written_row(study, "", 'Late [S01 × 2.1], *"weather" [S01 ¶4] and [S09 ¶1]')
    renumber_theme(study, theme_ids(study)["2.1"], "2.7")
    rename_case(study, case_ids(study)["S01"], "S51")
    rename_transcript(study, 1, "T1")
    view = only_row(study, display)
    assert view.qualitative.typed == 'Late [S51 × 2.7], *"weather" [T1 ¶4] and [S09 ¶1]'
    assert view.cells == ((case_ids(study)["S51"], theme_ids(study)["2.7"]),)
    assert [found.first for found in view.passages] == [4]


def test_what_is_removed_stays_in_rows_as_it_read(study: Study) -> None:
    cases, themes = case_ids(study), theme_ids(study)
    display, row = written_row(
        study, "[=late_2 @P07] and [=sent]", "[S01 × 2.1] [S01 × 1.1] [P07 × 1.2] [S01 ¶4]"
    )
    set_detail(study, row, "pillar", "[P07 × 1.2]")
    before = only_row(study, display)
    remove_theme(study, themes["2.1"])
    remove_case(study, cases["P07"])
    remove_transcript(study, 1)
    after = only_row(study, display)
    assert after.quantitative.typed == before.quantitative.typed
    assert after.qualitative.typed == before.qualitative.typed
    assert after.details == before.details
    assert after.cells == ((cases["S01"], themes["1.1"]),)
    for _step in range(3):
        study.undo()
    assert only_row(study, display).qualitative == before.qualitative


def test_row_about_a_site_outlives_the_site(study: Study) -> None:
    display = add_display(study, "One", "L5")
    add_row(study, display, title="Here", case_id=case_ids(study)["P07"])
    remove_case(study, case_ids(study)["P07"])
    assert (only_row(study, display).title, only_row(study, display).case) == ("Here", None)
    study.undo()
    assert only_row(study, display).case == "P07"


def test_mentions_of_a_merged_theme_name_the_other(study: Study) -> None:
    display, _row = written_row(study, "", "Late [S01 × 2.1].")
    merge_themes(study, theme_ids(study)["2.1"], theme_ids(study)["2.2"])
    found = only_row(study, display).qualitative.typed
    assert theme_ids(study)["1.1"]
    assert found.startswith("Late [S01 × 2.")


def test_indicators_and_tables_that_rows_use_are_kept(study: Study) -> None:
    display, _row = written_row(study, "[=on_time n/N]")
    with study.read() as session:
        indicator = next(row.id for row in list_definitions(session) if row.key == "on_time")
        table = next(row.id for row in list_tables(session) if row.name == "delivery_events")
    for remove in (
        lambda: remove_indicator(study, indicator),
        lambda: remove_table(study, table),
    ):
        with pytest.raises(RefusedError, match="Figures of “on_time” stand in rows of Display 0"):
            remove()
    assert only_row(study, display).quantitative.plain == "13/18"


def test_words_of_rows_are_found(study: Study) -> None:
    said = "“last week’s weather” [S01 ¶4]"
    display, row = written_row(study, "Sent [=sent n/N] punctually", said)
    set_detail(study, row, "pillar", "Timing of reports")
    with study.read() as session:
        for words in ("punctually", "weather", "timing", "Reports"):
            hits = [hit for hit in search(session, words) if hit.kind == "joint row"]
            assert [(hit.ref_id, hit.name) for hit in hits] == [(row, "Display 0 · Reports")]
    remove_row(study, row)
    assert rows_of(study, display) == []
    with study.read() as session:
        assert search(session, "punctually") == []


def test_details_hold_figures_too(study: Study) -> None:
    display, row = written_row(study, layout="L9")
    assert set_detail(study, row, "found", "Late at [=late_2 sites] [=gone]") == ["[=gone]"]
    view = only_row(study, display)
    assert view.details == {"found": "Late at [=late_2 sites] [=gone]"}
    assert view.detail_texts["found"].plain == "Late at P03, P07, P12 [=gone]"
    with pytest.raises(RefusedError, match="No row has a “colour”"):
        set_detail(study, row, "colour", "red")


def test_fit_is_kept_in_its_words_and_read_in_either_vocabulary(study: Study) -> None:
    display, row = written_row(study)
    set_fit(study, row, "Expansion")
    assert only_row(study, display).fit == "expansion"
    define_display(study, display, JointDefinition(vocabulary="triangulation"))
    assert only_row(study, display).fit == "partial agreement"
    define_display(study, display, JointDefinition())
    assert only_row(study, display).fit == "expansion"
    set_fit(study, row, "PA")
    assert only_row(study, display).fit == "complementarity or expansion"
    with pytest.raises(RefusedError, match="“maybe” is no label of fit"):
        set_fit(study, row, "maybe")


def test_coders_judge_apart_until_both_have(study: Study) -> None:
    display, row = written_row(study, layout="L8")
    judge(study, row, "agreement", "Both say late.")
    with study.read() as session:
        (seen,) = display_rows(session, display, seen_by="CD")
        assert seen.codes == (("AB", "", ""),)
    study.coder = "CD"
    judge(study, row, "dissonance")
    with study.read() as session:
        (seen,) = display_rows(session, display, seen_by="CD")
    assert seen.codes == (("AB", "confirmation", "Both say late."), ("CD", "discordance", ""))
    judge(study, row, "")
    assert [coder for coder, *_rest in only_row(study, display).codes] == ["AB"]


def test_agreement_counts_rows_that_both_judged(study: Study) -> None:
    display = add_display(study, "Coded", "L8")
    pairs = ["agreement agreement", "agreement dissonance", "silence silence", "dissonance "]
    for at, pair in enumerate(pairs):
        row = add_row(study, display, title=str(at))
        for coder, code in zip(("AB", "CD"), pair.split(" "), strict=True):
            study.coder = coder
            judge(study, row, code)
    with study.read() as session:
        found = agreement(session, display)
    assert (found.coders, found.same, found.rows) == (("AB", "CD"), 2, 3)
    assert found.kappa == pytest.approx(0.5)
    assert found.text == "AB and CD agreed on 2/3 rows (67%); Cohen’s kappa 0.50."


def test_agreement_is_not_defined_without_rows_or_with_one_code(study: Study) -> None:
    display, row = written_row(study, layout="L8")
    with study.read() as session:
        assert "not defined" in agreement(session, display).text
    for coder in ("AB", "CD"):
        study.coder = coder
        judge(study, row, "agreement")
    with study.read() as session:
        assert agreement(session, display).text.endswith("(100%); Cohen’s kappa not defined.")


def test_rows_lead_to_cells_and_raw_events(study: Study) -> None:
    cases = case_ids(study)
    write_summary(study, cases["P07"], theme_ids(study)["2.2"], "The query held it up.")
    _display, row = written_row(study, "[=days_late @P07]", "[P07 × 2.2]")
    with study.read() as session:
        (site,) = events_behind(session, row)
    assert site.case is not None
    assert site.case.name == "P07"
    assert [cell.text for cell in site.cells] == ["The query held it up."]
    notes = [event.row.values[event.columns.index("note")] for event in site.events]
    assert notes == ["data-sharing agreement query", "data-sharing agreement query"]


def test_figure_about_all_sites_leads_to_those_without_a_site_too(study: Study) -> None:
    _display, row = written_row(study, "[=views]")
    with study.read() as session:
        found = events_behind(session, row)
    assert [site.case.name if site.case else None for site in found] == [
        "P01", "P03", "P04", "P07", "P09", "P12", None,
    ]  # fmt: skip
    assert sum(len(site.events) for site in found) == 35


def test_rows_move_and_stay_when_the_layout_changes(study: Study) -> None:
    display = add_display(study, "Rows", "L5")
    ids = [add_row(study, display, title=name) for name in "abc"]
    move_row(study, ids[2], 0)
    assert [row.title for row in rows_of(study, display)] == ["c", "a", "b"]
    change_layout(study, display, "L3")
    with pytest.raises(RefusedError):
        add_row(study, display, title="d")
    assert len(rows_of(study, display)) == 3
    study.undo()
    study.undo()
    assert [row.title for row in rows_of(study, display)] == ["a", "b", "c"]


def test_rows_that_are_gone_are_refused(study: Study) -> None:
    for call in (check_row, remove_row):
        with pytest.raises(NotFoundError):
            call(study, 99)
    with pytest.raises(RefusedError):
        write_row(study, written_row(study)[1], "colour", "red")
