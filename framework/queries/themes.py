"""Ask for the framework: its themes in order, its charts and their columns."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from framework.errors import NotFoundError
from framework.queries.attributions import codings_by_cell
from framework.rules.numbering import MANY_IN_OTHER, is_other
from framework.schema import Coding, StudyCase, Theme


class ThemeRow(NamedTuple):
    """Describe a theme; `depth` is 0 for a theme and 1 for its sub-themes.

    `codings` and `cases` count what is coded to the theme itself, `all_codings` and `all_cases`
    also what is coded below it. Cases are participants, since every passage of theirs speaks for
    their sites too. `example` is the guid of a coding, `merged_into` and `split_from` are guids of
    themes, or "".
    """

    id: int
    parent_id: int | None
    number: str
    name: str
    definition: str
    include: str
    exclude: str
    origin: str
    colour: int
    depth: int
    codings: int
    cases: int
    all_codings: int
    all_cases: int
    guid: str = ""
    retired: bool = False
    fixed_number: bool = False
    example: str = ""
    merged_into: str = ""
    split_from: str = ""


def list_themes(session: Session, *, retired: bool = False) -> list[ThemeRow]:
    """List the themes as a tree is read: each followed by its sub-themes.

    Themes that were retired are left out unless asked for; labels of open coding are no themes.
    """
    shown = _in_framework(retired=retired)
    return _walk(session, _coding_counts(session), _cases_by_theme(session), shown)


def list_themes_plain(session: Session, *, retired: bool = False) -> list[ThemeRow]:
    """List the themes without counting anything: `codings` and `cases` are 0."""
    return _walk(session, {}, {}, _in_framework(retired=retired))


def grown_others(session: Session) -> list[ThemeRow]:
    """List each Other that holds many passages, the fullest first; `cases` is 0."""
    every = _walk(session, _coding_counts(session), {}, _in_framework(retired=False))
    grown = [row for row in every if is_other(row.number) and row.codings >= MANY_IN_OTHER]
    return sorted(grown, key=lambda row: -row.codings)


def list_labels(session: Session) -> list[ThemeRow]:
    """List the labels of open coding that have no place in the framework yet, by name."""
    shown = and_(Theme.provisional.is_(True), Theme.retired.is_(False))
    rows = _walk(session, _coding_counts(session), _cases_by_theme(session), shown)
    return sorted(rows, key=lambda row: row.name.casefold())


def count_labels(session: Session) -> int:
    """Count the labels of open coding that have no place in the framework yet."""
    statement = select(func.count()).select_from(Theme)
    shown = and_(Theme.provisional.is_(True), Theme.retired.is_(False))
    return session.scalar(statement.where(shown)) or 0


def _in_framework(*, retired: bool) -> ColumnElement[bool]:
    """Keep the themes of the framework, with or without those that were retired."""
    placed = Theme.provisional.is_(False)
    return placed if retired else and_(placed, Theme.retired.is_(False))


def _walk(
    session: Session,
    counts: Mapping[int, int],
    cases: Mapping[int, set[int]],
    shown: ColumnElement[bool],
) -> list[ThemeRow]:
    """Read the tree in order, counting from its leaves up."""
    children: dict[int | None, list[Theme]] = {}
    for theme in session.scalars(select(Theme).where(shown).order_by(Theme.position, Theme.id)):
        children.setdefault(theme.parent_id, []).append(theme)

    def walk(theme: Theme, depth: int) -> tuple[list[ThemeRow], int, set[int]]:
        rows: list[ThemeRow] = []
        codings, speaking = counts.get(theme.id, 0), set(cases.get(theme.id, ()))
        for child in children.get(theme.id, ()):
            below, number, people = walk(child, depth + 1)
            rows, codings, speaking = rows + below, codings + number, speaking | people
        own = (counts.get(theme.id, 0), len(cases.get(theme.id, ())))
        row = _row(theme, depth, *own, codings, len(speaking))
        return [row, *rows], codings, speaking

    return [row for theme in children.get(None, ()) for row in walk(theme, 0)[0]]


def rated_themes(session: Session) -> set[int]:
    """Give the ids of the themes whose cells are rated."""
    return set(session.scalars(select(Theme.id).where(Theme.rated)))


def columns_in(themes: Sequence[ThemeRow], theme_id: int) -> list[ThemeRow]:
    """List the columns of a theme's chart out of all themes."""
    below = _below(themes, theme_id)
    parents = {row.parent_id for row in below}
    leaves = [row for row in below if row.id not in parents]
    return leaves or [row for row in themes if row.id == theme_id]


def theme_and_below(themes: Sequence[ThemeRow], theme_id: int) -> list[int]:
    """Give the ids of a theme and of everything under it."""
    return [theme_id, *(row.id for row in _below(themes, theme_id))]


def theme_in(themes: Sequence[ThemeRow], number: str) -> ThemeRow:
    """Give the theme of that number, or failing that of that name. Raise NotFoundError."""
    wanted = number.strip()
    for row in themes:
        if row.number == wanted:
            return row
    named = [row for row in themes if row.name.casefold() == wanted.casefold()]
    if len(named) != 1:
        raise NotFoundError(f"There is no theme “{number}” in this study's framework.")
    return named[0]


def _below(themes: Sequence[ThemeRow], theme_id: int) -> list[ThemeRow]:
    """List everything under a theme, in tree order."""
    inside = {theme_id}
    found = []
    for row in themes:
        if row.parent_id in inside:
            inside.add(row.id)
            found.append(row)
    return found


def _coding_counts(session: Session) -> dict[int, int]:
    """Count codings by theme."""
    rows = session.execute(
        select(Coding.theme_id, func.count().label("n")).group_by(Coding.theme_id)
    )
    return {row.theme_id: row.n for row in rows}


def _cases_by_theme(session: Session) -> dict[int, set[int]]:
    """Gather by theme the participants who speak to it; in a study of sites alone, the sites."""
    kinds = {row.id: row.kind for row in session.execute(select(StudyCase.id, StudyCase.kind))}
    only_sites = set(kinds.values()) == {"site"}
    found: dict[int, set[int]] = {}
    for case_id, theme_id in codings_by_cell(session):
        if only_sites or kinds[case_id] != "site":
            found.setdefault(theme_id, set()).add(case_id)
    return found


def _row(theme: Theme, depth: int, *counts: int) -> ThemeRow:
    """Shape a theme."""
    codings, cases, all_codings, all_cases = counts
    return ThemeRow(
        theme.id, theme.parent_id, theme.number, theme.name, theme.definition, theme.include,
        theme.exclude, theme.origin, theme.colour, depth, codings, cases, all_codings, all_cases,
        theme.guid, theme.retired, theme.fixed_number, theme.example, theme.merged_into,
        theme.split_from,
    )  # fmt: skip
