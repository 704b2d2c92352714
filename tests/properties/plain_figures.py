"""Compute delivery figures by hand, from the rules of the method alone: no code of the program.

A row is due when its date due has come, or when it was done anyhow; what a code calls not due, not
applicable or unknown stands outside the denominator, what is due and blank or missing within it.
A row of no known site counts in what is said of all rows, and in nothing that is said of some sites
alone. A median of the study is one of its sites, each by the median of its rows.
"""

from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

TODAY = date(2026, 1, 1)
OUTSIDE = frozenset({"not due", "n/a", "?"})
GONE = frozenset({"", "-"})


class Site(NamedTuple):
    """Describe a site."""

    name: str
    arm: str
    start: date | None
    left: date | None


class Row(NamedTuple):
    """Give a row as it was written: nothing, a code, or a day, a number, an answer."""

    site: str
    due: str
    done: str
    quantity: str
    answer: str


class Asked(NamedTuple):
    """Say what is counted: a measure, a tolerance in days, an arm alone, what withdrawal does."""

    measure: str
    tolerance: int = 0
    arm: str = ""
    withdrawn: str = ""


class Expected(NamedTuple):
    """Give what is to come out: a value, n and N; None where nothing is to be said."""

    value: float | None
    n: int | None
    N: int | None


def day(text: str) -> date | None:
    return None if text in OUTSIDE | GONE else date.fromisoformat(text)


def number(text: str) -> float | None:
    return None if text in OUTSIDE | GONE else float(text)


def answers(rows: Sequence[Row]) -> list[bool]:
    """List the answers of those who gave one."""
    return [row.answer == "yes" for row in rows if row.answer in {"yes", "no"}]


def delays(rows: Sequence[Row]) -> list[int | None]:
    """List by how many days each row that was due was done later; None for what was not done."""
    found: list[int | None] = []
    for row in rows:
        due, done = day(row.due), day(row.done)
        if due is None or row.done in OUTSIDE:
            continue
        if done is not None:
            found.append((done - due).days)
        elif due <= TODAY:
            found.append(None)
    return found


def deliveries(rows: Sequence[Row]) -> list[bool]:
    """Tell of each row that was due, or was done anyhow, whether it was done."""
    found = []
    for row in rows:
        due = day(row.due)
        if day(row.done):
            found.append(True)
        elif row.done in GONE and due is not None and due <= TODAY:
            found.append(False)
    return found


def kept(rows: Sequence[Row], site: Site, asked: Asked) -> list[Row]:
    """Keep the rows of a site that count, by what is said of sites that withdrew.

    A row is before the withdrawal by when it was due; what is held against no day due, by when it
    was done.
    """
    left = site.left
    if left is None or asked.withdrawn != "until":
        return list(rows)
    days = [day(row.done if asked.measure == "days_from" else row.due) for row in rows]
    return [row for row, found in zip(rows, days, strict=True) if found is None or found <= left]


def share(found: Sequence[bool]) -> Expected:
    return Expected(sum(found) / len(found) if found else None, sum(found), len(found))


def of_rows(asked: Asked, rows: Sequence[Row]) -> Expected:
    """Compute what is n of N, a sum, an end or a count over rows."""
    late = [days is not None and days > asked.tolerance for days in delays(rows)]
    on_time = [days is not None and days <= asked.tolerance for days in delays(rows)]
    numbers = [value for row in rows if (value := number(row.quantity)) is not None]
    days = [found.toordinal() for row in rows if (found := day(row.done))]
    found: dict[str, Callable[[], Expected]] = {
        "count": lambda: Expected(len(rows), len(rows), None),
        "delivered": lambda: share(deliveries(rows)),
        "late": lambda: share(late),
        "on_time": lambda: share(on_time),
        "share_yes": lambda: share(answers(rows)),
        "sum": lambda: _of(sum, numbers, rows),
        "minimum": lambda: _of(min, numbers, rows),
        "maximum": lambda: _of(max, numbers, rows),
        "range": lambda: _of(lambda held: max(held) - min(held), numbers, rows),
        "median": lambda: _of(median, numbers, rows),
        "first_date": lambda: _of(min, days, rows),
        "last_date": lambda: _of(max, days, rows),
    }
    return found[asked.measure]()


def _of(measure: Callable[[Sequence[float]], float], held: Sequence[float],
        rows: Sequence[Row]) -> Expected:  # fmt: skip
    return Expected(measure(held) if held else None, len(held), len(rows))


def late_days(rows: Sequence[Row], tolerance: int) -> list[int]:
    """List by how many days the late rows were late."""
    return [days for days in delays(rows) if days is not None and days > tolerance]


def days_from(rows: Sequence[Row], site: Site) -> list[float]:
    """List the days from a site's start to what was done there."""
    if site.start is None:
        return []
    return [float((found - site.start).days) for row in rows if (found := day(row.done))]


def of_site(asked: Asked, rows: Sequence[Row], site: Site) -> Expected:
    """Compute the figure of one site."""
    here = kept(rows, site, asked)
    if asked.measure == "days_late":
        late, due = late_days(here, asked.tolerance), len(delays(here))
        return Expected(sum(late) if late else 0 if due else None, len(late), due)
    if asked.measure == "days_from":
        return _of(median, days_from(here, site), here)
    return of_rows(asked, here)


def of_study(asked: Asked, rows: Sequence[Row], sites: Sequence[Site]) -> Expected:
    """Compute the figure of all sites together."""
    about = [
        site for site in sites
        if (not asked.arm or site.arm == asked.arm)
        and not (asked.withdrawn == "leave out" and site.left)
    ]  # fmt: skip
    by_site = [
        (site, kept([row for row in rows if row.site == site.name], site, asked)) for site in about
    ]
    known = {site.name for site in sites}
    apart = [] if asked.arm else [row for row in rows if row.site not in known]
    every = [row for _site, held in by_site for row in held] + apart
    if asked.measure == "days_late":
        late, due = late_days(every, asked.tolerance), len(delays(every))
        return Expected(median(late) if late else 0 if due else None, len(late), due)
    if asked.measure not in {"median", "days_from"}:
        return of_rows(asked, every)
    medians = []
    for site, held in by_site:
        if values := days_from(held, site) if asked.measure == "days_from" else _numbers(held):
            medians.append(median(values))
    if not medians and asked.measure == "median":
        return Expected(median(_numbers(apart)) if _numbers(apart) else None, None, None)
    return Expected(median(medians) if medians else None, len(medians) or None, None)


def _numbers(rows: Sequence[Row]) -> list[float]:
    return [value for row in rows if (value := number(row.quantity)) is not None]
