"""Load delivery tables and say which site their rows mean."""

from dataclasses import replace

import pytest

from framework.drafts import ColumnDraft, DeliveryDraft, IndicatorDraft
from framework.edits.cases import rename_case
from framework.edits.delivery import link_site, load_tables, remove_table
from framework.errors import FrameworkError, NotFoundError, RefusedError
from framework.queries.delivery import list_tables, rows_of, table_named, unmatched
from framework.queries.indicators import indicators, list_definitions
from framework.study import Study
from tests.studies import case_ids

ROWS = (("P01", "3"), (" p02 ", "4"), ("Practice 2", "5"), ("practice 2", "6"), ("", "7"))
VISITS = DeliveryDraft(
    "visits", b"first", (ColumnDraft("site", "text"), ColumnDraft("n", "number")), ROWS, "site",
    ("Two rows name no practice as it is known.",),
)  # fmt: skip
TOTAL = IndicatorDraft("total", "Visits", "visits", "sum", column="n")


@pytest.fixture
def visited(study: Study) -> Study:
    """Give a study with a table of visits and their total."""
    load_tables(study, [VISITS], [TOTAL])
    return study


def _totals(study: Study) -> dict[str | None, float | None]:
    with study.read() as session:
        return {row.case: row.value for row in indicators(session)}


def _apart(study: Study) -> list[tuple[str, int]]:
    with study.read() as session:
        return [(row.site, row.rows) for row in unmatched(session)]


def test_table_keeps_every_value_as_it_came(visited: Study) -> None:
    with visited.read() as session:
        (table,) = list_tables(session)
        rows = rows_of(session, table.id)
        page = rows_of(session, table.id, offset=1, limit=2)
    assert (table.name, table.rows, table.site) == ("visits", 5, "site")
    assert table.columns == (("site", "text"), ("n", "number"))
    assert table.remarks == VISITS.remarks
    assert [row.values for row in rows] == list(ROWS)
    assert [row.n for row in page] == [2, 3]
    assert [row.case for row in rows] == ["P01", "P02", None, None, None]


def test_rows_that_match_no_site_are_listed_and_counted_in_the_whole(visited: Study) -> None:
    assert _apart(visited) == [("Practice 2", 1), ("practice 2", 1), ("", 1)]
    assert _totals(visited) == {"P01": 3, "P02": 4, None: 25}


def test_linked_site_takes_its_rows_and_can_be_unlinked(visited: Study) -> None:
    ids = case_ids(visited)
    link_site(visited, 1, "Practice 2", ids["P02"])
    assert _totals(visited) == {"P01": 3, "P02": 15, None: 25}
    assert _apart(visited) == [("", 1)]
    link_site(visited, 1, "Practice 2", ids["P01"])
    assert _totals(visited) == {"P01": 14, "P02": 4, None: 25}
    link_site(visited, 1, "Practice 2", None)
    assert len(_apart(visited)) == 3
    visited.undo()
    assert _apart(visited) == [("", 1)]


def test_link_stands_above_the_name_of_a_site(visited: Study) -> None:
    link_site(visited, 1, "P01", case_ids(visited)["P02"])
    assert _totals(visited) == {"P02": 7, None: 25}


def test_site_that_is_renamed_keeps_its_rows(visited: Study) -> None:
    ids = case_ids(visited)
    link_site(visited, 1, "Practice 2", ids["P02"])
    rename_case(visited, ids["P01"], "Hill Surgery")
    rename_case(visited, ids["P02"], "P01")
    assert _totals(visited) == {"Hill Surgery": 3, "P01": 15, None: 25}
    assert _apart(visited) == [("", 1)]
    visited.undo()
    visited.undo()
    assert _totals(visited) == {"P01": 3, "P02": 15, None: 25}


def test_table_loaded_again_has_new_rows_and_its_old_links_and_indicators(visited: Study) -> None:
    link_site(visited, 1, "Practice 2", case_ids(visited)["P02"])
    later = replace(VISITS, original=b"second", rows=(("Practice 2", "50"), ("P01", "1")))
    load_tables(visited, [later])
    assert _totals(visited) == {"P01": 1, "P02": 50, None: 51}
    visited.undo()
    assert _totals(visited) == {"P01": 3, "P02": 15, None: 25}
    visited.redo()
    assert _totals(visited)[None] == 51


def test_tables_are_loaded_all_or_none(visited: Study) -> None:
    label = visited.undo_label
    wrong = replace(VISITS, name="calls", site="practice")
    with pytest.raises(RefusedError, match="no column “practice”"):
        load_tables(visited, [replace(VISITS, rows=()), wrong])
    with pytest.raises(FrameworkError):
        load_tables(visited, [replace(VISITS, rows=())], [replace(TOTAL, column="m")])
    assert visited.undo_label == label
    assert _totals(visited)[None] == 25


def test_table_without_sites_counts_for_the_study_alone(study: Study) -> None:
    load_tables(study, [replace(VISITS, site="")], [TOTAL])
    assert _totals(study) == {None: 25}
    assert _apart(study) == []


def test_removed_table_takes_its_indicators_with_it(visited: Study) -> None:
    remove_table(visited, 1)
    with visited.read() as session:
        assert list_definitions(session) == []
        with pytest.raises(NotFoundError):
            table_named(session, "visits")
    visited.undo()
    assert _totals(visited)[None] == 25
