"""See names that differ by a slip of one letter, so that the analyst can say who is who."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from framework.drafts import TranscriptDraft
from importers import identity, words

_LEAST = 3


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
    pairs = {pair for places in meeting.values() for pair in combinations(sorted(places), 2)}
    return [
        NearNames(*pair) for pair in sorted(pairs)
        if keys[pair[0]] != keys[pair[1]] and identity.is_slip(keys[pair[0]], keys[pair[1]])
    ]  # fmt: skip


def _shortened(key: str) -> Iterator[str]:
    """Give a name, and the name without each of its letters: two that are a slip apart meet."""
    yield key
    yield from (key[:at] + key[at + 1 :] for at in range(len(key)))
