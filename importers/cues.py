"""Split caption files into cues, losing none, whatever state their times are in."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_STAMP = r"(?:(\d{1,4})\s?:\s?)?(\d{1,3})\s?:\s?(\d{1,3})(?:\s?[.,:]\s?(\d{1,6}))?"
_START = re.compile(rf"\s*{_STAMP}\s*$")
_ARROW = re.compile(r"\s{0,4}(?:-{1,3}>|[–—−]>|→|⟶|=>)\s{0,4}")
_TIMING = re.compile(rf"\s*{_STAMP}{_ARROW.pattern}{_STAMP}(?!\S)")
_IDENTIFIER = re.compile(r"\d{1,9}|[0-9a-fA-F-]{36}(?:/[\w-]{1,40})?")
_LONGEST = 100
_BLOCKS = ("NOTE", "STYLE", "REGION")


class Cue(NamedTuple):
    """Hold a cue's lines with the time it starts, in milliseconds; None where it has none.

    `name` is its identifier, where that is not a number alone.
    """

    start_ms: int | None
    lines: tuple[str, ...]
    name: str = ""


class Cues(NamedTuple):
    """Hold all cues of a file, its other blocks, and how many times had to be repaired or lost."""

    cues: tuple[Cue, ...]
    header: tuple[str, ...]
    blocks: tuple[tuple[str, ...], ...]
    repaired: int
    lost: int


def split(lines: Sequence[str], *, blocks: bool) -> Cues:
    """Split lines into cues; `blocks` says that NOTE, STYLE and REGION blocks may stand between.

    A blank line inside a cue's text does not end the cue: only the next time does.
    """
    arrows = [number for number, line in enumerate(lines) if _is_timing(line)]
    heads = [_head(lines, arrow) for arrow in arrows]
    bounds = [*heads, len(lines)]
    header, others = _parted(lines[: bounds[0]], blocks=blocks)
    cues, repaired, lost = [], 0, 0
    for head, arrow, bound in zip(heads, arrows, bounds[1:], strict=True):
        payload, more = _parted(lines[arrow + 1 : bound], blocks=blocks)
        others.extend(more)
        start, exact = _start(lines[arrow])
        repaired += start is not None and not exact
        lost += start is None
        cues.append(Cue(start, tuple(payload), _name(lines[head]) if head < arrow else ""))
    return Cues(tuple(cues), tuple(header), tuple(others), repaired, lost)


def _is_timing(line: str) -> bool:
    before, arrow, _ = line.partition("-->")
    if arrow:
        return len(before) < 40 and (":" in before or before.strip()[:1].isdigit())
    return _TIMING.match(line[:_LONGEST]) is not None


def _head(lines: Sequence[str], arrow: int) -> int:
    """Find the line where a cue begins: its identifier's, where it has one."""
    if arrow == 0 or not lines[arrow - 1].strip():
        return arrow
    after_blank = arrow == 1 or not lines[arrow - 2].strip()
    if after_blank or _IDENTIFIER.fullmatch(lines[arrow - 1].strip()):
        return arrow - 1
    return arrow


def _name(line: str) -> str:
    typed = line.strip()
    return "" if _IDENTIFIER.fullmatch(typed) else typed


def _parted(lines: Sequence[str], *, blocks: bool) -> tuple[list[str], list[tuple[str, ...]]]:
    """Part a cue's own lines from the blocks that follow it."""
    own: list[str] = []
    others: list[tuple[str, ...]] = []
    target = own
    for number, line in enumerate(lines):
        opens = number == 0 or not lines[number - 1].strip()
        if blocks and opens and line[:_LONGEST].split(" ")[0].split("\t")[0] in _BLOCKS:
            others.append(())
            target = []
        if not line.strip():
            target = own
        elif target is own:
            own.append(line)
        else:
            others[-1] = (*others[-1], line)
    return own, others


def _start(line: str) -> tuple[int | None, bool]:
    """Read a cue's start; the second value is False where the time as typed is malformed."""
    typed = _ARROW.split(line, maxsplit=1)[0]
    match = _START.match(typed)
    if match is None:
        return None, False
    hours, minutes, seconds, fraction = match.groups()
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    exact = (
        len(minutes) == len(seconds) == 2
        and len(fraction or "") == 3
        and int(seconds) < 60
        and (hours is None or int(minutes) < 60)
        and " " not in typed.strip()
    )
    return whole * 1000 + int((fraction or "0").ljust(3, "0")[:3]), exact
