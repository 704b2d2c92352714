"""Code openly with labels, and give them places in the framework."""

import pytest

from framework.edits.cases import attribute_transcript
from framework.edits.cells import write_summary
from framework.edits.labels import add_label, group_labels, place_label, put_label_into, unplace
from framework.edits.reshaping import (
    SplitPart,
    bring_back_theme,
    merge_themes,
    retire_theme,
    split_theme,
)
from framework.edits.themes import (
    add_other,
    add_theme,
    define_theme,
    move_theme,
    remove_theme,
    rename_theme,
    renumber_theme,
)
from framework.errors import RefusedError
from framework.queries.themes import ThemeRow, list_labels
from framework.study import Study
from tests.framework.reshaped import JUNE, TEAM, coded, damage, tree, waiting
from tests.studies import case_ids, code_passage, theme_ids, theme_numbered


def _labels(study: Study) -> list[ThemeRow]:
    with study.read() as session:
        return list_labels(session)


def test_label_is_no_theme_and_carries_codings(study: Study) -> None:
    before = tree(study)
    label = add_label(study, "  late \n again ")
    code_passage(study, 1, *JUNE, label)
    assert [(row.id, row.name, row.number, row.codings) for row in _labels(study)] == [
        (label, "late again", "", 1)
    ]
    assert tree(study) == before
    assert study.undo_label is not None
    rename_theme(study, label, "late")
    assert [row.name for row in _labels(study)] == ["late"]
    assert damage(study) == []


def test_label_added_twice_is_one(study: Study) -> None:
    first = add_label(study, "Late again")
    last = study.undo_label
    assert add_label(study, "late AGAIN") == first
    assert study.undo_label == last
    retire_theme(study, first)
    assert add_label(study, "late again") != first
    with pytest.raises(RefusedError, match="needs a name"):
        add_label(study, " ")


def test_placed_label_is_a_theme_at_the_end_with_its_codings(study: Study) -> None:
    ids = theme_ids(study)
    add_other(study, ids["2"])
    top, below = add_label(study, "context"), add_label(study, "late")
    code_passage(study, 1, *JUNE, below)
    place_label(study, top, None)
    place_label(study, below, ids["2"])
    assert tree(study)[3:] == [
        "2 Resources", "2.1 Reports", "2.2 Timing", "2.3 late", "2.99 Other", "3 context",
    ]  # fmt: skip
    assert coded(study) == [("late", *JUNE, "AB")]
    with study.read() as session:
        rows = [theme_numbered(session, number).colour for number in ("2", "2.3")]
    assert rows[0] == rows[1]
    assert (_labels(study), waiting(study), damage(study)) == ([], [], [])


def test_group_of_labels_becomes_a_theme_with_them_below(study: Study) -> None:
    labels = [add_label(study, name) for name in ("late", "lost", "late report")]
    made = group_labels(study, [labels[2], labels[0], labels[2]], "Delivery")
    assert tree(study)[-3:] == ["3 Delivery", "3.1 late report", "3.2 late"]
    assert theme_ids(study)["3"] == made
    assert [row.name for row in _labels(study)] == ["lost"]
    study.undo()
    assert len(_labels(study)) == 3
    with pytest.raises(RefusedError, match="No label was chosen"):
        group_labels(study, [], "Nothing")


def test_codings_of_a_label_put_into_a_theme_are_to_be_re_read_there(study: Study) -> None:
    label, theme = add_label(study, "late"), theme_ids(study)["2.2"]
    coding = code_passage(study, 1, *JUNE, label)
    put_label_into(study, label, theme)
    assert coded(study) == [("Timing", *JUNE, "AB")]
    assert [(row.coding_id, row.reason.split(",")[0]) for row in waiting(study)] == [
        (coding, "came from “late”")
    ]
    assert _labels(study) == []
    bring_back_theme(study, label)
    assert [(row.name, row.codings) for row in _labels(study)] == [("late", 0)]


def test_labels_are_merged_and_split_without_anything_to_re_read(study: Study) -> None:
    late, lost = add_label(study, "late"), add_label(study, "lost")
    code_passage(study, 1, *JUNE, late)
    moved = code_passage(study, 1, *TEAM, lost)
    merge_themes(study, lost, late)
    split_theme(study, late, [SplitPart("team", "", [moved])])
    assert [(row.name, row.codings) for row in _labels(study)] == [("late", 1), ("team", 1)]
    assert (waiting(study), damage(study)) == ([], [])


def test_theme_without_a_chart_becomes_a_label_again(study: Study) -> None:
    ids = theme_ids(study)
    code_passage(study, 1, *JUNE, ids["2.2"])
    retire_theme(study, add_theme(study, "Late", ids["2.2"]))
    unplace(study, ids["2.2"])
    assert [(row.id, row.codings) for row in _labels(study)] == [(ids["2.2"], 1)]
    assert tree(study)[-1] == "2.1 Reports"
    assert damage(study) == []


def test_theme_with_a_chart_stays_a_theme(study: Study) -> None:
    ids, case = theme_ids(study), case_ids(study)["S01"]
    attribute_transcript(study, 1, case)
    write_summary(study, case, ids["2.2"], "Late")
    for number, held in (("2", "sub-themes"), ("2.2", "summaries")):
        with pytest.raises(RefusedError, match=f"has {held}"):
            unplace(study, ids[number])


def test_label_has_no_place_until_it_is_given_one(study: Study) -> None:
    label, theme = add_label(study, "late"), theme_ids(study)["1"]
    for refused in (
        lambda: add_theme(study, "Below", label),
        lambda: add_other(study, label),
        lambda: move_theme(study, label, theme, 0),
        lambda: move_theme(study, theme, label, 0),
        lambda: renumber_theme(study, label, "7"),
        lambda: unplace(study, label),
        lambda: merge_themes(study, theme, label),
    ):
        with pytest.raises(RefusedError, match="a label without a place"):
            refused()
    for placed in (lambda: place_label(study, theme, None),
                   lambda: put_label_into(study, theme, label)):  # fmt: skip
        with pytest.raises(RefusedError, match="is no label but has its place"):
            placed()
    assert study.undo_label == "Add label “late”"


def test_label_is_defined_and_removed_like_a_theme(study: Study) -> None:
    label = add_label(study, "late")
    code_passage(study, 1, *JUNE, label)
    define_theme(study, label, "What comes late")
    assert study.undo_label == "Define “late”"
    assert waiting(study) == []
    remove_theme(study, label)
    assert study.undo_label == "Remove label “late”"
    assert coded(study) == []
