"""Ask for the framework: its themes in order, its charts and their columns."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from framework.errors import NotFoundError
from framework.queries.attributions import codings_by_cell
from framework.schema import Coding, StudyCase, Theme


class ThemeRow(NamedTuple):
    """Describe a theme; `depth` is 0 for a theme and 1 for its sub-themes.

    `codings` and `cases` count what is coded to the theme itself, not to its sub-themes; `cases`
    are participants, since every passage of theirs speaks for their sites too.
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


def list_themes(session: Session) -> list[ThemeRow]:
    """List the themes as a tree is read: each followed by its sub-themes."""
    return _walk(session, _coding_counts(session), _case_counts(session))


def list_themes_plain(session: Session) -> list[ThemeRow]:
    """List the themes without counting anything: `codings` and `cases` are 0."""
    return _walk(session, {}, {})


def _walk(session: Session, counts: dict[int, int], cases: dict[int, int]) -> list[ThemeRow]:
    """Read the tree in order."""
    children: dict[int | None, list[Theme]] = {}
    for theme in session.scalars(select(Theme).order_by(Theme.position, Theme.id)):
        children.setdefault(theme.parent_id, []).append(theme)
    rows: list[ThemeRow] = []

    def walk(parent_id: int | None, depth: int) -> None:
        for theme in children.get(parent_id, ()):
            rows.append(_row(theme, depth, counts.get(theme.id, 0), cases.get(theme.id, 0)))
            walk(theme.id, depth + 1)

    walk(None, 0)
    return rows


def charts(session: Session) -> list[ThemeRow]:
    """List the themes that have a chart each: those at the top of the tree."""
    return [row for row in list_themes(session) if row.depth == 0]


def columns_of(session: Session, theme_id: int) -> list[ThemeRow]:
    """List the columns of a theme's chart: its sub-themes, or itself when it has none."""
    return columns_in(list_themes(session), theme_id)


def columns_in(themes: Sequence[ThemeRow], theme_id: int) -> list[ThemeRow]:
    """List the columns of a theme's chart out of all themes."""
    below = _below(themes, theme_id)
    parents = {row.parent_id for row in below}
    leaves = [row for row in below if row.id not in parents]
    return leaves or [row for row in themes if row.id == theme_id]


def theme_and_below(themes: Sequence[ThemeRow], theme_id: int) -> list[int]:
    """Give the ids of a theme and of everything under it."""
    return [theme_id, *(row.id for row in _below(themes, theme_id))]


def theme_numbered(session: Session, number: str) -> ThemeRow:
    """Give the theme of that number, or failing that of that name. Raise NotFoundError."""
    wanted = number.strip()
    rows = list_themes(session)
    for row in rows:
        if row.number == wanted:
            return row
    named = [row for row in rows if row.name.casefold() == wanted.casefold()]
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


def _case_counts(session: Session) -> dict[int, int]:
    """Count by theme the participants who speak to it; in a study of sites alone, the sites."""
    kinds = {row.id: row.kind for row in session.execute(select(StudyCase.id, StudyCase.kind))}
    sites_count = "site" not in kinds.values() or set(kinds.values()) == {"site"}
    found: dict[int, int] = {}
    for case_id, theme_id in codings_by_cell(session):
        if sites_count or kinds[case_id] != "site":
            found[theme_id] = found.get(theme_id, 0) + 1
    return found


def _row(theme: Theme, depth: int, codings: int, cases: int) -> ThemeRow:
    """Shape a theme."""
    return ThemeRow(
        theme.id, theme.parent_id, theme.number, theme.name, theme.definition, theme.include,
        theme.exclude, theme.origin, theme.colour, depth, codings, cases,
    )  # fmt: skip
