"""Read every sheet of a workbook, whatever program wrote it."""

import datetime
import io
from collections.abc import Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import NamedTuple

from framework.errors import RefusedError
from importers import apart, archive, areas, unreadable

Span = tuple[int, int, int, int]


class Line(NamedTuple):
    """Hold one row: its line in the file (its row, in a workbook) and its values as typed.

    `loose` are the columns whose value a workbook holds as a date or as a number with decimals, so
    that what was typed may have been another text.
    """

    number: int
    values: tuple[str, ...]
    loose: tuple[int, ...] = ()


class Sheet(NamedTuple):
    """Hold a sheet of a workbook; `spans` are merged cells: first row, left, last row, right.

    Rows count from 1, columns from 0.
    """

    name: str
    lines: list[Line]
    spans: tuple[Span, ...]

    @property
    def merged(self) -> tuple[int, ...]:
        """List the rows that go on in the first column."""
        tall = (span for span in self.spans if span[1] == 0)
        return tuple(row for top, _, bottom, _ in tall for row in range(top + 1, bottom + 1))


class _Guard(AbstractContextManager["_Guard"]):
    """Turn what calamine cannot read into a refusal, its own panics included.

    A panic of Rust derives from BaseException and has no importable class.
    """

    def __init__(self, file: str) -> None:
        self._file = file

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        from python_calamine import CalamineError, PasswordError

        if kind is None:
            return
        if issubclass(kind, PasswordError):
            raise archive.locked(self._file) from None
        if issubclass(kind, CalamineError) or kind.__name__ == "PanicException":
            raise RefusedError(
                f"{self._file} cannot be read as a workbook; nothing was loaded. "
                "Save it as .xlsx or .csv and load that."
            ) from error


def sheets(data: bytes, file: str) -> list[Sheet]:
    """Read every sheet of a workbook, with its blank rows; refuse what is none."""
    if unreadable.is_locked(data):
        raise archive.locked(file)
    areas.hold(data, file)
    return _read(data, file) if data.startswith(archive.ZIP) else apart.run(_read, file, data, file)


def _read(data: bytes, file: str) -> list[Sheet]:
    from python_calamine import CalamineWorkbook

    with _Guard(file):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [book.get_sheet_by_name(name) for name in book.sheet_names]
        rows = [sheet.to_python(skip_empty_area=False) for sheet in found]
        spans = [sheet.merged_cell_ranges or () for sheet in found]
    return [
        Sheet(
            sheet.name,
            [Line(n, tuple(map(_typed, row)), _loose(row)) for n, row in enumerate(lines, 1)],
            tuple((top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merged),
        )
        for sheet, lines, merged in zip(found, rows, spans, strict=True)
    ]


def _loose(row: Sequence[object]) -> tuple[int, ...]:
    """List the columns of a workbook's row that hold a date or a number with decimals."""
    return tuple(
        at for at, value in enumerate(row)
        if isinstance(value, datetime.date)
        or (isinstance(value, float) and not value.is_integer())
    )  # fmt: skip


def _typed(value: object) -> str:
    """Write a workbook's value as a person would type it; dates as ISO dates."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)
