"""Read whole numbers that come from outside."""

_LONGEST = 9


def whole(typed: str) -> int | None:
    """Read a whole number of at most nine digits; None for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) <= _LONGEST else None
