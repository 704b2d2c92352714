"""Join the lines of a text that was wrapped by hand or by a mail program at some width."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from importers.labels import Candidate, candidate
from importers.pieces import Piece, tidy
from importers.roster import SPOKEN

_NARROW, _WIDE = 50, 100
_LEAST, _LEAST_HANGING = 6, 2


class Unwrapped(NamedTuple):
    """Hold the lines as joined, and a remark where any was."""

    lines: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def unwrapped(lines: Sequence[str]) -> Unwrapped:
    """Join lines when nearly every one is so long that the next one's first word had no room.

    Lines broken by hand are of several lengths: they end within a sentence, or all that follow a
    label's line are set in, or only the labels' lines are. Typescripts leave every other line free.
    """
    spaced = _single(lines)
    found = _inset(spaced) or _inset(lines) if len(spaced) < len(lines) else _inset(lines)
    return found or _filled(lines)


def _single(lines: Sequence[str]) -> list[str]:
    """Take one blank line away wherever lines stand apart."""
    kept: list[str] = []
    blank = 0
    for line in lines:
        blank = 0 if line.strip() else blank + 1
        if blank != 1:
            kept.append(line)
    return kept


def _inset(lines: Sequence[str]) -> Unwrapped | None:
    """Join the lines that are not set in where the lines of labels are; None where they are not.

    What stands above the first label is left as it is.
    """
    inset = [n for n, line in enumerate(lines) if line[:2].isspace() and _speaks(line)]
    if len(inset) < _LEAST or sum(map(_is_flush, lines)) < len(inset) // 2:
        return None
    outset = sum(_is_flush(line) and _speaks(line) for line in lines[inset[0] :])
    if outset * 10 > len(inset):
        return None
    below = lines[inset[0] :]
    goes_on = [
        n > 0 and _is_flush(line) and bool(below[n - 1].strip()) for n, line in enumerate(below)
    ]
    small = sum(going and line[:1].islower() for going, line in zip(goes_on, below, strict=True))
    if small < _LEAST:
        return None
    joined = (*lines[: inset[0]], *(" ".join(group) for group in _groups(below, goes_on)))
    return Unwrapped(joined, (f"{sum(goes_on)} lines that were only wrapped were joined.",))


def _speaks(line: str) -> bool:
    """Say whether a label that is written as names are stands before speech in a line."""
    text = tidy(line)
    seen = candidate(Piece(text)) if text else None
    named = seen is not None and seen.shape in {"colon", "stop", "titled"} and not seen.loose
    return seen is not None and named and seen.rest < len(text)


def _is_flush(line: str) -> bool:
    """Say whether a line begins at the margin and is no heading in capitals."""
    return bool(line[:1].strip()) and not line.isupper() and not line.startswith(("[", "("))


def _filled(lines: Sequence[str]) -> Unwrapped:
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not _NARROW <= width <= _WIDE:
        return Unwrapped(tuple(lines))
    goes_on = [False, *(_may_go_on(a, b) for a, b in pairwise(lines))]
    pairs = [(a, b) for (a, b), going in zip(pairwise(lines), goes_on[1:], strict=True) if going]
    hanging = _hangs(lines, goes_on)
    if len(pairs) < (_LEAST_HANGING if hanging else _LEAST):
        return Unwrapped(tuple(lines))
    if sum(_is_full(a, b, width) for a, b in pairs) * 10 >= len(pairs) * 9:
        joins = _is_full
    elif hanging or sum(_runs_on(a, b, width) for a, b in pairs) * 10 >= len(pairs) * 9:
        joins = _reaches
    else:
        return Unwrapped(tuple(lines))
    full = [False, *(joins(a, b, width) for a, b in pairwise(lines))]
    wrapped = [going and filled for going, filled in zip(goes_on, full, strict=True)]
    joined = tuple(" ".join(group) for group in _groups(lines, wrapped))
    return Unwrapped(joined, (f"{sum(wrapped)} lines that were only wrapped were joined.",))


def _may_go_on(above: str, line: str) -> bool:
    if not above.strip() or not line.strip():
        return False
    seen = _label(line)
    within = line.lstrip()[:1].islower() and not above.rstrip().endswith(SPOKEN)
    if seen and not (seen.loose and within):
        return False
    head = _label(above)
    return head is None or head.rest < len(tidy(above))


def _label(line: str) -> Candidate | None:
    """See a label before speech; a few words alone may be the end of a wrapped line."""
    seen = candidate(Piece(tidy(line)))
    return None if seen and seen.loose and seen.shape != "colon" else seen


def _is_full(above: str, line: str, width: int) -> bool:
    return len(above.rstrip()) + 1 + len((line.split() or [""])[0]) > width


def _runs_on(above: str, line: str, width: int) -> bool:
    """Say whether a line that is long enough ends within a sentence, or is full."""
    within = not above.rstrip().endswith(SPOKEN) or line.lstrip()[:1].islower()
    return _is_full(above, line, width) or (within and len(above.rstrip()) * 10 >= width * 7)


def _reaches(above: str, line: str, width: int) -> bool:
    return _runs_on(above, line, width) or len(above.rstrip()) * 100 >= width * 85


def _hangs(lines: Sequence[str], goes_on: Sequence[bool]) -> bool:
    """Say whether all lines that go on are set in, and all others are not."""
    inset = [line[:2].isspace() for line in lines]
    filled = [n for n, line in enumerate(lines) if line.strip()]
    return all(inset[n] == goes_on[n] for n in filled)


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
