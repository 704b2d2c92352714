"""Note in an export which cells analysts charted apart and agreed on."""

from collections.abc import Mapping, Sequence

from framework.queries.cases import CaseRow
from framework.queries.themes import ThemeRow


def charted_apart(
    who: Mapping[tuple[int, int], tuple[str, ...]],
    rows: Sequence[CaseRow],
    themes: Sequence[ThemeRow],
) -> list[str]:
    """Name the cells of a table that were charted apart and reconciled, and by whom.

    `who` gives the analysts by case and theme id, as `queries.apart.reconciled` does.
    """
    cells: dict[tuple[str, ...], list[str]] = {}
    for row in rows if who else ():
        for theme in themes:
            coders = who.get((row.id, theme.id))
            if coders:
                cells.setdefault(coders, []).append(f"{row.name} × {theme.number or theme.name}")
    return [
        f"Charted apart by {_listed(coders)}, then reconciled: {', '.join(names)}."
        for coders, names in cells.items()
    ]


def _listed(names: Sequence[str]) -> str:
    """List names: `AB, CD and EF`."""
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
