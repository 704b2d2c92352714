"""Number themes: 1, 1.1, 1.2 … and `.99` for what fits nowhere else."""

from collections.abc import Iterable

from framework.rules.counts import whole

OTHER = "99"
MANY_IN_OTHER = 3  # passages that make an Other worth a look


def is_other(number: str) -> bool:
    """Say whether a number is that of a theme's Other."""
    return number.endswith(f".{OTHER}")


def next_number(parent: str, siblings: Iterable[str]) -> str:
    """Give the number that follows the siblings' highest, leaving `.99` to Other."""
    taken = [_last_part(number) for number in siblings]
    highest = max((part for part in taken if part is not None and part != int(OTHER)), default=0)
    following = highest + (2 if highest + 1 == int(OTHER) else 1)
    return f"{parent}.{following}" if parent else str(following)


def order(number: str) -> tuple[tuple[int, int | str], ...]:
    """Give a key that sorts numbers as people count: 2, 10, 10.1."""
    parts = [(whole(part), part) for part in number.split(".")]
    return tuple((1, part) if count is None else (0, count) for count, part in parts)


def _last_part(number: str) -> int | None:
    """Read the last part of a dotted number, or None where it is no number."""
    return whole(number.rsplit(".", 1)[-1])
