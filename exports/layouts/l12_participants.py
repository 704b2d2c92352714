"""Build L12, the participants: counted by role, or a row each."""

import re
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.rows import Cases, banded, cases_asked, plural, read_cases
from exports.options import Options
from exports.report import Column, Report, Rows, Span, Table, TableCell, TableRow, text_width
from framework.errors import RefusedError
from framework.queries.cases import CaseRow
from framework.queries.studies import about
from framework.study import Session

_MODES = ("mode", "interview_mode")
_MINUTES = ("minutes", "duration_min", "length_min", "duration")
_NOT_SAID = "not said"
_HEADER = ("id", "role", "sites", "mode", "minutes")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class Person(NamedTuple):
    """Describe a participant; `minutes` is None where it is not said or no number."""

    name: str
    role: str
    sites: tuple[str, ...]
    bands: tuple[str, ...]
    mode: str
    minutes: float | None


def build(session: Session, options: Options) -> Report:
    """Build the table; without a choice it counts by role, so that it points at nobody."""
    cases = read_cases(session, options)
    rows = [row for row in cases_asked(cases, options) if row.kind != "site"]
    if not rows:
        raise RefusedError("The study has no participants yet; nothing was written.")
    known = about(session)
    people = [_person(row, cases) for row in rows]
    made = _by_role(people, cases.noun) if options.grouped else _each(people)
    columns, lines = _used(made, options)
    table = Table(
        sheet="Participants",
        number=1,
        part="",
        caption=f"Participants (n = {len(people)}, {_sites(people, cases.noun)})",
        columns=columns,
        rows=lines,
        notes=(
            *_explained(people, options),
            *notes.abbreviations(lines, cases.abbreviations),
            *notes.closing(synthetic=known.synthetic),
        ),
        total=options.grouped,
    )
    header, data = _data(people, options)
    return Report(
        title="Participants",
        study=known.title,
        synthetic=known.synthetic,
        day=options.today,
        data=Rows("Participants", header, data),
        blocks=(table,),
        orientation="portrait",
        paper=options.paper,
        mode=options.mode,
    )


def _person(row: CaseRow, cases: Cases) -> Person:
    """Describe a participant by its attributes, whatever of the usual names they have."""
    mode = next(filter(None, map(row.attribute, _MODES)), "")
    minutes = next(filter(None, map(row.attribute, _MINUTES)), "")
    number = _NUMBER.fullmatch(minutes.strip())
    above = [cases.by_name[name] for name in row.parents if name in cases.by_name]
    return Person(
        row.name, row.attribute("role") or row.label or _NOT_SAID, row.parents,
        tuple(band for site in above for band in banded(site)), mode or _NOT_SAID,
        float(number.group().replace(",", ".")) if number else None,
    )  # fmt: skip


def _by_role(people: Sequence[Person], noun: str) -> list[dict[str, str]]:
    """Count the participants of each role, and all."""
    roles: dict[str, list[Person]] = {}
    for person in people:
        roles.setdefault(person.role, []).append(person)
    groups = [*roles.items(), ("All", list(people))]
    return [
        {
            "Role": role,
            "n": str(len(group)),
            f"{noun.capitalize()}s": str(len({site for one in group for site in one.sites})),
            "Mode": _counted(group, lambda person: person.mode),
            "Minutes, median (range)": _spread(group),
        }
        for role, group in groups
    ]


def _each(people: Sequence[Person]) -> list[dict[str, str]]:
    """Describe every participant: with the bands of their site where it has some, else its name."""
    return [
        {
            "ID": person.name,
            "Role": person.role,
            "Practice or band": "; ".join(person.bands or person.sites),
            "Mode": person.mode,
            "Minutes": "" if person.minutes is None else f"{person.minutes:g}",
        }
        for person in people
    ]


def _counted(group: Sequence[Person], value: Callable[[Person], str]) -> str:
    """Count values: telephone 3; in person 2."""
    found: dict[str, int] = {}
    for person in group:
        found[value(person)] = found.get(value(person), 0) + 1
    return "; ".join(f"{text} {many}" for text, many in found.items())


def _spread(group: Sequence[Person]) -> str:
    """Give median and range of the minutes that are said."""
    said = [person.minutes for person in group if person.minutes is not None]
    if not said:
        return ""
    return f"{median(said):g} ({min(said):g}–{max(said):g})" if len(said) > 1 else f"{said[0]:g}"


def _used(
    made: Sequence[dict[str, str]], options: Options
) -> tuple[tuple[Column, ...], tuple[TableRow, ...]]:
    """Leave out columns of which nothing is known, and share the width out among the others."""
    weights = {"n": 1.2, "ID": 2.0, "Mode": 4.4, "Role": 4.0, "Minutes": 1.8}
    heads = [
        head for head in made[0]
        if any(row[head] and not row[head].startswith(_NOT_SAID) for row in made)
    ]  # fmt: skip
    room = text_width(options.paper, "portrait") / sum(weights.get(head, 3.2) for head in heads)
    columns = tuple(Column(head, weights.get(head, 3.2) * room) for head in heads)
    return columns, tuple(tuple(_cell(row[head], head) for head in heads) for row in made)


def _cell(text: str, head: str) -> TableCell:
    """Put a text into a cell; in a column of counts it is a number."""
    if not text:
        return TableCell()
    value = float(text) if head in {"n", "Minutes"} else None
    return TableCell(((Span("text", text),),), value=value)


def _sites(people: Sequence[Person], noun: str) -> str:
    """Count the sites that the participants belong to."""
    return plural(len({site for person in people for site in person.sites}), noun)


def _explained(people: Sequence[Person], options: Options) -> Iterator[str]:
    """Say what the table leaves open."""
    if options.grouped:
        yield "Grouped by role, so that no row describes one person more closely than it must."
    silent = sum(person.minutes is None for person in people)
    if silent and silent < len(people):
        yield f"Minutes not said or not a number for {plural(silent, 'participant')}."


def _data(
    people: Sequence[Person], options: Options
) -> tuple[tuple[str, ...], tuple[tuple[str | float | None, ...], ...]]:
    """Give the same as plain rows; grouped, they name no one either."""
    if options.grouped:
        made = _by_role(people, "site")
        return tuple(made[0]), tuple(tuple(row.values()) for row in made)
    return _HEADER, tuple(
        (one.name, one.role, "; ".join(one.sites), one.mode, one.minutes) for one in people
    )
