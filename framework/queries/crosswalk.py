"""Ask which themes are mapped to which constructs."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.themes import list_themes_plain
from framework.schema import Crosswalk


class CrosswalkRow(NamedTuple):
    """Map a theme to a construct of a built-in framework, by the construct's number."""

    theme_id: int
    number: str
    theme: str
    construct: str


def crosswalk(session: Session, template: str) -> list[CrosswalkRow]:
    """List how the themes in use are mapped to one built-in framework, in the themes' order."""
    rows = session.execute(
        select(Crosswalk.theme_id, Crosswalk.construct)
        .where(Crosswalk.template == template)
        .order_by(Crosswalk.id)
    )
    constructs: dict[int, list[str]] = {}
    for row in rows:
        constructs.setdefault(row.theme_id, []).append(row.construct)
    return [
        CrosswalkRow(theme.id, theme.number, theme.name, construct)
        for theme in list_themes_plain(session)
        for construct in constructs.get(theme.id, ())
    ]


def templates_mapped(session: Session) -> list[str]:
    """List the built-in frameworks, by id, to which a theme in use is mapped."""
    used = {theme.id for theme in list_themes_plain(session)}
    rows = session.execute(select(Crosswalk.template, Crosswalk.theme_id).order_by(Crosswalk.id))
    return list(dict.fromkeys(row.template for row in rows if row.theme_id in used))
