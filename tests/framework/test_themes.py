"""Build a framework: load, add, name, define, move, remove."""

import pytest

from app.commands.templates import draft_of
from framework.drafts import FrameworkDraft, ThemeDraft
from framework.edits.codings import code_passage
from framework.edits.themes import (
    add_theme,
    define_theme,
    load_framework,
    move_theme,
    remove_theme,
    rename_theme,
    renumber_theme,
)
from framework.errors import NotFoundError, RefusedError
from framework.queries.themes import charts, columns_of, list_themes, theme_numbered
from framework.study import Study
from tests.studies import small_framework, theme_ids


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
        tops = charts(session)
        columns = columns_of(session, tops[0].id)
    assert [row.number for row in rows] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    assert [row.depth for row in rows] == [0, 1, 1, 0, 1, 1]
    assert [row.name for row in tops] == ["Facilitation", "Resources"]
    assert [row.name for row in columns] == ["Workshop", "Team plan"]
    assert rows[0].colour == rows[1].colour != rows[3].colour


def test_theme_without_sub_themes_is_its_charts_only_column(study: Study) -> None:
    added = add_theme(study, "Context")
    with study.read() as session:
        assert [row.id for row in columns_of(session, added)] == [added]


def test_built_in_framework_brings_an_other_to_each_of_its_charts(study: Study) -> None:
    for theme in ("1", "2"):
        remove_theme(study, theme_ids(study)[theme])
    load_framework(study, draft_of("starter-pilot-implementation"))
    with study.read() as session:
        for top in charts(session):
            columns = columns_of(session, top.id)
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
        assert theme_numbered(session, "workshop").id == theme
        with pytest.raises(NotFoundError):
            theme_numbered(session, "9.9")
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
