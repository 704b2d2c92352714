"""Facts about trying indicators out, removing them and putting them in order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework.drafts import ColumnDraft, DeliveryDraft, IndicatorDraft
from framework.edits.delivery import load_tables, set_level
from framework.edits.indicators import move_indicator, remove_indicator
from framework.errors import NotFoundError
from framework.queries.delivery import list_tables, rows_of
from framework.queries.indicators import indicators, list_definitions, tried
from framework.study import Study
from tests.studies import small_study

LATE = IndicatorDraft("late", "Late", "events", "late", column="done", due="due", tolerance=2)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study with one table and two indicators."""
    made = small_study(tmp_path / "small.chartwell")
    table = DeliveryDraft(
        "events", b"", tuple(ColumnDraft(name, kind) for name, kind in
                             (("site", "text"), ("due", "date"), ("done", "date"))),
        (("P01", "2021-07-01", "2021-07-09"), ("P01", "2021-08-01", "2021-08-01")), "site",
    )  # fmt: skip
    load_tables(made, [table], [LATE, IndicatorDraft("rows", "Rows", "events", "count")])
    yield made
    made.close()


def keys(study: Study) -> list[str]:
    with study.read() as session:
        return [row.key for row in list_definitions(session)]


def test_an_indicator_is_tried_before_it_is_defined(study: Study) -> None:
    draft = IndicatorDraft("new", "On time", "events", "on_time", column="done", due="due")
    with study.read() as session:
        found = tried(session, draft)
    assert [(row.case, row.text) for row in found] == [("P01", "1/2"), (None, "1/2 (50%)")]
    assert keys(study) == ["late", "rows"]


def test_a_count_of_cases_is_tried_too(study: Study) -> None:
    with study.read() as session:
        (found,) = tried(session, IndicatorDraft("n", "Sites", "", "cases", column="site"))
    assert found.case is None
    assert found.n


def test_a_removed_indicator_comes_back_with_undo(study: Study) -> None:
    with study.read() as session:
        late = list_definitions(session)[0].id
    remove_indicator(study, late)
    assert keys(study) == ["rows"]
    with pytest.raises(NotFoundError):
        remove_indicator(study, late)
    study.undo()
    assert keys(study) == ["late", "rows"]


def test_an_indicator_moves_to_another_place(study: Study) -> None:
    with study.read() as session:
        late = list_definitions(session)[0].id
    move_indicator(study, late, 9)
    assert keys(study) == ["rows", "late"]
    with study.read() as session:
        assert {row.key for row in indicators(session)} == {"late", "rows"}
    study.undo()
    assert keys(study) == ["late", "rows"]


def test_what_rows_are_about_is_said_after_loading(study: Study) -> None:
    with study.read() as session:
        (before,) = list_tables(session)
    set_level(study, before.id, "site-month", ("site", "due"))
    with study.read() as session:
        (after,) = list_tables(session)
        assert len(rows_of(session, after.id)) == before.rows
        assert [row.text for row in indicators(session, ["late"])] == ["1/2", "1/2 (50%)"]
    assert (after.level, after.key) == ("site-month", ("site", "due"))
    with pytest.raises(NotFoundError):
        set_level(study, before.id, "site", ("nothing",))
    study.undo()
    with study.read() as session:
        assert list_tables(session)[0].level == ""
