"""Find in an export, before it is written, what could identify a person or a site."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from exports import LAYOUTS, Layout
from exports.finishing import finished
from exports.holding import texts_in
from exports.options import Options
from exports.pseudonyms import pseudonyms
from exports.report import Evidence, Report, Table, plain
from framework.errors import RefusedError
from framework.queries.cases import list_cases
from framework.queries.disclosure import (
    Finding,
    alone,
    attribute_findings,
    role_finding,
    singled,
)
from framework.rules.pseudonyms import NameEntry, Names
from framework.study import Session

# Of a template these stay as they are; who made it, and when, is not written.
_PROPERTIES = ("Company", "Manager", "dc:subject", "cp:keywords", "cp:category")
_LONG = 4
_FEW = 120  # signs of a cell that describes a case, and does not sum up what it said


class Unit(NamedTuple):
    """Hold what stands together in a report, such as a row, and where that is.

    `about` is what it says in few words, such as whom a row is about.
    """

    where: str
    text: str
    about: str = ""


def findings(
    session: Session, layout: str, options: Options, known: Sequence[NameEntry] = ()
) -> list[Finding]:
    """List what could identify somebody in a layout as it would be written.

    `known` are the names of a key file. What pseudonyms already hide is not found.
    """
    wanted = next((one for one in LAYOUTS if one.key.casefold() == layout.casefold()), None)
    if wanted is None:
        keys = ", ".join(one.key for one in LAYOUTS)
        raise RefusedError(f"There is no layout “{layout}”. Choose one of {keys}.")
    return findings_in(session, _built(wanted, session, options), options, known)


def findings_in(
    session: Session, report: Report, options: Options, known: Sequence[NameEntry] = ()
) -> list[Finding]:
    """List what could identify somebody in a report that is finished."""
    units = list(units_of(report))
    return [
        *_names(units, known),
        *_roles(session, units, options),
        *_attributes(session, units, options),
        *_properties(options.style),
    ]


def units_of(report: Report) -> Iterator[Unit]:
    """Go through a report by what stands together."""
    for block in report.blocks:
        if isinstance(block, Table):
            yield from (Unit(block.sheet, text) for text in (block.caption, *block.notes))
            for row in block.rows:
                yield _row(block.sheet, [plain(cell) for cell in row])
        elif isinstance(block, Evidence):
            for entry in block.entries:
                said = "\n".join(texts_in(entry, {"place", "kind", "target"}))
                yield Unit("Evidence", said, "\n".join((*entry.about, *entry.source)))
        else:
            yield Unit("Headings", "\n".join(texts_in(block)))
    if not report.blocks:
        for values in report.data.rows:
            yield _row(report.data.sheet, [str(value) for value in values if value])


def _row(where: str, cells: Sequence[str]) -> Unit:
    """Hold a row of a table."""
    few = [cell for at, cell in enumerate(cells) if not at or len(cell) <= _FEW]
    return Unit(where, "\n".join(cells), "\n".join(few))


def _built(layout: Layout, session: Session, options: Options) -> Report:
    """Build a report as it would be written."""
    return finished(layout.make(session, options), session, options)


def _names(units: Sequence[Unit], known: Sequence[NameEntry]) -> list[Finding]:
    """Find the names of the key file."""
    names = Names(known)
    counts: Counter[NameEntry] = Counter()
    where: dict[NameEntry, dict[str, None]] = {}
    for unit in units if known else ():
        for one in names.found(unit.text):
            counts[one.entry] += 1
            where.setdefault(one.entry, {})[unit.where] = None
    return [
        Finding("name", entry.original, ", ".join(where[entry]), count, entry.original,
                entry.guid, entry.replacement)
        for entry, count in counts.items()
    ]  # fmt: skip


def _roles(session: Session, units: Sequence[Unit], options: Options) -> Iterator[Finding]:
    """Find where a role stands beside the site in which one person alone has it."""
    shown = _shown_names(session, options)
    for one in alone(session):
        role, site = _whole(one.role), _whole(shown.get(one.site, one.site))
        here = [unit for unit in units if site.search(unit.about) and role.search(unit.about)]
        if here:
            named = one._replace(
                case=shown.get(one.case, one.case), site=shown.get(one.site, one.site)
            )
            places = ", ".join(dict.fromkeys(unit.where for unit in here))
            yield role_finding(named, places, len(here))


def _attributes(session: Session, units: Sequence[Unit], options: Options) -> list[Finding]:
    """Find values of attributes that one site alone has."""
    body = "\n".join(unit.text for unit in units)
    shown = _shown_names(session, options)
    return attribute_findings(
        [
            one._replace(site=shown.get(one.site, one.site))
            for one in singled(session)
            if (len(one.value) >= _LONG or one.attribute in options.columns)
            and _whole(one.value).search(body)
        ],
        "beside the cases",
    )


def _properties(style: Path | None) -> Iterator[Finding]:
    """Find whom the document that lends its styles names in its properties."""
    if style is None or not style.exists():
        return
    try:
        with ZipFile(style) as archive:
            parts = [name for name in archive.namelist() if name.startswith("docProps/")]
            held = "".join(archive.read(name).decode("utf-8", "replace") for name in parts)
    except BadZipFile:
        return  # what is no Word document is refused when the export is written
    for name in _PROPERTIES:
        said = re.search(rf"<{name}[^>]*>([^<]+)</{name}>", held)
        if said:
            yield Finding("property", f"{name.rpartition(':')[2]}: {said[1]}", style.name, 1)


def _shown_names(session: Session, options: Options) -> dict[str, str]:
    """Map the names of cases to those under which they are written."""
    if not options.pseudonyms:
        return {}
    return dict(pseudonyms(list_cases(session), options.pseudonyms))


def _whole(words: str) -> "re.Pattern[str]":
    """Find words as whole words, whatever their case."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
