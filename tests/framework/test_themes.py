"""Build a framework: load, add, name, define, move, remove."""

import pytest

from app.commands.templates import draft_of
from framework.drafts import FrameworkDraft, ThemeDraft
from framework.edits.reshaping import retire_theme
from framework.edits.themes import (
    OTHER_DEFINITION,
    add_other,
    add_theme,
    colour_theme,
    define_theme,
    load_framework,
    move_theme,
    number_automatically,
    remove_theme,
    rename_theme,
    renumber_theme,
    set_example,
    set_origin,
)
from framework.errors import NotFoundError, RefusedError
from framework.queries.codings import all_codings
from framework.queries.soundness import faults
from framework.queries.themes import columns_in, list_themes, theme_in
from framework.study import Study
from tests.studies import code_passage, small_framework, theme_ids, theme_numbered


def _tree(study: Study) -> list[tuple[str, str]]:
    with study.read() as session:
        return [(row.number, row.name) for row in list_themes(session)]


def _others(study: Study) -> dict[str, int]:
    """Load themes that each have an Other."""
    load_framework(
        study,
        FrameworkDraft(
            "More",
            tuple(
                ThemeDraft(
                    top,
                    f"Theme {top}",
                    children=(ThemeDraft(f"{top}.1", "First"), ThemeDraft(f"{top}.99", "Other")),
                )
                for top in ("3", "4")
            ),
        ),
    )
    return theme_ids(study)


def test_framework_is_read_as_a_tree_with_its_charts_and_columns(study: Study) -> None:
    with study.read() as session:
        rows = list_themes(session)
        tops = [row for row in rows if row.depth == 0]
        columns = columns_in(rows, tops[0].id)
    assert [row.number for row in rows] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert [row.depth for row in rows] == [0, 1, 1, 0, 1, 1]
    assert [row.name for row in tops] == ["Facilitation", "Resources"]
    assert [row.name for row in columns] == ["Workshop", "Team plan"]
    assert rows[0].colour == rows[1].colour != rows[3].colour


def test_theme_without_sub_themes_is_its_charts_only_column(study: Study) -> None:
    added = add_theme(study, "Context")
    with study.read() as session:
        assert [row.id for row in columns_in(list_themes(session), added)] == [added]


def test_built_in_framework_brings_an_other_to_each_of_its_charts(study: Study) -> None:
    for theme in ("1", "2"):
        remove_theme(study, theme_ids(study)[theme])
    load_framework(study, draft_of("starter-pilot-implementation"))
    with study.read() as session:
        rows = list_themes(session)
        for top in (row for row in rows if row.depth == 0):
            columns = columns_in(rows, top.id)
            if len(columns) > 1:
                assert columns[-1].number == f"{top.number}.99"
        assert all(row.origin for row in list_themes(session))


def test_taken_number_refuses_the_whole_framework(study: Study) -> None:
    before = _tree(study)
    for draft in (
        small_framework(),
        FrameworkDraft("Twice", (ThemeDraft("7", "A"), ThemeDraft("7", "B"))),
        FrameworkDraft("Below", (ThemeDraft("7", "A", children=(ThemeDraft("1.1", "B"),)),)),
    ):
        with pytest.raises(RefusedError, match="nothing was added"):
            load_framework(study, draft)
    assert _tree(study) == before


def test_added_theme_gets_the_next_number_and_stands_before_other(study: Study) -> None:
    ids = _others(study)
    add_theme(study, "  Second \n one ", ids["3"])
    add_theme(study, "Fifth")
    tree = _tree(study)
    assert ("3.2", "Second one") in tree
    assert tree.index(("3.2", "Second one")) == tree.index(("3.99", "Other")) - 1
    assert tree[-1] == ("5", "Fifth")


def test_added_theme_never_gets_a_number_that_is_taken(study: Study) -> None:
    renumber_theme(study, theme_ids(study)["1.2"], "3")
    add_theme(study, "Context")
    numbers = [number for number, _name in _tree(study)]
    assert len(set(numbers)) == len(numbers)


def test_number_that_is_empty_or_taken_is_refused(study: Study) -> None:
    for number in (" ", "2.1"):
        with pytest.raises(RefusedError, match="empty or taken"):
            renumber_theme(study, theme_ids(study)["1.1"], number)
    renumber_theme(study, theme_ids(study)["1.1"], "1.10")
    assert _tree(study)[1] == ("1.10", "Workshop")
    add_theme(study, "Next", theme_ids(study)["1"])
    assert ("1.11", "Next") in _tree(study)


def test_nameless_theme_is_refused(study: Study) -> None:
    with pytest.raises(RefusedError, match="needs a name"):
        add_theme(study, " \t")
    with pytest.raises(RefusedError, match="needs a name"):
        rename_theme(study, theme_ids(study)["1"], "")


def test_definition_inclusion_and_exclusion_are_changed_each_alone(study: Study) -> None:
    theme = theme_ids(study)["1.1"]
    define_theme(study, theme, definition="What it is", include="a", exclude="b")
    define_theme(study, theme, include="c")
    with study.read() as session:
        row = theme_numbered(session, "1.1")
        assert theme_in(list_themes(session), "workshop").id == theme
        with pytest.raises(NotFoundError):
            theme_in(list_themes(session), "9.9")
    assert (row.definition, row.include, row.exclude) == ("What it is", "c", "b")


def test_moved_theme_is_renumbered_with_its_new_siblings_and_all_below(study: Study) -> None:
    ids = theme_ids(study)
    move_theme(study, ids["2"], None, 0)
    assert _tree(study) == [
        ("1", "Resources"), ("1.1", "Reports"), ("1.2", "Timing"),
        ("2", "Facilitation"), ("2.1", "Workshop"), ("2.2", "Team plan"),
    ]  # fmt: skip
    study.undo()
    move_theme(study, ids["2.1"], ids["1"], 1)
    assert _tree(study) == [
        ("1", "Facilitation"), ("1.1", "Workshop"), ("1.2", "Reports"), ("1.3", "Team plan"),
        ("2", "Resources"), ("2.2", "Timing"),
    ]  # fmt: skip


def test_codings_move_with_their_theme(study: Study) -> None:
    ids = theme_ids(study)
    coding = code_passage(study, 1, 0, 9, ids["2.1"])
    move_theme(study, ids["2.1"], ids["1"], 0)
    with study.read() as session:
        row = theme_numbered(session, "1.1")
    assert (row.id, row.name, row.codings, coding) == (ids["2.1"], "Reports", 1, 1)


def test_moved_other_never_takes_the_number_of_another(study: Study) -> None:
    ids = _others(study)
    move_theme(study, ids["3.99"], ids["4"], 0)
    numbers = [number for number, _name in _tree(study)]
    assert len(set(numbers)) == len(numbers)
    assert "4.99" in numbers
    assert theme_ids(study)["4.99"] == ids["4.99"]


def test_moved_other_keeps_its_kind_of_number_where_it_is_free(study: Study) -> None:
    ids = _others(study)
    move_theme(study, ids["3.99"], ids["1"], 9)
    assert theme_ids(study)["1.99"] == ids["3.99"]
    move_theme(study, ids["3.99"], None, 0)
    assert theme_ids(study)["1"] == ids["3.99"]


def test_theme_is_not_moved_under_itself(study: Study) -> None:
    ids = theme_ids(study)
    before = _tree(study)
    for target in ("1", "1.1"):
        with pytest.raises(RefusedError, match="under itself"):
            move_theme(study, ids["1"], ids[target], 0)
    assert _tree(study) == before


def test_removed_theme_takes_what_is_below_with_it(study: Study) -> None:
    ids = theme_ids(study)
    code_passage(study, 1, 0, 9, ids["1.1"])
    remove_theme(study, ids["1"])
    assert [number for number, _name in _tree(study)] == ["2", "2.1", "2.2"]
    assert study.undo_label == "Remove theme 1 Facilitation"
    with pytest.raises(NotFoundError, match="no longer"):
        remove_theme(study, ids["1"])


def test_number_given_by_hand_stays_when_others_change(study: Study) -> None:
    ids = theme_ids(study)
    renumber_theme(study, ids["1.2"], "1.7")
    move_theme(study, ids["2.2"], ids["1"], 0)
    move_theme(study, ids["1"], None, 9)
    assert _tree(study) == [
        ("1", "Resources"), ("1.1", "Reports"), ("2", "Facilitation"), ("2.1", "Timing"),
        ("2.2", "Workshop"), ("1.7", "Team plan"),
    ]  # fmt: skip
    number_automatically(study, ids["1.2"])
    assert _tree(study)[-1] == ("2.3", "Team plan")
    with study.read() as session:
        assert not any(row.fixed_number for row in list_themes(session))


def test_number_given_by_hand_is_that_of_no_other_theme(study: Study) -> None:
    ids = theme_ids(study)
    renumber_theme(study, ids["1.2"], "1.1.1")
    renumber_theme(study, ids["2"], "1.2")
    move_theme(study, ids["2.1"], ids["1"], 0)
    numbers = [number for number, _name in _tree(study)]
    assert numbers == ["1", "1.1", "1.3", "1.1.1", "1.2", "1.2.2"]


def test_sub_themes_follow_the_number_that_is_given_to_the_theme_above(study: Study) -> None:
    ids = _others(study)
    renumber_theme(study, ids["3"], "8")
    assert [number for number, _name in _tree(study)][-6:] == ["8", "8.1", "8.99", "4", "4.1",
                                                               "4.99"]  # fmt: skip
    move_theme(study, ids["4"], None, 0)
    assert [number for number, _name in _tree(study)] == [
        "1", "1.1", "1.99", "2", "2.1", "2.2", "3", "3.1", "3.2", "8", "8.1", "8.99",
    ]  # fmt: skip


def test_theme_moved_under_another_is_numbered_there(study: Study) -> None:
    ids = theme_ids(study)
    renumber_theme(study, ids["2.2"], "2.9")
    move_theme(study, ids["2.2"], ids["1"], 9)
    assert _tree(study)[3] == ("1.3", "Timing")


def test_other_is_added_once_and_stays_last(study: Study) -> None:
    ids = theme_ids(study)
    other = add_other(study, ids["1"])
    with pytest.raises(RefusedError, match=r"has a sub-theme 1\.99 already"):
        add_other(study, ids["1"])
    move_theme(study, ids["2.1"], ids["1"], 9)
    move_theme(study, other, ids["1"], 0)
    assert [row for row in _tree(study) if row[0].startswith("1.")][-2:] == [
        ("1.3", "Reports"), ("1.99", "Other"),
    ]  # fmt: skip
    with study.read() as session:
        assert theme_numbered(session, "1.99").definition == OTHER_DEFINITION
    retire_theme(study, other)
    assert add_other(study, ids["1"]) != other


def test_other_reads_as_the_one_that_comes_with_built_in_frameworks(study: Study) -> None:
    for theme in ("1", "2"):
        remove_theme(study, theme_ids(study)[theme])
    load_framework(study, draft_of("starter-pilot-implementation"))
    with study.read() as session:
        others = [row for row in list_themes(session) if row.number.endswith(".99")]
    assert {(row.name, row.definition) for row in others} == {("Other", OTHER_DEFINITION)}


def test_hundred_themes_are_numbered_without_the_number_of_other(study: Study) -> None:
    parent = theme_ids(study)["1"]
    with study.step("Add many"):
        for number in range(3, 101):
            add_theme(study, f"Theme {number}", parent)
    numbers = [number for number, _name in _tree(study)]
    assert {"1.98", "1.100"} <= set(numbers)
    assert "1.99" not in numbers
    assert len(set(numbers)) == len(numbers)


def test_colour_goes_to_what_is_below_and_had_the_same(study: Study) -> None:
    ids = theme_ids(study)
    colour_theme(study, ids["1.2"], 6)
    colour_theme(study, ids["1"], 4)
    with study.read() as session:
        assert [row.colour for row in list_themes(session)][:3] == [4, 4, 6]
    with pytest.raises(RefusedError, match="no colour 32"):
        colour_theme(study, ids["1"], 32)


def test_origin_is_written_and_taken_back(study: Study) -> None:
    theme = theme_ids(study)["1.1"]
    set_origin(study, theme, " topic \n guide ")
    with study.read() as session:
        assert theme_numbered(session, "1.1").origin == "topic guide"
    assert study.undo_label == "Say where 1.1 Workshop comes from"


def test_example_is_a_passage_coded_to_the_theme_or_below_it(study: Study) -> None:
    ids = theme_ids(study)
    below, elsewhere = (code_passage(study, 1, 28, 75, ids[number]) for number in ("1.1", "2.1"))
    set_example(study, ids["1"], below)
    with pytest.raises(RefusedError, match="not coded to 1 Facilitation"):
        set_example(study, ids["1"], elsewhere)
    with study.read() as session:
        assert theme_numbered(session, "1").example == all_codings(session)[0].guid
    set_example(study, ids["1"], None)
    with study.read() as session:
        assert theme_numbered(session, "1").example == ""


def test_retired_themes_of_a_file_are_loaded_as_such_with_what_is_below(study: Study) -> None:
    below = (ThemeDraft("1.1", "Below"),)
    draft = FrameworkDraft("Old", (ThemeDraft("1", "Gone", retired=True, children=below),))
    before = _tree(study)
    assert load_framework(study, draft) == 2
    assert _tree(study) == before
    with study.read() as session:
        rows = [row for row in list_themes(session, retired=True) if row.retired]
        assert [row.name for row in rows] == ["Gone", "Below"]
        assert faults(session) == []
