"""Ask for delivery data: tables, rows, and the rows that match no site."""

import json
from array import array
from collections import Counter
from collections.abc import Collection, Mapping
from sys import byteorder
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from framework.drafts import ColumnReading, Level
from framework.errors import NotFoundError
from framework.rules.delivery_columns import Column, column_of, in_plain_form
from framework.rules.reading_records import reading_from
from framework.schema import (
    Dataset,
    DatasetColumn,
    DatasetRow,
    DeliveryLink,
    DeliveryTable,
    StudyCase,
)


class TableRow(NamedTuple):
    """Describe a delivery table; `columns` are names and kinds, `site` names the site.

    `readings` are those that say more than the kind; those in `settled` the analyst chose. `key`
    are the columns that tell one row from another, `level` what a row is about, `layout` what a
    mapping said of how its file is laid out.
    """

    id: int
    name: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    site: str
    sha256: str
    remarks: tuple[str, ...]
    dataset_id: int
    readings: Mapping[str, ColumnReading] = MappingProxyType({})
    level: Level = ""
    key: tuple[str, ...] = ()
    settled: frozenset[str] = frozenset()
    layout: Mapping[str, Any] = MappingProxyType({})

    def reading(self, name: str) -> ColumnReading:
        """Return how a column is read."""
        return self.readings.get(name) or ColumnReading(dict(self.columns)[name])  # type: ignore[arg-type]  # kinds are checked as they are frozen


class DataRow(NamedTuple):
    """Give a row as it came, what it writes for its site, and the site that is meant or None."""

    n: int
    site: str
    case_id: int | None
    case: str | None
    values: tuple[str, ...]


class UnmatchedRow(NamedTuple):
    """Count the rows of a table that no site matches; `site` "" is not attributable to a site."""

    table: str
    table_id: int
    site: str
    rows: int


def list_tables(session: Session) -> list[TableRow]:
    """List the delivery tables in the order in which they were loaded."""
    return [_table(row) for row in session.execute(_tables())]


def table_named(session: Session, name: str) -> TableRow:
    """Give the delivery table of that name. Raise NotFoundError."""
    row = session.execute(_tables().where(DeliveryTable.name == name)).first()
    if row is None:
        raise NotFoundError(f"There is no delivery table “{name}” in this study.")
    return _table(row)


def rows_of(
    session: Session, table_id: int, offset: int = 0, limit: int | None = None
) -> list[DataRow]:
    """List rows of a delivery table, in their order."""
    sites = sites_meant(session, table_id)
    nobody = (None, None)
    return [
        DataRow(n, site, case_id, case, tuple(values))
        for n, site, values in read_values(session, table_id, offset, limit)
        for case_id, case in [sites.get(site.casefold(), nobody)]
    ]


def read_values(
    session: Session, table_id: int, offset: int = 0, limit: int | None = None
) -> list[tuple[int, str, list[str]]]:
    """Read rows of a delivery table as bare as they can be: number, site as written, values."""
    dataset_id = session.scalar(
        select(DeliveryTable.dataset_id).where(DeliveryTable.id == table_id)
    )
    statement = (
        select(DatasetRow.n, DatasetRow.site, DatasetRow.cells)
        .where(DatasetRow.dataset_id == dataset_id)
        .order_by(DatasetRow.n)
        .offset(offset)
        .limit(limit)
    )
    found = session.execute(statement).tuples().all()
    values = json.loads(f"[{','.join([cells for _n, _site, cells in found])}]")
    return [(n, site, held) for (n, site, _cells), held in zip(found, values, strict=True)]


class Columns:
    """Hold the columns of a delivery table: for each its texts, and which of them a row holds."""

    def __init__(
        self,
        rows: int,
        packed: Mapping[str, tuple[str, bytes]],
        readings: Mapping[str, ColumnReading] = MappingProxyType({}),
    ) -> None:
        """Keep them packed."""
        self.rows = rows
        self._packed = packed
        self._readings = readings
        self._plain: dict[str, Column] = {}
        self._read: dict[str, Column] = {}

    def __getitem__(self, name: str) -> Column:
        """Give a column in plain form, as its reading says; what it cannot read stays as typed."""
        if name not in self._readings:
            return self.raw(name)
        if name not in self._plain:
            self._plain[name] = in_plain_form(self.raw(name), self._readings[name])
        return self._plain[name]

    def raw(self, name: str) -> Column:
        """Give a column as it came."""
        if name not in self._read:
            texts, codes = self._packed.get(name, ("[]", b""))
            held = array("I", codes)
            if byteorder == "big":
                held.byteswap()
            self._read[name] = column_of(json.loads(texts), held.tolist())
        return self._read[name]


def columns_read(session: Session, table: TableRow, only: Collection[str] | None = None) -> Columns:
    """Read the columns of a delivery table, by name, or `only` some of them.

    Each is unpacked when it is asked for.
    """
    names = [name for name, _kind in table.columns]
    wanted = [at for at, name in enumerate(names) if only is None or name in only]
    rows = session.execute(
        select(DatasetColumn.position, DatasetColumn.texts, DatasetColumn.codes).where(
            DatasetColumn.dataset_id == table.dataset_id, DatasetColumn.position.in_(wanted)
        )
    )
    packed = {names[at]: (texts, codes) for at, texts, codes in rows.tuples()}
    return Columns(table.rows, packed, table.readings)


def sites_meant(session: Session, table_id: int) -> dict[str, tuple[int, str]]:
    """Map what a table writes for a site, in small letters, to the site's id and name.

    The name of a site means that site, unless the analyst has linked it to another.
    """
    found = {
        row.name.strip().casefold(): (row.id, row.name)
        for row in session.execute(select(StudyCase.id, StudyCase.name))
    }
    for row in session.execute(
        select(DeliveryLink.site, StudyCase.id, StudyCase.name)
        .join(StudyCase, StudyCase.id == DeliveryLink.case_id)
        .where(DeliveryLink.table_id == table_id)
    ):
        found[row.site.casefold()] = (row.id, row.name)
    return found


def unmatched(session: Session) -> list[UnmatchedRow]:
    """List what delivery tables write for a site where no site matches, with the rows counted."""
    found = []
    for table in list_tables(session):
        if not table.site:
            continue
        sites = sites_meant(session, table.id)
        found += [
            UnmatchedRow(table.name, table.id, site, rows)
            for site, rows in rows_by_site(session, table).items()
            if site.casefold() not in sites
        ]
    return found


def rows_by_site(session: Session, table: TableRow) -> Counter[str]:
    """Count the rows of a table by what they write for a site, in order of first appearance."""
    if table.site not in dict(table.columns):
        return Counter({"": table.rows} if table.rows else {})
    # The column holds each text once; the rows themselves would have to be sorted first.
    column = columns_read(session, table, {table.site}).raw(table.site)
    found: Counter[str] = Counter()
    for code, rows in Counter(column.codes).items():
        found[column.texts[code].strip()] += rows
    return found


def _tables() -> Select[Any]:
    """Select delivery tables."""
    return (
        select(
            DeliveryTable.id, DeliveryTable.name, DeliveryTable.site, DeliveryTable.dataset_id,
            Dataset.columns, Dataset.row_count, Dataset.sha256, Dataset.remarks,
        )
        .join(Dataset, Dataset.id == DeliveryTable.dataset_id)
        .order_by(DeliveryTable.id)
    )  # fmt: skip


def _table(row: Row[Any]) -> TableRow:
    """Shape a selected table."""
    said = json.loads(row.columns)
    about = said if isinstance(said, dict) else {"columns": said}
    columns = about["columns"]
    return TableRow(
        row.id, row.name, tuple((name, kind) for name, kind, *_more in columns), row.row_count,
        row.site, row.sha256, tuple(json.loads(row.remarks)), row.dataset_id,
        {name: reading_from(more[0]) for name, _kind, *more in columns if more},
        about.get("level", ""), tuple(about.get("key", ())), frozenset(about.get("settled", ())),
        about.get("layout", {}),
    )  # fmt: skip
