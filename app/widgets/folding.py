"""Find words whatever their case and accents, and say where they stand in the text as it is."""

import unicodedata
from functools import lru_cache

Span = tuple[int, int]


class Folded:
    """Hold a text without case, accents and points, and where each of its letters stood."""

    def __init__(self, text: str) -> None:
        self._text = text
        if text.isascii():
            self.plain, self._places = text.casefold(), None
            return
        letters, places = [], []
        for place, letter in enumerate(text):
            plain = bare(letter)
            letters.append(plain)
            places += [place] * len(plain)
        self.plain, self._places = "".join(letters), places

    def places(self, typed: str) -> list[Span]:
        """List where something typed stands, as `[start, end)` in code points of the text."""
        wanted = folded(typed)
        found, at = [], self.plain.find(wanted) if wanted else -1
        while at >= 0:
            found.append(self.span(at, at + len(wanted)))
            at = self.plain.find(wanted, at + len(wanted))
        return found

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the text that a stretch of `plain` came from, marks and all."""
        if self._places is None or start >= end:
            return start, end
        first, last = self._places[start], self._places[end - 1] + 1
        while last < len(self._text) and not bare(self._text[last]):
            last += 1
        return first, last


@lru_cache(maxsize=4096)
def bare(letter: str) -> str:
    """Return a letter without case and accents; "" for an accent or a point by itself."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFD", letter.casefold())
        if not unicodedata.combining(sign)
    )


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Fold a short text, once for all the times that it is searched."""
    return Folded(text)


def folded(text: str) -> str:
    """Return a short text without case and accents."""
    return fold(text).plain
