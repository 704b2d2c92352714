"""Sort the rows of a delivery table out by site and by what indicators ask for."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from framework.drafts import IndicatorDraft
from framework.queries.cases import CaseRow
from framework.queries.delivery import TableRow, columns_read, sites_meant
from framework.rules.delivery_columns import Column, Stretch
from framework.rules.indicators import Readings, read_rows, written_day
from framework.rules.nothings import Nothing, nothing_in

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
        self._attributes = {case.id: dict(case.attributes) for case in cases}
        meant = {text: case_id for text, (case_id, _name) in sites_meant(session, table.id).items()}
        self._sites: Sequence[int | None] = [None] * table.rows
        if table.site:
            self._sites = self.columns.raw(table.site).values(
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
        nothing = nothing_in(draft, self.columns, kept)
        after = nothing.and_also(Nothing(not_applicable=len(rows) - len(kept)))
        return Found(read_rows(draft, Stretch(kept, self.columns, about)), after)

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
