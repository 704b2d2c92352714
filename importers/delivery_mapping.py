"""Read and write the mapping of delivery tables, a YAML file.

It is of this shape; every part may be left out:

    tables:
      delivery_events:            # the table's name: its file's without the ending
        sheet: Data               # of a workbook; else the first with anything in it
        header: [3, 4]            # rows of the file that name the columns, one or several
        totals: apart             # or rows: what becomes of totals at the foot
        above: [practice_code]    # columns in which a blank means the same as above
        delimiter: ";"
        encoding: cp1252
        site: practice_code       # the column that names the site
        level: site-month         # study, site, site-month or person
        key: [practice_code, period]  # what tells one row from another
        readings:                 # how columns are read: text, number, date or yes-no
          period: text
          sent: {as: date, order: dmy}
          views: {as: number, approximate: true, missing: {"-99": unknown}, unit: views}
    indicators:
      - key: af_monthly_late      # unique
        label: Monthly reports late
        table: delivery_events
        measure: late             # one of framework.rules.indicators.MEASURES
        where: {component_id: AF_MONTHLY}
        among: {arm: implementation}
        column: delivered_date
        due: due_date
        tolerance: 2              # days
        unit: days
        withdrawn: until          # a site that withdrew: rows until then; keep or leave out
        dimension: fidelity       # what the figure tells of
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from framework.drafts import ColumnReading, DeliveryDraft, IndicatorDraft, Level
from framework.errors import RefusedError
from framework.rules.counts import whole
from framework.rules.indicators import MEASURES, WITHDRAWN
from framework.rules.reading_records import reading_from, record_of
from framework.rules.readings import LEVELS
from importers import outlines_yaml, unreadable
from importers.delivery_sheets import Layout

_FIELDS = frozenset(IndicatorDraft.__dataclass_fields__)
_LAYOUT = {"sheet", "header", "totals", "delimiter", "encoding", "above"}
_TABLE = _LAYOUT | {"site", "level", "key", "readings"}


@dataclass(frozen=True)
class TableMapping:
    """Say how a table is laid out, which column names the site, and how columns are read."""

    site: str = ""
    readings: Mapping[str, ColumnReading] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)
    level: Level = ""
    key: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapped:
    """Hold a mapping file: what it says of tables by name, and the indicators it defines."""

    tables: Mapping[str, TableMapping]
    indicators: tuple[IndicatorDraft, ...] = ()


def read_mapping(path: Path) -> Mapped:
    """Read a mapping of the shape given at the top of this module; refuse what it cannot hold."""
    content = outlines_yaml.load(unreadable.content(path), path.name)
    if not isinstance(content, Mapping) or not set(content) <= {"tables", "indicators"}:
        raise _wrong(path, "it may hold tables and indicators, and nothing else.")
    said, defined = content.get("tables") or {}, content.get("indicators") or []
    if not isinstance(said, Mapping) or not isinstance(defined, list):
        raise _wrong(path, "tables must be a mapping by name, indicators a list.")
    indicators = tuple(_indicator(path, n, entry) for n, entry in enumerate(defined, 1))
    keys = [draft.key for draft in indicators]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise _wrong(path, f"the indicator {twice} stands twice.")
    return Mapped({name: _table(path, name, entry) for name, entry in said.items()}, indicators)


def _wrong(path: Path, wrong: str) -> RefusedError:
    return RefusedError(f"{path.name}: {wrong} Nothing was loaded.")


def _table(path: Path, name: str, entry: object) -> TableMapping:
    if not isinstance(entry, Mapping) or not set(entry) <= _TABLE:
        raise _wrong(path, f"the table {name} may say {', '.join(sorted(_TABLE))}.")
    said, key = entry.get("readings") or {}, entry.get("key") or []
    level = str(entry.get("level") or "")
    if not isinstance(said, Mapping) or not isinstance(key, list):
        raise _wrong(path, f"the readings of {name} must be a mapping by column, its key a list.")
    if level not in LEVELS:
        raise _wrong(path, f"the level of {name} must be among {', '.join(filter(None, LEVELS))}.")
    readings = {}
    for column, reading in said.items():
        try:
            readings[str(column)] = reading_from(reading)
        except RefusedError as error:
            raise _wrong(path, f"the reading of {column} in {name}: {error}") from None
    return TableMapping(
        str(entry.get("site") or ""), readings, _layout(path, name, entry),
        cast("Level", level), tuple(map(str, key)),
    )  # fmt: skip


def _layout(path: Path, name: str, entry: Mapping[str, object]) -> Layout:
    given = entry.get("header") or []
    header = given if isinstance(given, list) else [given]
    totals = str(entry.get("totals") or "")
    rows = [whole(str(row)) or 0 for row in header]
    if not all(rows):
        raise _wrong(path, f"the header of {name} must be rows of the file, counted from 1.")
    if totals not in {"", "apart", "rows"}:
        raise _wrong(path, f"the totals of {name} must be apart or rows.")
    delimiter = str(entry.get("delimiter") or "")
    if len(delimiter) > 1:
        raise _wrong(path, f"the delimiter of {name} must be one sign.")
    sheet, encoding = str(entry.get("sheet") or ""), str(entry.get("encoding") or "")
    above = entry.get("above") or []
    if not isinstance(above, list):
        raise _wrong(path, f"what {name} says of above must be a list of columns.")
    return Layout(sheet, tuple(rows), totals, delimiter, encoding, tuple(map(str, above)))


def _indicator(path: Path, position: int, entry: object) -> IndicatorDraft:
    if not isinstance(entry, Mapping) or not set(entry) <= _FIELDS:
        raise _wrong(path, f"indicator {position} may say {', '.join(sorted(_FIELDS))}.")
    needed = ("key", "measure") if entry.get("measure") == "cases" else ("key", "table", "measure")
    missing = [name for name in needed if not entry.get(name)]
    if missing:
        raise _wrong(path, f"indicator {position} lacks {', '.join(missing)}.")
    where, among = entry.get("where") or {}, entry.get("among") or {}
    tolerance = whole(str(entry.get("tolerance") or "0"))
    if entry["measure"] not in MEASURES:
        raise _wrong(path, f"indicator {position}: {entry['measure']} is no measure.")
    if not isinstance(where, Mapping) or not isinstance(among, Mapping):
        raise _wrong(path, f"indicator {position}: where and among must map columns to values.")
    if tolerance is None:
        raise _wrong(path, f"indicator {position}: tolerance must be a number of days.")
    withdrawn = str(entry.get("withdrawn") or "")
    if withdrawn not in WITHDRAWN:
        known = ", ".join(filter(None, WITHDRAWN))
        raise _wrong(path, f"indicator {position}: withdrawn must be among {known}.")
    texts = {name: str(entry.get(name) or "") for name in ("table", "measure", "column", "due")}
    return IndicatorDraft(
        key=str(entry["key"]),
        label=str(entry.get("label") or entry["key"]),
        where={str(name): str(value) for name, value in where.items()},
        among={str(name): str(value) for name, value in among.items()},
        tolerance=tolerance,
        unit=str(entry.get("unit") or ""),
        dimension=str(entry.get("dimension") or ""),
        withdrawn=withdrawn,
        **texts,
    )


def write_mapping(
    path: Path, tables: Sequence[DeliveryDraft], indicators: Sequence[IndicatorDraft] = ()
) -> None:
    """Write how tables are read and what is computed, as a mapping that `read_mapping` reads."""
    import yaml

    content = {
        "tables": {table.name: _said_of(table) for table in tables},
        "indicators": [_said_of_indicator(draft) for draft in indicators],
    }
    kept = {name: part for name, part in content.items() if part}
    text = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _said_of(table: DeliveryDraft) -> dict[str, Any]:
    said: dict[str, Any] = dict(table.layout)
    said |= {"site": table.site, "level": table.level, "key": list(table.key)}
    said["readings"] = {
        column.name: record_of(table.reading(column.name)) for column in table.columns
    }
    return {name: part for name, part in said.items() if part}


def _said_of_indicator(draft: IndicatorDraft) -> dict[str, Any]:
    said = {part.name: getattr(draft, part.name) for part in fields(draft)}
    return {name: dict(part) if isinstance(part, Mapping) else part
            for name, part in said.items() if part}  # fmt: skip
