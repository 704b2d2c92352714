"""Rank themes by what has been typed."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow


class Found(NamedTuple):
    """Hold a theme that matches, and how: `where` is number, name or definition."""

    theme: "ThemeRow"
    where: str


def find(themes: "list[ThemeRow]", typed: str) -> list[Found]:
    """Return the themes that match, best first; all of them in order when nothing is typed."""
    words = typed.casefold().split()
    if not words:
        return [Found(theme, "name") for theme in themes]
    ranked = []
    for order, theme in enumerate(themes):
        rank = _rank(theme, words)
        if rank is not None:
            ranked.append((rank, order, theme))
    ranked.sort(key=lambda entry: entry[:2])
    wheres = ("number", "number", "name", "name", "name", "definition")
    return [Found(theme, wheres[rank]) for rank, _order, theme in ranked]


def _rank(theme: "ThemeRow", words: list[str]) -> int | None:
    """Return how well a theme matches all words, 0 best, None not at all."""
    typed, number, name = " ".join(words), theme.number, theme.name.casefold()
    starts = name.split()
    tests = (
        number == typed,
        number.startswith(typed),
        name.startswith(typed),
        all(any(start.startswith(word) for start in starts) for word in words),
        all(word in f"{number} {name}" for word in words),
        all(word in f"{number} {name} {_notes(theme)}" for word in words),
    )
    return next((rank for rank, passed in enumerate(tests) if passed), None)


def _notes(theme: "ThemeRow") -> str:
    """Return what a theme's definition says, for searching."""
    return f"{theme.definition} {theme.include} {theme.exclude}".casefold()


def around(text: str, typed: str, width: int = 44) -> str:
    """Return the stretch of a definition round the first word typed."""
    words = typed.casefold().split()
    flat = " ".join(text.split())
    place = flat.casefold().find(words[0]) if words else 0
    start = max(0, place - width // 3)
    if start:
        start = flat.find(" ", start) + 1
    piece = flat[start : start + width]
    return ("…" if start else "") + piece + ("…" if start + width < len(flat) else "")
