"""Tell who in a corrected transcript is whom in the former one."""

from collections.abc import Mapping, Sequence


def same_speakers(
    before: Sequence[str], after: Sequence[str], votes: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    """Map who spoke before to who speaks now: those of one name, then those of the same words.

    `votes` counts, for a former and a present speaker, the paragraphs that both speak. Someone
    without a name in common is the same person when most of their paragraphs say so and nobody
    else is.
    """
    names = {_plain(name): at for at, name in enumerate(after)}
    same = {at: names[_plain(name)] for at, name in enumerate(before) if _plain(name) in names}
    taken, said = set(same.values()), dict[int, int]()
    for (former, _now), count in votes.items():
        said[former] = said.get(former, 0) + count
    for (former, now), count in sorted(votes.items(), key=lambda item: -item[1]):
        if former not in same and now not in taken and count * 2 > said[former]:
            same[former] = now
            taken.add(now)
    return same


def _plain(name: str) -> str:
    """Fold a name, so that capitals and spaces tell nobody apart."""
    return " ".join(name.split()).casefold()
