"""Read whole numbers that come from outside, and let them count where values are put in order."""

import re
from collections.abc import Iterable, Sequence

_LONGEST = 9


def whole(typed: str) -> int | None:
    """Read a whole number of at most nine digits; None for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) <= _LONGEST else None


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Give a key by which numbers within a value count as numbers."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in re.split(r"(\d+)", text)
        if part
    )


def in_groups(values: Iterable[str]) -> Sequence[str]:
    """Put the values of groups in order: by their numbers where all have one, "" the last.

    Words stay as they were met: nobody wants "high, low, medium".
    """
    met = list(dict.fromkeys(values))
    named = [value for value in met if value]
    if all(any(sign.isdecimal() for sign in value) for value in named):
        named.sort(key=natural)
    return [*named, *([""] if "" in met else [])]
