"""Read tables from csv, tsv and Excel files, every value as the text that stands there."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from framework.errors import RefusedError
from framework.rules.counts import whole
from importers import archive, encoding, separated_texts, unreadable, workbooks
from importers.workbooks import Line

_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 10_000_000


@dataclass(frozen=True)
class Table:
    """Hold a table: `typed` are the column names as they stand, `header` the same folded."""

    file: str
    original: bytes
    typed: tuple[str, ...]
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()

    def column(self, *names: str) -> str:
        """Return which of these column names the table has, the first given first; "" for none."""
        return next((name for name in names if name in self.header), "")

    def records(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Give each row's number with its values by folded column name, blanks round them off."""
        for line in self.lines:
            stripped = (value.strip() for value in line.values)
            yield line.number, dict(zip(self.header, stripped, strict=True))

    def require(self, what: str, *names: str) -> str:
        """Return which of these columns the table has, or refuse the file."""
        found = self.column(*names)
        if not found:
            raise RefusedError(
                f"{self.file} has no column {' or '.join(names)}, and so gives no {what}; "
                f"its columns are {' '.join(', '.join(self.typed).split())}. Nothing was loaded."
            )
        return found

    def refuse(self, number: int, wrong: str) -> RefusedError:
        """Say what is wrong in one row, on one line whatever stands there."""
        said = " ".join(wrong.split())
        return RefusedError(f"{self.file}, row {number}: {said} Nothing was loaded.")


def read(path: Path) -> Table:
    """Read the first row as the header and the rest as rows; rows without any value are no rows.

    Of a workbook the first sheet with anything in it is read, and a remark names the others.
    """
    data = unreadable.content(path)
    lines, remarks = rows(data, path.name)
    return headed(path.name, data, lines, remarks)


def rows(data: bytes, file: str) -> tuple[list[Line], tuple[str, ...]]:
    """Read all rows with any value, the header among them; remarks say what was repaired."""
    if data.startswith((archive.ZIP, b"\xd0\xcf\x11\xe0")):
        found, remarks = _workbook(data, file)
    else:
        found, remarks = _separated(data, file)
    lines = [line for line in found if any(value.strip() for value in line.values)]
    if not lines:
        raise RefusedError(f"{file} holds no rows; nothing was loaded.")
    return lines, remarks


def headed(file: str, data: bytes, lines: list[Line], remarks: tuple[str, ...]) -> Table:
    """Make a table of rows whose first is the header."""
    typed = [name.strip() for name in lines[0].values]
    while typed and not typed[-1]:
        typed.pop()
    typed = [name or f"column {number}" for number, name in enumerate(typed, 1)]
    header = [fold(name) for name in typed]
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice:
        raise RefusedError(f"{file} has two columns named {twice}; nothing was loaded.")
    fitted = tuple(_fitted(line, len(typed), file) for line in lines[1:])
    return Table(file, data, tuple(typed), tuple(header), fitted, remarks)


def fold(name: str) -> str:
    """Fold a column name so that `Site ID` and `site_id` meet."""
    if name.isalnum():
        return name.casefold()
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _fitted(line: Line, width: int, file: str) -> Line:
    extra = [value for value in line.values[width:] if value.strip()]
    if extra:
        shown = " ".join(extra[0][:60].split())
        raise RefusedError(
            f"{file}, row {line.number}: “{shown}” stands beyond the last column; "
            "put text that holds the separator in quotation marks. Nothing was loaded."
        )
    values = line.values[:width]
    return Line(line.number, values + ("",) * (width - len(values)), line.loose)


def _separated(data: bytes, file: str) -> tuple[list[Line], tuple[str, ...]]:
    separated_texts.refuse_no_table(data, file)
    decoded = encoding.decode(data, file)
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(
        io.StringIO(decoded.text, newline=""), delimiter=_delimiter(decoded.text), strict=True
    )
    lines, number = [], 1
    try:
        for values in reader:
            lines.append(Line(number, tuple(values)))
            number = reader.line_num + 1
    except csv.Error as error:
        raise RefusedError(
            f"{file}, row {number}: the quotation marks do not match ({error}). Nothing was "
            "loaded. Put right that row, or save the table as .xlsx."
        ) from error
    return lines, decoded.remarks


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    unquoted = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count)


def _workbook(data: bytes, file: str) -> tuple[list[Line], tuple[str, ...]]:
    """Read the first sheet with anything in it; a remark names the others."""
    filled = [
        sheet
        for sheet in workbooks.sheets(data, file)
        if any(any(line.values) for line in sheet.lines)
    ]
    if not filled:
        return [], ()
    others = ", ".join(sheet.name for sheet in filled[1:])
    remarks = (f"Only the sheet {filled[0].name} was read, not {others}.",) if others else ()
    return filled[0].lines, remarks


def paragraphs(typed: str) -> tuple[int, int] | None:
    """Read `41`, `43-44`, `43–44` or `¶43–44` as a first and last ¶; None when it is neither."""
    plain = typed.replace("¶", "").replace("–", "-").replace("—", "-")
    ends = [part.strip() for part in plain.split("-")]
    if len(ends) > 2:
        return None
    first, last = whole(ends[0]), whole(ends[-1])
    return (first, last) if first and last and first <= last else None


def listed(typed: str, separator: str = ";") -> tuple[str, ...]:
    """Split a value that lists several."""
    return tuple(part for piece in typed.split(separator) if (part := piece.strip()))
