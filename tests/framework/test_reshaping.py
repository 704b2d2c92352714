"""Merge themes, split them, retire them and bring them back."""

import re

import pytest

from framework.drafts import CodingDraft
from framework.edits.cases import attribute_transcript
from framework.edits.cells import set_state, write_summary
from framework.edits.codings import code_from, write_memo
from framework.edits.crosswalk import map_theme
from framework.edits.mapping import map_case
from framework.edits.own_cells import write_own_summary
from framework.edits.reshaping import (
    SplitPart,
    bring_back_theme,
    merge_themes,
    retire_theme,
    split_theme,
)
from framework.edits.synthesis import write_synthesis
from framework.edits.themes import (
    add_other,
    add_theme,
    define_theme,
    move_theme,
    remove_theme,
    renumber_theme,
    set_example,
)
from framework.edits.transcripts import import_transcripts
from framework.errors import NotFoundError, RefusedError
from framework.queries.charts import check_of
from framework.queries.consequences import affected
from framework.queries.crosswalk import crosswalk
from framework.queries.mapping import worksheet
from framework.queries.own_cells import own_cells
from framework.queries.progress import matrix, progress
from framework.queries.search import search
from framework.queries.synthesis import synthesis_of_theme
from framework.queries.themes import list_themes, list_themes_plain
from framework.study import Study
from tests.framework.reshaped import (
    ASKED,
    JUNE,
    TEAM,
    coded,
    codings,
    damage,
    reasons,
    summary,
    tree,
    waiting,
)
from tests.studies import case_ids, code_passage, talk, theme_ids, theme_numbered


@pytest.fixture
def themes(study: Study) -> dict[str, int]:
    """Give the themes by number, of a study in which S01 speaks for itself."""
    attribute_transcript(study, 1, case_ids(study)["S01"])
    return theme_ids(study)


# merging


def test_codings_and_sub_themes_go_to_the_theme_that_is_merged_into(
    study: Study, themes: dict[str, int]
) -> None:
    code_passage(study, 1, *TEAM, themes["2"])
    below = code_passage(study, 1, *JUNE, themes["2.2"])
    merge_themes(study, themes["2"], themes["1"])
    assert tree(study) == [
        "1 Facilitation", "1.1 Workshop", "1.2 Team plan", "1.3 Reports", "1.4 Timing",
    ]  # fmt: skip
    assert coded(study) == [("Facilitation", *TEAM, "AB"), ("Timing", *JUNE, "AB")]
    assert theme_ids(study)["1.4"] == themes["2.2"]
    assert {row.coding_id: row.reason for row in waiting(study)}[below] == "moved from 2.2 to 1.4"
    assert study.undo_label == "Merge 2 Resources into 1 Facilitation"
    study.undo()
    assert theme_ids(study) == themes
    assert waiting(study) == []


def test_merged_theme_keeps_its_name_and_definition_and_says_where_it_went(
    study: Study, themes: dict[str, int]
) -> None:
    define_theme(study, themes["2.2"], "When it comes")
    merge_themes(study, themes["2.2"], themes["2.1"])
    with study.read() as session:
        kept = list_themes_plain(session, retired=True)
        into = theme_numbered(session, "2.1")
    gone = next(row for row in kept if row.id == themes["2.2"])
    assert (gone.name, gone.number, gone.definition) == ("Timing", "2.2", "When it comes")
    assert (gone.retired, gone.merged_into) == (True, into.guid)
    assert into.definition == ""


def test_same_passage_of_both_becomes_one_with_both_memos_and_the_star(
    study: Study, themes: dict[str, int]
) -> None:
    into = code_passage(study, 1, *TEAM, themes["2.1"], memo="first")
    code_passage(study, 1, *TEAM, themes["2.2"], memo="second", starred=True)
    plain = code_passage(study, 1, *JUNE, themes["2.1"])
    code_passage(study, 1, *JUNE, themes["2.2"], memo="only here")
    merge_themes(study, themes["2.2"], themes["2.1"])
    assert [(row.id, row.memo, row.starred) for row in codings(study)] == [
        (into, "first\nsecond", True), (plain, "only here", False),
    ]  # fmt: skip
    assert waiting(study) == []
    study.undo()
    assert [row.memo for row in codings(study)] == ["first", "second", "", "only here"]


def test_same_passage_by_another_coder_stays_a_coding_of_its_own(
    study: Study, themes: dict[str, int]
) -> None:
    code_passage(study, 1, *TEAM, themes["2.1"])
    code_from(study, [CodingDraft(1, "S01", "2.2", span=TEAM, coder="CD")])
    merge_themes(study, themes["2.2"], themes["2.1"])
    assert coded(study) == [("Reports", *TEAM, "AB"), ("Reports", *TEAM, "CD")]


def test_example_stays_one_when_its_coding_becomes_one_with_another(
    study: Study, themes: dict[str, int]
) -> None:
    kept = code_passage(study, 1, *TEAM, themes["2.1"])
    set_example(study, themes["2.2"], code_passage(study, 1, *TEAM, themes["2.2"]))
    merge_themes(study, themes["2.2"], themes["2.1"])
    guid = next(row.guid for row in codings(study) if row.id == kept)
    with study.read() as session:
        assert theme_numbered(session, "2.1").example == guid


def test_summary_that_only_the_merged_theme_has_becomes_the_others(
    study: Study, themes: dict[str, int]
) -> None:
    case = case_ids(study)["S01"]
    write_summary(study, case, themes["2.2"], "Late [S01 ¶4]")
    merge_themes(study, themes["2.2"], themes["2.1"])
    assert summary(study, case, themes["2.1"]).text == "Late [S01 ¶4]"
    assert [(row.kind, row.case) for row in waiting(study)] == [("cell", "S01")]
    assert damage(study) == []


def test_summary_goes_into_a_cell_that_was_marked_but_not_written(
    study: Study, themes: dict[str, int]
) -> None:
    case = case_ids(study)["S01"]
    set_state(study, case, themes["2.1"], "not asked")
    write_summary(study, case, themes["2.2"], "Late [S01 ¶4]")
    merge_themes(study, themes["2.2"], themes["2.1"])
    view = summary(study, case, themes["2.1"])
    assert (view.text, view.state) == ("Late [S01 ¶4]", "draft")
    assert damage(study) == []


def test_two_summaries_are_joined_as_a_draft_with_their_locators(
    study: Study, themes: dict[str, int]
) -> None:
    case = case_ids(study)["S01"]
    write_summary(study, case, themes["2.1"], 'Sent; "made up" [S01 ¶2]')
    set_state(study, case, themes["2.1"], "checked")
    write_summary(study, case, themes["2.2"], 'Late; "last week’s weather" [S01 ¶4]')
    merge_themes(study, themes["2.2"], themes["2.1"])
    view = summary(study, case, themes["2.1"])
    assert view.text == 'Sent; "made up" [S01 ¶2]\nLate; "last week’s weather" [S01 ¶4]'
    assert view.state == "draft"
    with study.read() as session:
        assert check_of(session, case, themes["2.1"]).misquoted == ("made up",)
    assert damage(study) == []
    study.undo()
    assert summary(study, case, themes["2.2"]).text.startswith("Late")
    assert summary(study, case, themes["2.1"]).state == "checked"


def test_cell_that_says_only_that_nobody_asked_stays_with_its_theme(
    study: Study, themes: dict[str, int]
) -> None:
    case = case_ids(study)["S01"]
    set_state(study, case, themes["2.2"], "not asked")
    merge_themes(study, themes["2.2"], themes["2.1"])
    assert summary(study, case, themes["2.1"]).state == "not_started"
    assert summary(study, case, themes["2.2"]).state == "not_asked"


def test_what_is_charted_apart_concluded_and_mapped_comes_along(
    study: Study, themes: dict[str, int]
) -> None:
    case = case_ids(study)["S01"]
    write_summary(study, case, themes["2.2"], "Late")
    for theme, words in (("2.1", "Sent"), ("2.2", "Late")):
        write_own_summary(study, case, themes[theme], f"{words} [S01 ¶4]")
        write_synthesis(study, f"All {words} [S01 × 2.2] [S01 ¶2]", theme_id=themes[theme])
    map_case(study, themes["2.2"], case, category="late")
    merge_themes(study, themes["2.2"], themes["2.1"])
    with study.read() as session:
        own = own_cells(session, [case], [themes["2.1"]])[case, themes["2.1"]]
        concluded = synthesis_of_theme(session, themes["2.1"])
        rows = worksheet(session, themes["2.1"])
    assert [view.text for view in own] == ["Sent [S01 ¶4]\nLate [S01 ¶4]"]
    assert concluded is not None
    assert re.findall("× 2.1", concluded.text) == ["× 2.1", "× 2.1"]
    assert concluded.text.startswith("All Sent")
    assert "late" in [row.category for row in rows]
    assert damage(study) == []


def test_crosswalk_of_both_is_kept_once(study: Study, themes: dict[str, int]) -> None:
    for theme, construct in (("2.1", "1.1"), ("2.2", "1.1"), ("2.2", "1.2")):
        map_theme(study, themes[theme], "cfir", construct, on=True)
    merge_themes(study, themes["2.2"], themes["2.1"])
    with study.read() as session:
        rows = [(row.number, row.construct) for row in crosswalk(session, "cfir")]
    assert rows == [("2.1", "1.1"), ("2.1", "1.2")]


def test_only_what_came_and_the_cells_behind_which_it_stands_are_to_be_re_read(
    study: Study, themes: dict[str, int]
) -> None:
    import_transcripts(study, [talk("S02")])
    cases = case_ids(study)
    attribute_transcript(study, 2, cases["F1"])
    code_passage(study, 1, *TEAM, themes["2.1"])
    came = code_passage(study, 1, *JUNE, themes["2.2"])
    for case in ("S01", "F1"):
        write_summary(study, cases[case], themes["2.1"], f"Sent to {case}")
    merge_themes(study, themes["2.2"], themes["2.1"])
    rows = waiting(study)
    assert [row.coding_id for row in rows if row.kind == "passage"] == [came]
    assert [row.case for row in rows if row.kind == "cell"] == ["S01"]
    assert {row.reason.split(", merged on ")[0] for row in rows} == {"came from 2.2 Timing"}
    assert re.fullmatch(r"came from 2.2 Timing, merged on \d+ \w+ 20\d\d", rows[0].reason)


def test_merging_into_itself_or_below_is_refused(study: Study, themes: dict[str, int]) -> None:
    for into in ("1", "1.1"):
        with pytest.raises(RefusedError, match="into itself or into a theme under it"):
            merge_themes(study, themes["1"], themes[into])
    with pytest.raises(NotFoundError):
        merge_themes(study, themes["1"], 999)
    merge_themes(study, themes["1.1"], themes["1"])
    with pytest.raises(RefusedError, match="was retired"):
        merge_themes(study, themes["1.2"], themes["1.1"])
    assert study.undo_label == "Merge 1.1 Workshop into 1 Facilitation"


# splitting


def test_chosen_codings_go_to_new_themes_and_the_rest_stays(
    study: Study, themes: dict[str, int]
) -> None:
    case = case_ids(study)["S01"]
    stays = code_passage(study, 1, *ASKED, themes["2.1"])
    goes = code_passage(study, 1, *TEAM, themes["2.1"])
    also = code_passage(study, 1, *JUNE, themes["2.1"])
    write_memo(study, goes, "why?")
    set_example(study, themes["2.1"], goes)
    write_summary(study, case, themes["2.1"], "Sent [S01 ¶4]")
    made = split_theme(
        study, themes["2.1"], [SplitPart("Team", "Who came", [goes]), SplitPart("June", "", [also])]
    )
    assert tree(study)[3:] == [
        "2 Resources", "2.1 Reports", "2.2 Timing", "2.3 Team", "2.4 June",
    ]  # fmt: skip
    assert {row.id: row.theme_id for row in codings(study)} == {
        stays: themes["2.1"], goes: made[0], also: made[1],
    }  # fmt: skip
    assert summary(study, case, themes["2.1"]).text == "Sent [S01 ¶4]"
    with study.read() as session:
        source, team = theme_numbered(session, "2.1"), theme_numbered(session, "2.3")
    assert (team.split_from, team.definition, team.colour) == (
        source.guid, "Who came", source.colour,
    )  # fmt: skip
    assert (source.example, bool(team.example)) == ("", True)
    assert {row.coding_id for row in waiting(study)} == {goes, also, None}
    assert "passages went to 2.3 Team, 2.4 June" in reasons(study)["Sent [S01 ¶4]"]
    study.undo()
    assert {row.theme_id for row in codings(study)} == {themes["2.1"]}


def test_split_off_theme_stands_before_other(study: Study, themes: dict[str, int]) -> None:
    add_other(study, themes["2"])
    split_theme(study, themes["2.1"], [SplitPart("Team")])
    assert tree(study)[-2:] == ["2.3 Team", "2.99 Other"]


def test_split_that_cannot_be_is_refused_with_nothing_changed(
    study: Study, themes: dict[str, int]
) -> None:
    own = code_passage(study, 1, *TEAM, themes["2.1"])
    other = code_passage(study, 1, *TEAM, themes["2.2"])
    before = (tree(study), coded(study))
    for parts, said in (
        ([], "was not split: name a theme"),
        ([SplitPart("A", "", [other])], "not coded to 2.1 Reports"),
        ([SplitPart("A", "", [own]), SplitPart("B", "", [own])], "for two themes"),
        ([SplitPart("A", "", [own]), SplitPart(" ")], "needs a name"),
    ):
        with pytest.raises(RefusedError, match=said):
            split_theme(study, themes["2.1"], parts)
    assert (tree(study), coded(study)) == before


# retiring


def test_retired_theme_is_hidden_with_all_under_it_and_loses_nothing(
    study: Study, themes: dict[str, int]
) -> None:
    case = case_ids(study)["S01"]
    code_passage(study, 1, *TEAM, themes["2.1"])
    write_summary(study, case, themes["2.1"], "Posted")
    retire_theme(study, themes["2"])
    assert tree(study) == ["1 Facilitation", "1.1 Workshop", "1.2 Team plan"]
    assert coded(study) == [("Reports", *TEAM, "AB")]
    with study.read() as session:
        assert {theme for _case, theme in matrix(session)} == {themes["1.1"], themes["1.2"]}
        assert (progress(session).themes, progress(session).codings) == (1, 1)
        hidden = [row.number for row in list_themes(session, retired=True) if row.retired]
        assert search(session, "Posted") == []
    assert hidden == ["2", "2.1", "2.2"]
    assert waiting(study) == []
    bring_back_theme(study, themes["2"])
    assert theme_ids(study) == themes
    with study.read() as session:
        assert [hit.kind for hit in search(session, "Posted")] == ["summary"]
    assert summary(study, case, themes["2.1"]).text == "Posted"


def test_number_of_a_retired_theme_is_free_and_replaced_when_it_comes_back(
    study: Study, themes: dict[str, int]
) -> None:
    retire_theme(study, themes["2"])
    assert tree(study)[-1] == "1.2 Team plan"
    add_theme(study, "Context")
    assert tree(study)[-1] == "2 Context"
    bring_back_theme(study, themes["2"])
    assert tree(study)[-4:] == ["2 Context", "3 Resources", "3.1 Reports", "3.2 Timing"]
    assert damage(study) == []


def test_theme_comes_back_under_what_is_in_use_above_it(
    study: Study, themes: dict[str, int]
) -> None:
    retire_theme(study, themes["2"])
    bring_back_theme(study, themes["2.2"])
    assert tree(study)[-1] == "2 Timing"
    assert damage(study) == []


def test_merged_theme_comes_back_alone_and_without_its_codings(
    study: Study, themes: dict[str, int]
) -> None:
    code_passage(study, 1, *TEAM, themes["2.2"])
    merge_themes(study, themes["2.2"], themes["2.1"])
    retire_theme(study, themes["2"])
    bring_back_theme(study, themes["2"])
    assert tree(study)[-2:] == ["2 Resources", "2.1 Reports"]
    bring_back_theme(study, themes["2.2"])
    assert tree(study)[-1] == "2.2 Timing"
    assert coded(study) == [("Reports", *TEAM, "AB")]
    with study.read() as session:
        assert theme_numbered(session, "2.2").merged_into == ""


def test_what_is_retired_is_not_reshaped_and_what_is_not_does_not_come_back(
    study: Study, themes: dict[str, int]
) -> None:
    retire_theme(study, themes["2"])
    for refused in (
        lambda: add_theme(study, "New", themes["2"]),
        lambda: move_theme(study, themes["2.1"], None, 0),
        lambda: renumber_theme(study, themes["2.1"], "9"),
        lambda: split_theme(study, themes["2.1"], [SplitPart("A")]),
        lambda: retire_theme(study, themes["2.1"]),
    ):
        with pytest.raises(RefusedError, match="was retired; nothing was changed"):
            refused()
    with pytest.raises(RefusedError, match="is in use"):
        bring_back_theme(study, themes["1"])


def test_theme_that_took_in_another_can_be_removed(study: Study, themes: dict[str, int]) -> None:
    merge_themes(study, themes["2.2"], themes["1.1"])
    remove_theme(study, themes["1.1"])
    assert damage(study) == []
    bring_back_theme(study, themes["2.2"])
    assert "2.2 Timing" in tree(study)


# consequences


def test_consequences_are_counted_before_anything_is_done(
    study: Study, themes: dict[str, int]
) -> None:
    cases = case_ids(study)
    code_passage(study, 1, *TEAM, themes["2.1"], memo="why?")
    code_passage(study, 1, *JUNE, themes["2"])
    write_summary(study, cases["S01"], themes["2.1"], "Sent")
    set_state(study, cases["F1"], themes["2.1"], "not asked")
    with study.read() as session:
        assert affected(session, [themes["2"]]) == (3, 2, 1, 1, 1)
        assert affected(session, [themes["2"]], below=False) == (1, 1, 0, 0, 1)
        assert affected(session, [themes["1.1"]]) == (1, 0, 0, 0, 0)
