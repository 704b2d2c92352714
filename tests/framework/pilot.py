"""Give the indicators of the pilot whose synthetic rows the program carries, and their figures."""

from importlib.resources import files
from pathlib import Path

from framework.drafts import IndicatorDraft
from framework.edits.cases import add_cases
from framework.edits.delivery import load_tables
from framework.study import Study
from importers.cases import read_cases
from importers.delivery import read_deliveries

SITES = ("P01", "P03", "P04", "P07", "P09", "P12")
MONTHLY = {"component_id": "AF_MONTHLY"}
TEAM = {"module_id": "EDU_TEAM"}

LATE = {"P01": 0, "P03": 1, "P04": 0, "P07": 2, "P09": 0, "P12": 2}
VIEWS = {"P01": 65, "P03": 97, "P04": 18, "P07": 134, "P09": 46, "P12": 41}


def _monthly(key: str, measure: str, tolerance: int = 2) -> IndicatorDraft:
    """Draft a figure about the monthly reports."""
    return IndicatorDraft(
        key, key, "delivery_events", measure, MONTHLY, column="delivered_date", due="due_date",
        tolerance=tolerance,
    )  # fmt: skip


INDICATORS = (
    _monthly("sent", "delivered"),
    _monthly("on_time", "on_time"),
    *(_monthly(f"late_{days}", "late", days) for days in (0, 1, 2)),
    _monthly("days_late", "days_late"),
    IndicatorDraft("attended", "Attended", "workshops", "value", column="n_attended"),
    IndicatorDraft(
        "days_to_workshop", "Days", "workshops", "days_from", column="workshop_date",
        due="randomised_date",
    ),
    IndicatorDraft("views", "Views", "web_analytics", "sum", column="unique_pageviews"),
    IndicatorDraft("months", "Months", "web_analytics", "count"),
    IndicatorDraft(
        "team", "Team module", "education", "share_yes", TEAM, {"arm": "implementation"},
        "completed",
    ),
    IndicatorDraft("accesses", "Accesses", "education", "value", TEAM, column="n_accesses"),
    IndicatorDraft("practices", "Practices", "", "cases", column="site"),
    IndicatorDraft(
        "withdrawn", "Withdrawn", "", "cases", among={"status": "withdrawn"}, column="site"
    ),
)  # fmt: skip


def folder() -> Path:
    """Give the folder of the pilot's delivery data."""
    return Path(str(files("app.sample") / "raw" / "delivery"))


def load_pilot(study: Study) -> None:
    """Load the pilot's sites and tables with these indicators."""
    names = ("delivery_events", "workshops", "web_analytics", "education")
    add_cases(study, read_cases(folder() / "sites.csv"))
    load_tables(study, [read_deliveries(folder() / f"{name}.csv")[0] for name in names], INDICATORS)
