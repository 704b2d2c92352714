"""Compute how far two coders judged the rows of a joint display alike."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple


class Agreement(NamedTuple):
    """Give how two coders agree: rows judged by both, those judged alike, percent and kappa.

    Both are None where they are not defined: without rows, or for kappa where chance alone would
    have both use one code throughout.
    """

    coders: tuple[str, str]
    rows: int
    same: int
    percent: float | None
    kappa: float | None

    @property
    def text(self) -> str:
        """Print it, as a note under the table does."""
        if not self.rows:
            return "Agreement is not defined: no row was judged by two coders."
        kappa = "not defined" if self.kappa is None else f"{self.kappa:.2f}".replace("-", "−")
        return (
            f"{' and '.join(self.coders)} agreed on {self.same}/{self.rows} rows "
            f"({self.percent:.0f}%); Cohen’s kappa {kappa}."
        )


def agreements_of(judged: Mapping[str, Mapping[int, str]]) -> list[Agreement]:
    """Compare each two coders, who judged rows by id; the two with most rows in common first."""
    found = [
        _between((one, other), judged[one], judged[other]) for one, other in combinations(judged, 2)
    ]
    return sorted((pair for pair in found if pair.rows), key=lambda pair: -pair.rows)


def _between(
    coders: tuple[str, str], one: Mapping[int, str], other: Mapping[int, str]
) -> Agreement:
    """Compare two coders by Cohen's kappa, over the rows that both judged."""
    both = sorted(one.keys() & other.keys())
    if not both:
        return Agreement(coders, 0, 0, None, None)
    same = sum(one[row] == other[row] for row in both)
    first, second = Counter(one[row] for row in both), Counter(other[row] for row in both)
    chance = sum(first[code] * second[code] for code in first)
    squared = len(both) ** 2
    kappa = None if chance == squared else (same * len(both) - chance) / (squared - chance)
    return Agreement(coders, len(both), same, 100 * same / len(both), kappa)
