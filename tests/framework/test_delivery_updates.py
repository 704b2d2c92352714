"""Hold tables brought up to date, readings changed and links suggested; values are synthetic."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework.drafts import CaseDraft, ColumnDraft, ColumnReading, DeliveryDraft, IndicatorDraft
from framework.edits.cases import add_cases
from framework.edits.delivery import link_site, load_tables, set_reading
from framework.errors import RefusedError
from framework.queries.delivery import list_tables, rows_of, unmatched
from framework.queries.indicators import IndicatorRow, indicators
from framework.queries.linking import doubts, suggestions
from framework.queries.soundness import faults
from framework.queries.table_updates import as_loaded, differences, in_words
from framework.study import Study
from tests.studies import case_ids

COLUMNS = (
    ColumnDraft("site", "text"), ColumnDraft("month", "text"), ColumnDraft("due", "date"),
    ColumnDraft("sent", "date"), ColumnDraft("views", "number"),
)  # fmt: skip
JUNE = (
    ("P01", "2021-06", "2021-07-07", "2021-07-09", "12"),
    ("Practice 2", "2021-06", "2021-07-07", "", "~450"),
)
JULY = (
    ("P01", "2021-06", "2021-07-07", "2021-07-10", "12"),
    ("P01", "2021-07", "2021-08-07", "2021-08-07", "5"),
)
KEY = ("site", "month")


def draft(rows: tuple[tuple[str, ...], ...] = JUNE, **more: object) -> DeliveryDraft:
    said: dict[str, object] = {"site": "site", "key": KEY, **more}
    return DeliveryDraft("log", repr(rows).encode(), COLUMNS, rows, **said)  # type: ignore[arg-type]  # fields by name


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study with two sites and the log of June."""
    made = Study.create(tmp_path / "s.chartwell")
    add_cases(
        made,
        [CaseDraft("P01", "site", "", (), {}),
         CaseDraft("P02", "site", "Practice 02", (), {"withdrawn_date": "2021-07-31"})],
    )  # fmt: skip
    views = IndicatorDraft("views", "Views", "log", "sum", column="views")
    dates = {"column": "sent", "due": "due"}
    load_tables(made, [draft()], [views, IndicatorDraft("late", "Late", "log", "late", **dates)])  # type: ignore[arg-type]  # fields by name
    yield made
    made.close()


def figures(study: Study, key: str) -> dict[str | None, IndicatorRow]:
    with study.read() as session:
        return {row.case: row for row in indicators(session, [key])}


def bring_up_to_date(study: Study, newer: DeliveryDraft) -> None:
    with study.read() as session:
        whole = as_loaded(session, newer)
    load_tables(study, [whole])


def table_id(study: Study) -> int:
    with study.read() as session:
        return list_tables(session)[0].id


def test_what_a_newer_file_changes_is_listed_before_anything_changes(study: Study) -> None:
    with study.read() as session:
        found = differences(session, draft(JULY))
        said = in_words(session, draft(JULY))
    assert found is not None
    assert found.added == (("P01", "2021-07"),)
    assert [(one.column, one.before, one.after) for one in found.changed] == [
        ("sent", "2021-07-09", "2021-07-10")
    ]
    assert (found.same, found.kept) == (0, 1)
    assert said[0] == (
        "log: 1 rows are new, 1 differ, 0 are the same; "
        "1 that the newer file does not have stay."
    )  # fmt: skip
    with study.read() as session:
        assert list_tables(session)[0].rows == 2


def test_rows_of_the_same_key_are_replaced_and_new_ones_added(study: Study) -> None:
    bring_up_to_date(study, draft(JULY))
    with study.read() as session:
        values = [row.values for row in rows_of(session, table_id(study))]
        assert faults(session) == []
    assert values == [JULY[0], JUNE[1], JULY[1]]
    study.undo()
    with study.read() as session:
        assert [row.values for row in rows_of(session, table_id(study))] == list(JUNE)


def test_links_and_chosen_readings_outlive_a_newer_file(study: Study) -> None:
    about = ColumnReading("number", approximate=True)
    set_reading(study, table_id(study), "views", about)
    link_site(study, table_id(study), "Practice 2", case_ids(study)["P02"])
    bring_up_to_date(study, draft(JULY))
    load_tables(study, [draft((*JULY, *JUNE))])
    with study.read() as session:
        assert unmatched(session) == []
        assert list_tables(session)[0].reading("views") == about
    assert figures(study, "views")["P02"].value == 450


def test_a_key_that_stands_twice_is_refused_and_nothing_is_changed(study: Study) -> None:
    with pytest.raises(RefusedError, match="several rows of the key P01, 2021-07"):
        bring_up_to_date(study, draft((JULY[1], JULY[1])))
    with study.read() as session:
        assert list_tables(session)[0].rows == 2


def test_another_reading_changes_figures_and_not_the_rows(study: Study) -> None:
    assert "“~450” is no number" in figures(study, "views")[None].text
    set_reading(study, table_id(study), "views", ColumnReading("number", approximate=True))
    assert figures(study, "views")[None].value == 462
    with study.read() as session:
        assert rows_of(session, table_id(study))[1].values[4] == "~450"
        assert faults(session) == []
    study.undo()
    assert figures(study, "views")[None].value is None


def test_near_names_are_suggested_and_never_taken(study: Study) -> None:
    with study.read() as session:
        (found,) = suggestions(session)
        assert [row.site for row in unmatched(session)] == ["Practice 2"]
    assert (found.site, found.rows, found.cases[0].name) == ("Practice 2", 1, "P02")


@pytest.mark.parametrize(("typed", "meant"), [("PO4", "P04"), ("PI2", "P12"), ("pl2", "P12")])
def test_letters_typed_for_figures_are_suggested_and_never_taken(
    study: Study, typed: str, meant: str
) -> None:
    add_cases(study, [CaseDraft(name, "site", "", (), {}) for name in ("P04", "P12")])
    load_tables(study, [draft(((typed, "2021-06", "", "", "1"),))])
    with study.read() as session:
        (found,) = suggestions(session)
        assert [row.site for row in unmatched(session)] == [typed]
    assert found.cases[0].name == meant


def test_ids_in_question_are_listed(study: Study) -> None:
    rows = (*JUNE, ("p01", "2021-07", "", "", "1"))
    load_tables(study, [draft(rows, level="site")])
    add_cases(study, [CaseDraft(f"P0{n}", "site", "", (), {"site_id": "X1"}) for n in (3, 4)])
    with study.read() as session:
        said = {doubt.kind: doubt.said for doubt in doubts(session)}
    assert said == {
        "alike": "P03 and P04 have one id: “site_id x1”.",
        "one_site": "log writes P01 in 2 ways: P01, p01.",
        "rows": "log has 2 rows of P01.",
    }


def test_what_is_due_on_a_day_to_come_is_in_no_denominator(study: Study) -> None:
    rows = (
        ("P01", "1", "2021-07-07", "2021-07-07", ""),
        ("P01", "2", "2021-08-07", "", ""),
        ("P01", "3", "2998-09-07", "", ""),
        ("P01", "4", "2998-10-07", "2021-08-01", ""),
        ("P02", "1", "2998-09-07", "", ""),
    )
    dates = {"column": "sent", "due": "due"}
    asked = [IndicatorDraft(key, key, "log", key, **dates) for key in ("delivered", "on_time")]  # type: ignore[arg-type]  # fields by name
    load_tables(study, [draft(rows)], asked)
    for key in ("delivered", "on_time"):
        found = figures(study, key)
        assert [found[site].text for site in ("P01", "P02")] == ["2/3", "no record"]
        assert found[None].text == "2/3 (67%); 1 due and missing"
        assert found[None].nothing.not_due == 2


def test_four_kinds_of_nothing_are_told_apart(study: Study) -> None:
    rows = (
        ("P01", "1", "2021-07-07", "2021-07-09", ""),
        ("P01", "2", "", "", ""),
        ("P01", "3", "2021-07-07", "", ""),
        ("P01", "4", "2021-07-07", "n/a", ""),
        ("P01", "5", "2021-07-07", "?", ""),
    )
    codes = ColumnReading("date", missing={"n/a": "not applicable", "?": "unknown"})
    load_tables(study, [draft(rows, readings={"sent": codes}, settled=frozenset({"sent"}))])
    late = figures(study, "late")["P01"]
    assert late.nothing._asdict() == {
        "not_due": 1, "missing": 1, "not_applicable": 1, "unknown": 1,
    }  # fmt: skip
    assert (late.n, late.N, late.text) == (1, 2, "1/2")
    assert figures(study, "late")[None].text == (
        "1/2 (50%); 1 due and missing, 1 not applicable, 1 unknown"
    )


@pytest.mark.parametrize(
    ("rule", "counted", "said"),
    [("", 3, ""), ("keep", 3, ""), ("until", 2, "1 not applicable"),
     ("leave out", 1, "P02 withdrew and is left out")],
)  # fmt: skip
def test_rule_for_a_site_that_withdrew_is_kept_and_said(
    study: Study, rule: str, counted: int, said: str
) -> None:
    rows = (
        JUNE[0],
        ("P02", "2021-06", "2021-07-07", "2021-07-07", ""),
        ("P02", "2021-07", "2021-08-07", "2021-08-07", ""),
    )
    late = IndicatorDraft("late", "Late", "log", "late", column="sent", due="due", withdrawn=rule)
    load_tables(study, [draft(rows)], [late])
    whole = figures(study, "late")[None]
    assert counted == whole.N
    assert said in whole.text


@pytest.mark.parametrize(
    ("measure", "column", "text", "rows"),
    [("minimum", "views", "5", (2,)), ("maximum", "views", "12", (1,)),
     ("range", "views", "5–12", (1, 2)), ("median", "views", "median 8.5 (5–12)", (1, 2)),
     ("first_date", "sent", "2021-07-10", (1,)), ("last_date", "sent", "2021-08-07", (2,))],
)  # fmt: skip
def test_ends_and_ranges_name_their_rows(
    study: Study, measure: str, column: str, text: str, rows: tuple[int, ...]
) -> None:
    figure = IndicatorDraft("f", "F", "log", measure, column=column)
    load_tables(study, [draft(JULY)], [figure])
    found = figures(study, "f")["P01"]
    assert (found.text, found.rows) == (text, rows)


def test_what_either_file_needs_is_read_after_an_update(study: Study) -> None:
    about = ColumnReading("number", approximate=True)
    load_tables(study, [draft(readings={"views": about})])
    bring_up_to_date(study, draft(JULY))
    assert figures(study, "views")[None].value == 467
