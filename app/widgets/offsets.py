"""Convert places in a text between Unicode code points and Qt's UTF-16 units."""

from bisect import bisect_left


class Offsets:
    """Know where a text holds characters that Qt counts twice."""

    def __init__(self, text: str) -> None:
        # Almost every transcript has none or few, so only those are kept.
        self._wide = [] if text.isascii() else [i for i, c in enumerate(text) if ord(c) > 0xFFFF]
        self._wide_qt = [place + before for before, place in enumerate(self._wide)]

    def to_qt(self, place: int) -> int:
        """Return the UTF-16 place of a code point place."""
        return place + bisect_left(self._wide, place)

    def to_python(self, place: int) -> int:
        """Return the code point place of a UTF-16 place; within a pair, that of the character."""
        return place - bisect_left(self._wide_qt, place)
