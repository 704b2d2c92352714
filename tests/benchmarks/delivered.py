"""Make the delivery data of the reference study, and the indicators over them."""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

from framework.drafts import IndicatorDraft
from framework.study import Study
from tests.benchmarks.charted import site_name

ROWS = 36_000
COMPONENTS = ("AF_MONTHLY", "WORKSHOP", "CALL", "TEMPLATE", "LEAFLET")
HEAD = ("site", "component", "period", "due_date", "delivered_date", "quantity")
FIRST = date(2024, 2, 1)


def write(path: Path, sites: int, chance: Random) -> None:
    """Write the rows, a hundred and eighty periods of five components at each site."""
    periods = ROWS // (sites * len(COMPONENTS))
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        for number in range(1, sites + 1):
            for component in COMPONENTS:
                for period in range(1, periods + 1):
                    due = FIRST + timedelta(days=3 * period)
                    late = timedelta(days=max(-4, round(chance.gauss(1, 6))))
                    done = (due + late).isoformat() if chance.random() < 0.9 else ""
                    out.writerow((site_name(number), component, f"{period:03d}", due.isoformat(),
                                  done, chance.randrange(1, 40) if done else ""))  # fmt: skip


def load(study: Study, path: Path) -> None:
    """Load the rows and define five figures for each component."""
    from framework.edits.delivery import load_tables
    from importers.delivery import read_deliveries

    load_tables(
        study, [read_deliveries(path)[0]], [d for c in COMPONENTS for d in _figures(c, path)]
    )


def _figures(component: str, path: Path) -> list[IndicatorDraft]:
    """Define what is counted of one component."""
    named = component.replace("_", " ").lower()
    where = {"component": component}
    dates = {"column": "delivered_date", "due": "due_date", "tolerance": 2}
    return [
        IndicatorDraft(f"{component}_{measure}".lower(), f"{label}: {named}", path.stem, measure,
                       where, **values)
        for measure, label, values in (
            ("delivered", "Delivered", {"column": "delivered_date"}),
            ("on_time", "On time", dates),
            ("late", "Late", dates),
            ("days_late", "Days late", dates | {"unit": "days"}),
            ("sum", "Quantity", {"column": "quantity"}),
        )
    ]  # fmt: skip
