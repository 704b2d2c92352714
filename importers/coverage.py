"""Count how much is said, and see where a line only goes on with the sentence above it."""

import re
from collections.abc import Sequence

from importers import roster, times
from importers.pieces import Piece

_COUNT = re.compile(r"\d{1,4}[.)]?\s{1,12}")
_PAUSES = (*roster.SPOKEN, ":", "-", "–", "—", "…", ")", "]", '"', "”")


def spoken(pieces: Sequence[Piece], since: int = 0) -> int:
    """Count the paragraphs of speech; what only goes on within a sentence, or times it, is none.

    Where nearly all begin with a small letter, that shows nothing.
    """
    texts = [
        piece.text
        for piece in pieces[since:]
        if piece.kind == "speech" and times.range_start(piece.text) is None
    ]
    small = [begins_small(text) for text in texts]
    if sum(small) * 10 >= len(texts) * 8:
        return len(texts)
    return len(texts) - sum(
        begins and not above.endswith(_PAUSES)
        for above, begins in zip(texts, small[1:], strict=False)
    )


def begins_small(text: str) -> bool:
    """Say whether a paragraph begins with a small letter, after its number where it has one."""
    counted = _COUNT.match(text) if text[:1].isdigit() else None
    at = counted.end() if counted else 0
    return text[at : at + 1].islower()


def has_ended(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether the paragraph above one ends as sentences do."""
    return index == 0 or pieces[index - 1].text.endswith(_PAUSES)


def is_within(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a line of wrapped text stands above that ends within its sentence."""
    above = pieces[index - 1].text if index else "."
    return begins_small(above) and not above.endswith(_PAUSES)
