"""Build the synthetic sample study with every export."""

import json
from pathlib import Path

import pytest

from app.sample.demo import FIRST, STUDY
from exports import LAYOUTS, formats_of
from tests.cli.conftest import Chartwell

SUMMARY = {
    "practices_recruited": 12,
    "implementation": 6,
    "control": 6,
    "withdrawn": 1,
    "withdrawn_arm": ["control"],
    "template_uploaded": "6/6",
    "annual_report_sent": "6/6",
    "workshops_held": "6/6",
    "workshop_attendance": {"min": 7, "max": 31, "median": 13.5, "total": 96},
    "workshop_days_from_randomisation": {"min": 40, "max": 51, "all_within_84": True},
    "monthly_due": 18,
    "monthly_sent": 18,
    "monthly_on_time": 13,
    "monthly_late": 5,
    "monthly_late_pct": 27.8,
    "late_days": {"median": 11, "min": 3, "max": 19},
    "practices_with_any_late": ["P03", "P07", "P12"],
    "unique_pageviews_total": 448,
    "unique_pageviews_attributed": 401,
    "unique_pageviews_to_nearest_10": 450,
    "team_module_completed": "6/6",
    "team_module_accesses": {"median": 11.0, "min": 6, "max": 24},
    "indepth_per_practice": {"min": 3, "max": 7},
    "interviews": 10,
    "interviews_staff": 7,
    "interviews_facilitators": 3,
    "per_site_pageviews": {
        "P01": 65, "P03": 97, "P04": 18, "P07": 134, "P09": 46, "P12": 41,
    },
}  # fmt: skip


@pytest.fixture
def built(chartwell: Chartwell, tmp_path: Path) -> Path:
    """Build the sample study; give its folder."""
    said = chartwell("demo", "--out", "demo", "--no-window")
    assert (said.status, said.err) == (0, "")
    assert "synthetic" in said.out
    assert len(said.out.splitlines()) < 6
    return tmp_path / "demo"


def test_sample_study_has_the_figures_of_the_pilot_and_is_sound(
    built: Path, chartwell: Chartwell
) -> None:
    assert json.loads((built / "summary.json").read_text(encoding="utf-8")) == SUMMARY
    study = f"demo/{STUDY}"
    assert chartwell("check", study).status == 0
    rows = chartwell("show", study, "transcripts", "--json").value
    assert len(rows) == 10
    assert all(row["codings"] for row in rows)
    counts = chartwell("show", study, "progress", "--json").value
    assert (counts["sites"], counts["participants"]) == (12, 10)
    assert counts["coders"] > 1
    assert all(counts["states"].values())
    assert counts["flags"]["out_of_date"] > 0
    cells = chartwell("show", study, "cells", "--json").value
    assert any(row["citations"] for row in cells)


def test_every_layout_is_written_in_every_format(built: Path) -> None:
    wanted = sum(len(formats_of(layout)) for layout in LAYOUTS)
    files = list((built / "exports").iterdir())
    assert len(files) == wanted
    assert all(file.stat().st_size > 100 for file in files)
    assert FIRST in {file.name for file in files}


def test_sample_study_that_was_there_is_kept(built: Path, chartwell: Chartwell) -> None:
    assert chartwell("undo", f"demo/{STUDY}").status == 0
    before = chartwell("show", f"demo/{STUDY}", "history", "--json").value
    assert "kept as" in chartwell("demo", "--out", "demo", "--no-window").out
    (kept,) = [file for file in built.glob("*.chartwell") if file.name != STUDY]
    assert chartwell("show", f"demo/{kept.name}", "history", "--json").value == before
