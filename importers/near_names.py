"""See names that differ by a slip of one letter, so that the analyst can say who is who."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from framework.drafts import TranscriptDraft
from importers import identity, words

_LEAST = 3
# As many that differ in one letter are a series, such as Family A to Family F.
_SERIES = 4


class NearNames(NamedTuple):
    """Name two speakers who may be one person, by their places."""

    one: int
    other: int


def near_names(draft: TranscriptDraft) -> list[NearNames]:
    """List speakers whose names are one letter apart; roles and codes such as P1 and P2 are not."""
    keys = {
        place: key
        for place, speaker in enumerate(draft.speakers)
        if len(key := words.key(words.bare(speaker.name) or speaker.name)) >= _LEAST
        and not any(sign.isdigit() for sign in key)
        and not words.is_coded(speaker.name)
    }
    meeting: dict[str, set[int]] = {}
    for place, key in keys.items():
        for short in _shortened(key):
            meeting.setdefault(short, set()).add(place)
    few = (sorted(places) for places in meeting.values() if len(places) < _SERIES)
    pairs = {pair for places in few for pair in combinations(places, 2)}
    return [NearNames(*pair) for pair in sorted(pairs) if _is_near(*(keys[at] for at in pair))]


def _is_near(one: str, other: str) -> bool:
    """Say whether a letter is all that tells two names apart, in a word that is no letter alone."""
    apart = set(one.split()) ^ set(other.split())
    return one != other and identity.is_slip(one, other) and min(map(len, apart), default=0) > 1


def _shortened(key: str) -> Iterator[str]:
    """Give a name, and the name without each of its letters: two that are a slip apart meet."""
    yield key
    yield from (key[:at] + key[at + 1 :] for at in range(len(key)))
