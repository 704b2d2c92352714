"""Lay deliveries out by month, and along a line of time for each site."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy.orm import Session

from framework.errors import NotFoundError
from framework.queries.cases import CaseRow, list_cases
from framework.queries.delivery_events import Component, Deliveries, deliveries
from framework.queries.delivery_rows import WITHDRAWN_ON
from framework.queries.monthly_quantities import Amount, Quantity, monthly_quantities
from framework.rules.delivery_events import Event, EventKind, kind_of, summed
from framework.rules.indicators import printed, written_day

_UNKNOWN = "unknown"


class TimeCell(NamedTuple):
    """Say what became of a component in a month; `rows` are the numbers of the rows behind it.

    `kind` is that of `rules.delivery_events`, `mixed`, or `quantity` for what is counted by month.
    """

    kind: str
    text: str
    rows: tuple[int, ...] = ()


class TimeRow(NamedTuple):
    """Give a component over the months, at one site or summed over all (`case` None)."""

    component: str
    indicator_id: int
    case: CaseRow | None
    cells: tuple[TimeCell, ...]


class TimeMatrix(NamedTuple):
    """Give components by month (`2021-06`), and in words how they were placed and judged."""

    table: str
    months: tuple[str, ...]
    rows: tuple[TimeRow, ...]
    rule: str


class TimelinePoint(NamedTuple):
    """Give one delivery: when it was due and done, what that comes to, the number of its row."""

    due: date | None
    done: date | None
    kind: EventKind
    text: str
    row: int


class TimelineRow(NamedTuple):
    """Give the deliveries of a component at a site, in the order of their days."""

    case: CaseRow
    component: str
    points: tuple[TimelinePoint, ...]


def time_matrix(
    session: Session,
    table: str = "",
    *,
    keys: Sequence[str] = (),
    case_ids: Sequence[int] | None = None,
    by_site: bool = False,
) -> TimeMatrix:
    """Lay the deliveries of a table out by the month in which they were due.

    Those without a date due stand in the month in which they were done. A month without a row is
    not due, or n/a once a site has withdrawn; a site without any row is unknown. What is counted
    month by month follows, blank where there is no row.
    """
    counted = monthly_quantities(session, table, keys)
    found = _deliveries(session, table, keys, needed=not counted)
    every = list_cases(session)
    sites = {case.id: case for case in every if case_ids is None or case.id in case_ids}
    months = _months([
        *(_month(_day(event)) for part in found.components for at, held in part.events.items()
          if at is None or at in sites for event in held),
        *(month for part in counted for at, held in part.amounts.items()
          if at is None or at in sites for month in held),
    ])  # fmt: skip
    rows = []
    for part in found.components:
        here = ((at, held) for at, held in part.events.items() if at is None or at in sites)
        about = {at: _by_month(held) for at, held in here}
        if by_site:
            rows += [
                TimeRow(part.name, part.indicator_id, sites[at],
                        tuple(_cell({at: about[at]}, sites, month, alone=True) for month in months))
                for at in about if at is not None
            ]  # fmt: skip
            continue
        cells = tuple(_cell(about, sites, month) for month in months)
        rows.append(TimeRow(part.name, part.indicator_id, None, cells))
    for quantity in counted:
        rows += _counted(quantity, sites, months, by_site=by_site)
    return TimeMatrix(found.table, months, tuple(rows), _rule(found, counted))


def timeline(session: Session, table: str = "", *, keys: Sequence[str] = ()) -> list[TimelineRow]:
    """List for each site and component when each delivery was due and done."""
    found = deliveries(session, table, keys)
    return [
        TimelineRow(case, part.name, tuple(map(_point, sorted(held, key=_day))))
        for at, case in found.sites.items()
        for part in found.components
        if (held := part.events.get(at))
    ]


def _by_month(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Sort deliveries by month, once for all months; where there are none, they are unknown."""
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(_month(_day(event)), []).append(event)
    if not any(event.row for event in events):
        found[_UNKNOWN] = [Event(0, None, None, "unknown")]
    return found


def _cell(
    about: Mapping[int | None, Mapping[str, Sequence[Event]]],
    sites: Mapping[int, CaseRow],
    month: str,
    *,
    alone: bool = False,
) -> TimeCell:
    """Say what became of a component in one month, at a site `alone` or at several."""
    here: list[tuple[str, Event]] = []
    for at, held in about.items():
        name = "" if alone else sites[at].name if at is not None else "no site"
        here += [(name, event) for event in held.get(month, ())]
        if at is not None:
            here += [(name, event) for event in held.get(_UNKNOWN, ())]
    numbers = tuple(event.row for _name, event in here if event.row)
    if here:
        text = summed(here)
        return TimeCell(kind_of([event for _name, event in here]), text, numbers)
    gone = [at for at in about if at is not None and _has_gone(sites[at], month)]
    if about and len(gone) == len(about):
        return TimeCell("n/a", "n/a")
    return TimeCell("not due", "not due")


def _has_gone(site: CaseRow, month: str) -> bool:
    """Tell whether a site had withdrawn before a month began."""
    day = written_day(site.attribute(WITHDRAWN_ON))
    return day is not None and _month(day) < month


def _day(event: Event) -> int:
    """Give the day by which a delivery is placed, or 0."""
    return event.due or event.done or 0


@lru_cache(maxsize=50_000)
def _month(day: int) -> str:
    """Give the month of a day: `2021-06`, or "" for none."""
    return date.fromordinal(day).strftime("%Y-%m") if day else ""


def _months(held: Sequence[str]) -> tuple[str, ...]:
    """List the months from the first to the last of these, without a gap."""
    known = sorted(filter(None, held))
    if not known:
        return ()
    first, last = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (known[0], known[-1]))
    return tuple(f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1))


def _deliveries(session: Session, table: str, keys: Sequence[str], *, needed: bool) -> Deliveries:
    """Read the deliveries; none of them where they are not `needed` and there is no table."""
    try:
        return deliveries(session, table, keys)
    except NotFoundError:
        if needed:
            raise
        return Deliveries(table, (), {})


def _counted(
    quantity: Quantity, sites: Mapping[int, CaseRow], months: Sequence[str], *, by_site: bool
) -> list[TimeRow]:
    """Give what is counted by month, at each site or summed over all."""
    about = {at: held for at, held in quantity.amounts.items() if at is None or at in sites}
    if by_site:
        return [
            TimeRow(quantity.label, quantity.indicator_id, sites[at],
                    tuple(_amount([about[at]], month, quantity.unit) for month in months))
            for at in sites if at in about
        ]  # fmt: skip
    cells = tuple(_amount([*about.values()], month, quantity.unit) for month in months)
    return [TimeRow(quantity.label, quantity.indicator_id, None, cells)]


def _amount(some: Sequence[Mapping[str, Amount]], month: str, unit: str) -> TimeCell:
    """Add up what was counted in a month."""
    here = [held[month] for held in some if month in held]
    if not here:
        return TimeCell("quantity", "")
    rows = tuple(sorted(n for amount in here for n in amount.rows))
    total = printed(sum(amount.total for amount in here))
    return TimeCell("quantity", f"{total} {unit}".strip(), rows)


def _point(event: Event) -> TimelinePoint:
    """Shape one delivery for a picture."""
    due, done = (None if day is None else date.fromordinal(day) for day in (event.due, event.done))
    return TimelinePoint(due, done, event.kind, event.text, event.row)


def _rule(found: Deliveries, counted: Sequence[Quantity] = ()) -> str:
    """Say how deliveries were placed and judged, and what was added up."""
    added = ", ".join(part.label for part in counted)
    said = f"{added}: added up by the month that each row names; blank, no row." if added else ""
    if not found.components:
        return said
    by_days: dict[int, list[Component]] = {}
    for part in found.components:
        by_days.setdefault(part.tolerance, []).append(part)
    allowed = "; ".join(
        f"{', '.join(part.name for part in parts)}: {days} {'day' if days == 1 else 'days'}"
        for days, parts in sorted(by_days.items(), reverse=True)
    )
    judged = f"By the month in which each was due. Allowed after the date due: {allowed}."
    return f"{judged} {said}".strip()
