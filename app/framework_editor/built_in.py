"""Read the built-in frameworks, once."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from framework.drafts import ThemeDraft
    from importers.frameworks import TemplateRow


@cache
def built_in(*, other: bool = False) -> "tuple[TemplateRow, ...]":
    """List the built-in frameworks, with or without an Other under each theme."""
    from app.commands.templates import builtin
    from importers.frameworks import read_templates

    return tuple(read_templates(builtin(), with_other=other))


def construct_name(template: str, construct: str) -> str:
    """Name a construct by its framework, number and name, as far as they are known."""
    for row in built_in():
        if row.id == template:
            names = dict(_numbered(row.draft.themes))
            return f"{row.short or row.name} {construct} {names.get(construct, '')}".strip()
    return f"{template} {construct}"


def _numbered(themes: "Sequence[ThemeDraft]") -> "list[tuple[str, str]]":
    """List numbers and names of themes and of all under them."""
    return [
        pair
        for theme in themes
        for pair in ((theme.number, theme.name), *_numbered(theme.children))
    ]
