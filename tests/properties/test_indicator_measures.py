"""Hold every measure to a computation by hand, over whatever rows may come; all synthetic."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from framework.drafts import CaseDraft, ColumnDraft, ColumnReading, DeliveryDraft, IndicatorDraft
from framework.edits.cases import add_cases
from framework.edits.delivery import load_tables
from framework.queries.indicators import IndicatorRow, indicators
from framework.rules.indicators import MEASURES
from framework.study import Study
from tests.properties.plain_figures import Asked, Expected, Row, Site, of_site, of_study

SITES = (
    Site("P01", "implementation", date(2021, 5, 4), None),
    Site("P02", "implementation", date(2021, 5, 20), None),
    Site("P03", "implementation", None, date(2021, 7, 15)),
    Site("P04", "control", date(2021, 5, 27), None),
    Site("P05", "control", date(2021, 5, 4), date(2021, 6, 21)),
)
COLUMNS = (
    ColumnDraft("site", "text"), ColumnDraft("due", "date"), ColumnDraft("done", "date"),
    ColumnDraft("quantity", "number"), ColumnDraft("answer", "yes-no"),
)  # fmt: skip
CODES = {"not due": "not due", "n/a": "not applicable", "?": "unknown", "-": "missing"}
KINDS = {"due": "date", "done": "date", "quantity": "number", "answer": "yes-no"}
READ = {
    **dict.fromkeys(("delivered", "on_time", "late", "days_late", "first_date", "last_date",
                     "days_from"), "done"),
    **dict.fromkeys(("sum", "minimum", "maximum", "median", "range"), "quantity"),
    "share_yes": "answer", "count": "",
}  # fmt: skip
ASKED = [
    Asked(measure, tolerance, arm, withdrawn)
    for measure in READ
    for tolerance in ((0, 2) if "late" in measure or "time" in measure else (0,))
    for arm, withdrawn in (("", ""), ("", "until"), ("implementation", "leave out"))
]
DAYS = st.dates(date(2021, 6, 1), date(2021, 8, 31)).map(date.isoformat)
NOTHING = st.sampled_from(["", *CODES])
ROWS = st.lists(
    st.builds(
        Row,
        site=st.sampled_from([*(site.name for site in SITES), "P99", ""]),
        due=st.one_of(DAYS, DAYS, st.sampled_from(["", "2999-01-05"])),
        done=st.one_of(DAYS, DAYS, NOTHING),
        quantity=st.one_of(st.integers(0, 400).map(lambda n: f"{n / 10:g}"), NOTHING),
        answer=st.one_of(st.sampled_from(["yes", "no"]), NOTHING),
    ),
    max_size=14,
)  # fmt: skip


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """Give a study of five sites, two of which withdrew."""
    path: Path = tmp_path_factory.mktemp("measures") / "s.chartwell"
    made = Study.create(path)
    add_cases(made, [CaseDraft(site.name, "site", "", (), _attributes(site)) for site in SITES])
    load_tables(made, [_table([])], [_draft(asked) for asked in ASKED])
    yield made
    made.close()


def _attributes(site: Site) -> dict[str, str]:
    dates = {"randomised_date": site.start, "withdrawn_date": site.left}
    return {"arm": site.arm} | {name: found.isoformat() for name, found in dates.items() if found}


def _draft(asked: Asked) -> IndicatorDraft:
    due = "randomised_date" if asked.measure == "days_from" else "due"
    return IndicatorDraft(
        repr(asked), repr(asked), "log", asked.measure, {}, {"arm": asked.arm} if asked.arm else {},
        READ[asked.measure], due if READ[asked.measure] == "done" else "", asked.tolerance,
        withdrawn=asked.withdrawn,
    )  # fmt: skip


def _table(rows: list[Row]) -> DeliveryDraft:
    readings = {name: ColumnReading(kind, missing=CODES) for name, kind in KINDS.items()}  # type: ignore[arg-type]  # kinds by name
    return DeliveryDraft("log", b"synthetic", COLUMNS, tuple(rows), "site", readings=readings,
                         settled=frozenset(readings))  # fmt: skip


def test_every_measure_of_rows_is_held_to_it() -> None:
    assert {asked.measure for asked in ASKED} == set(MEASURES) - {"cases", "value"}


@settings(max_examples=12, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(rows=ROWS)
@example(rows=[])
@example(rows=[Row("P99", "2021-06-07", "2021-06-30", "3", "yes")])
@example(rows=[Row("P03", "2021-08-07", "2021-08-30", "3", "yes"), Row("P03", "", "-", "-", "-")])
@example(rows=[Row("P01", "2999-01-05", "2021-08-30", "0", "no"), Row("P01", "", "", "", "")])
def test_a_measure_gives_what_a_computation_by_hand_gives(study: Study, rows: list[Row]) -> None:
    load_tables(study, [_table(rows)])
    with study.read() as session:
        found = {(row.key, row.case): row for row in indicators(session)}
    for asked in ASKED:
        whole = found[repr(asked), None]
        assert _is(whole, of_study(asked, rows, SITES)), (asked, whole)
        for site in SITES:
            row = found.get((repr(asked), site.name))
            held = [one for one in rows if one.site == site.name]
            if row is not None:
                assert _is(row, of_site(asked, held, site)), (asked, row)
            else:
                assert not held or (asked.arm and site.arm != asked.arm) or site.left


def _is(row: IndicatorRow, wanted: Expected) -> bool:
    """Tell whether a figure is what was computed by hand, where that says something."""
    value = None if row.value is None else pytest.approx(row.value)
    sizes = [(row.n, wanted.n), (row.N, wanted.N)]
    return wanted.value == value and all(
        expected is None or found == expected for found, expected in sizes
    )
