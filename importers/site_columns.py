"""Find the column that names the site, or make it of the names of files, sheets or labels."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain
from os.path import commonprefix
from typing import Any

from framework.drafts import ColumnDraft, DeliveryDraft
from importers.delivery_sheets import Sheet
from importers.tables import fold

FILE, SHEET = "file", "sheet"
NO_SITE = "No column names the site, so that no row belongs to one until you say which does."
_COPY = re.compile(r" \(\d+\)$|^(?:copy of|kopie von|copie de) ", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-?\d+)?|[\W_]+")
_FEWEST, _SHOWN = 2, 8


def together(sheets: Sequence[Sheet], naming: Collection[str]) -> tuple[Sheet, ...]:
    """Join the sheets that have the columns of the first, none of which is `naming` a site.

    Hidden sheets, further tables of a sheet and copies of one another stay apart.
    """
    first = sheets[0]
    folded = {fold(column) for column in first.columns}
    alike = [
        one for one in sheets
        if one.whole and one.columns == first.columns and not _COPY.search(one.name)
    ]  # fmt: skip
    if len(alike) < _FEWEST or folded & {SHEET, *naming}:
        return tuple(sheets)
    rest = [one for one in sheets if one not in alike]
    return (joined(alike, SHEET), *rest)


def joined(sheets: Sequence[Sheet], column: str) -> Sheet:
    """Make one table of sheets, or of files, with a column of that name for their names."""
    shown = ", ".join(one.name for one in sheets[:_SHOWN]) + " …" * (len(sheets) > _SHOWN)
    said = (
        f"The {column}s {shown} have the same columns and none that names the site; they are read "
        f"as one table, in which the column “{column}” has their names."
    )
    told = [f"{one.name}: {remark}" for one in sheets for remark in one.remarks]
    return sheets[0]._replace(
        name="",
        columns=(column, *sheets[0].columns),
        rows=_named(sheets, [one.rows for one in sheets]),
        apart=_named(sheets, [one.apart for one in sheets]),
        remarks=(said, *told),
    )


def _named(sheets: Sequence[Sheet], rows: Sequence[Any]) -> tuple[tuple[str, ...], ...]:
    """Put the name of its sheet before each row."""
    return tuple(chain.from_iterable(
        ((sheet.name, *row) for row in held) for sheet, held in zip(sheets, rows, strict=True)
    ))  # fmt: skip


def label_of(column: str) -> str:
    """Name the column that has the labels of a column of codes."""
    return f"{column} label"


def with_labels_of(sheet: Sheet, naming: Collection[str]) -> Sheet:
    """Add a column of labels, where the one that is `naming` the site has codes with labels."""
    labelled = {column for column, reading in sheet.readings if reading.labels}
    column = next((one for one in sheet.columns if one in labelled and fold(one) in naming), "")
    if not column or label_of(column) in sheet.columns:
        return sheet
    at, labels = sheet.columns.index(column), dict(sheet.readings)[column].labels
    said = f"“{column}” holds codes; the column “{label_of(column)}” has their labels."
    return sheet._replace(
        columns=(*sheet.columns, label_of(column)),
        rows=tuple((*row, labels.get(row[at], row[at])) for row in sheet.rows),
        remarks=(*sheet.remarks, said),
    )


def with_blanks_filled(sheet: Sheet, columns: Collection[str]) -> Sheet:
    """Put what stands above where these columns are blank, as grouped reports mean it."""
    if not columns:
        return sheet
    rows, said = [list(row) for row in sheet.rows], []
    for column in columns:
        at, filled, last = sheet.columns.index(column), 0, ""
        for row in rows:
            if not row[at].strip() and last:
                row[at], filled = last, filled + 1
            last = row[at]
        said.append(f"{column}: {filled} blank cells mean the same as above; read as that.")
    return sheet._replace(rows=tuple(map(tuple, rows)), remarks=(*sheet.remarks, *said))


def with_site_found(draft: DeliveryDraft, sites: Collection[str]) -> DeliveryDraft:
    """Name the one column that holds sites of the study, where the column by name holds none.

    `sites` are their names in small letters; at least half of a column's rows must be of them.
    Bare numbers tell nothing: counts would pass for sites.
    """
    telling = {site for site in sites if not site.isdecimal()}
    names = [one.name for one in draft.columns]
    if not telling or draft.level == "person":
        return draft
    at = names.index(draft.site) if draft.site else -1
    if at >= 0 and any(_folded(row[at]) in sites for row in draft.rows):
        return draft
    held = zip(names, zip(*draft.rows, strict=True), strict=False)
    likely = [
        name for name, values in held
        if sum(_folded(text) in telling for text in values) * 2 >= len(values)
    ]  # fmt: skip
    if len(likely) != 1:
        return draft
    site = likely[0]
    said = f"“{site}” holds names of sites of this study, so that its rows belong to them."
    columns = tuple(ColumnDraft(site, "text") if one.name == site else one for one in draft.columns)
    remarks = tuple(one for one in draft.remarks if one != NO_SITE)
    readings = {name: one for name, one in draft.readings.items() if name != site}
    return replace(draft, site=site, columns=columns, remarks=(said, *remarks), readings=readings)


def parts_of(stems: Sequence[str]) -> tuple[str, list[str]]:
    """Part names of files into the words that all share and what tells them apart."""
    split = [_WORD.findall(stem) for stem in stems]
    begun = len(commonprefix(split))
    ended = min(len(commonprefix([words[:begun - 1 if begun else None:-1] for words in split])),
                min(map(len, split)) - begun)  # fmt: skip
    parts = ["".join(words[begun : len(words) - ended]) for words in split]
    shared = "".join(split[0][:begun]) + "".join(split[0][len(split[0]) - ended :])
    return shared.strip("_- ."), [part.strip("_- .") for part in parts]


def _folded(text: str) -> str:
    return text.strip().casefold()
