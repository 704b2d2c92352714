"""Sort the rows of a delivery table out by site and by what indicators ask for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from framework.drafts import IndicatorDraft
from framework.queries.cases import CaseRow
from framework.queries.delivery import TableRow, columns_read, sites_meant
from framework.rules.delivery_columns import Column, Stretch
from framework.rules.indicators import Readings, read_rows, written_day
from framework.rules.nothings import Nothing, is_held_against_a_day, nothing_in

BySite = dict[int | None, list[int]]
WITHDRAWN_ON = "withdrawn_date"


class Found(NamedTuple):
    """Hold what was read in some rows, and which of them hold nothing."""

    readings: Readings
    nothing: Nothing


class SortedRows:
    """Hold a table's rows, sorted out by what indicators ask for."""

    def __init__(self, session: Session, table: TableRow, cases: Sequence[CaseRow]) -> None:
        """Read the columns once for all indicators."""
        self.table, self.columns = table, columns_read(session, table)
        self.today = date.today().toordinal()  # noqa: DTZ011 - the day where the analyst sits
        self._attributes = {case.id: dict(case.attributes) for case in cases}
        meant = {text: case_id for text, (case_id, _name) in sites_meant(session, table.id).items()}
        self._named = Column(("",), [0] * table.rows)
        if table.site:
            self._named = self.columns.raw(table.site)
        self._meant = [meant.get(text.strip().casefold()) for text in self._named.texts]
        if not table.site:
            self._meant = [None]
        self._numbers: dict[int, tuple[int, ...]] = {}
        self._days: dict[int, dict[tuple[str, str], list[float | None]]] = {}
        self._nothing: dict[tuple[str, str, int], Nothing] = {}
        self._kept: list[Sequence[int]] = []  # so that no id is that of other rows
        self._sorted: dict[tuple[str, ...], dict[tuple[str, ...], BySite]] = {}

    def where(self, wanted: Mapping[str, str]) -> BySite:
        """Give by site the rows whose columns hold these values; under None, of no known site."""
        columns = tuple(sorted(wanted))
        if columns not in self._sorted:
            self._sorted[columns] = self._sort(columns)
        sought = tuple(self._label(column, wanted[column]) for column in columns)
        return self._sorted[columns].get(sought, {})

    def _sort(self, columns: Sequence[str]) -> dict[tuple[str, ...], BySite]:
        """Sort all rows by what stands in some columns, and by site."""
        held = [self._labelled(column) for column in columns]
        places = zip(*(column.codes for column in (self._named, *held)), strict=True)
        numbers: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for row, place in enumerate(places):
            numbers[place].append(row)
        groups: dict[tuple[str, ...], BySite] = {}
        joined: list[list[int]] = []
        for (site, *codes), rows in numbers.items():
            key = tuple(column.texts[at].strip() for column, at in zip(held, codes, strict=True))
            there = groups.setdefault(key, {}).setdefault(self._meant[site], rows)
            if there is not rows:
                there += rows
                joined.append(there)
        for rows in joined:
            rows.sort()
        return groups

    def _labelled(self, column: str) -> Column:
        """Give a column as it came, its value labels in the place of values."""
        raw, labels = self.columns.raw(column), self.table.reading(column).labels
        texts = tuple(labels.get(text.strip(), text) for text in raw.texts) if labels else raw.texts
        return Column(texts, raw.codes)

    def _label(self, column: str, wanted: str) -> str:
        """Give the label of a value that is asked for, or what was asked for."""
        return self.table.reading(column).labels.get(wanted, wanted)

    def read(self, draft: IndicatorDraft, rows: Sequence[int], case_id: int | None) -> Found:
        """Read what an indicator measures in rows of one site, or of no known one."""
        about = self._attributes.get(case_id, {}) if case_id is not None else {}
        kept = self.until_withdrawn(draft, rows, about)
        nothing = self._nothing_in(draft, kept) if kept is rows else nothing_in(
            draft, self.columns, kept, self.today
        ).and_also(Nothing(not_applicable=len(rows) - len(kept)))  # fmt: skip
        numbers, days = None, None
        if kept is rows:
            numbers, days = self._numbered(rows), self._days.setdefault(id(rows), {})
        part = Stretch(kept, self.columns, about, numbers, self.today, days)
        return Found(read_rows(draft, part), nothing)

    def _nothing_in(self, draft: IndicatorDraft, rows: Sequence[int]) -> Nothing:
        """Count what holds nothing, once for all measures that hold the same days together."""
        if not is_held_against_a_day(draft):
            return nothing_in(draft, self.columns, rows, self.today)
        key = (draft.due, draft.column, id(rows))
        if key not in self._nothing:
            self._kept.append(rows)
            self._nothing[key] = nothing_in(draft, self.columns, rows, self.today)
        return self._nothing[key]

    def _numbered(self, rows: Sequence[int]) -> tuple[int, ...]:
        """Give the numbers of sorted rows, from 1, made once for all indicators about them."""
        if id(rows) not in self._numbers:
            self._kept.append(rows)
            self._numbers[id(rows)] = tuple([row + 1 for row in rows])
        return self._numbers[id(rows)]

    def until_withdrawn(
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
        days = self.columns[dated].values(rows, written_day)
        return [
            row for row, found in zip(rows, days, strict=True)
            if found is None or last is None or found <= last
        ]  # fmt: skip

    def _dated(self, draft: IndicatorDraft) -> str:
        """Name the column that tells when a row was due or done; "" for none."""
        dates = [name for name, kind in self.table.columns if kind == "date"]
        named = next((name for name in (draft.due, draft.column) if name in dates), "")
        return named or next(iter(dates), "")
