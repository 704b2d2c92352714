"""Ask for the figures of indicators, per site and for the whole study."""

import json
from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.collecting import collector_resting
from framework.drafts import IndicatorDraft
from framework.queries.cases import CaseRow, list_cases
from framework.queries.delivery import list_tables, table_named
from framework.queries.delivery_rows import WITHDRAWN_ON, SortedRows
from framework.rules.indicators import Figure, Spread, figure_of, printed, written_day
from framework.rules.nothings import Nothing
from framework.rules.whole_figures import whole_figure
from framework.schema import Indicator


class DefinitionRow(NamedTuple):
    """Describe an indicator as the analyst defined it."""

    id: int
    key: str
    label: str
    unit: str
    measure: str
    table: str
    definition: IndicatorDraft


class IndicatorRow(NamedTuple):
    """Give an indicator's figure for a site (`case`), or for all together (`case` None).

    `rows` are the numbers of the rows behind it in its table, from 1; `text` is what is printed;
    `nothing` counts the rows that hold nothing, by what that means. `rule` says of a figure for all
    together what it was taken over.
    """

    id: int
    key: str
    label: str
    unit: str
    measure: str
    case: str | None
    case_id: int | None
    value: float | None
    n: int | None
    N: int | None
    spread: Spread | None
    text: str
    rows: tuple[int, ...]
    nothing: Nothing = Nothing()
    rule: str = ""


def list_definitions(session: Session) -> list[DefinitionRow]:
    """List the indicators in the study's order."""
    found = []
    for row in session.scalars(select(Indicator).order_by(Indicator.position)):
        draft = IndicatorDraft(**json.loads(row.definition))
        found.append(
            DefinitionRow(row.id, row.key, row.label, draft.unit, draft.measure, draft.table, draft)
        )
    return found


class Figures:
    """Compute the figures of indicators as they are asked for; each table is read once."""

    def __init__(self, session: Session) -> None:
        """Read the cases and which tables there are."""
        self._session, self._cases = session, list_cases(session)
        self._tables = {table.name: table for table in list_tables(session)}
        self._read: dict[str, SortedRows] = {}
        self._found: dict[int, list[IndicatorRow]] = {}

    def of(self, definition: DefinitionRow) -> list[IndicatorRow]:
        """Give an indicator's figures: one a site, then one for the whole study."""
        if definition.id not in self._found:
            self._found[definition.id] = self._compute(definition)
        return self._found[definition.id]

    def _compute(self, definition: DefinitionRow) -> list[IndicatorRow]:
        """Compute an indicator."""
        if definition.measure == "cases":
            return [_count_cases(definition, self._cases)]
        name = definition.table
        if name not in self._read:
            self._read[name] = SortedRows(self._session, self._tables[name], self._cases)
        return _figures(definition, self._read[name], self._cases)


def indicators(session: Session, keys: Sequence[str] | None = None) -> list[IndicatorRow]:
    """Compute indicators: for each, one figure a site, then one for the whole study."""
    figures = Figures(session)
    with collector_resting():
        return [
            row
            for definition in list_definitions(session)
            if keys is None or definition.key in keys
            for row in figures.of(definition)
        ]


def tried(session: Session, draft: IndicatorDraft) -> list[IndicatorRow]:
    """Compute an indicator that is not defined yet, its columns being there."""
    definition = DefinitionRow(
        0, draft.key, draft.label, draft.unit, draft.measure, draft.table, draft
    )
    cases = list_cases(session)
    if draft.measure == "cases":
        return [_count_cases(definition, cases)]
    return _figures(
        definition, SortedRows(session, table_named(session, draft.table), cases), cases
    )


def _figures(
    definition: DefinitionRow, table: SortedRows, cases: Sequence[CaseRow]
) -> list[IndicatorRow]:
    """Compute one indicator for every site that it is about, and for all together.

    A row of no known site counts in the whole, unless the indicator is about some sites alone.
    """
    draft = definition.definition
    by_site = table.where(draft.where)
    wanted = [case for case in cases if is_among(case, draft)]
    gone = [case for case in wanted if draft.withdrawn == "leave out" and _has_withdrawn(case)]
    about = [case for case in wanted if case not in gone] if gone else wanted
    shown = [case for case in about if draft.among or case.id in by_site]
    read = {case.id: table.read(draft, by_site.get(case.id, ()), case.id) for case in shown}
    found = [
        _row(definition, case, figure_of(draft, read[case.id].readings, whole=False))._replace(
            nothing=read[case.id].nothing
        )
        for case in shown
    ]
    apart = by_site.get(None, [])
    rest = [] if draft.among or not apart else [table.read(draft, apart, None)]
    parts = [*read.values(), *rest]
    nothing = reduce(Nothing.and_also, (part.nothing for part in parts), Nothing())
    made, rule = whole_figure(
        draft, [part.readings for part in read.values()], [part.readings for part in rest]
    )
    whole = _row(definition, None, made)._replace(nothing=nothing, rule=rule)
    silent = [case.name for case in shown if case.id not in by_site]
    left = [case.name for case in gone if case.id in by_site or draft.among]
    undated = [case for case in shown if draft.withdrawn == "until" and _withdrew_undated(case)]
    made_whole = _with_remarks(whole, found, silent, left, len(apart))
    more = "" if wanted and by_site else _unmet_said(draft, met=bool(wanted))
    return [*found, made_whole._replace(text=made_whole.text + _undated_said(undated) + more)]


def _unmet_said(draft: IndicatorDraft, *, met: bool) -> str:
    """Say which filter fits no site, or no row; `met` says that some site is of those asked for."""
    held = draft.where if met else draft.among
    said = " and ".join(f"{name} “{value}”" for name, value in held.items())
    return f"; no {'row' if met else 'site'} has {said}" if said else ""


def _has_withdrawn(case: CaseRow) -> bool:
    """Tell whether a site withdrew."""
    return bool(case.attribute(WITHDRAWN_ON)) or case.attribute("status") == "withdrawn"


def _withdrew_undated(case: CaseRow) -> bool:
    """Tell whether a site withdrew on a day that is not known, or not written as 2021-05-31."""
    return _has_withdrawn(case) and written_day(case.attribute(WITHDRAWN_ON) or "") is None


def _undated_said(cases: Sequence[CaseRow]) -> str:
    """Say of which sites all rows count, since nobody can tell when they withdrew."""
    if not cases:
        return ""
    return (
        f"; all rows of {', '.join(case.name for case in cases)} count, since the day of "
        f"withdrawal is not written as 2021-05-31 in {WITHDRAWN_ON}"
    )


def is_among(case: CaseRow, draft: IndicatorDraft) -> bool:
    """Tell whether an indicator is about a case."""
    return all(case.attribute(name) == wanted for name, wanted in draft.among.items())


def _with_remarks(
    whole: IndicatorRow,
    sites: Sequence[IndicatorRow],
    silent: Sequence[str],
    left: Sequence[str],
    apart: int,
) -> IndicatorRow:
    """Say beside a total what belongs to no site or holds nothing, and which sites are silent."""
    text = whole.text
    rest = (whole.value or 0) - sum(row.value or 0 for row in sites)
    if rest and apart and whole.measure == "sum" and whole.value is not None:
        text += f" ({printed(rest)} not attributable to a site)"
    elif apart:
        text += f"; {apart} {'row matches' if apart == 1 else 'rows match'} no site"
    if said := whole.nothing.in_words():
        text += f"; {said}"
    if left:
        text += f"; {', '.join(left)} withdrew and {'is' if len(left) == 1 else 'are'} left out"
    if silent:
        text += f"; no record from {', '.join(silent)}"
    return whole._replace(text=text)


def _count_cases(definition: DefinitionRow, cases: Sequence[CaseRow]) -> IndicatorRow:
    """Count the cases of a kind that an indicator is about."""
    draft = definition.definition
    hits = [case for case in cases if case.kind == draft.column and is_among(case, draft)]
    total = sum(case.kind == draft.column for case in cases)
    count = len(hits)
    return _row(definition, None, Figure(count, count, total, None, str(count), ()))


def _row(definition: DefinitionRow, case: CaseRow | None, found: Figure) -> IndicatorRow:
    """Shape a figure."""
    name, case_id = (case.name, case.id) if case else (None, None)
    return IndicatorRow(
        definition.id, definition.key, definition.label, definition.unit, definition.measure,
        name, case_id, found.value, found.n, found.N, found.spread, found.text, found.rows,
    )  # fmt: skip
