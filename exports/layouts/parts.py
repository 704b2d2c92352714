"""Cut a wide table into parts a, b, c … that fit a page each."""

from collections.abc import Sequence
from math import ceil
from string import ascii_lowercase
from typing import TypeVar

Item = TypeVar("Item")


def evenly(columns: Sequence[Item], most: int) -> list[Sequence[Item]]:
    """Cut columns into parts of at most `most`, as even as can be; none of none."""
    if not columns:
        return []
    size = ceil(len(columns) / ceil(len(columns) / most))
    return [columns[at : at + size] for at in range(0, len(columns), size)]


def letter(at: int, parts: int) -> str:
    """Name the part at `at` of so many, from 0; a table in one part has no letter."""
    return "" if parts == 1 else ascii_lowercase[at % 26] * (at // 26 + 1)
