"""Judge the progression criteria of a study: what was observed, and stop, review or go."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from framework.queries.indicators import IndicatorRow
from framework.queries.joint_displays import JointRowView, display_rows, list_displays
from framework.queries.joint_figures import Figures
from framework.rules.indicators import share
from framework.rules.progression import Judged, Result, judge

MEASURES = ("%", "n", "value", "median", "least", "greatest", "total")


class CriterionRow(NamedTuple):
    """Give a criterion as it was written, what was observed, and what that comes to.

    `value` is the number that the thresholds were held against: percent for "%".
    """

    row_id: int
    display_id: int
    title: str
    indicator_id: int | None
    measure: str
    stop: str
    review: str
    go: str
    observed: str
    value: float | None
    result: Result
    rule: str


def criteria(session: Session, display_id: int | None = None) -> list[CriterionRow]:
    """Judge the criteria of a joint display, or of all that are laid out as criteria."""
    figures = Figures(session)
    wanted = [
        row for row in list_displays(session)
        if (row.layout == "L11" if display_id is None else row.id == display_id)
    ]  # fmt: skip
    keys = figures.by_key
    rows = [(display.id, row) for display in wanted
            for row in display_rows(session, display.id, figures=figures)]  # fmt: skip
    asked = (row.details.get("indicator", "").strip() for _display, row in rows)
    figures.want(keys[key].id for key in asked if key in keys)
    return [_judged(display, row, figures) for display, row in rows]


def _judged(display_id: int, row: JointRowView, figures: Figures) -> CriterionRow:
    """Judge one criterion."""
    held = row.details
    key = held.get("indicator", "").strip()
    definition = figures.by_key.get(key)
    whole = figures.rows(definition.id).get(row.case_id) if definition else None
    measure = held.get("measure", "").strip() or _usual(whole)
    value = _value(whole, measure)
    if definition is None:
        found = Judged("not judged", f"There is no indicator “{key}”." if key else
                       "It names no indicator.")  # fmt: skip
    elif measure not in MEASURES:
        found = Judged("not judged", f"“{measure}” is no figure that is judged: choose among "
                       f"{', '.join(MEASURES)}.")  # fmt: skip
    else:
        found = judge(value, held.get("stop", ""), held.get("go", ""),
                      held.get("direction", "").strip() or "higher")  # fmt: skip
    return CriterionRow(
        row.id, display_id, row.title, definition.id if definition else None, measure,
        held.get("stop", ""), held.get("review", ""), held.get("go", ""), _observed(whole), value,
        found.result, found.rule,
    )  # fmt: skip


def _usual(row: IndicatorRow | None) -> str:
    """Say which figure is judged where nobody said: percent of what counts, else the value."""
    return "%" if row is not None and row.N and row.spread is None else "value"


def _value(row: IndicatorRow | None, measure: str) -> float | None:
    """Give the number that is judged, or None."""
    if row is None or measure not in MEASURES:
        return None
    if measure in {"n", "value"}:
        return row.n if measure == "n" else row.value
    if measure == "%":
        return None if row.n is None or not row.N else 100 * row.n / row.N
    if row.spread is None:
        return None
    return {"median": row.spread.median, "least": row.spread.least,
            "greatest": row.spread.greatest, "total": row.spread.total}[measure]  # fmt: skip


def _observed(row: IndicatorRow | None) -> str:
    """Print what was observed: n/N with its percentage where it counts."""
    if row is None:
        return ""
    if row.spread is None and row.n is not None and row.N:
        return share(row.n, row.N, percent=True)
    return row.text
