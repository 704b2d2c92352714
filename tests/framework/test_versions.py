"""Freeze versions of the framework, and read what differs between them."""

import re
import sqlite3

import pytest

from framework.edits.cases import attribute_transcript
from framework.edits.labels import add_label, place_label, put_label_into, unplace
from framework.edits.reshaping import (
    SplitPart,
    bring_back_theme,
    merge_themes,
    retire_theme,
    split_theme,
)
from framework.edits.themes import (
    add_theme,
    colour_theme,
    define_theme,
    move_theme,
    remove_theme,
    rename_theme,
    renumber_theme,
)
from framework.edits.transcripts import import_transcripts
from framework.edits.versions import freeze_version, remove_version
from framework.errors import NotFoundError, RefusedError, StudyFileError
from framework.queries.rereading import count_to_reread
from framework.queries.themes import list_themes_plain
from framework.queries.versions import (
    changed_since,
    current_version,
    difference,
    list_versions,
    states_of,
    versions_by_transcript,
)
from framework.rules.framework_differences import DifferenceRow
from framework.study import Study
from tests.framework.reshaped import JUNE, TEAM
from tests.studies import case_ids, code_passage, talk, theme_ids


@pytest.fixture
def frozen(study: Study) -> int:
    """Give the version under which nothing was changed yet."""
    for number, theme in theme_ids(study).items():
        define_theme(study, theme, f"Definition of {number}")
    return freeze_version(study, "working 1", "before the second interview")


def _since(study: Study, version: int | None) -> list[DifferenceRow]:
    with study.read() as session:
        return difference(session, version, None)


def _said(study: Study, version: int | None) -> list[tuple[str, str]]:
    return [(row.operation, row.sentence) for row in _since(study, version)]


def test_version_tells_who_froze_what_and_why(study: Study, frozen: int) -> None:
    add_label(study, "late")
    freeze_version(study, "  final ", "no more changes", kind="final")
    with study.read() as session:
        first, last = list_versions(session)
        assert current_version(session) == last
    assert (first.id, first.name, first.kind, first.reason, first.coder, first.themes) == (
        frozen, "working 1", "working", "before the second interview", "AB", 6,
    )  # fmt: skip
    assert (last.name, last.kind, last.themes) == ("final", "final", 6)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", last.created)
    assert study.undo_label == "Freeze final"
    study.undo()
    with study.read() as session:
        assert current_version(session) == first


def test_study_without_a_version_has_no_current_one(study: Study) -> None:
    with study.read() as session:
        assert current_version(session) is None
        assert list_versions(session) == []


def test_version_keeps_what_was_coded_and_charted_then(study: Study, frozen: int) -> None:
    code_passage(study, 1, *TEAM, theme_ids(study)["2.1"])
    later = freeze_version(study, "working 2", "")
    with study.read() as session:
        counts = [
            {state.number: (state.codings, state.cells) for state in states_of(session, version)}
            for version in (frozen, later)
        ]
    assert [count["2.1"] for count in counts] == [(0, 0), (1, 0)]


def test_undefined_themes_are_named_before_a_version_is_refused(study: Study) -> None:
    with pytest.raises(RefusedError, match=r"1 Facilitation, 1\.1 Workshop.* have no definition"):
        freeze_version(study, "working 1", "")
    for number, theme in theme_ids(study).items():
        if number != "2.2":
            define_theme(study, theme, "x")
    with pytest.raises(RefusedError, match=r"^2\.2 Timing has no definition; final was not"):
        freeze_version(study, "final", "", kind="final")
    assert freeze_version(study, "working 1", "", allow_undefined=True)
    retire_theme(study, theme_ids(study)["2.2"])
    assert freeze_version(study, "final", "", kind="final")


def test_version_without_a_name_of_its_own_is_refused(study: Study, frozen: int) -> None:
    for name, kind, said in (
        (" ", "working", "needs a name"),
        ("Working 1", "working", "There is a version Working 1 already"),
        ("working 2", "draft", "working or final"),
    ):
        with pytest.raises(RefusedError, match=said):
            freeze_version(study, name, "", kind=kind)
    for number in ("1", "2"):
        remove_theme(study, theme_ids(study)[number])
    with pytest.raises(RefusedError, match="no theme yet"):
        freeze_version(study, "working 2", "")
    with study.read() as session:
        assert [row.id for row in list_versions(session)] == [frozen]


def test_each_change_of_the_framework_is_one_difference(study: Study, frozen: int) -> None:
    ids = theme_ids(study)
    assert _since(study, frozen) == []
    colour_theme(study, ids["1"], 5)
    rename_theme(study, ids["1.1"], "Meetings")
    define_theme(study, ids["1.2"], "New words", exclude="old ones")
    renumber_theme(study, ids["2.1"], "2.5")
    add_theme(study, "Context", definition="All around")
    assert _since(study, frozen) == [
        DifferenceRow("rename", "1.1", "Meetings", "1.1 Workshop was renamed Meetings",
                      "Workshop", "Meetings"),
        DifferenceRow("redefine", "1.2", "Team plan", "1.2 Team plan was redefined",
                      "Definition: Definition of 1.2\nExclude: ",
                      "Definition: New words\nExclude: old ones"),
        DifferenceRow("renumber", "2.5", "Reports", "2.5 Reports, formerly 2.1", "2.1", "2.5"),
        DifferenceRow("add", "3", "Context", "3 Context was added", "", "All around"),
    ]  # fmt: skip
    with study.read() as session:
        assert changed_since(session, frozen) == 4


def test_number_that_follows_from_a_move_is_not_told_apart(study: Study, frozen: int) -> None:
    ids = theme_ids(study)
    move_theme(study, ids["2.2"], ids["1"], 0)
    assert _said(study, frozen) == [
        ("move", "1.1 Timing was moved from 2 Resources to 1 Facilitation, formerly 2.2"),
        ("renumber", "1.2 Workshop, formerly 1.1"),
        ("renumber", "1.3 Team plan, formerly 1.2"),
    ]
    study.undo()
    renumber_theme(study, ids["2"], "7")
    assert _said(study, frozen) == [("renumber", "7 Resources, formerly 2")]
    move_theme(study, ids["2"], ids["1"], 9)
    move_theme(study, ids["1.1"], None, 0)
    assert _said(study, frozen) == [
        ("move", "1 Workshop was moved from 1 Facilitation to the top, formerly 1.1"),
        ("renumber", "2 Facilitation, formerly 1"),
        ("move", "2.3 Resources was moved from the top to 2 Facilitation, formerly 2"),
    ]


def test_merge_is_one_difference_that_names_both(study: Study, frozen: int) -> None:
    ids = theme_ids(study)
    rename_theme(study, ids["2.1"], "Reports sent")
    merge_themes(study, ids["2.2"], ids["2.1"])
    assert _said(study, frozen) == [
        ("rename", "2.1 Reports was renamed Reports sent"),
        ("merge", "2.2 Timing was merged into 2.1 Reports sent"),
    ]
    row = _since(study, frozen)[1]
    assert (row.before, row.after) == ("2.2 Timing", "2.1 Reports sent")
    remove_theme(study, ids["2.1"])
    assert ("merge", "2.2 Timing was merged into 2.1 Reports") in _said(study, frozen)


def test_split_is_one_difference_that_names_all_parts(study: Study, frozen: int) -> None:
    split_theme(study, theme_ids(study)["2.1"], [SplitPart("Sent"), SplitPart("Read")])
    assert _since(study, frozen) == [
        DifferenceRow("split", "2.1", "Reports",
                      "2.3 Sent and 2.4 Read were split off 2.1 Reports", "2.1 Reports",
                      "2.3 Sent; 2.4 Read")
    ]  # fmt: skip


def test_what_is_retired_or_removed_takes_what_is_below_with_it(study: Study, frozen: int) -> None:
    ids = theme_ids(study)
    retire_theme(study, ids["1"])
    remove_theme(study, ids["2.2"])
    assert _said(study, frozen) == [
        ("retire", "1 Facilitation was retired, with the 2 themes under it"),
        ("remove", "2.2 Timing was removed"),
    ]
    without = freeze_version(study, "working 2", "")
    bring_back_theme(study, ids["1"])
    assert [operation for operation, _said in _said(study, without)] == ["bring_back"] * 3
    remove_theme(study, ids["1"])
    assert _said(study, frozen)[0][1] == "1 Facilitation was removed, with the 2 themes under it"


def test_label_is_told_of_when_it_comes_into_the_framework_or_leaves_it(
    study: Study, frozen: int
) -> None:
    ids = theme_ids(study)
    label = add_label(study, "late")
    put_label_into(study, add_label(study, "lost"), ids["2.2"])
    assert _since(study, frozen) == []
    labelled = freeze_version(study, "working 2", "")
    place_label(study, label, ids["2"])
    assert _said(study, labelled) == [("add", "2.3 late was added from a label")]
    assert _said(study, frozen) == [("add", "2.3 late was added")]
    unplace(study, ids["2.2"])
    assert _said(study, labelled)[0] == (
        "remove", "2.2 Timing was taken out of the framework and is a label again",
    )  # fmt: skip


def test_two_versions_are_compared_and_the_first_with_nothing(study: Study, frozen: int) -> None:
    rename_theme(study, theme_ids(study)["1.1"], "Meetings")
    later = freeze_version(study, "working 2", "")
    add_theme(study, "Context")
    with study.read() as session:
        assert [row.operation for row in difference(session, frozen, later)] == ["rename"]
        assert [row.operation for row in difference(session, None, later)] == ["add"] * 6
        with pytest.raises(NotFoundError, match="no longer in the study"):
            difference(session, 99, None)


def test_transcript_tells_under_which_versions_it_was_coded(study: Study) -> None:
    import_transcripts(study, [talk("S02")])
    attribute_transcript(study, 1, case_ids(study)["S01"])
    theme = theme_ids(study)["2.1"]
    code_passage(study, 1, *TEAM, theme)
    first = freeze_version(study, "working 1", "", allow_undefined=True)
    code_passage(study, 1, *JUNE, theme)
    second = freeze_version(study, "working 2", "", allow_undefined=True)
    code_passage(study, 2, *JUNE, theme)
    with study.read() as session:
        assert versions_by_transcript(session) == {
            1: ("before any version", "working 1"), 2: ("working 2",),
        }  # fmt: skip
    remove_version(study, second)
    remove_version(study, first)
    with study.read() as session:
        assert versions_by_transcript(session) == {
            1: ("before any version",), 2: ("before any version",),
        }  # fmt: skip
    study.undo()
    with study.read() as session:
        assert versions_by_transcript(session)[2] == ("working 1",)
    with pytest.raises(NotFoundError):
        remove_version(study, second)


def test_frozen_version_with_a_new_theme_and_a_new_definition_queues_that_alone(
    study: Study, frozen: int
) -> None:
    ids = theme_ids(study)
    for number, span in (("1.1", TEAM), ("2.1", JUNE), ("2.2", JUNE)):
        code_passage(study, 1, *span, ids[number])
    add_theme(study, "Costs", ids["2"])
    define_theme(study, ids["2.1"], "Other words")
    with study.read() as session:
        assert count_to_reread(session) == 1
        assert [row.operation for row in difference(session, frozen, None)] == ["redefine", "add"]
        assert [row.number for row in list_themes_plain(session)][-1] == "2.3"


def test_damaged_version_is_said_in_a_sentence(study: Study, frozen: int) -> None:
    study.close()
    connection = sqlite3.connect(study.path, isolation_level=None)
    connection.execute("UPDATE framework_version SET content = '[{}]'")
    connection.close()
    other = Study.open(study.path)
    with other.read() as session, pytest.raises(StudyFileError, match="working 1 is damaged"):
        difference(session, frozen, None)
    other.close()
