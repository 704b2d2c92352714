"""Say what the sample study's delivery data come to, from its indicators alone."""

import json
from pathlib import Path

from framework.queries.cases import list_cases
from framework.queries.indicators import IndicatorRow, indicators
from framework.rules.indicators import Spread
from framework.study import Session

Figures = dict[str, dict[str | None, IndicatorRow]]


def write_summary_file(session: Session, path: Path) -> None:
    """Write the figures as JSON."""
    text = json.dumps(summary(session), indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def summary(session: Session) -> dict[str, object]:
    """Give the figures of the pilot, each as its indicator computes it."""
    figures: Figures = {}
    for row in indicators(session):
        figures.setdefault(row.key, {})[row.case] = row
    return _practices(session, figures) | _reports(figures) | _reach(figures) | _talks(figures)


def _whole(figures: Figures, key: str) -> IndicatorRow:
    """Give an indicator's figure for the whole study."""
    return figures[key][None]


def _spread(figures: Figures, key: str) -> Spread:
    """Give how an indicator's values spread over the study."""
    found = _whole(figures, key).spread
    if found is None:
        raise LookupError(f"the indicator {key} measured nothing")
    return found


def _count(figures: Figures, key: str) -> int:
    """Give a count of cases or rows."""
    return int(_whole(figures, key).value or 0)


def _share(figures: Figures, key: str) -> str:
    """Give n/N."""
    row = _whole(figures, key)
    return f"{row.n}/{row.N}"


def _plain(value: float) -> float:
    """Drop the decimals of a whole number."""
    return int(value) if value == int(value) else value


def _ends(found: Spread) -> dict[str, float]:
    """Give the least and the greatest."""
    return {"min": _plain(found.least), "max": _plain(found.greatest)}


def _practices(session: Session, figures: Figures) -> dict[str, object]:
    """Count practices by arm, and those that withdrew."""
    withdrew = [
        case.attribute("arm")
        for case in list_cases(session, "site")
        if case.attribute("status") == "withdrawn"
    ]
    return {
        "practices_recruited": _count(figures, "practices_recruited"),
        "implementation": _count(figures, "practices_implementation"),
        "control": _count(figures, "practices_control"),
        "withdrawn": _count(figures, "practices_withdrawn"),
        "withdrawn_arm": withdrew,
    }


def _reports(figures: Figures) -> dict[str, object]:
    """Gather what was delivered, and how late."""
    attended, days = _spread(figures, "workshop_attendance"), _spread(figures, "workshop_days")
    late, lateness = _whole(figures, "monthly_late"), _spread(figures, "monthly_days_late")
    sent, on_time = _whole(figures, "monthly_sent"), _whole(figures, "monthly_on_time")
    return {
        "template_uploaded": _share(figures, "template_uploaded"),
        "annual_report_sent": _share(figures, "annual_report_sent"),
        "workshops_held": _share(figures, "workshop_held"),
        "workshop_attendance": _ends(attended)
        | {"median": attended.median, "total": _plain(attended.total)},
        "workshop_days_from_randomisation": _ends(days) | {"all_within_84": days.greatest <= 84},
        "monthly_due": sent.N,
        "monthly_sent": sent.n,
        "monthly_on_time": on_time.n,
        "monthly_late": late.n,
        "monthly_late_pct": round(100 * (late.value or 0), 1),
        "late_days": {"median": _plain(lateness.median)} | _ends(lateness),
        "practices_with_any_late": [
            name for name, row in figures["monthly_late"].items() if name is not None and row.n
        ],
    }


def _reach(figures: Figures) -> dict[str, object]:
    """Gather what the practices took up."""
    views = _whole(figures, "pageviews")
    by_site = {
        name: int(row.value or 0)
        for name, row in figures["pageviews"].items()
        if name is not None and row.value is not None
    }
    total = int(views.value or 0)
    team = _spread(figures, "team_module_accesses")
    return {
        "unique_pageviews_total": total,
        "unique_pageviews_attributed": sum(by_site.values()),
        "unique_pageviews_to_nearest_10": round(total, -1),
        "team_module_completed": _share(figures, "team_module_completed"),
        "team_module_accesses": {"median": float(team.median)} | _ends(team),
        "indepth_per_practice": _ends(_spread(figures, "indepth_people")),
        "per_site_pageviews": by_site,
    }


def _talks(figures: Figures) -> dict[str, object]:
    """Count the interviews."""
    every = _count(figures, "interviews")
    facilitators = _count(figures, "interviews_facilitators")
    return {
        "interviews": every,
        "interviews_staff": every - facilitators,
        "interviews_facilitators": facilitators,
    }
