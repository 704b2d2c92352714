"""Write readings of columns as plain records, and read them back."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast

from framework.drafts import ColumnReading, Kind
from framework.errors import RefusedError
from framework.rules.readings import KINDS, NOTHINGS, ORDERS, RANGES

_PLAIN = ColumnReading()
_FIELDS = {part.name for part in fields(ColumnReading)} - {"kind"}
_CHOICES = {"order": ORDERS, "decimal": (".", ","), "ranges": RANGES}
_FLAGS = ("approximate", "made_dates", "serials")
_YES, _NO = {"true", "yes"}, {"false", "no"}


def record_of(reading: ColumnReading) -> str | dict[str, Any]:
    """Write a reading: its kind alone where that says it, else `as` with what differs."""
    said = {
        name: dict(value) if isinstance(value, Mapping) else value
        for name in sorted(_FIELDS)
        if (value := getattr(reading, name)) != getattr(_PLAIN, name)
    }
    return {"as": reading.kind, **said} if said else reading.kind


def reading_from(record: object) -> ColumnReading:
    """Read such a record; refuse one that says what no reading has."""
    if isinstance(record, str):
        record = {"as": record}
    if not isinstance(record, Mapping) or not set(record) <= _FIELDS | {"as"}:
        raise RefusedError(f"it may say as, {', '.join(sorted(_FIELDS))}.")
    kind = record.get("as") or "text"
    if kind not in KINDS:
        raise RefusedError(f"it must be among {', '.join(KINDS)}.")
    for name, choices in _CHOICES.items():
        if record.get(name, choices[0]) not in choices:
            raise RefusedError(f"{name} must be among {', '.join(filter(None, choices))}.")
    return ColumnReading(
        kind=cast("Kind", kind), **_texts(record), **_codes(record), **_flags(record)
    )


def _texts(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(record[name]) for name in ("order", "decimal", "thousands", "unit", "ranges")
            if name in record}  # fmt: skip


def _flags(record: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: str(record[name]).casefold() for name in _FLAGS if name in record}
    wrong = next((name for name, value in said.items() if value not in _YES | _NO), "")
    if wrong:
        raise RefusedError(f"{wrong} must be true or false.")
    return {name: value in _YES for name, value in said.items()}


def _codes(record: Mapping[str, Any]) -> dict[str, Any]:
    missing, labels = record.get("missing") or {}, record.get("labels") or {}
    if not isinstance(missing, Mapping) or not isinstance(labels, Mapping):
        raise RefusedError("missing and labels must map values to what they mean.")
    unknown = next((str(what) for what in missing.values() if what not in NOTHINGS), "")
    if unknown:
        raise RefusedError(f"“{unknown}” is none of {', '.join(NOTHINGS)}.")
    return {
        "missing": {str(code): str(what) for code, what in missing.items()},
        "labels": {str(value): str(label) for value, label in labels.items()},
    }
