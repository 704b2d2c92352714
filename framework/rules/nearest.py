"""Find the true text that a quotation comes nearest to."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from framework.rules.quotations import comparable, level

_NEAR, _ALIKE = 60, 40
_WORDS, _WORDS_ROUND = 8, 6
_COMMON, _LOOKS, _SHORT = 300, 4, 64
_KEPT = 64
_WORD = re.compile(r"[^\W_]{3,}")


class Near(NamedTuple):
    """Place the stretch `[start, end)` of one of several texts that words come nearest to.

    `score` is 100 where only what is forgiven differs.
    """

    text: int
    start: int
    end: int
    score: float


@lru_cache(maxsize=_KEPT)
def ready(text: str) -> str:
    """Make a whole transcript comparable; while somebody types it is asked for again and again."""
    return comparable(text)


@lru_cache(maxsize=_KEPT)
def levelled(text: str) -> str:
    """Make a whole transcript level, once."""
    return level(text)


def nearest(words: str, texts: Sequence[str]) -> Near | None:
    """Find the whole words that these words are most like, in the first text that has them.

    None where nothing is at all like them.
    """
    wanted = level(words).strip()
    best: Near | None = None
    for at, start, end in _likely(wanted, texts):
        text = levelled(texts[at])
        found = _alignment(wanted, text[start:end], best.score if best else 0)
        if found is None:
            continue
        first, last, score = _whole_words(wanted, text, start + found[0], start + found[1])
        if score >= _NEAR and (best is None or score > best.score):
            best = Near(at, first, last, score)
    return best


def _likely(wanted: str, texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Give the stretches of texts that are worth a look: those that share most of the long words.

    Where none is shared, a short quotation is looked for everywhere.
    """
    words = _telling_words(wanted)
    width = max(len(wanted), 20)
    votes: Counter[tuple[int, int]] = Counter()
    for at, text in enumerate(texts):
        for word, offset in words:
            places = islice(_places(word, levelled(text)), _COMMON)
            buckets = {max(0, place - offset) // width for place in places}
            votes.update(dict.fromkeys(((at, bucket) for bucket in buckets), len(word)))
    for (at, bucket), _votes in votes.most_common(_LOOKS):
        yield at, max(0, (bucket - 1) * width), (bucket + 3) * width
    if not votes and len(wanted) <= _SHORT:
        yield from ((at, 0, len(text)) for at, text in enumerate(texts))


def _telling_words(wanted: str) -> list[tuple[str, int]]:
    """Pick the longest words, with where each begins."""
    found = [(match[0], match.start()) for match in _WORD.finditer(wanted)]
    return sorted(found, key=lambda word: -len(word[0]))[:_WORDS]


def _places(word: str, text: str) -> Iterator[int]:
    """Find where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _alignment(wanted: str, text: str, least: float) -> tuple[int, int] | None:
    """Find the stretch of a text, as long as what is wanted, that is most like it."""
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=max(_ALIKE, least - 20))
    if found is None or found.dest_start >= found.dest_end:
        return None
    return found.dest_start, found.dest_end


def _whole_words(wanted: str, text: str, start: int, end: int) -> tuple[int, int, float]:
    """Find the words near `[start, end)` that are most like what is wanted; return their score."""
    from rapidfuzz import fuzz

    starts = _edges(text, start, opening=True)
    ends = _edges(text, end, opening=False)
    return max(
        ((first, last, fuzz.ratio(wanted, text[first:last]))
         for first in starts for last in ends if first < last),
        key=lambda found: (found[2], found[0] - found[1]),
        default=(start, end, 0.0),
    )  # fmt: skip


def _edges(text: str, place: int, *, opening: bool) -> list[int]:
    """List the places near one where words begin, or where they end."""
    low = high = place
    for _word in range(_WORDS_ROUND):
        low = max(0, text.rfind(" ", 0, max(0, low - 1)) + 1)
        after = text.find(" ", high + 1)
        high = len(text) if after < 0 else after
    found = []
    for at in range(low, high + 1):
        inside = at < len(text) and text[at] != " "
        before = at > 0 and text[at - 1] != " "
        if (inside and not before) if opening else (before and not inside):
            found.append(at)
    return found
