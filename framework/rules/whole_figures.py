"""Sum figures up for a whole study: statistics count sites."""

from collections.abc import Sequence
from statistics import median

from framework.drafts import IndicatorDraft
from framework.rules.indicators import (
    Figure,
    Readings,
    figure_of,
    numbers,
    spread_text,
    together,
    with_values,
)

_BY_SITE = frozenset({"value", "median", "days_from"})


def whole_figure(
    definition: IndicatorDraft, sites: Sequence[Readings], apart: Sequence[Readings]
) -> tuple[Figure, str]:
    """Sum up the figure of the whole study; say what it was taken over.

    Statistics count sites: a site with several measured rows counts once, by their median, and
    rows `apart`, of no site, count in totals alone, unless there are no others. How late the late
    rows were is a statistic of rows.
    """
    every = together([*sites, *apart])
    found = figure_of(definition, every, whole=True)
    if found.spread is None or every.problem:
        return found, ""
    if definition.measure == "days_late":
        return found, f"over the {found.n} late of {_many(found.N or 0, 'row')}"
    values = [kept for part in sites if (kept := with_values(part)[1])]
    if not values:
        return found, ""
    if definition.measure == "sum":
        by_site = numbers([sum(held) for held in values])
        spread = by_site._replace(total=found.spread.total) if by_site else found.spread
        return found._replace(spread=spread), f"total of all rows; {_many(len(values), 'site')}"
    if definition.measure not in _BY_SITE:
        return found, f"over {_many(found.spread.size, 'row')}"
    spread = numbers([median(held) for held in values]) or found.spread
    unit = "days" if definition.measure == "days_from" else definition.unit
    several = any(len(held) > 1 for held in values)
    rule = f"over {_many(spread.size, 'site')}" + ", each by the median of its rows" * several
    text = spread_text(spread, unit) + f" {rule}" * several
    used = tuple([n for part in sites for n in with_values(part)[0]])
    return Figure(spread.median, spread.size, len(sites), spread, text, used), rule


def _many(size: int, what: str) -> str:
    return f"{size} {what}{'s' * (size != 1)}"
