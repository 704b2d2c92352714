"""Hold how delivery data is read and which figures it suggests; all values are synthetic."""

from pathlib import Path

import pytest

from framework.drafts import ColumnDraft, IndicatorDraft
from framework.errors import RefusedError
from importers.delivery import read_deliveries, table_kind
from importers.delivery_mapping import read_mapping
from importers.indicators import Component, read_components, suggest_indicators

EVENTS = (
    "event_id,Site_ID,component_id,due_date,delivered_date,quantity\n"
    "E1,P01,AF,2021-07-07,2021-07-09,\nE2,P01,AF,2021-08-07,,\nE3, P02 ,WS,,2021-07-01,9\n"
    "E4,P03,WS,,2021-07-02,11\n"
)
COMPONENTS = "component_id,label,strand,tolerance_days\nAF,Report sent,x,2\nWS,Workshop held,y,\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_values_are_kept_as_they_stand(tmp_path: Path) -> None:
    draft = read_deliveries(written(tmp_path, "events.csv", EVENTS))[0]
    assert draft.name == "events"
    assert draft.site == "Site_ID"
    assert draft.rows[2] == ("E3", " P02 ", "WS", "", "2021-07-01", "9")
    assert draft.columns[3:] == (
        ColumnDraft("due_date", "date"),
        ColumnDraft("delivered_date", "date"),
        ColumnDraft("quantity", "number"),
    )
    assert draft.original == EVENTS.encode()


def test_events_suggest_figures_for_each_component(tmp_path: Path) -> None:
    components = read_components(written(tmp_path, "components.csv", COMPONENTS))
    assert components == [Component("AF", "Report sent", 2), Component("WS", "Workshop held")]
    draft = read_deliveries(written(tmp_path, "events.csv", EVENTS))[0]
    found = suggest_indicators(draft, components)
    assert [indicator.key for indicator in found] == [
        "af_delivered", "af_on_time", "af_late", "af_days_late", "ws_delivered", "ws_quantity",
    ]  # fmt: skip
    assert found[2] == IndicatorDraft(
        key="af_late",
        label="Report sent: late",
        table="events",
        measure="late",
        where={"component_id": "AF"},
        column="delivered_date",
        due="due_date",
        tolerance=2,
    )
    assert found[5].measure == "value"


def test_wide_tables_suggest_values_sums_and_shares(tmp_path: Path) -> None:
    text = "site,month,views,done,minutes\nA,2021-05,3,yes,\nA,2021-06,4,no,\nB,2021-05,1,yes,\n"
    found = suggest_indicators(read_deliveries(written(tmp_path, "web.csv", text))[0])
    assert [(i.key, i.measure) for i in found] == [("web_views", "sum"), ("web_done", "share_yes")]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("component_id,label,strand,tolerance_days", "components"),
        ("participant_id,role,site_ids,mode", "participants"),
        ("site_id,arm,list_size_band,status", "sites"),
        ("event_id,site_id,component_id,due_date,delivered_date", "rows"),
        ("site_id,workshop_date,mode,facilitator_id,duration_min,n_attended", "rows"),
        ("site_id,module_id,n_accesses,completed", "rows"),
        ("period,site_id,unique_pageviews,source", "rows"),
    ],
)
def test_the_kind_of_a_table_is_told_by_its_columns(header: str, kind: str) -> None:
    assert table_kind(header.split(",")) == kind


def test_a_mapping_names_the_site_and_defines_indicators(tmp_path: Path) -> None:
    mapping = read_mapping(
        written(
            tmp_path,
            "map.yaml",
            "tables:\n  events: {site: event_id, readings: {quantity: text}}\n"
            "indicators:\n- {key: k, label: L, table: events, measure: days_from,\n"
            "   where: {component_id: WS}, among: {arm: implementation},\n"
            "   column: delivered_date, due: randomised_date, tolerance: 84, unit: days}\n",
        )
    )
    draft = read_deliveries(written(tmp_path, "events.csv", EVENTS), mapping)[0]
    assert draft.site == "event_id"
    assert draft.columns[5].reading == "text"
    assert draft.settled == {"quantity"}
    assert mapping.indicators == (
        IndicatorDraft(
            "k", "L", "events", "days_from", {"component_id": "WS"}, {"arm": "implementation"},
            "delivered_date", "randomised_date", 84, "days",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("other: 1", "and nothing else"),
        ("tables: {events: {sit: x}}", "events may say"),
        ("tables: {events: {readings: {a: money}}}", "must be among"),
        ("indicators: [{key: a, table: b}]", "indicator 1 lacks measure"),
        ("indicators: [{key: a, table: b, measure: best}]", "best is no measure"),
        ("indicators: [{key: a, table: b, measure: late, tolerance: x}]", "number of days"),
        (
            "indicators: [{key: a, table: b, measure: sum}, {key: a, table: b, measure: sum}]",
            "a stands twice",
        ),
    ],
)
def test_a_faulty_mapping_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=rf"^map\.yaml: .*{said}"):
        read_mapping(written(tmp_path, "map.yaml", text))


def test_a_mapping_to_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    mapping = read_mapping(written(tmp_path, "map.yaml", "tables: {events: {site: practice}}"))
    with pytest.raises(RefusedError, match=r"names a column practice, and events\.csv has none"):
        read_deliveries(written(tmp_path, "events.csv", EVENTS), mapping)[0]
