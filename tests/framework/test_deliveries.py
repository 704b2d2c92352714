"""Lay deliveries out by component, by month and along a line of time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework.drafts import CaseDraft, ColumnDraft, DeliveryDraft, IndicatorDraft, JointDefinition
from framework.edits.cases import add_cases
from framework.edits.delivery import load_tables
from framework.edits.joint_displays import add_display
from framework.edits.joint_rows import add_row, set_detail
from framework.errors import NotFoundError
from framework.queries.delivery_summary import delivery_summary, figures_paragraph
from framework.queries.indicators import indicators
from framework.queries.time_matrix import time_matrix, timeline
from framework.study import Study
from tests.framework.joint import joint_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study in which delivery data and talk meet."""
    made = joint_study(tmp_path / "joint.chartwell")
    yield made
    made.close()


def _odd_study(path: Path) -> Study:
    """Make a study with one site of each kind of nothing."""
    study = Study.create(path)
    sites = {"A": {}, "B": {"withdrawn_date": "2021-06-20"}, "C": {}}
    add_cases(study, [CaseDraft(name, "site", "", (), {"arm": "in"} | about)
                      for name, about in sites.items()])  # fmt: skip
    rows = (
        ("A", "2021-06-07", "2021-06-07"), ("A", "2021-07-07", "2021-07-16"),
        ("A", "2021-08-07", ""), ("A", "", ""), ("B", "2021-06-07", "2021-06-05"),
        ("A", "2021-10-07", "2021-10-08"),
    )  # fmt: skip
    columns = (ColumnDraft("site", "text"), ColumnDraft("due", "date"), ColumnDraft("done", "date"))
    draft = DeliveryDraft("sent", b"x", columns, rows, "site")
    late = IndicatorDraft("late", "Reports late", "sent", "late", among={"arm": "in"},
                          column="done", due="due", tolerance=1)  # fmt: skip
    load_tables(study, [draft], [late])
    return study


def test_months_tell_four_kinds_of_nothing_apart(tmp_path: Path) -> None:
    study = _odd_study(tmp_path / "odd.chartwell")
    with study.read() as session:
        found = time_matrix(session, by_site=True)
        summed = time_matrix(session)
    assert found.months == ("2021-06", "2021-07", "2021-08", "2021-09", "2021-10")
    texts = {row.case.name: [cell.text for cell in row.cells] for row in found.rows if row.case}
    assert texts == {
        "A": ["on time", "sent 9 d late", "due, missing", "not due", "on time"],
        "B": ["on time", "n/a", "n/a", "n/a", "n/a"],
        "C": ["unknown"] * 5,
    }
    assert [cell.text for cell in summed.rows[0].cells] == [
        "2 on time; 1 unknown (C)", "1 late (A 9 d); 1 unknown (C)", "1 missing (A); 1 unknown (C)",
        "1 unknown (C)", "1 on time; 1 unknown (C)",
    ]  # fmt: skip
    assert summed.rule.endswith("Allowed after the date due: Reports: 1 day.")
    assert summed.rows[0].cells[1].rows == (2,)
    study.close()


def test_pilot_s_reports_stand_in_the_month_in_which_they_were_due(study: Study) -> None:
    with study.read() as session:
        (row,) = time_matrix(session, keys=["days_late"]).rows
        points = timeline(session)
        with pytest.raises(NotFoundError):
            time_matrix(session, "gone")
    assert [cell.text for cell in row.cells] == [
        "4 on time; 2 late (P07 19 d, P12 3 d)",
        "4 on time; 2 late (P03 11 d, P07 7 d)",
        "5 on time; 1 late (P12 14 d)",
    ]
    assert [found.case.name for found in points] == ["P01", "P03", "P04", "P07", "P09", "P12"]
    assert [point.text for point in points[3].points] == [
        "sent 19 d late", "sent 7 d late", "on time",
    ]  # fmt: skip


def test_summary_has_a_row_for_each_component(study: Study) -> None:
    with study.read() as session:
        found = {row.component: row for row in delivery_summary(session)}
    reports = found["sent"]
    assert (reports.delivered, reports.on_time) == ("18/18 (100%)", "13/18 (72%)")
    assert reports.spread == "median 11 d (3–19)"
    assert reports.source == "automated"
    assert found["Attended"].spread.startswith("Attended: median 13.5 (7–31); Days: median ")
    assert found["Team module"].delivered == "6/6 (100%)"


def test_summary_takes_what_was_planned_from_written_rows(study: Study) -> None:
    note = "[=practices] practices, [=withdrawn] withdrew ([=withdrawn sites]); [=gone] stays."
    display = add_display(study, "Delivery", "L10", JointDefinition(note=note))
    row = add_row(study, display, title="Monthly report")
    for key, value in (("strand", "organisational"), ("planned", "monthly"),
                       ("indicators", "sent, on_time days_late")):  # fmt: skip
        set_detail(study, row, key, value)
    with study.read() as session:
        (found,) = delivery_summary(session)
        paragraph = figures_paragraph(session)
    assert found[:6] == ("organisational", "Monthly report", "monthly", "18/18 (100%)",
                         "13/18 (72%)", "median 11 d (3–19)")  # fmt: skip
    assert paragraph.plain == "12 practices, 1 withdrew (P08); [=gone] stays."
    assert [run.text for run in paragraph.runs if run.kind == "figure"] == ["12", "1", "P08"]


def test_paragraph_without_a_note_tells_every_figure(study: Study) -> None:
    with study.read() as session:
        said = figures_paragraph(session).plain
    assert "late_2: 5/18 (28%), at P03, P07, P12." in said
    assert "Withdrawn: 1 (P08)." in said


def test_statistics_count_sites_where_a_site_has_several_rows(tmp_path: Path) -> None:
    study = Study.create(tmp_path / "rows.chartwell")
    add_cases(study, [CaseDraft(name, "site", "", (), {}) for name in "ABC"])
    rows = (("A", "1"), ("A", "2"), ("A", "9"), ("B", "10"), ("C", "20"), ("", "500"))
    columns = (ColumnDraft("site", "text"), ColumnDraft("n", "number"))
    drafts = [
        IndicatorDraft(measure, measure, "t", measure, column="n")
        for measure in ("value", "sum", "range")
    ]
    load_tables(study, [DeliveryDraft("t", b"x", columns, rows, "site")], drafts)
    with study.read() as session:
        found = {row.key: row for row in indicators(session) if row.case is None}
    assert found["value"].spread is not None
    assert found["value"].spread[:5] == (3, 32, 10, 2, 20)
    assert found["value"].rule == "over 3 sites, each by the median of its rows"
    assert found["value"].text.startswith("median 10 (2–20) over 3 sites, each by the median of")
    assert (found["value"].n, found["value"].N) == (3, 3)
    assert found["sum"].spread is not None
    assert (found["sum"].value, found["sum"].spread.total) == (542, 542)
    assert (found["sum"].spread.median, found["sum"].spread.greatest) == (12, 20)
    assert found["range"].text.startswith("1–500")
    study.close()


def test_several_days_of_one_row_stand_apart(tmp_path: Path) -> None:
    study = Study.create(tmp_path / "pairs.chartwell")
    add_cases(study, [CaseDraft("A", "site", "", (), {})])
    names = ("sheet due", "sheet sent", "letter due", "letter sent")
    draft = DeliveryDraft(
        "sent", b"x", (ColumnDraft("site", "text"), *(ColumnDraft(name, "date") for name in names)),
        (("A", "2021-06-07", "2021-06-07", "2021-07-01", "2021-07-09"),), "site",
    )  # fmt: skip
    load_tables(study, [draft], [
        IndicatorDraft(f"{what}_{measure}", f"{what}: {measure.replace('_', ' ')}", "sent", measure,
                       column=f"{what} sent", due=f"{what} due")
        for what in ("sheet", "letter") for measure in ("delivered", "on_time", "late")
    ])  # fmt: skip
    with study.read() as session:
        lanes = timeline(session)
        summed = delivery_summary(session)
    assert [(row.component, [point.kind for point in row.points]) for row in lanes] == [
        ("sheet", ["on time"]), ("letter", ["late"]),
    ]  # fmt: skip
    assert [(row.component, row.on_time) for row in summed] == [
        ("sheet", "1/1 (100%)"), ("letter", "0/1 (0%)"),
    ]  # fmt: skip
    study.close()
