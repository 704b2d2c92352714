"""Count what a change between two versions of the framework affects."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from framework.rules.framework_differences import DifferenceRow, ThemeState

_AFTER = frozenset({"redefine", "move"})
_BEFORE = frozenset({"merge", "retire", "remove"})
_WITH_BELOW = frozenset({"move", "retire", "remove"})


class Affected(NamedTuple):
    """Count passages and written cells; None where a change touches none by its nature."""

    passages: int | None = None
    cells: int | None = None

    @property
    def said(self) -> str:
        """Say the counts as a cell of the log does."""
        if self.passages is None or self.cells is None:
            return "–"
        passages = f"{self.passages} passage{'s' * (self.passages != 1)}"
        return f"{passages}, {self.cells} cell{'s' * (self.cells != 1)}"


def affected_by(
    row: DifferenceRow, before: Sequence[ThemeState], after: Sequence[ThemeState]
) -> Affected:
    """Count what hangs on the themes that a change redefines, moves, merges, splits or ends."""
    if row.operation == "split":
        return _split(row, before, after)
    if row.operation in _AFTER:
        states = after
    elif row.operation in _BEFORE:
        states = before
    else:
        return Affected()
    found = [state for state in states if (state.number, state.name) == (row.number, row.name)]
    theme = next((state for state in found if state.in_use), None)
    if theme is None:
        return Affected()
    return _sum(_with_below(theme, states) if row.operation in _WITH_BELOW else [theme])


def _split(
    row: DifferenceRow, before: Sequence[ThemeState], after: Sequence[ThemeState]
) -> Affected:
    """Count what went to the themes that were split off."""
    old = {state.guid for state in before if state.in_use}
    sources = {state.guid for state in (*after, *before) if (state.number, state.name) == row[1:3]}
    parts = [
        state for state in after
        if state.in_use and state.split_from in sources and state.guid not in old
    ]  # fmt: skip
    return _sum(parts)


def _with_below(theme: ThemeState, states: Sequence[ThemeState]) -> list[ThemeState]:
    """Give a theme and those in use under it."""
    found, inside = [theme], [theme.guid]
    while inside:
        above = inside.pop()
        below = [state for state in states if state.parent == above and state.in_use]
        found += below
        inside += [state.guid for state in below]
    return found


def _sum(states: Iterable[ThemeState]) -> Affected:
    """Add up what hangs on themes."""
    every = list(states)
    return Affected(sum(state.codings for state in every), sum(state.cells for state in every))
