"""Make joint displays, and freeze versions of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework.drafts import Cut, JointDefinition
from framework.edits.joint_displays import (
    add_display,
    bring_back,
    change_layout,
    define_display,
    freeze_display,
    move_display,
    remove_display,
    remove_version,
    rename_display,
)
from framework.edits.joint_rows import add_row, judge, set_detail, set_fit, write_row
from framework.errors import NotFoundError, RefusedError
from framework.queries.joint_displays import display_by_id, list_displays, versions_of
from framework.queries.joint_versions import version_difference
from framework.rules.joint_definitions import read, written
from framework.rules.joint_layouts import JOINT_LAYOUTS
from framework.study import Study
from tests.framework.joint import joint_study, only_row, rows_of, written_row

FULL = JointDefinition(
    title="Delivery and talk", rows="participants", order_by="late_2", descending=False,
    cuts=(Cut("any late", 1), Cut("all on time", None, 1)), indicators=("sent", "late_2"),
    themes=("a" * 32,), cases=("b" * 32,), vocabulary="triangulation",
    show=frozenset({"summary"}), table="delivery_events", note="[=sent] sent.",
)  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study in which delivery data and talk meet."""
    made = joint_study(tmp_path / "joint.chartwell")
    yield made
    made.close()


def _names(study: Study) -> list[str]:
    with study.read() as session:
        return [row.name for row in list_displays(session)]


@pytest.mark.parametrize("definition", [JointDefinition(), FULL])
def test_definitions_come_back(study: Study, definition: JointDefinition) -> None:
    assert read(written(definition)) == definition
    display = add_display(study, "Full", "L7a", definition)
    with study.read() as session:
        assert display_by_id(session, display).definition == definition


def test_displays_are_named_moved_and_removed(study: Study) -> None:
    ids = [add_display(study, name, "L5") for name in ("One", "Two", " Three ")]
    move_display(study, ids[2], 0)
    rename_display(study, ids[0], "First")
    assert _names(study) == ["Three", "First", "Two"]
    for name in ("two", "", "FIRST"):
        with pytest.raises(RefusedError):
            add_display(study, name, "L5")
    with pytest.raises(RefusedError):
        rename_display(study, ids[0], "three")
    remove_display(study, ids[1])
    assert _names(study) == ["Three", "First"]
    study.undo()
    assert _names(study) == ["Three", "First", "Two"]
    with pytest.raises(NotFoundError):
        remove_display(study, 99)


def test_layouts_and_vocabularies_that_there_are_not_are_refused(study: Study) -> None:
    display = add_display(study, "One", "L5")
    with pytest.raises(RefusedError, match="“L99” is no layout"):
        change_layout(study, display, "L99")
    with pytest.raises(RefusedError, match="no vocabulary"):
        define_display(study, display, JointDefinition(vocabulary="mine"))  # type: ignore[arg-type]
    assert len({layout.key for layout in JOINT_LAYOUTS}) == 11


def test_version_keeps_a_display_as_it_stood(study: Study) -> None:
    display, row = written_row(study, "[=on_time n/N]", "Late [S01 × 2.1] [S01 ¶4].", "L8")
    set_fit(study, row, "PA")
    set_detail(study, row, "staff", "Late at [=late_2 sites]")
    judge(study, row, "agreement", "Same.")
    first = freeze_display(study, display, "v1", "For the meeting.")
    with study.read() as session:
        (kept,) = versions_of(session, display)
        assert version_difference(session, first) == []
    assert (kept.name, kept.reason, kept.coder, kept.rows) == ("v1", "For the meeting.", "AB", 1)
    write_row(study, row, "title", "Monthly reports")
    set_fit(study, row, "silence")
    other = add_row(study, display, title="Views")
    change_layout(study, display, "L5")
    with study.read() as session:
        assert version_difference(session, first) == [
            "laid out as L5, not L8",
            "“Views” was added",
            "“Monthly reports”: title was “Reports”, is “Monthly reports”",
            "“Monthly reports”: fit was “partial agreement”, is “silence”",
        ]
    second = freeze_display(study, display, "v2", "")
    with study.read() as session:
        assert version_difference(session, second, first)[1] == "“Views” was removed"
    with pytest.raises(RefusedError):
        freeze_display(study, display, "V2", "")
    brought = bring_back(study, first, "As it was")
    view = only_row(study, brought)
    assert (view.title, view.fit) == ("Reports", "complementarity or expansion")
    assert view.quantitative.typed == "[=on_time n/N]"
    assert view.qualitative.typed == "Late [S01 × 2.1] [S01 ¶4]."
    assert view.detail_texts["staff"].plain == "Late at P03, P07, P12"
    assert view.codes == (("AB", "confirmation", "Same."),)
    assert other in {row.id for row in rows_of(study, display)}
    remove_version(study, first)
    with study.read() as session:
        assert [row.name for row in versions_of(session, display)] == ["v2"]
    with pytest.raises(NotFoundError):
        remove_version(study, first)
