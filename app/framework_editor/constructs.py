"""Know the constructs of a built-in framework, and what a crosswalk to it leaves out."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from framework.rules.numbering import is_other

if TYPE_CHECKING:
    from framework.drafts import ThemeDraft
    from framework.queries.themes import ThemeRow

Pair = tuple[int, str]


class Construct(NamedTuple):
    """Describe a construct; `domain` is the top theme that it stands under, "" for none."""

    number: str
    name: str
    definition: str
    domain: str

    @property
    def title(self) -> str:
        """Return number and name."""
        return f"{self.number} {self.name}"


def constructs_in(themes: "Iterable[ThemeDraft]", domain: str = "") -> list[Construct]:
    """List the constructs of a framework: what has nothing below it."""
    found = []
    for theme in themes:
        if theme.children:
            found += constructs_in(theme.children, domain or f"{theme.number} {theme.name}")
        else:
            found.append(Construct(theme.number, theme.name, theme.definition, domain))
    return found


def without_theme(
    constructs: Sequence[Construct], mapped: Collection[Pair]
) -> list[tuple[int, Construct]]:
    """List the constructs that no theme is mapped to, each with its place."""
    met = {construct for _theme, construct in mapped}
    return [(place, c) for place, c in enumerate(constructs) if c.number not in met]


def without_construct(
    themes: "Sequence[ThemeRow]", mapped: Collection[Pair]
) -> "list[tuple[int, ThemeRow]]":
    """List the themes that are mapped to nothing, each with its place.

    A theme that has sub-themes is not asked for, nor is one whose parent is mapped, nor an Other.
    """
    met = {theme for theme, _construct in mapped}
    parents = {theme.parent_id for theme in themes}
    return [
        (place, theme)
        for place, theme in enumerate(themes)
        if theme.id not in met
        and theme.id not in parents
        and theme.parent_id not in met
        and not is_other(theme.number)
    ]
