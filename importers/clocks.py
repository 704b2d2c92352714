"""Settle which times that a transcript prints are times of its recording."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from importers import times
from importers.pieces import Mark, Piece

_HOURS = re.compile(r"\d:\d{2}:\d{2}")
_MINUTES = re.compile(r"\d:\d\d")
_OF_DAY = re.compile(times.MOMENT)
# Nobody speaks so fast for long: words a second.
_FASTEST = 6
_LEAST_WORDS = 12
_MORNING, _MIDNIGHT = 6 * 60_000, 24 * 60_000


class Settled(NamedTuple):
    """Hold the marks with the times of the recording alone, and what is to be said of others."""

    marks: tuple[Mark, ...]
    remarks: tuple[str, ...] = ()


def settled(pieces: Sequence[Piece], marks: Sequence[Mark]) -> Settled:
    """Take times of day out of the marks, and give the times that stand at paragraphs' ends."""
    if any("#" in piece.text for piece in pieces):
        return _ended(pieces, marks)
    if _too_fast(pieces, marks):
        return Settled(
            tuple(mark._replace(time_ms=None) for mark in marks),
            ("Times taken for times of day, since nobody speaks so fast; they stay in the text.",),
        )
    count = sum(
        mark.label is not None and _is_of_day(piece)
        for piece, mark in zip(pieces, marks, strict=True)
    )
    if count > 1:
        return Settled(tuple(marks), ("Times of day stay in the text; none is of the recording.",))
    return Settled(tuple(marks))


def _is_of_day(piece: Piece) -> bool:
    opening = piece.text[:160]
    match = _OF_DAY.search(opening) if _MINUTES.search(opening) else None
    return match is not None and times.is_of_day(match[0])


def _ended(pieces: Sequence[Piece], marks: Sequence[Mark]) -> Settled:
    """Let a paragraph begin where the one before ended, where only ends are printed."""
    ends = [times.ending(piece.text) if mark.kind == "speech" else None
            for piece, mark in zip(pieces, marks, strict=True)]  # fmt: skip
    if sum(end is not None for end in ends) < 2 or any(mark.time_ms is not None for mark in marks):
        return Settled(tuple(marks))
    begun = [
        mark._replace(time_ms=end) if mark.kind == "speech" else mark
        for mark, end in zip(marks, [None, *ends[:-1]], strict=True)
    ]
    said = "Times are printed at the ends of paragraphs; each is given to the paragraph after it."
    return Settled(tuple(begun), (said,))


def _too_fast(pieces: Sequence[Piece], marks: Sequence[Mark]) -> bool:
    """Ask whether all that stands between the first time and the last fits in between."""
    timed = [(n, mark.time_ms) for n, mark in enumerate(marks) if mark.time_ms is not None]
    if len(timed) < 4 or any(_HOURS.search(pieces[n].text[:160]) for n, _ in timed):
        return False
    series = [time for _, time in timed]
    if series != sorted(series) or not _MORNING <= series[0] <= series[-1] < _MIDNIGHT:
        return False
    words = sum(len(piece.text.split()) for piece in pieces[timed[0][0] : timed[-1][0]])
    return words > max(_LEAST_WORDS, (series[-1] - series[0]) * _FASTEST / 1000)
