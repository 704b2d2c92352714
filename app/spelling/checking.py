"""Find the words of a text that no dictionary knows, and what they may be meant for."""

import re
from collections.abc import Collection
from functools import cache

from app.spelling.hunspell import every_word
from framework.rules.locators import locator_spans
from framework.rules.mentions import mention_spans
from framework.rules.notation import marks

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MOST = 5

Span = tuple[int, int]


def unknown(text: str, own: Collection[str]) -> list[Span]:
    """Find words that neither the dictionary nor the project knows, in code points.

    `own` is in small letters. Passed over are quotations, which are a transcript's words,
    locators, and what is written with digits or in capitals, as abbreviations are.
    """
    if not every_word():
        return []
    passed = [*locator_spans(text), *mention_spans(text)]
    passed += [(mark.start, mark.end) for mark in marks(text) if mark.kind.endswith("quote")]
    return [
        match.span()
        for match in _WORD.finditer(text)
        if not _known(match[0], own)
        and not _joined_to_digit(text, *match.span())
        and not any(start <= match.start() < end for start, end in passed)
    ]


def suggestions(word: str) -> list[str]:
    """List words that are spelled nearly so, the nearest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    plain = word.replace("’", "'").lower()
    near = process.extract(plain, _by_length(len(plain)), scorer=OSA.normalized_similarity,
                           limit=4 * _MOST, score_cutoff=0.6)  # fmt: skip
    # Of words that are as near, one of the same letters was likely meant.
    near.sort(key=lambda match: (-match[1], sorted(match[0]) != sorted(plain), match[0]))
    found = [match for match, _score, _at in near[:_MOST]]
    return [text.capitalize() if word[:1].isupper() else text for text in found]


def _known(word: str, own: Collection[str]) -> bool:
    """Tell whether a word is known, as it is or with a small first letter."""
    plain = word.replace("’", "'")
    if len(plain) == 1 or sum(letter.isupper() for letter in plain) > 1 or plain.lower() in own:
        return True
    every, stem = every_word(), plain.removesuffix("'s")
    return any(form in every for form in (plain, plain.lower(), stem, stem.lower())) or (
        stem.lower() in own
    )


def _joined_to_digit(text: str, start: int, end: int) -> bool:
    """Tell whether letters are part of something with digits, as the T of T1."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isdigit() or after.isdigit()


@cache
def _by_length(length: int) -> list[str]:
    """List the words that are about as long."""
    return [word for word in every_word() if abs(len(word) - length) < 3 and word.islower()]
