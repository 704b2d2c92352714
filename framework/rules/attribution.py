"""State for which cases a stretch of text speaks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple


class Spoken(NamedTuple):
    """Name the cases that a stretch speaks for: said of it, and with the sites above them."""

    direct: tuple[int, ...]
    every: tuple[int, ...]


def levels(passages: Iterable[tuple[int, int, int]], start: int, end: int) -> list[set[int]]:
    """Rank what was said of passages (start, end, case) for the stretch `[start, end)`.

    Of passages that hold all of the stretch, a shorter one overrides a longer one, and the very
    same passage may be given to several cases. One that holds only part of the stretch overrides
    nothing: it is said together with the shortest.
    """
    touching = [row for row in passages if row[0] < end and row[1] > start]
    whole: dict[tuple[int, int], set[int]] = {}
    for begin, stop, case in touching:
        if begin <= start and stop >= end:
            whole.setdefault((stop - begin, begin), set()).add(case)
    ranked = [whole[key] for key in sorted(whole)] or [set()]
    ranked[0] |= {case for begin, stop, case in touching if begin > start or stop < end}
    return ranked


def spoken(
    said: Sequence[Collection[int]], kinds: Mapping[int, str], parents: Mapping[int, Sequence[int]]
) -> Spoken:
    """Tell for whom a stretch speaks; `said` holds cases by level, the most specific first.

    A level overrides those after it, each only for cases of its own kind. So a passage given to
    one site leaves its participant in place and takes the passage away from the participant's
    other sites. Sites that nothing is said of come from the participants that belong to them.
    """
    by_level = heard(said, kinds)
    direct = {case for here in by_level for case in here}
    settled = {kinds[case] for case in direct}
    above = {
        parent
        for case in direct
        for parent in parents.get(case, ())
        if kinds[parent] not in settled
    }
    return Spoken(tuple(sorted(direct)), tuple(sorted(direct | above)))


def heard(said: Sequence[Collection[int]], kinds: Mapping[int, str]) -> list[set[int]]:
    """Keep of each level, the most specific first, the cases whose kind no level before named."""
    settled: set[str] = set()
    found = []
    for level in said:
        here = {case for case in level if kinds[case] not in settled}
        settled |= {kinds[case] for case in here}
        found.append(here)
    return found
