"""Put sites in the order of a figure, with ties and groups stated."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from framework.drafts import Cut, JointDefinition
from framework.errors import NotFoundError
from framework.queries.joint_ordering import ordered_sites
from framework.schema import StudyCase
from framework.study import Study
from tests.framework.joint import joint_study, names, ordered_by

LATE = (Cut("any late", at_least=1), Cut("all on time", below=1))


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study in which delivery data and talk meet."""
    made = joint_study(tmp_path / "joint.chartwell")
    yield made
    made.close()


def test_total_days_late_orders_three_practices_and_ties_three(study: Study) -> None:
    with study.read() as session:
        found = ordered_sites(session, ordered_by("days_late", cuts=LATE))
    assert [(group.label, names(group.sites)) for group in found.groups] == [
        ("any late", ["P07", "P12", "P03"]),
        ("all on time", ["P01", "P04", "P09"]),
    ]
    assert [value for _case, _text, value in found.sites] == [26, 17, 11, 0, 0, 0]
    assert [text for _case, text, _value in found.sites[:3]] == ["26 d", "17 d", "11 d"]
    assert found.rule == (
        "Ordered by days_late, most first; three tied at 0 (P01, P04, P09), in the study’s order. "
        "Groups: any late: 1 or more; all on time: below 1."
    )


def test_least_first_turns_the_order_and_keeps_that_of_ties(study: Study) -> None:
    with study.read() as session:
        found = ordered_sites(session, ordered_by("days_late", descending=False))
    assert names(found.sites) == ["P01", "P04", "P09", "P03", "P12", "P07"]


def test_sites_without_a_figure_come_last_and_are_named(study: Study) -> None:
    with study.read() as session:
        guids = dict(session.execute(select(StudyCase.name, StudyCase.guid)).tuples().all())
        chosen = tuple(guids[name] for name in ("P02", "P01", "P07"))
        found = ordered_sites(session, ordered_by("days_late", cuts=LATE[:1], cases=chosen))
    assert [(group.label, names(group.sites)) for group in found.groups] == [
        ("any late", ["P07"]), ("in no group", ["P01"]), ("no record", ["P02"]),
    ]  # fmt: skip
    assert "no figure for P02, last" in found.rule


def test_participants_take_the_place_of_their_site(study: Study) -> None:
    with study.read() as session:
        found = ordered_sites(session, ordered_by("views", rows="participants"))
    assert [(case.name, value) for case, _text, value in found.sites] == [("S01", 65)]


def test_without_an_indicator_the_order_is_the_study_s(study: Study) -> None:
    with study.read() as session:
        found = ordered_sites(session, JointDefinition())
        assert names(found.sites)[:3] == ["P01", "P02", "P03"]
        assert found.rule == "In the study’s order."
        with pytest.raises(NotFoundError):
            ordered_sites(session, ordered_by("gone"))
