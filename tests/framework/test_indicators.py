"""Compute delivery figures from rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework.drafts import CaseDraft, ColumnDraft, DeliveryDraft, IndicatorDraft
from framework.edits.cases import add_cases
from framework.edits.delivery import define_indicator, load_tables
from framework.errors import FrameworkError, RefusedError
from framework.queries.indicators import (
    IndicatorRow,
    indicators,
    list_definitions,
)
from framework.rules.delivery_columns import Column, Stretch
from framework.rules.indicators import (
    MEASURES,
    Figure,
    figure_of,
    printed,
    read_date,
    read_number,
    read_rows,
    read_yes,
    share,
)
from framework.study import Study
from tests.framework.pilot import LATE, SITES, VIEWS, load_pilot


@pytest.fixture
def pilot(tmp_path: Path) -> Iterator[Study]:
    """Give a study with the pilot's synthetic delivery data."""
    made = Study.create(tmp_path / "pilot.chartwell")
    load_pilot(made)
    yield made
    made.close()


def _of(study: Study, key: str) -> dict[str | None, IndicatorRow]:
    with study.read() as session:
        return {row.case: row for row in indicators(session, [key])}


def _plain(text: str) -> str:
    """Leave out what is remarked after a figure."""
    return text.split(";")[0]


def test_pilot_lateness_turns_on_the_tolerance(pilot: Study) -> None:
    counts = [_of(pilot, f"late_{days}")[None].n for days in (2, 1, 0)]
    assert counts == [5, 6, 7]
    rows = _of(pilot, "late_2")
    assert {site: rows[site].n for site in SITES} == LATE
    assert (rows["P07"].text, rows["P01"].text) == ("2/3", "0/3")
    assert _plain(rows[None].text) == "5/18 (28%)"
    assert _plain(_of(pilot, "on_time")[None].text) == "13/18 (72%)"
    assert _plain(_of(pilot, "sent")[None].text) == "18/18 (100%)"


def test_pilot_days_late_are_added_up_for_a_site_and_spread_for_the_study(pilot: Study) -> None:
    rows = _of(pilot, "days_late")
    whole = rows[None].spread
    assert whole is not None
    assert (whole.size, whole.median, whole.least, whole.greatest) == (5, 11, 3, 19)
    assert _plain(rows[None].text) == "median 11 d (3–19)"
    assert (rows["P01"].text, rows["P01"].value) == ("0", 0)
    assert rows["P07"].text.endswith(" d")
    assert sum(rows[site].value or 0 for site in SITES) == whole.total


def test_pilot_workshops_have_a_median_of_six(pilot: Study) -> None:
    attended = _of(pilot, "attended")[None]
    assert attended.spread is not None
    assert (attended.spread.size, attended.spread.total) == (6, 96)
    assert _plain(attended.text) == "median 13.5 (7–31)"
    assert _of(pilot, "attended")["P07"].text == "31"
    days = _of(pilot, "days_to_workshop")[None].spread
    assert days is not None
    assert (days.least, days.greatest) == (40, 51)


def test_pilot_sum_keeps_what_belongs_to_no_site(pilot: Study) -> None:
    rows = _of(pilot, "views")
    assert {site: rows[site].value for site in SITES} == VIEWS
    assert rows[None].value == 448
    assert rows[None].text == "448 (47 not attributable to a site)"


def test_pilot_counts_cases_rows_and_yeses(pilot: Study) -> None:
    assert _of(pilot, "practices")[None].text == "12"
    assert (_of(pilot, "withdrawn")[None].n, _of(pilot, "withdrawn")[None].N) == (1, 12)
    assert _of(pilot, "team")[None].text == "6/6 (100%)"
    assert _plain(_of(pilot, "accesses")[None].text) == "median 11 (6–24)"
    assert _of(pilot, "months")["P01"].text == "5"


# an equal small case of the project's own

COLUMNS = (
    ColumnDraft("site", "text"), ColumnDraft("what", "text"), ColumnDraft("due", "date"),
    ColumnDraft("sent", "date"), ColumnDraft("n", "number"), ColumnDraft("ok", "yes-no"),
)  # fmt: skip
ROWS = (
    ("P01", "report", "2021-07-07", "2021-07-09", "5", "yes"),
    ("P01", "report", "2021-08-07", "2021-08-20", "7", "no"),
    ("P01", "report", "2021-09-07", "", "", ""),
    ("P02", "report", "2021-07-07", "2021-07-10", "1.5", "Y"),
    ("P02", "report", "", "", "2", "false"),
    ("P02", "visit", "2021-07-07", "2021-07-01", "40", "yes"),
    ("", "report", "", "2021-07-01", "3", ""),
)


def _table(
    rows: tuple[tuple[str, ...], ...] = ROWS, columns: tuple[ColumnDraft, ...] = COLUMNS
) -> DeliveryDraft:
    return DeliveryDraft("sent", repr(rows).encode(), columns, rows, "site")


def _draft(measure: str, column: str = "", **more: object) -> IndicatorDraft:
    values: dict[str, object] = {"where": {"what": "report"}, **more}
    return IndicatorDraft(measure, measure.capitalize(), "sent", measure, column=column, **values)  # type: ignore[arg-type]  # fields by name


def _sum_of(text: str) -> Figure:
    """Add up a column in which one row stands."""
    draft = _draft("sum", "n")
    read = read_rows(draft, Stretch([0], {"n": Column((text,), [0])}, {}))
    return figure_of(draft, read, whole=False)


@pytest.fixture
def small(study: Study) -> Study:
    """Give a study with the small table and every measure."""
    add_cases(
        study,
        [CaseDraft("P01", "site", "", (), {"began": "2021-07-01"}),
         CaseDraft("P03", "site", "", (), {"arm": "implementation"})],
    )  # fmt: skip
    load_tables(
        study,
        [_table()],
        [
            _draft("delivered", "sent"),
            _draft("on_time", "sent", due="due", tolerance=2),
            _draft("late", "sent", due="due", tolerance=2),
            _draft("days_late", "sent", due="due", tolerance=2),
            _draft("days_from", "sent", due="began"),
            _draft("sum", "n"),
            _draft("value", "n", unit="min"),
            _draft("count"),
            _draft("share_yes", "ok"),
            _draft("cases", "site"),
        ],
    )
    return study


@pytest.mark.parametrize(
    ("measure", "first", "second"),
    [
        ("delivered", "2/3", "1/2"),
        ("on_time", "1/3", "0/1"),
        ("late", "1/3", "1/1"),
        ("days_late", "13 d", "3 d"),
        ("days_from", "median 29 d (8–50)", "no record"),
        ("sum", "12", "3.5"),
        ("value", "median 6 min (5–7)", "median 1.8 min (1.5–2)"),
        ("count", "3", "2"),
        ("share_yes", "1/2", "1/2"),
    ],
)
def test_every_measure_is_printed_for_its_site(
    small: Study, measure: str, first: str, second: str
) -> None:
    rows = _of(small, measure)
    assert (rows["P01"].text, rows["P02"].text) == (first, second)
    assert "P03" not in rows


def test_every_measure_is_known() -> None:
    assert set(MEASURES) == {
        "delivered", "on_time", "late", "days_late", "days_from", "sum", "value", "count",
        "share_yes", "cases", "minimum", "maximum", "median", "range", "first_date", "last_date",
    }  # fmt: skip


def test_what_is_not_due_is_left_out_and_what_is_missing_is_neither_on_time_nor_late(
    small: Study,
) -> None:
    on_time, late = _of(small, "on_time"), _of(small, "late")
    assert [(on_time[site].n, late[site].n, late[site].N) for site in ("P01", "P02")] == [
        (1, 1, 3), (0, 1, 1),
    ]  # fmt: skip
    assert (late[None].n, late[None].N) == (2, 4)
    assert _plain(late[None].text) == "2/4 (50%)"


def test_figure_names_the_rows_behind_it(small: Study) -> None:
    assert _of(small, "count")["P02"].rows == (4, 5)
    assert set(_of(small, "sum")[None].rows) == {1, 2, 3, 4, 5, 7}


def test_site_that_an_indicator_is_about_and_has_no_rows_has_no_record(small: Study) -> None:
    define_indicator(small, _draft("late", "sent", due="due", among={"arm": "implementation"}))
    rows = _of(small, "late")
    assert list(rows) == ["P01", "P03", None]
    assert rows["P03"].text == "no record"
    assert rows[None].text.endswith("no record from P03")
    assert (rows[None].n, rows[None].N) == (2, 3)


def test_a_filter_that_fits_nothing_is_named(small: Study) -> None:
    define_indicator(small, _draft("late", "sent", due="due", among={"arm": "impelmentation"}))
    assert _of(small, "late")[None].text.endswith("; no site has arm “impelmentation”")
    define_indicator(small, _draft("late", "sent", due="due", where={"what": "letter"}))
    assert _of(small, "late")[None].text == "no record; no row has what “letter”"


def test_one_value_alone_is_printed_without_median_and_range(study: Study) -> None:
    definitions = [_draft(measure, "n", unit="min") for measure in ("value", "range")]
    load_tables(study, [_table(ROWS[:1])], definitions)
    assert _of(study, "value")[None].text == _of(study, "range")[None].text == "5 min"


def test_indicator_that_is_defined_again_keeps_its_place(small: Study) -> None:
    define_indicator(small, _draft("sum", "n", unit="people"))
    with small.read() as session:
        rows = list_definitions(session)
    assert [row.key for row in rows][5] == "sum"
    assert _of(small, "sum")["P01"].text == "12 people"


def test_indicator_without_its_table_or_column_or_of_no_measure_is_refused(small: Study) -> None:
    for draft, said in (
        (IndicatorDraft("x", "X", "nowhere", "count"), "“nowhere”"),
        (_draft("sum", "m"), "“m”"),
        (_draft("late", "sent", due="dew"), "“dew”"),
        (_draft("count", where={"wot": "report"}), "“wot”"),
        (_draft("guess", "n"), "“guess”"),
    ):
        with pytest.raises(FrameworkError, match=said):
            define_indicator(small, draft)
    assert _of(small, "sum")["P01"].text == "12"


def test_new_rows_without_a_column_that_an_indicator_needs_are_refused(small: Study) -> None:
    narrow = _table(tuple(row[:4] for row in ROWS), COLUMNS[:4])
    with pytest.raises(FrameworkError, match="needs a column “n”"):
        load_tables(small, [narrow])
    assert _of(small, "sum")["P01"].text == "12"


@pytest.mark.parametrize("typed", ["twelve", "1,234", "1_000", "nan", "inf", "0x1f"])
def test_what_is_no_number_is_refused_and_not_guessed(typed: str) -> None:
    with pytest.raises(RefusedError, match="no number"):
        read_number(typed)


@pytest.mark.parametrize("typed", ["7 July", "2021-13-01", "2021-06-015", "20210601", "2021-W05-1"])
def test_what_is_no_date_is_refused_and_not_guessed(typed: str) -> None:
    with pytest.raises(RefusedError, match="no date"):
        read_date(typed)


def test_dates_numbers_and_yeses_are_read_as_people_write_them() -> None:
    assert str(read_date(" 2021-06-01 ")) == "2021-06-01"
    assert str(read_date("2021-06-01T10:30")) == str(read_date("2021-06-01 10:30:00"))
    assert (read_number("-1.50"), read_number(" "), read_date("")) == (-1.5, None, None)
    assert (read_yes("Yes"), read_yes("0"), read_yes("")) == (True, False, None)
    with pytest.raises(RefusedError, match="neither yes nor no"):
        read_yes("perhaps")


def test_one_value_that_cannot_be_read_takes_no_figure_but_its_own() -> None:
    broken = _sum_of("many")
    assert broken.value is None
    assert broken.text == "no figure: “many” is no number that an indicator can use."
    assert broken.rows == (1,)
    assert _sum_of("3").text == "3"


def test_half_a_percent_is_rounded_up() -> None:
    assert share(1, 8, percent=True) == "1/8 (13%)"
    assert share(5, 18, percent=True) == "5/18 (28%)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (1.5, "1.5"),
        (38.26, "38.3"),
        (1234567, "1234567"),
        (-3.0, "-3"),
        (0, "0"),
        (2.25, "2.3"),
        (0.04, "0.04"),
        (0.333, "0.33"),
        (0.5, "0.5"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_number_is_printed_with_no_more_decimals_than_it_has(value: float, text: str) -> None:
    assert printed(value) == text


def test_share_has_its_percentage_only_where_there_is_room() -> None:
    assert share(5, 18, percent=True) == "5/18 (28%)"
    assert share(5, 18, percent=False) == "5/18"
    assert share(0, 0, percent=True) == "0/0"


def test_sum_of_decimals_leaves_nothing_apart(study: Study) -> None:
    rows = tuple((f"P0{1 + n % 2}", "report", "", "", f"0.{n}", "") for n in range(1, 8))
    load_tables(study, [_table(rows)], [_draft("sum", "n")])
    assert _of(study, "sum")[None].text == "2.8"


def test_sites_whose_day_of_withdrawal_cannot_be_read_are_named(study: Study) -> None:
    add_cases(
        study,
        [CaseDraft("P01", "site", "", (), {"withdrawn_date": "15/08/2021"}),
         CaseDraft("P03", "site", "", (), {"status": "withdrawn", "withdrawn_date": "2021-07-31"})],
    )  # fmt: skip
    load_tables(study, [_table()], [_draft("count", withdrawn="until")])
    assert "all rows of P01 count" in _of(study, "count")[None].text
