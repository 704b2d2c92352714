"""Join the lines of a text that was wrapped by hand or by a mail program at some width."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from importers.labels import Candidate, candidate
from importers.pieces import Piece, tidy

_NARROW, _WIDE = 50, 100
_LEAST = 6


class Unwrapped(NamedTuple):
    """Hold the lines as joined, and a remark where any was."""

    lines: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def unwrapped(lines: Sequence[str]) -> Unwrapped:
    """Join lines when nearly every one is so long that the next one's first word had no room."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not _NARROW <= width <= _WIDE:
        return Unwrapped(tuple(lines))
    goes_on = [False, *(_may_go_on(a, b) for a, b in pairwise(lines))]
    full = [False, *(_is_full(a, b, width) for a, b in pairwise(lines))]
    pairs = sum(goes_on)
    wrapped = [going and filled for going, filled in zip(goes_on, full, strict=True)]
    if pairs < _LEAST or sum(wrapped) * 10 < pairs * 9:
        return Unwrapped(tuple(lines))
    joined = tuple(" ".join(group) for group in _groups(lines, wrapped))
    return Unwrapped(joined, (f"{sum(wrapped)} lines that were only wrapped were joined.",))


def _may_go_on(above: str, line: str) -> bool:
    if not above.strip() or not line.strip() or _label(line):
        return False
    head = _label(above)
    return head is None or head.rest < len(tidy(above))


def _label(line: str) -> Candidate | None:
    """See a label before speech; a few words alone may be the end of a wrapped line."""
    seen = candidate(Piece(tidy(line)))
    return None if seen and seen.loose and seen.shape != "colon" else seen


def _is_full(above: str, line: str, width: int) -> bool:
    return len(above.rstrip()) + 1 + len((line.split() or [""])[0]) > width


def _groups(lines: Sequence[str], wrapped: Sequence[bool]) -> Iterator[list[str]]:
    group: list[str] = []
    for line, goes_on in zip(lines, wrapped, strict=True):
        if goes_on:
            group.append(line.strip())
        else:
            if group:
                yield group
            group = [line.strip()]
    yield group
