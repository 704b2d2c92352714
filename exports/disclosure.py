"""Find in an export, before it is written, what could identify a person or a site."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from exports import LAYOUTS, Layout
from exports.finishing import finished
from exports.holding import texts_in
from exports.options import Options
from exports.pseudonyms import pseudonyms
from exports.report import Evidence, Report, Table, plain
from framework.errors import RefusedError
from framework.queries.cases import list_cases
from framework.queries.disclosure import (
    Alone,
    Finding,
    Singled,
    alone,
    attribute_findings,
    role_finding,
    singled,
)
from framework.rules.pseudonyms import NameEntry, Names
from framework.study import Session

# Of a template these stay as they are; who made it, and when, is not written.
_LONG = 4
_AT_ONCE = 500
_FEW = 120  # signs of a cell that describes a case, and does not sum up what it said


class Unit(NamedTuple):
    """Hold what stands together in a report, such as a row, and where that is.

    `about` is what it says in few words, such as whom a row is about.
    """

    where: str
    text: str
    about: str = ""


@dataclass
class _Role:
    """Hold a role that one person alone has at a site, and where both stand side by side."""

    alone: Alone
    role: "re.Pattern[str]"
    site: "re.Pattern[str]"
    places: list[str] = field(default_factory=list)

    def stands_in(self, about: str) -> bool:
        """Tell whether the role stands beside the site."""
        return bool(self.site.search(about) and self.role.search(about))


@dataclass
class _Value:
    """Hold a value that one site alone has, and whether it was found."""

    singled: Singled
    words: "re.Pattern[str]"
    found: bool = False


def findings(
    session: Session, layout: str, options: Options, known: Sequence[NameEntry] = ()
) -> list[Finding]:
    """List what could identify somebody in a layout as it would be written.

    `known` are the names of a key file. What pseudonyms already hide is not found.
    """
    wanted = next((one for one in LAYOUTS if one.key.casefold() == layout.casefold()), None)
    if wanted is None:
        keys = ", ".join(one.key for one in LAYOUTS)
        raise RefusedError(
            f"There is no layout “{layout}”; nothing was written. Choose one of {keys}."
        )
    return findings_in(session, _built(wanted, session, options), options, known)


def findings_in(
    session: Session, report: Report, options: Options, known: Sequence[NameEntry] = ()
) -> list[Finding]:
    """List what could identify somebody in a report that is finished."""
    roles, values, hidden = _roles(session, options), _values(session, options), Names(known)
    names: Counter[NameEntry] = Counter()
    where: dict[NameEntry, dict[str, None]] = {}
    # A report is as long as a book: what stands together is looked through, and let go.
    units = units_of(report)
    while some := list(islice(units, _AT_ONCE)):
        _look_for_names(some if known else (), hidden, names, where)
        body = "\n".join(unit.text for unit in some)
        for value in values:
            value.found = value.found or value.words.search(body) is not None
        for role in roles:
            role.places += [unit.where for unit in some if role.stands_in(unit.about)]
    return [
        *(Finding("name", entry.original, ", ".join(where[entry]), count, entry.original,
                  entry.guid, entry.replacement) for entry, count in names.items()),
        *(role_finding(role.alone, ", ".join(dict.fromkeys(role.places)), len(role.places))
          for role in roles if role.places),
        *attribute_findings([one.singled for one in values if one.found], "beside the cases"),
    ]  # fmt: skip


def units_of(report: Report) -> Iterator[Unit]:
    """Go through a report by what stands together."""
    for block in report.blocks:
        if isinstance(block, Table):
            yield from (Unit(block.sheet, text) for text in (block.caption, *block.notes))
            for row in block.rows:
                yield _row(block.sheet, [plain(cell) for cell in row])
                yield from (Unit(block.sheet, memo.text) for cell in row for memo in cell.memos)
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


def _look_for_names(
    units: Sequence[Unit], names: Names, counts: Counter[NameEntry],
    where: dict[NameEntry, dict[str, None]],
) -> None:  # fmt: skip
    """Count the names of the key file, and note where they stand."""
    for unit in units:
        for one in names.found(unit.text):
            counts[one.entry] += 1
            where.setdefault(one.entry, {})[unit.where] = None


def _roles(session: Session, options: Options) -> list[_Role]:
    """List the roles that one person alone has at a site, under the names that are written."""
    shown = _shown_names(session, options)
    return [
        _Role(
            one._replace(case=shown.get(one.case, one.case), site=shown.get(one.site, one.site)),
            _whole(one.role), _whole(shown.get(one.site, one.site)),
        )
        for one in alone(session)
    ]  # fmt: skip


def _values(session: Session, options: Options) -> list[_Value]:
    """List the values of attributes that one site alone has."""
    shown = _shown_names(session, options)
    return [
        _Value(one._replace(site=shown.get(one.site, one.site)), _whole(one.value))
        for one in singled(session)
        if len(one.value) >= _LONG or one.attribute in options.columns
    ]


def _shown_names(session: Session, options: Options) -> dict[str, str]:
    """Map the names of cases to those under which they are written."""
    if not options.pseudonyms:
        return {}
    return dict(pseudonyms(list_cases(session), options.pseudonyms))


def _whole(words: str) -> "re.Pattern[str]":
    """Find words as whole words, whatever their case."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
