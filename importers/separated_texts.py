"""Read separated text as a table: its encoding, its separator, its rows."""

import csv
import io
import re
from collections.abc import Callable, Sequence

from framework.errors import RefusedError
from importers import encoding, unreadable
from importers.spreadsheets import Cells

MOST_CELLS = 4_000_000
_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 10_000_000
_MOST_KNOWN, _FEWEST = 200_000, 2
_ALIGNED = re.compile(r"\S {2,}\S")
_NO_TABLES = (
    ((b"<!doctype html", b"<html", b"<table", b"mime-version:"), "a web page"),
    ((b"<?xml",), "XML"),
    ((b'{"', b"[{", b"{\n", b"{\r\n", b"[\n", b"[\r\n"), "JSON"),
)
_GUISE = re.compile(r'="([^"]*)"')


def cells_of(data: bytes, file: str, delimiter: str = "", known: str = "") -> Cells:
    """Read separated text, where nothing is said with the separator under which rows agree most.

    `known` is its encoding, "" where it is to be told from the bytes.
    """
    text, remarks = _decoded_as(data, file, known) if known else _decoded(data, file)
    rows = _rows_of(text, delimiter or _delimiter(text), file)
    if bared := _lines_in_quotation_marks(rows):
        rows = _rows_of(bared, delimiter or _delimiter(bared), file)
        remarks = (*remarks, "Each line stood in quotation marks as a whole; they were taken off.")
    return _of_text(rows, text, file, remarks)


def too_large(file: str, what: str, most: str) -> RefusedError:
    """Say that a table is larger than what is read."""
    return RefusedError(
        f"{file} {what}, and tables of up to {most} are read; nothing was loaded. Split it, by "
        "year or by site, and load the parts."
    )


def _decoded(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    refuse_no_table(data, file)
    unreadable.refuse_known(data, file)
    try:
        return encoding.decode(data, file)
    except RefusedError as error:
        raise RefusedError(
            f"{file} is no table that can be read; nothing was loaded. Save it as .csv or .xlsx "
            "and load that."
        ) from error


def _rows_of(text: str, delimiter: str, file: str) -> list[tuple[str, ...]]:
    csv.field_size_limit(_LONGEST_FIELD)
    # not as io.StringIO, which takes four bytes for each character
    lines = io.TextIOWrapper(
        io.BytesIO(text.encode(errors="surrogatepass")), "utf-8", "surrogatepass", newline=""
    )
    read = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[tuple[str, ...]] = []
    cells, once = 0, dict[str, str]()  # most texts stand in a table many times
    try:
        for values in read:
            cells += len(values)
            if cells > MOST_CELLS:
                raise too_large(file, "has too many values", f"{MOST_CELLS:,} values")
            rows.append(tuple(map(once.setdefault, values, values)))
            if len(once) > _MOST_KNOWN:
                once.clear()
    except csv.Error as error:
        raise RefusedError(
            f"{file}, row {len(rows) + 1}: the quotation marks do not match ({error}). "
            "Nothing was loaded."
        ) from error
    return rows


def _lines_in_quotation_marks(rows: Sequence[Sequence[str]]) -> str:
    """Give the lines of a table each of which was taken for one text; “” for any other table."""
    lines = [row[0] for row in rows if row]
    if len(lines) < _FEWEST or any(len(row) > 1 for row in rows) or "\n" in "".join(lines):
        return ""
    agreeing, separators = max(map(_agreement(lines), _DELIMITERS))
    return "\n".join(lines) if agreeing == 1 and separators else ""


def refuse_no_table(data: bytes, file: str) -> None:
    """Refuse what is text and of another kind: a web page, XML, JSON."""
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    what = next((what for signs, what in _NO_TABLES if start.startswith(signs)), "")
    if what:
        raise RefusedError(
            f"{file} is {what}, as some systems give tables out; nothing was loaded. Open it in a "
            "spreadsheet and save it as .xlsx or .csv."
        )


def _of_text(rows: list[tuple[str, ...]], text: str, file: str, remarks: tuple[str, ...]) -> Cells:
    """Take the guise of a formula off texts; refuse columns parted by blanks alone."""
    if (
        all(len(row) <= 1 for row in rows)
        and sum(bool(_ALIGNED.search(row[0])) for row in rows if row) > 1
    ):
        raise RefusedError(
            f"{file} seems to have columns that blanks part, and no comma, semicolon, tab or |; "
            "nothing was loaded. Open it in a spreadsheet and save it as .csv or .xlsx."
        )
    if '="' not in text:
        return Cells("", rows, (), remarks)
    plain = [
        tuple(found[1] if (found := _GUISE.fullmatch(value)) else value for value in row)
        for row in rows
    ]
    size = sum(
        one != other
        for row, kept in zip(rows, plain, strict=True)
        for one, other in zip(row, kept, strict=True)
    )
    said = f'{size} values written as formulas, such as ="007", are read as the text in them.'
    return Cells("", plain, (), (*remarks, said) if size else remarks)


def _decoded_as(data: bytes, file: str, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(name).removeprefix("\ufeff"), ()
    except (UnicodeDecodeError, LookupError):
        raise RefusedError(
            f"{file} cannot be read as {name}; nothing was loaded. Choose another encoding, or "
            "open it in a spreadsheet and save it as .xlsx."
        ) from None


def _delimiter(text: str) -> str:
    """Find the separator: the one under which most of the first rows have one width."""
    lines = [line for line in text[:200_000].splitlines()[:200] if line.strip()]
    first = lines[0] if lines else ""
    if first.casefold().startswith("sep=") and len(first) == 5:
        return first[4]
    return max(_DELIMITERS, key=_agreement(lines))


def _agreement(lines: Sequence[str]) -> Callable[[str], tuple[float, int]]:
    unquoted = ["".join(line.split('"')[::2]) for line in lines]

    def of(delimiter: str) -> tuple[float, int]:
        counts = [line.count(delimiter) for line in unquoted]
        commonest = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
        agreeing = counts.count(commonest) / len(counts) if commonest else 0.0
        return agreeing, commonest

    return of
