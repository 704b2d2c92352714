"""Check quotations against the transcripts that they are said to come from."""

import re
import unicodedata
from collections.abc import Iterable

_MARKS = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00ad": None,
    }
)  # fmt: skip
_GAP = re.compile(r"\s*(?:…|\.\.\.|\[[^\]]*\])\s*")
_SPACE = re.compile(r"\s+")


def comparable(text: str) -> str:
    """Forgive case, white space, dashes and the shape of quotation marks."""
    folded = unicodedata.normalize("NFC", text).translate(_MARKS).casefold()
    return _SPACE.sub(" ", folded).strip()


def stands_in(quotation: str, comparable_text: str) -> bool:
    """Tell whether a quotation stands in a text already made comparable.

    An ellipsis or an edit in square brackets may stand for words left out: the pieces between
    must follow one another.
    """
    position = 0
    for piece in _GAP.split(quotation):
        wanted = comparable(piece).strip(".,;: ")
        found = comparable_text.find(wanted, position)
        if found < 0:
            return False
        position = found + len(wanted)
    return True


def differing(quotations: Iterable[str], texts: Iterable[str]) -> list[str]:
    """List the quotations that stand in none of the texts."""
    wanted = list(quotations)
    if not wanted:
        return []
    ready = [comparable(text) for text in texts]
    return [quote for quote in wanted if not any(stands_in(quote, text) for text in ready)]
