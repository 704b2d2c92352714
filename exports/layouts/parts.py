"""Cut a wide table into parts a, b, c … that fit a page each."""

from collections.abc import Sequence
from math import ceil
from string import ascii_lowercase
from typing import TypeVar

from exports.report import Paper, text_width

Item = TypeVar("Item")

_NARROWEST_CASE_CM = 3.4
_WIDEST_CASE_CM = 5.2
_NARROWEST_TEXT_CM = 3.3


def texts_a_page(paper: Paper) -> int:
    """Tell how many columns of text a wide page takes beside the cases: 6 on A4, 10 on A3."""
    return int((text_width(paper, "landscape") - _NARROWEST_CASE_CM) / _NARROWEST_TEXT_CM)


def case_width(room: float, texts: int) -> float:
    """Give in cm how wide the column of cases is beside so many columns of text."""
    return min(_WIDEST_CASE_CM, max(_NARROWEST_CASE_CM, room / (texts + 1)))


def evenly(columns: Sequence[Item], most: int) -> list[Sequence[Item]]:
    """Cut columns into parts of at most `most`, as even as can be; none of none."""
    if not columns:
        return []
    size = ceil(len(columns) / ceil(len(columns) / most))
    return [columns[at : at + size] for at in range(0, len(columns), size)]


def letter(at: int, parts: int) -> str:
    """Name the part at `at` of so many, from 0; a table in one part has no letter."""
    return "" if parts == 1 else ascii_lowercase[at % 26] * (at // 26 + 1)
