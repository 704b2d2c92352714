"""Read tables of SPSS and Stata: values as texts, with their labels and codes for missing."""

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framework.drafts import ColumnReading
from framework.errors import RefusedError
from importers import apart

Statistics = tuple[
    tuple[str, ...], tuple[tuple[str, ...], ...], dict[str, ColumnReading], tuple[str, ...]
]

_PERIOD = re.compile(r"%-?t([wmqh])")
_PERIODS = {"w": 52, "m": 12, "q": 4, "h": 2}


def read_statistics(path: Path) -> Statistics:
    """Read a .sav, .zsav or .dta file: names, rows, readings by column, remarks."""
    try:
        import pyreadstat  # noqa: F401 - it is used in a process apart
    except ModuleNotFoundError:
        raise RefusedError(
            f"{path.name} is a file of SPSS or Stata, and reading it needs the extra "
            "statistics-files: install chartwell[statistics-files], or save the table as .csv or "
            ".xlsx. Nothing was loaded."
        ) from None
    return apart.run(_read, path.name, path)


def _read(path: Path) -> Statistics:
    import pyreadstat

    reader = pyreadstat.read_dta if path.suffix.casefold() == ".dta" else pyreadstat.read_sav
    try:
        frame, meta = reader(str(path), user_missing=True, output_format="dict")
    except (pyreadstat.ReadstatError, OSError, ValueError) as error:
        raise RefusedError(
            f"{path.name} cannot be read as a file of SPSS or Stata ({error}); nothing was loaded. "
            "Save it there as .csv or .xlsx and load that."
        ) from error
    columns = tuple(str(name) for name in meta.column_names)
    texts = [[_typed(value) for value in _in_periods(frame[name], name, meta)] for name in columns]
    readings = {
        name: reading
        for name, values in zip(columns, texts, strict=True)
        if (reading := _reading(name, values, meta)) is not None
    }
    return columns, tuple(zip(*texts, strict=True)), readings, tuple(_remarks(meta))


def _in_periods(values: Sequence[object], name: str, meta: Any) -> Sequence[object]:  # noqa: ANN401 - pyreadstat has no types
    """Write weeks, months, quarters and half-years of Stata, which it counts, as it shows them."""
    kind = _PERIOD.match(str(meta.original_variable_types.get(name)))
    return [_period(value, kind[1]) for value in values] if kind else values


def _period(value: object, kind: str) -> object:
    """Write the period that Stata counts from the first of 1960: 738 months are 2021m7."""
    if not isinstance(value, float) or not value.is_integer():
        return value
    year, part = divmod(int(value), _PERIODS[kind])
    return f"{1960 + year}{kind}{part + 1}"


def _typed(value: object) -> str:
    """Write a value as a person would type it."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)


def _reading(name: str, values: list[str], meta: Any) -> ColumnReading | None:  # noqa: ANN401 - pyreadstat has no types
    """Keep value labels and codes for missing; None where the file gives neither."""
    given = meta.variable_value_labels.get(name, {})
    labels = {_typed(value): str(label) for value, label in given.items()}
    missing = dict.fromkeys(_missing(name, values, meta), "missing")
    if not labels and not missing:
        return None
    ordinary = {code: label for code, label in labels.items() if code not in missing}
    kind = _kind([value for value in values if value and value not in missing], ordinary)
    return ColumnReading(kind, missing=missing, labels=ordinary)


def _kind(values: list[str], labels: Mapping[str, str]) -> Any:  # noqa: ANN401 - a literal of drafts
    if labels and {label.casefold() for label in labels.values()} <= {"yes", "no"}:
        return "yes-no"
    if labels:
        return "text"
    from importers.readings import propose

    return propose(values).reading.kind


def _missing(name: str, values: list[str], meta: Any) -> list[str]:  # noqa: ANN401 - pyreadstat has no types
    """List the codes of a column that its file declares missing."""
    codes = [_typed(value) for value in meta.missing_user_values.get(name, ())]
    for part in meta.missing_ranges.get(name, ()):
        low, high = part["lo"], part["hi"]
        codes += [value for value in dict.fromkeys(values) if _within(value, low, high)]
    return list(dict.fromkeys(codes))


def _within(value: str, low: object, high: object) -> bool:
    if isinstance(low, str) or isinstance(high, str):
        return value != "" and value == low
    try:
        return float(str(low)) <= float(value) <= float(str(high))
    except ValueError:
        return False


def _remarks(meta: Any) -> list[str]:  # noqa: ANN401 - pyreadstat has no types
    named = {
        name: label
        for name, label in meta.column_names_to_labels.items()
        if label and label != name
    }
    said = [f"{name}: {label}" for name, label in named.items()]
    return [f"Labels of columns: {'; '.join(said)}."] if said else []
