"""Show a chart as it is arranged: which cases, in which order and groups, under which themes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from exports.layouts.rows import Cases, cases_asked
from exports.options import Options
from exports.report import Span, TableCell, TableRow
from framework.errors import RefusedError
from framework.queries.cases import CaseRow
from framework.queries.themes import ThemeRow
from framework.rules.counts import in_groups

_MOST_NAMED = 12


class Group(NamedTuple):
    """Hold the cases that share the value of an attribute, "" for those without it."""

    value: str
    rows: Sequence[CaseRow]


class Line(NamedTuple):
    """Hold a row of a table: the head of a group, or a case; `again` where it stood before."""

    head: TableCell | None
    case: CaseRow | None
    again: bool = False


def rows_shown(rows: Sequence[CaseRow], cases: Cases, options: Options) -> list[CaseRow]:
    """Keep the rows that are asked for, in the order that is asked for; the rest come last."""
    wanted = {row.id for row in cases_asked(cases, options)} if options.cases else set()
    kept = [row for row in rows if row.id in wanted] if options.cases else list(rows)
    if rows and not kept:
        raise RefusedError(
            "None of the cases that are asked for is a row of this table; nothing was written. "
            "Ask for others, or for other rows."
        )
    place = {name.casefold(): at for at, name in enumerate(options.order)}
    return sorted(kept, key=lambda row: place.get(row.name.casefold(), len(place)))


def lines(rows: Sequence[CaseRow], cases: Cases, options: Options) -> list[Line]:
    """Put the rows under the heads of their groups; one who belongs to two stands under both."""
    if not options.grouped_by:
        return [Line(None, row) for row in rows]
    found: list[Line] = []
    seen: set[int] = set()
    for group in _groups(rows, cases, options.grouped_by):
        found.append(Line(_head(group, options.grouped_by), None))
        for row in group.rows:
            found.append(Line(None, row, again=row.id in seen))
            seen.add(row.id)
    return found


def table_rows(arranged: Sequence[Line], made: Mapping[int, TableRow]) -> tuple[TableRow, ...]:
    """Give the rows of a table; those of one cell head others.

    `made` are the rows of cases by id. A place that links lead to is marked once, and a memo stands
    beside its cell once.
    """
    rows: list[TableRow] = []
    for line in arranged:
        if line.head is not None:
            rows.append((line.head,))
        elif line.case is not None:
            row = made[line.case.id]
            again = (cell._replace(places=(), memos=()) for cell in row)
            rows.append(tuple(again) if line.again else row)
    return tuple(rows)


def said(options: Options) -> str:
    """Say for a caption what is shown and how it is put in order."""
    parts = [f"only {options.kept}"] if options.kept else []
    if options.order:
        parts.append(options.ordered or "in a chosen order")
    if options.grouped_by:
        parts.append(f"grouped by {options.grouped_by.replace('_', ' ')}")
    return "".join(f"; {part}" for part in parts)


def not_shown(
    rows: Sequence[CaseRow], shown: Sequence[CaseRow], hidden: Sequence[ThemeRow], noun: str
) -> list[str]:
    """Say in notes which rows and which columns a chart leaves out."""
    kept = {row.id for row in shown}
    names = [row.name for row in rows if row.id not in kept]
    listed = ", ".join(names) if len(names) <= _MOST_NAMED else str(len(names))
    found = [f"Not shown, {noun}: {listed}."] if names else []
    numbers = [f"{theme.number} {theme.name}" for theme in hidden]
    return [*found, f"Not shown, themes: {'; '.join(numbers)}."] if numbers else found


def _groups(rows: Sequence[CaseRow], cases: Cases, attribute: str) -> list[Group]:
    """Gather cases by an attribute, their sites' where they have none; those without come last."""
    every = cases.by_name.values()
    names = list(dict.fromkeys(name for row in every for name, _value in row.attributes))
    if attribute not in names:
        raise RefusedError(
            f"There is no attribute “{attribute}” to group by; nothing was written. The study has "
            f"{', '.join(names) or 'none yet'}."
        )
    shown = {row.id for row in rows}
    met = (value for row in every if row.id in shown for value in _values(row, cases, attribute))
    members: dict[str, list[CaseRow]] = {value: [] for value in met}
    for row in rows:
        for value in _values(row, cases, attribute):
            members[value].append(row)
    return [Group(value, members[value]) for value in in_groups(members)]


def _values(row: CaseRow, cases: Cases, attribute: str) -> Iterable[str]:
    """Give a case's value of an attribute, or each that its sites have; "" for none."""
    if row.attribute(attribute):
        return (row.attribute(attribute),)
    above = (cases.by_name[name] for name in row.parents if name in cases.by_name)
    return dict.fromkeys(value for site in above if (value := site.attribute(attribute))) or ("",)


def _head(group: Group, attribute: str) -> TableCell:
    """Head a group, with how many cases it has."""
    name = attribute.replace("_", " ")
    text = f"{name}: {group.value}" if group.value else f"without {name}"
    return TableCell(((Span("strong", f"{text} (n = {len(group.rows)})"),),))
