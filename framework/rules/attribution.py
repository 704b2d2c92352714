"""State for which cases a stretch of text speaks."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple


class Spoken(NamedTuple):
    """Name the cases that a stretch speaks for: said of it, and with the sites above them."""

    direct: tuple[int, ...]
    every: tuple[int, ...]


def spoken(
    said: Sequence[Collection[int]], kinds: Mapping[int, str], parents: Mapping[int, Sequence[int]]
) -> Spoken:
    """Tell for whom a stretch speaks; `said` holds cases by level, the most specific first.

    A level overrides those after it, each only for cases of its own kind. So a passage given to
    one site leaves its participant in place and takes the passage away from the participant's
    other sites. Sites that nothing is said of come from the participants that belong to them.
    """
    direct: set[int] = set()
    settled: set[str] = set()
    for level in said:
        here = {case for case in level if kinds[case] not in settled}
        direct |= here
        settled |= {kinds[case] for case in here}
    above = {
        parent
        for case in direct
        for parent in parents.get(case, ())
        if kinds[parent] not in settled
    }
    return Spoken(tuple(sorted(direct)), tuple(sorted(direct | above)))
