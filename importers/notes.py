"""Place the comments of a document in its text, by the letters that stand before them."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from framework.drafts import CommentDraft, TranscriptDraft

Runs = Sequence[tuple[str, bool]]
"""Stretches of a paragraph's text, each with whether it is bold."""


@dataclass
class Notes:
    """Collect comments by their name in the file: who wrote them, when, what, and where.

    A place is the piece in which it stands and the letters before it there; how blanks and line
    breaks are tidied does not move it.
    """

    texts: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    begins: dict[str, tuple[int, int]] = field(default_factory=dict)
    ends: dict[str, tuple[int, int]] = field(default_factory=dict)
    _letters: list[int] = field(default_factory=list)
    _passed: tuple[Runs, int, int] = ((), 0, 0)

    def begin(self, name: str, piece: int, before: Runs) -> None:
        """Note where what a comment is about begins: in a piece, after some runs of its text.

        The runs are one list for each piece, to which more are added.
        """
        self.begins.setdefault(name, (piece, self._count_before(before)))

    def end(self, name: str, piece: int, before: Runs) -> None:
        """Note where it ends."""
        self.ends[name] = piece, self._count_before(before)

    def _count_before(self, runs: Runs) -> int:
        """Count the letters of runs, without those that were counted for the comment before."""
        seen, count, letters = self._passed if self._passed[0] is runs else (runs, 0, 0)
        letters += _letters("".join([text for text, _ in runs[count:]]))
        self._passed = seen, len(runs), letters
        return letters

    def count(self, pieces: Sequence[str]) -> None:
        """Take the texts of the pieces, in order, to which the places refer."""
        total = 0
        self._letters = []
        for text in pieces:
            self._letters.append(total)
            total += _letters(text)
        self._letters.append(total)

    def placed(self, draft: TranscriptDraft, beginnings: Sequence[int]) -> tuple[CommentDraft, ...]:
        """Give the comments with their places in a draft, in the order of its text.

        `beginnings` say where the text of each paragraph begins after a number put before it. A
        comment about no words is about the paragraph that it stands in; one that stands outside
        the text is not given.
        """
        places = _places(draft, beginnings)
        starts = [paragraph.start for paragraph in draft.paragraphs]
        found = []
        for name, (author, date, text) in self.texts.items():
            if name in self.begins and text.strip() and places:
                start, end = self._span(name, places)
                if start >= end:
                    number = max(0, bisect_right(starts, start) - 1)
                    start, end = draft.paragraphs[number].start, draft.paragraphs[number].end
                found.append(CommentDraft(author, date, start, end, text))
        return tuple(sorted(found, key=lambda note: (note.start, note.end)))

    def _span(self, name: str, places: Sequence[int]) -> tuple[int, int]:
        first = self._at(self.begins[name])
        last = self._at(self.ends.get(name, self.begins[name]))
        start = places[min(first, len(places) - 1)]
        return start, places[min(last, len(places)) - 1] + 1 if last > first else start

    def _at(self, place: tuple[int, int]) -> int:
        piece, letters = place
        return self._letters[min(piece, len(self._letters) - 1)] + letters


def _letters(text: str) -> int:
    """Count the signs of a text that are no blanks, composed as the transcript has them."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return sum(map(len, text.split()))


def _places(draft: TranscriptDraft, beginnings: Sequence[int]) -> list[int]:
    """List where in a draft each sign stands that is no blank, numbers put before left out."""
    return [
        at
        for paragraph, start in zip(draft.paragraphs, beginnings, strict=True)
        for at in range(start, paragraph.end)
        if not draft.text[at].isspace()
    ]
