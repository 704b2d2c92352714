"""Gather the delivery figures that stand beside the cases of a chart."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framework.queries.cases import CaseRow, list_cases
from framework.queries.indicators import DefinitionRow, IndicatorRow, indicators, list_definitions
from framework.study import Session

BESIDE_A_CASE = 3
WORRIES = ("late", "days_late")
# What tells most beside a summary comes first; days from a date tell least.
TELLING = ("late", "value", "sum", "count", "share_yes", "delivered", "on_time", "days_late",
           "days_from")  # fmt: skip
COUNTED = ("value", "sum", "count")
WORRY_COLOUR, OTHER_COLOURS = 1, (3, 2)  # of the themes' set: amber; sky blue and green


class Bar(NamedTuple):
    """Show one figure: its words, how long its bar is (0 to 1), and its theme colour."""

    label: str
    text: str
    share: float
    colour: int


class Figures(NamedTuple):
    """Hold the definitions, the bars beside each case, and each case's value by indicator.

    `steps` gives, by indicator, the values that sites have, lowest first, with their words.
    """

    definitions: tuple[DefinitionRow, ...] = ()
    bars: Mapping[int, tuple[Bar, ...]] = {}
    values: Mapping[str, Mapping[int, float]] = {}
    steps: Mapping[str, Sequence[tuple[float, str]]] = {}


def read_figures(session: Session) -> Figures:
    """Compute every indicator and share the figures out to the cases."""
    definitions = list_definitions(session)
    if not definitions:
        return Figures()
    cases = list_cases(session)
    rows = [row for row in indicators(session) if row.case is not None]
    telling = _telling(rows, definitions)
    return Figures(
        tuple(definitions),
        {case.id: _bars(case, rows, telling) for case in cases},
        {row.key: _values(row.key, cases, rows) for row in definitions},
        {row.key: _steps(row.key, rows) for row in definitions},
    )


def _telling(
    rows: Sequence[IndicatorRow], definitions: Sequence[DefinitionRow]
) -> dict[str, float]:
    """Give the greatest value of the first indicators whose figures differ between sites.

    Of several that measure the same rows one is enough: how many were late, then by how much.
    """
    seen: dict[str, list[IndicatorRow]] = {}
    for figure in rows:
        if figure.value is not None:
            seen.setdefault(figure.key, []).append(figure)
    chosen: dict[tuple[str, str], DefinitionRow] = {}
    for row in definitions:
        if len({found.text for found in seen.get(row.key, ())}) > 1:
            measured = (row.table, repr(sorted(row.definition.where.items())))
            rival = chosen.setdefault(measured, row)
            if _worth(row) < _worth(rival):
                chosen[measured] = row
    ranked = sorted(chosen.values(), key=lambda row: TELLING.index(row.measure))[:BESIDE_A_CASE]
    return {
        row.key: max(found.value or 0.0 for found in seen[row.key])
        for row in chosen.values()
        if row in ranked
    }


def _worth(row: DefinitionRow) -> int:
    """Rank indicators that measure the same rows; the least is shown."""
    return WORRIES.index(row.measure) if row.measure in WORRIES else len(WORRIES)


def _bars(
    case: CaseRow, rows: Sequence[IndicatorRow], telling: Mapping[str, float]
) -> tuple[Bar, ...]:
    """Make the bars of a site, or of a participant who belongs to one site."""
    if case.kind != "site" and len(case.parents) != 1:
        return ()
    site = case.name if case.kind == "site" else case.parents[0]
    held = {row.key: row for row in rows if row.case == site and row.value is not None}
    found = [held[key] for key in telling if key in held]
    tints = _tints(rows, telling)
    return tuple(
        Bar(row.label, _brief(row), _share(row.value, telling[row.key]), tints[row.key])
        for row in found
    )


def _tints(rows: Sequence[IndicatorRow], telling: Mapping[str, float]) -> dict[str, int]:
    """Give each figure its colour: amber to what is a worry, the others in turn."""
    measures = {row.key: row.measure for row in rows}
    calm = [key for key in telling if measures[key] not in WORRIES]
    return {
        key: OTHER_COLOURS[calm.index(key) % len(OTHER_COLOURS)] if key in calm else WORRY_COLOUR
        for key in telling
    }


def _brief(row: IndicatorRow) -> str:
    """Return a figure without the unit that its label says already."""
    return row.text.removesuffix(f" {row.unit}") if row.measure in COUNTED else row.text


def _share(value: float | None, greatest: float) -> float:
    """Give the length of a bar beside the longest."""
    return max(0.0, (value or 0.0) / greatest) if greatest > 0 else 0.0


def _steps(key: str, rows: Sequence[IndicatorRow]) -> list[tuple[float, str]]:
    """Give the values that an indicator has, lowest first, each with its words."""
    found = {row.value: _brief(row) for row in rows if row.key == key and row.value is not None}
    return sorted(found.items())


def _values(key: str, cases: Sequence[CaseRow], rows: Sequence[IndicatorRow]) -> dict[int, float]:
    """Give each case its value, or the highest of its sites'."""
    by_site = {row.case: row.value for row in rows if row.key == key and row.value is not None}
    found: dict[int, float] = {}
    for case in cases:
        held = [by_site[name] for name in (case.name, *case.parents) if name in by_site]
        if held:
            found[case.id] = max(held)
    return found
