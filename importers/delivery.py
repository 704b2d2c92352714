"""Read delivery data: what was delivered to each site, when, and what came back.

`read_mapping` reads a YAML file of this shape; every part may be left out:

    tables:
      delivery_events:            # the table's name: its file's without the ending
        site: practice_code       # the column that names the site
        readings:                 # how columns are read: text, number, date or yes-no
          period: text
    indicators:
      - key: af_monthly_late      # unique
        label: Monthly reports late
        table: delivery_events
        measure: late             # delivered, on_time, late, days_late, days_from, sum, value,
                                  # count, share_yes or cases (which needs no table)
        where: {component_id: AF_MONTHLY}
        among: {arm: implementation}
        column: delivered_date
        due: due_date
        tolerance: 2              # days
        unit: days
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from framework.drafts import ColumnDraft, DeliveryDraft, IndicatorDraft
from framework.errors import RefusedError
from framework.rules.indicators import MEASURES
from importers import cases, outlines_yaml, tables, unreadable

Reading = Literal["text", "number", "date", "yes-no"]
TableKind = Literal["sites", "participants", "components", "rows"]

_NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,12})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES_NO = frozenset({"yes", "no", "y", "n", "true", "false"})
_ABOUT_SITES = frozenset(
    {"arm", "allocation", "list_size", "list_size_band", "imd_quintile", "imd_decile", "region"}
    | {"clinical_system", "recruited_date", "randomised_date", "status", "withdrawn_date"}
    | {"withdrawal_reason", "site_name", "practice_name", "name", "label", "kind", "rurality"}
)
_ABOUT_ROWS = frozenset(
    {"component_id", "component", "period", "due_date", "delivered_date", "quantity", "module_id"}
)
_FIELDS = frozenset(IndicatorDraft.__dataclass_fields__)


@dataclass(frozen=True)
class TableMapping:
    """Say which column of a table names the site, and how columns are read."""

    site: str = ""
    readings: Mapping[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapped:
    """Hold a mapping file: what it says of tables by name, and the indicators it defines."""

    tables: Mapping[str, TableMapping]
    indicators: tuple[IndicatorDraft, ...] = ()


def read_delivery(path: Path, mapping: Mapped | None = None) -> DeliveryDraft:
    """Read a table with every value as typed, and tell each column's reading from its values."""
    table = tables.read(path)
    said = (mapping.tables if mapping else {}).get(path.stem, TableMapping())
    site = said.site
    for name in (*said.readings, *([site] if site else [])):
        if tables.fold(name) not in table.header:
            raise RefusedError(
                f"The mapping names a column {name}, and {path.name} has none; "
                f"its columns are {', '.join(table.typed)}. Nothing was loaded."
            )
    folded = tables.fold(site) if site else table.column(*cases.SITE)
    readings = {tables.fold(name): reading for name, reading in said.readings.items()}
    columns = tuple(
        ColumnDraft(typed, readings.get(name) or reading_of([row[index] for row in _rows(table)]))
        for index, (typed, name) in enumerate(zip(table.typed, table.header, strict=True))
    )
    named = table.typed[table.header.index(folded)] if folded else ""
    return DeliveryDraft(
        path.stem, table.original, columns, tuple(_rows(table)), named, table.remarks
    )


def _rows(table: tables.Table) -> list[tuple[str, ...]]:
    return [line.values for line in table.lines]


def reading_of(values: Sequence[str]) -> Reading:
    """Tell how a column is read: as more than text only where every value that is there agrees."""
    present = [stripped for value in values if (stripped := value.strip())]
    if not present:
        return "text"
    if all(map(is_date, present)):
        return "date"
    if all(map(_NUMBER.fullmatch, present)):
        return "number"
    return "yes-no" if all(value.casefold() in _YES_NO for value in present) else "text"


def is_date(value: str) -> bool:
    """Say whether a value is an ISO date of the calendar."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def table_kind(header: Sequence[str]) -> TableKind:
    """Tell from its column names what a table of a study's folder holds."""
    names = {tables.fold(name) for name in header}
    if "component_id" in names and names & {"tolerance_days", "tolerance", "strand", "schedule"}:
        return "components"
    if names & _ABOUT_ROWS:
        return "rows"
    if names & set(cases.PARTICIPANT) and names & {"role", "label", "site_ids", "sites", "parents"}:
        return "participants"
    if names & set(cases.SITE) and len(names & _ABOUT_SITES) * 4 >= len(names):
        return "sites"
    return "rows"


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
    if not isinstance(entry, Mapping) or not set(entry) <= {"site", "readings"}:
        raise _wrong(path, f"the table {name} may say site and readings, and nothing else.")
    readings = entry.get("readings") or {}
    known = get_args(Reading)
    if not isinstance(readings, Mapping) or not all(r in known for r in readings.values()):
        raise _wrong(path, f"the readings of {name} must be among {', '.join(known)}.")
    return TableMapping(str(entry.get("site") or ""), dict(readings))


def _indicator(path: Path, position: int, entry: object) -> IndicatorDraft:
    if not isinstance(entry, Mapping) or not set(entry) <= _FIELDS:
        raise _wrong(path, f"indicator {position} may say {', '.join(sorted(_FIELDS))}.")
    needed = ("key", "measure") if entry.get("measure") == "cases" else ("key", "table", "measure")
    missing = [name for name in needed if not entry.get(name)]
    if missing:
        raise _wrong(path, f"indicator {position} lacks {', '.join(missing)}.")
    where, among = entry.get("where") or {}, entry.get("among") or {}
    tolerance = str(entry.get("tolerance") or "0")
    if entry["measure"] not in MEASURES:
        raise _wrong(path, f"indicator {position}: {entry['measure']} is no measure.")
    if not isinstance(where, Mapping) or not isinstance(among, Mapping):
        raise _wrong(path, f"indicator {position}: where and among must map columns to values.")
    if not tolerance.isdecimal():
        raise _wrong(path, f"indicator {position}: tolerance must be a number of days.")
    texts = {name: str(entry.get(name) or "") for name in ("table", "measure", "column", "due")}
    return IndicatorDraft(
        key=str(entry["key"]),
        label=str(entry.get("label") or entry["key"]),
        where={str(name): str(value) for name, value in where.items()},
        among={str(name): str(value) for name, value in among.items()},
        tolerance=int(tolerance),
        unit=str(entry.get("unit") or ""),
        **texts,
    )
