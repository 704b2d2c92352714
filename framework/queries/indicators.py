"""Ask for the figures of indicators, per site and for the whole study."""

import json
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.drafts import IndicatorDraft
from framework.queries.cases import CaseRow, list_cases
from framework.queries.delivery import (
    TableRow,
    columns_read,
    list_tables,
    sites_meant,
    table_named,
)
from framework.rules.delivery_columns import Column, Stretch
from framework.rules.indicators import (
    Figure,
    Readings,
    Spread,
    figure_of,
    printed,
    read_rows,
    together,
    written_day,
)
from framework.rules.nothings import Nothing, nothing_in
from framework.schema import Indicator

BySite = dict[int | None, list[int]]
WITHDRAWN_ON = "withdrawn_date"


class _Found(NamedTuple):
    """Hold what was read in some rows, and which of them hold nothing."""

    readings: Readings
    nothing: Nothing


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
    `nothing` counts the rows that hold nothing, by what that means.
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


def list_definitions(session: Session) -> list[DefinitionRow]:
    """List the indicators in the study's order."""
    found = []
    for row in session.scalars(select(Indicator).order_by(Indicator.position)):
        draft = IndicatorDraft(**json.loads(row.definition))
        found.append(
            DefinitionRow(row.id, row.key, row.label, draft.unit, draft.measure, draft.table, draft)
        )
    return found


def indicators(session: Session, keys: Sequence[str] | None = None) -> list[IndicatorRow]:
    """Compute indicators: for each, one figure a site, then one for the whole study."""
    cases = list_cases(session)
    tables = {table.name: table for table in list_tables(session)}
    read: dict[str, _Rows] = {}
    found: list[IndicatorRow] = []
    for definition in list_definitions(session):
        if keys is not None and definition.key not in keys:
            continue
        if definition.measure == "cases":
            found.append(_count_cases(definition, cases))
            continue
        if definition.table not in read:
            read[definition.table] = _Rows(session, tables[definition.table], cases)
        found += _figures(definition, read[definition.table], cases)
    return found


def tried(session: Session, draft: IndicatorDraft) -> list[IndicatorRow]:
    """Compute an indicator that is not defined yet, its columns being there."""
    definition = DefinitionRow(
        0, draft.key, draft.label, draft.unit, draft.measure, draft.table, draft
    )
    cases = list_cases(session)
    if draft.measure == "cases":
        return [_count_cases(definition, cases)]
    return _figures(definition, _Rows(session, table_named(session, draft.table), cases), cases)


def for_cases(
    session: Session, case_ids: Sequence[int], keys: Sequence[str] | None = None
) -> dict[int, list[IndicatorRow]]:
    """Give the figures beside each case: a site's own, a participant's those of its sites."""
    by_site: dict[str, list[IndicatorRow]] = {}
    for row in indicators(session, keys):
        if row.case is not None:
            by_site.setdefault(row.case, []).append(row)
    wanted = set(case_ids)
    return {
        case.id: [row for site in (case.name, *case.parents) for row in by_site.get(site, ())]
        for case in list_cases(session)
        if case.id in wanted
    }


class _Rows:
    """Hold a table's rows, sorted out by what indicators ask for."""

    def __init__(self, session: Session, table: TableRow, cases: Sequence[CaseRow]) -> None:
        """Read the columns once for all indicators."""
        self._table, self._columns = table, columns_read(session, table)
        self._attributes = {case.id: dict(case.attributes) for case in cases}
        meant = {text: case_id for text, (case_id, _name) in sites_meant(session, table.id).items()}
        self._sites: Sequence[int | None] = [None] * table.rows
        if table.site:
            self._sites = self._columns.raw(table.site).values(
                range(table.rows), lambda text: meant.get(text.strip().casefold())
            )
        self._sorted: dict[tuple[str, ...], dict[tuple[str, ...], BySite]] = {}

    def where(self, wanted: Mapping[str, str]) -> BySite:
        """Give by site the rows whose columns hold these values; under None, of no known site."""
        columns = tuple(sorted(wanted))
        if columns not in self._sorted:
            groups = self._sorted[columns] = {}
            rows = range(len(self._sites))
            held = [self._labelled(column).values(rows, str.strip) for column in columns]
            keys = zip(*held, strict=True) if held else ((),) * len(rows)
            for row, (key, case_id) in enumerate(zip(keys, self._sites, strict=True)):
                groups.setdefault(key, {}).setdefault(case_id, []).append(row)
        sought = tuple(self._label(column, wanted[column]) for column in columns)
        return self._sorted[columns].get(sought, {})

    def _labelled(self, column: str) -> Column:
        """Give a column as it came, its value labels in the place of values."""
        raw, labels = self._columns.raw(column), self._table.reading(column).labels
        texts = tuple(labels.get(text.strip(), text) for text in raw.texts) if labels else raw.texts
        return Column(texts, raw.codes)

    def _label(self, column: str, wanted: str) -> str:
        """Give the label of a value that is asked for, or what was asked for."""
        return self._table.reading(column).labels.get(wanted, wanted)

    def read(self, draft: IndicatorDraft, rows: Sequence[int], case_id: int | None) -> _Found:
        """Read what an indicator measures in rows of one site, or of no known one."""
        about = self._attributes.get(case_id, {}) if case_id is not None else {}
        kept = self._until_withdrawn(draft, rows, about)
        nothing = nothing_in(draft, self._columns, kept)
        after = nothing.and_also(Nothing(not_applicable=len(rows) - len(kept)))
        return _Found(read_rows(draft, Stretch(kept, self._columns, about)), after)

    def _until_withdrawn(
        self, draft: IndicatorDraft, rows: Sequence[int], about: Mapping[str, str]
    ) -> Sequence[int]:
        """Keep the rows of a site that withdrew up to that day, where the indicator says so."""
        day = about.get(WITHDRAWN_ON, "")
        if draft.withdrawn != "until" or not day:
            return rows
        dated = self._dated(draft)
        if not dated:
            return rows
        last = written_day(day)
        days = self._columns[dated].values(rows, written_day)
        return [
            row for row, found in zip(rows, days, strict=True)
            if found is None or last is None or found <= last
        ]  # fmt: skip

    def _dated(self, draft: IndicatorDraft) -> str:
        """Name the column that tells when a row was due or done; "" for none."""
        dates = [name for name, kind in self._table.columns if kind == "date"]
        named = next((name for name in (draft.due, draft.column) if name in dates), "")
        return named or next(iter(dates), "")


def _figures(
    definition: DefinitionRow, table: _Rows, cases: Sequence[CaseRow]
) -> list[IndicatorRow]:
    """Compute one indicator for every site that it is about, and for all together.

    A row of no known site counts in the whole, unless the indicator is about some sites alone.
    """
    draft = definition.definition
    by_site = table.where(draft.where)
    wanted = [case for case in cases if _is_among(case, draft)]
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
    every = together(part.readings for part in parts)
    whole = _row(definition, None, figure_of(draft, every, whole=True))._replace(nothing=nothing)
    silent = [case.name for case in shown if case.id not in by_site]
    left = [case.name for case in gone if case.id in by_site or draft.among]
    return [*found, _with_remarks(whole, found, silent, left, len(apart))]


def _has_withdrawn(case: CaseRow) -> bool:
    """Tell whether a site withdrew."""
    return bool(case.attribute(WITHDRAWN_ON)) or case.attribute("status") == "withdrawn"


def _is_among(case: CaseRow, draft: IndicatorDraft) -> bool:
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
    hits = [case for case in cases if case.kind == draft.column and _is_among(case, draft)]
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
