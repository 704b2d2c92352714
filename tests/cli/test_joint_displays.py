"""Show the joint displays, the deliveries and the criteria of the sample study."""

from collections.abc import Iterator
from csv import reader
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from framework.edits.delivery import define_indicator
from framework.edits.joint_displays import remove_display
from framework.queries.indicators import list_definitions
from framework.queries.soundness import faults
from framework.queries.transcripts import text_of
from framework.rules.fit import VOCABULARIES
from framework.study import Study
from tests.cli.conftest import Chartwell
from tests.cli.test_demo import SUMMARY
from tests.studies import SampleAt, display_named

NAME = "sample.chartwell"


@pytest.fixture
def sample(sample_at: SampleAt, tmp_path: Path) -> Iterator[Study]:
    """Give the sample study without its exports."""
    study = Study.open(sample_at(tmp_path / NAME), "AB")
    yield study
    study.close()


def _shown(chartwell: Chartwell, what: str) -> list[dict[str, Any]]:
    value = chartwell("show", NAME, what, "--json").value
    assert isinstance(value, list)
    return value


def test_indicators_come_to_the_figures_of_the_pilot(sample: Study, chartwell: Chartwell) -> None:
    sample.close()
    rows = _shown(chartwell, "indicators")
    whole = {row["indicator"]: row for row in rows if row["case"] is None}
    late = {row["case"]: row["n"] for row in rows if row["indicator"] == "monthly_late"}
    attended, days = whole["workshop_attendance"]["spread"], whole["monthly_days_late"]["spread"]
    assert {
        "practices": [whole[f"practices_{key}"]["value"] for key in (
            "recruited", "implementation", "control", "withdrawn")],
        "template": f"{whole['template_uploaded']['n']}/{whole['template_uploaded']['N']}",
        "attended": [attended[key] for key in ("least", "greatest", "median", "total")],
        "late": [whole["monthly_late"]["n"], days["median"], days["least"], days["greatest"]],
        "at": [case for case, n in late.items() if case and n],
        "views": whole["pageviews"]["value"],
        "team": whole["team_module_completed"]["text"],
    } == {
        "practices": [12, 6, 6, 1],
        "template": SUMMARY["template_uploaded"],
        "attended": [7, 31, 13.5, 96],
        "late": [5, 11, 3, 19],
        "at": SUMMARY["practices_with_any_late"],
        "views": 448,
        "team": "6/6 (100%)",
    }  # fmt: skip
    assert whole["monthly_days_late"]["rule"] == "over the 5 late of 18 rows"
    assert whole["team_module_accesses"]["rule"] == "over 6 sites"


@pytest.mark.parametrize(("tolerance", "late"), [(2, 5), (1, 6), (0, 7)])
def test_tolerance_decides_how_many_reports_are_late(
    sample: Study, chartwell: Chartwell, tolerance: int, late: int
) -> None:
    with sample.read() as session:
        found = {row.key: row.definition for row in list_definitions(session)}
    for key in ("monthly_late", "monthly_on_time"):
        define_indicator(sample, replace(found[key], tolerance=tolerance))
    sample.close()
    whole = {row["indicator"]: row for row in _shown(chartwell, "indicators") if not row["case"]}
    assert whole["monthly_late"]["n"] == late
    (reports, *_rest) = _shown(chartwell, "joint-rows")
    assert f"{late}/18 late" in reports["quantitative"]
    changed = [
        said for said in reports["changed"] if said.startswith("Monthly reports late: was 5")
    ]
    assert changed == ([] if tolerance == 2 else [f"Monthly reports late: was 5/18, now {late}/18"])


def test_practices_are_ordered_by_total_days_late(sample: Study, chartwell: Chartwell) -> None:
    sample.close()
    (found,) = [row for row in _shown(chartwell, "joint-displays") if row["layout"] == "L7a"]
    assert [
        (group["label"], [(site["case"], site["value"]) for site in group["sites"]])
        for group in found["groups"]
    ] == [
        ("Any report late", [("P07", 26), ("P12", 17), ("P03", 11)]),
        ("All reports on time", [("P01", 0), ("P04", 0), ("P09", 0)]),
    ]
    assert "three tied at 0 (P01, P04, P09), in the study’s order" in found["rule"]


def test_an_order_asked_for_goes_before_that_of_the_only_display(
    sample: Study, chartwell: Chartwell
) -> None:
    sample.close()
    title = "Practices ordered by total days late"
    assert title in _page(chartwell, "L7a")
    assert "Any report late (Days late, monthly reports ≥ 1; n = 3 practices)" in _page(
        chartwell, "L7a"
    )
    said = _page(chartwell, "L7a", "--order-by", "monthly_days_late")
    assert "three tied at 0 (P01, P04, P09), in the study’s order" in said
    other = _page(chartwell, "L7a", "--order-by", "pageviews")
    assert title in other
    assert "Any report late" not in other
    remade = Study.open(Path(NAME), coder="AB")
    with remade.read() as session:
        display = display_named(session, "Practices by days late")
    remove_display(remade, display.id)
    remade.close()
    assert (
        chartwell("export", NAME, "L7a", "l7a.csv", "--order-by", "monthly_days_late").status == 0
    )
    with Path("l7a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in reader(file)][1:] == ["P07", "P12", "P03", "P01", "P04", "P09"]


def test_page_views_stand_by_month_beside_what_was_due(sample: Study, chartwell: Chartwell) -> None:
    sample.close()
    assert chartwell("export", NAME, "L15", "months.csv").status == 0
    with Path("months.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in reader(file) if row[1] == "Website page views"]
    whole = {row[2]: row[4] for row in rows if row[0] == "All"}
    assert whole == {"2021-05": "4 views", "2021-06": "68 views", "2021-07": "171 views",
                     "2021-08": "120 views", "2021-09": "85 views"}  # fmt: skip
    assert ["P01", "Website page views", "2021-07", "quantity", "21 views"] in rows
    assert "Website page views: added up by the month that each row names" in _page(
        chartwell, "L15"
    )


def _page(chartwell: Chartwell, layout: str, *words: str) -> str:
    """Give a layout as a web page."""
    assert chartwell("export", NAME, layout, "page.html", *words).status == 0
    return Path("page.html").read_text("utf-8")


def test_rows_show_every_kind_of_fit_and_quote_what_was_said(
    sample: Study, chartwell: Chartwell
) -> None:
    with sample.read() as session:
        assert faults(session) == []
        texts = [text_of(session, at) for at in range(1, 11)]
    sample.close()
    rows = _shown(chartwell, "joint-rows")
    labels = {row["fit"] for row in rows}
    assert labels >= set(VOCABULARIES["fetters"]) | set(VOCABULARIES["triangulation"])
    said = " ".join("".join(texts).split()).replace("’", "'")
    for row in rows:
        for text in (row["qualitative"], *row["details"].values()):
            for quote in text.split('"')[1::2]:
                assert quote in said
        assert row["changed"] == []
        assert "[=" not in str(row)
    assert {code["coder"] for row in rows for code in row["codes"]} == {"AB", "CD"}


def test_deliveries_and_criteria_are_shown(sample: Study, chartwell: Chartwell) -> None:
    sample.close()
    found = {row["component"]: row for row in _shown(chartwell, "delivery-summary")}
    monthly = found["Monthly audit and feedback report"]
    assert (monthly["delivered"], monthly["on_time"]) == ("18/18 (100%)", "13/18 (72%)")
    assert (monthly["strand"], monthly["source"]) == ("Organisational", "automated")
    assert found["Resource website"]["spread"] == "448 views (47 not attributable to a site)"
    assert [(row["observed"], row["result"]) for row in _shown(chartwell, "criteria")] == [
        ("6/6 (100%)", "go"),
        ("13/18 (72%)", "review"),
        ("6/6 (100%)", "go"),
        ("1/12 (8%)", "review"),
    ]
