"""Read delivery tables: every value as the text that stands there, and how columns are read."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from framework.collecting import collector_resting
from framework.drafts import ColumnDraft, ColumnReading, DeliveryDraft
from framework.errors import RefusedError
from framework.rules.readings import counts_of, describe, in_words
from importers import cases, tables
from importers.day_orders import doubts_about_1904
from importers.delivery_mapping import Mapped, TableMapping
from importers.delivery_sheets import Book, Sheet, read_book
from importers.number_marks import decimal_of
from importers.readings import About, propose
from importers.site_columns import (
    FILE,
    NO_SITE,
    SHEET,
    joined,
    label_of,
    parts_of,
    together,
    with_blanks_filled,
    with_labels_of,
)

TableKind = Literal["sites", "participants", "components", "rows"]

_ABOUT_SITES = frozenset(
    {"arm", "allocation", "list_size", "list_size_band", "imd_quintile", "imd_decile", "region"}
    | {"clinical_system", "recruited_date", "randomised_date", "status", "withdrawn_date"}
    | {"withdrawal_reason", "site_name", "practice_name", "name", "label", "kind", "rurality"}
)
_SITES = (
    *cases.SITE, "practice_code", "practice_no", "practice_number", "practice_name", "gp_practice",
    "surgery", "site_code", "site_no", "site_number", "site_name", "centre_id", "centre",
    "centre_code", "center_id", "center", "clinic_id", "clinic", "hospital", "school", "ods_code",
    "organisation_code",
)  # fmt: skip
_ABOUT_ROWS = frozenset(
    {"component_id", "component", "period", "due_date", "delivered_date", "quantity", "module_id"}
)


def read_deliveries(path: Path, mapping: Mapped | None = None) -> list[DeliveryDraft]:
    """Read every sheet that is not empty; where there are several, their names go with them.

    The mapping may say of each by that name how it is read, else what it says of the file holds.
    """
    known = mapping.tables if mapping else {}
    said = known.get(path.stem, TableMapping())
    with collector_resting():
        book = read_book(path, said.layout)
        sheets = together(book.sheets, _SITES)
        several = len(sheets) > 1
        names = [f"{path.stem} {sheet.name}".strip() if several else path.stem for sheet in sheets]
        return [
            _draft(name, path.name, book.original, sheet, known.get(name, said))
            for name, sheet in zip(names, sheets, strict=True)
        ]


def read_files_as_one(
    paths: Sequence[Path], sites: Collection[str], name: str
) -> DeliveryDraft | None:
    """Read files of the same columns, of which each is one site's, as one table; None for others.

    None of the columns names the site, and the files are called by sites, whose names are `sites`
    in small letters; `name` is the table's where the files' names share no word.
    """
    books = {path: read_book(path) for path in paths}
    shared, parts = parts_of([path.stem for path in paths])
    sheets = [book.sheets[0]._replace(name=part)
              for part, book in zip(parts, books.values(), strict=True)]  # fmt: skip
    if any(len(book.sheets) > 1 for book in books.values()) or not (
        {part.casefold() for part in parts} <= set(sites)
    ):
        return None
    if len({sheet.columns for sheet in sheets}) > 1:
        return None
    said = TableMapping(site=FILE)
    return _draft(shared or name, paths[0].name, _packed(books), joined(sheets, FILE), said)


def _packed(books: Mapping[Path, Book]) -> bytes:
    """Pack files, as they came, into one archive."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for path, book in books.items():
            archive.writestr(ZipInfo(path.name), book.original)
    return made.getvalue()


def _draft(
    name: str, file: str, original: bytes, sheet: Sheet, said: TableMapping
) -> DeliveryDraft:
    sheet = with_labels_of(sheet, _SITES)
    folded = [tables.fold(column) for column in sheet.columns]
    above = said.layout.above
    for wanted in (*said.readings, *said.key, *above, *([said.site] if said.site else [])):
        if tables.fold(wanted) not in folded:
            raise RefusedError(
                f"The mapping names a column {wanted}, and {file} has none; "
                f"its columns are {', '.join(sheet.columns)}. Nothing was loaded."
            )
    at = dict(reversed(list(zip(folded, sheet.columns, strict=True))))
    sheet = with_blanks_filled(sheet, [at[tables.fold(column)] for column in above])
    chosen = {at[tables.fold(column)]: reading for column, reading in said.readings.items()}
    site = at.get(_site(said, at), "")
    readings, remarks = _readings(sheet, {site: ColumnReading(), **chosen})
    remarks += [*_about_sites(sheet, site), *_twice(sheet.rows)]
    return DeliveryDraft(
        name=name,
        original=original,
        columns=tuple(ColumnDraft(column, readings[column].kind) for column in sheet.columns),
        rows=sheet.rows,
        site=site,
        remarks=(*sheet.remarks, *remarks),
        readings={name: reading for name, reading in readings.items()
                  if reading != ColumnReading(reading.kind)},
        settled=frozenset(chosen),
        level=said.level,
        key=tuple(at[tables.fold(column)] for column in said.key),
        apart=sheet.apart,
        layout=said.layout.record(),
    )  # fmt: skip


def _site(said: TableMapping, at: Mapping[str, str]) -> str:
    """Give the folded name of the column that names the site, or the person; "" for none."""
    wanted = (*cases.PARTICIPANT, *_SITES) if said.level == "person" else _SITES
    wanted = (*(tables.fold(label_of(one)) for one in wanted), *wanted, SHEET)
    return tables.fold(said.site) or next((one for one in wanted if one in at), "")


def _readings(
    sheet: Sheet, chosen: Mapping[str, ColumnReading]
) -> tuple[dict[str, ColumnReading], list[str]]:
    """Gather how columns are read, and say of each what is converted."""
    held = list(zip(*sheet.rows, strict=True)) or [()] * len(sheet.columns)
    given = dict(sheet.readings)
    decimal = "" if sheet.typed else decimal_of(map(set, held))
    readings, remarks = {}, []
    for column, values in zip(sheet.columns, held, strict=True):
        counts = counts_of(values)
        reading = chosen.get(column) or given.get(column)
        if reading is None:
            about = About(column, decimal, sheet.typed, not sheet.since_1904)
            reading, questions = propose(counts, about)
            if sheet.since_1904:
                texts = [text.strip() for text in counts if text.strip()]
                questions = (*questions, *doubts_about_1904(texts, column))
            remarks += [f"{column}: {question}" for question in questions]
        readings[column] = reading
        remarks += in_words(column, describe(reading, counts))
    return readings, remarks


def _about_sites(sheet: Sheet, site: str) -> list[str]:
    """Say that no column names the site, or how many rows leave theirs blank."""
    if not site:
        return [NO_SITE]
    at = sheet.columns.index(site)
    blank = sum(not row[at].strip() for row in sheet.rows)
    if not blank:
        return []
    said = f"{blank} of {len(sheet.rows)} rows have no {site}; they are kept, and of no site."
    if blank * 2 > len(sheet.rows) and sheet.rows[0][at].strip():
        said += f" Where a blank means the same as above, a mapping can say so: above: [{site}]."
    return [said]


def _twice(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Say how many rows stand twice, word for word."""
    if len(set(rows)) == len(rows):
        return []
    counts = Counter(rows)
    again, first = len(rows) - len(counts), next(row for row in rows if counts[row] > 1)
    shown = " | ".join(filter(str.strip, first))[:200]
    said = (
        "1 row repeats another in every value, and counts"
        if again == 1
        else (f"{again} rows repeat others in every value, and count")
    )
    return [f"{said} like every row: {shown}."]


def table_kind(header: Sequence[str]) -> TableKind:
    """Tell from its column names what a table of a study's folder holds."""
    names = {tables.fold(name) for name in header}
    if "component_id" in names and names & {"tolerance_days", "tolerance", "strand", "schedule"}:
        return "components"
    if names & _ABOUT_ROWS:
        return "rows"
    if names & set(cases.PARTICIPANT) and names & {"role", "label", "site_ids", "sites", "parents"}:
        return "participants"
    others = names - _ABOUT_SITES - set(cases.SITE)
    if names & set(cases.SITE) and len(names & _ABOUT_SITES) > len(others):
        return "sites"
    return "rows"
