"""Choose the sites that a table shows, and say why it leaves the others out."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exports.layouts.rows import Cases
from framework.queries.cases import CaseRow
from framework.queries.charts import CellView


class Shown(NamedTuple):
    """Hold the sites that are shown, and sentences about those that are not."""

    sites: list[CaseRow]
    left_out: list[str]


def shown_sites(
    cases: Cases, views: Iterable[CellView], among: Sequence[CaseRow] | None = None
) -> Shown:
    """Show the sites, all or those `among`, with delivery rows or a summary among these cells."""
    sites = cases.sites if among is None else among
    with_rows = {row.case_id for row in cases.figures if row.case is not None and row.rows}
    kept_ids = with_rows | {view.case_id for view in views if view.text.strip()}
    kept = [site for site in sites if site.id in kept_ids]
    left_out = [site for site in sites if site.id not in kept_ids]
    return Shown(kept, _left_out(left_out, cases.noun))


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
