"""Gather the delivery figures that stand beside the cases of a chart."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framework.queries.cases import CaseRow, list_cases
from framework.queries.indicators import DefinitionRow, IndicatorRow, indicators, list_definitions
from framework.study import Session

BESIDE_A_CASE = 3


class Bar(NamedTuple):
    """Show one figure: its words, how long its bar is (0 to 1), and whether it is a worry."""

    label: str
    text: str
    share: float
    worry: bool


class Figures(NamedTuple):
    """Hold the definitions, the bars beside each case, and each case's value by indicator."""

    definitions: tuple[DefinitionRow, ...] = ()
    bars: Mapping[int, tuple[Bar, ...]] = {}
    values: Mapping[str, Mapping[int, float]] = {}


def read_figures(session: Session) -> Figures:
    """Compute every indicator and share the figures out to the cases."""
    definitions = list_definitions(session)
    if not definitions:
        return Figures()
    cases = list_cases(session)
    rows = [row for row in indicators(session) if row.case is not None]
    telling = _telling(rows)
    return Figures(
        tuple(definitions),
        {case.id: _bars(case, rows, telling) for case in cases},
        {row.key: _values(row.key, cases, rows) for row in definitions},
    )


def _telling(rows: Sequence[IndicatorRow]) -> dict[str, float]:
    """Give the greatest value of the first indicators whose figures differ between sites."""
    seen: dict[str, list[IndicatorRow]] = {}
    for row in rows:
        if row.value is not None:
            seen.setdefault(row.key, []).append(row)
    told = {
        key: max((row.value or 0.0) for row in found)
        for key, found in seen.items()
        if len({row.text for row in found}) > 1
    }
    return dict(list(told.items())[:BESIDE_A_CASE])


def _bars(
    case: CaseRow, rows: Sequence[IndicatorRow], telling: Mapping[str, float]
) -> tuple[Bar, ...]:
    """Make the bars of a site, or of a participant who belongs to one site."""
    if case.kind != "site" and len(case.parents) != 1:
        return ()
    site = case.name if case.kind == "site" else case.parents[0]
    return tuple(
        Bar(row.label, row.text, _share(row.value, telling[row.key]), row.measure in WORRIES)
        for row in rows
        if row.case == site and row.key in telling and row.value is not None
    )


WORRIES = ("late", "days_late")


def _share(value: float | None, greatest: float) -> float:
    """Give the length of a bar beside the longest."""
    return max(0.0, (value or 0.0) / greatest) if greatest > 0 else 0.0


def _values(key: str, cases: Sequence[CaseRow], rows: Sequence[IndicatorRow]) -> dict[int, float]:
    """Give each case its value, or the highest of its sites'."""
    by_site = {row.case: row.value for row in rows if row.key == key and row.value is not None}
    found: dict[int, float] = {}
    for case in cases:
        held = [by_site[name] for name in (case.name, *case.parents) if name in by_site]
        if held:
            found[case.id] = max(held)
    return found
