"""Read times that are plain numbers: seconds or milliseconds, whichever lets people speak."""

import re
from collections.abc import Sequence
from itertools import pairwise

_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?")
_SECOND = 1000
# Words a second: slower is no talk, faster nobody speaks.
_SLOWEST, _FASTEST = 0.15, 8
_FEWEST = 3


def unit(cells: Sequence[str], spoken: Sequence[str]) -> int | None:
    """Return how many milliseconds one unit of a column of numbers is: 1000, 1, or None.

    `cells` are the times and `spoken` what is said from each on. None where the numbers fall, or
    where neither seconds nor milliseconds fit the words between the first and the last.
    """
    numbers = [number(cell) for cell in cells if cell.strip()]
    series = [value for value in numbers if value is not None]
    if len(series) < _FEWEST or len(series) < len(numbers):
        return None
    lasted = series[-1] - series[0]
    if lasted <= 0 or any(later < earlier for earlier, later in pairwise(series)):
        return None
    rate = sum(len(text.split()) for text in spoken[:-1]) / lasted
    for size in (_SECOND, 1):
        if _SLOWEST <= rate * _SECOND / size <= _FASTEST:
            return size
    return None


def number(cell: str) -> float | None:
    """Read a plain number with or without decimals; None when it is anything else."""
    typed = cell.strip()
    return float(typed.replace(",", ".")) if _NUMBER.fullmatch(typed) else None
