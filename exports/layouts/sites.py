"""Choose the sites that a table shows, and say why it leaves the others out."""

from typing import NamedTuple

from exports.layouts.rows import Cases
from exports.options import Session
from framework.queries.cases import CaseRow
from framework.queries.charts import cells
from framework.queries.indicators import indicators
from framework.queries.themes import list_themes


class Shown(NamedTuple):
    """Hold the sites that are shown, and sentences about those that are not."""

    sites: list[CaseRow]
    left_out: list[str]


def shown_sites(session: Session, cases: Cases) -> Shown:
    """Show the sites that have delivery rows or a summary."""
    delivered = {row.case_id for row in indicators(session) if row.case is not None and row.rows}
    themes = [theme.id for theme in list_themes(session)]
    views = cells(session, [site.id for site in cases.sites], themes)
    charted = {view.case_id for view in views.values() if view.text.strip()}
    kept = [site for site in cases.sites if site.id in delivered | charted]
    return Shown(kept, _left_out([site for site in cases.sites if site not in kept], cases.noun))


def _left_out(sites: list[CaseRow], noun: str) -> list[str]:
    """Say which sites are not shown, by the reason."""
    reasons: dict[str, list[str]] = {}
    for site in sites:
        status = site.attribute("status")
        name = f"{site.name} ({status})" if status.casefold() == "withdrawn" else site.name
        reasons.setdefault(site.attribute("arm"), []).append(name)
    return [
        f"Not shown, without delivery rows or summaries: "
        f"{f'{arm} ' if arm else ''}{noun}s {', '.join(names)}."
        for arm, names in reasons.items()
    ]
