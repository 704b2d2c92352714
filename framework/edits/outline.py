"""Hold the tree of themes while it is changed: find places in it, and number it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.errors import NotFoundError, RefusedError
from framework.rules.numbering import OTHER, next_number
from framework.schema import Theme


def called(theme: Theme) -> str:
    """Name a theme in a sentence: `2.4 Timing`, or a label by its name in quotation marks."""
    return f"{theme.number} {theme.name}" if theme.number else f"“{theme.name}”"


def numbered(theme: Theme) -> str:
    """Name a theme shortly: its number, or a label by its name in quotation marks."""
    return theme.number or f"“{theme.name}”"


def get_theme(session: Session, theme_id: int) -> Theme:
    """Find a theme, a label or what was retired; raise NotFoundError."""
    theme = session.get(Theme, theme_id)
    if theme is None:
        raise NotFoundError("That theme is no longer in the framework; nothing was changed.")
    return theme


class Outline:
    """Hold all themes of a step, read once; labels and what was retired are no part of the tree."""

    def __init__(self, session: Session) -> None:
        """Read the themes."""
        self._session = session
        self._themes = {row.id: row for row in session.scalars(select(Theme))}

    def theme(self, theme_id: int) -> Theme:
        """Find a theme or a label that is in use; refuse what was retired."""
        theme = self._themes.get(theme_id)
        if theme is None:
            raise NotFoundError("That theme is no longer in the framework; nothing was changed.")
        if theme.retired:
            raise RefusedError(
                f"{called(theme)} was retired; nothing was changed. Bring it back first."
            )
        return theme

    def placed(self, theme_id: int) -> Theme:
        """Find a theme of the framework; refuse a label, and what was retired."""
        theme = self.theme(theme_id)
        if theme.provisional:
            raise RefusedError(
                f"{called(theme)} is a label without a place in the framework; nothing was "
                "changed. Place it first."
            )
        return theme

    def children(self, parent_id: int | None) -> list[Theme]:
        """List the themes right under another, in order."""
        found = [row for row in self._shown() if row.parent_id == parent_id]
        return sorted(found, key=lambda row: (row.position, row.id))

    def below(self, theme_id: int) -> list[Theme]:
        """List everything in use under a theme."""
        return [
            deep for child in self.children(theme_id) for deep in (child, *self.below(child.id))
        ]

    def retired_below(self, theme_id: int) -> list[Theme]:
        """List what was retired right under a theme."""
        found = [row for row in self._themes.values() if row.parent_id == theme_id and row.retired]
        return sorted(found, key=lambda row: (row.position, row.id))

    def is_under(self, theme_id: int | None, above_id: int) -> bool:
        """Tell whether a theme is another or lies under it."""
        while theme_id is not None:
            if theme_id == above_id:
                return True
            theme_id = self._themes[theme_id].parent_id if theme_id in self._themes else None
        return False

    def append(self, theme: Theme, parent_id: int | None) -> None:
        """Put a theme last under another, before its Other, and number it and all below.

        Those beside it keep their numbers; an Other stays one where there is none.
        """
        parent = self.placed(parent_id) if parent_id is not None else None
        siblings = [row for row in self.children(parent_id) if row is not theme]
        taken = self._numbers_kept([theme])
        number = f"{_prefix(parent)}.{OTHER}"
        if parent is None or number in taken or not (theme.number or "").endswith(f".{OTHER}"):
            number = self._next(_prefix(parent), siblings, taken)
        theme.parent_id, theme.fixed_number = parent_id, False
        if theme not in self._session:
            theme.number, theme.position = number, len(siblings)
            self.add(theme)
        self._give(theme, number, taken)
        _space_out([*siblings, theme], _prefix(parent))

    def bring_back(self, theme: Theme, parent_id: int | None, above: str = "") -> None:
        """Put a retired theme where it stood, or last with a new number where its own is taken.

        `above` is the number that the theme above it had.
        """
        prefix = _prefix(self.placed(parent_id) if parent_id is not None else None)
        siblings, wanted = self.children(parent_id), theme.number
        if above and wanted.startswith(f"{above}."):
            wanted = prefix + wanted.removeprefix(above)
        if parent_id != theme.parent_id or self.is_taken(wanted, theme):
            wanted, theme.position = (
                self._next(prefix, siblings, self._numbers(theme)),
                len(siblings),
            )
        theme.fixed_number = theme.fixed_number and wanted == theme.number
        theme.number, theme.parent_id, theme.retired = wanted, parent_id, False
        siblings.insert(max(0, min(theme.position, len(siblings))), theme)
        _space_out(siblings, prefix)

    def add(self, theme: Theme) -> None:
        """Keep a theme that is new."""
        self._session.add(theme)
        self._session.flush()
        self._themes[theme.id] = theme

    def arrange(self, parent_id: int | None, siblings: Sequence[Theme]) -> None:
        """Put themes in order under another, its Other last, and number them and all below.

        A number given by hand stays; no theme gets the number of another.
        """
        parent = self.placed(parent_id) if parent_id is not None else None
        for theme in siblings:
            theme.parent_id = parent_id
        order = _space_out(siblings, _prefix(parent))
        taken = self._numbers_kept(order)
        other, last = _other_of(order, _prefix(parent)), ""
        for theme in order:
            if theme.fixed_number:
                self._give(theme, theme.number, taken)
                continue
            wanted = f"{_prefix(parent)}.{OTHER}"
            if theme is not other or wanted in taken:
                last = wanted = self._free(_prefix(parent), [last], taken)
            self._give(theme, wanted, taken)

    def renumber(self, theme: Theme, number: str) -> None:
        """Give a theme a number, and sub-themes the same beginning."""
        self._give(theme, number, self._numbers_kept([theme]))

    def is_taken(self, number: str, theme: Theme) -> bool:
        """Tell whether another theme has a number."""
        return number in self._numbers(theme)

    def _give(self, theme: Theme, number: str, taken: set[str]) -> None:
        """Give a theme a number, and what is under it the same beginning."""
        before, theme.number = theme.number, number
        taken.add(number)
        below = self.children(theme.id)
        for child in below:
            wanted = child.number
            if not child.fixed_number:
                if before and wanted.startswith(f"{before}."):
                    wanted = number + wanted.removeprefix(before)
                elif before != number:
                    wanted = ""
                if not wanted or wanted in taken:
                    alike = [row.number for row in below if row.number.startswith(f"{number}.")]
                    wanted = self._free(number, alike, taken)
            self._give(child, wanted, taken)

    def _next(self, prefix: str, siblings: Sequence[Theme], taken: set[str]) -> str:
        """Give the number that follows those of siblings and that no theme has."""
        return self._free(prefix, [row.number for row in siblings], taken)

    def _free(self, prefix: str, numbers: Sequence[str], taken: set[str]) -> str:
        """Give the first number after some that is not taken."""
        number = next_number(prefix, numbers)
        while number in taken:
            number = next_number(prefix, [number])
        return number

    def _numbers(self, apart: Theme) -> set[str]:
        """List the numbers in use but for one theme's."""
        return {row.number for row in self._shown() if row is not apart}

    def _numbers_kept(self, themes: Sequence[Theme]) -> set[str]:
        """List the numbers that stay when some themes and all below are numbered anew."""
        anew = {id(row) for theme in themes for row in (theme, *self.below(theme.id))}
        return {row.number for row in self._shown() if id(row) not in anew or row.fixed_number}

    def _shown(self) -> list[Theme]:
        """List the themes that are in use."""
        return [row for row in self._themes.values() if not row.retired and not row.provisional]


def _prefix(parent: Theme | None) -> str:
    """Give what the numbers under a theme begin with."""
    return parent.number if parent else ""


def _space_out(siblings: Sequence[Theme], prefix: str) -> list[Theme]:
    """Give siblings their positions in order, their Other last; return them so."""
    other = _other_of(siblings, prefix)
    order = [row for row in siblings if row is not other] + ([other] if other else [])
    for position, theme in enumerate(order):
        theme.position = position
    return order


def _other_of(siblings: Sequence[Theme], prefix: str) -> Theme | None:
    """Find the theme among siblings that is their Other: the one of that number, or a new one."""
    others = [row for row in siblings if prefix and row.number.endswith(f".{OTHER}")]
    own = (row for row in others if row.number == f"{prefix}.{OTHER}")
    return next(own, others[0] if others else None)
