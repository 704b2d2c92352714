"""Put the parts of a page's lines in the order in which they are read: columns, or rows."""

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importers.pdflines import Line

Rows = Sequence[Sequence["Line"]]

_FEWEST = 6
_MOST_OF = 0.5
_LONG = 18


def arranged(rows: Rows) -> "list[Line]":
    """Give the lines of a page; of two columns of text the left one first, of a table each row.

    In a column both sides are lines of running text; what stands before the gap in a table is a
    time, a name or a number. Parts of one row are parted by tabs.
    """
    gutter = _gutter(rows)
    if gutter is None:
        return [_joined(row) for row in rows]
    lines: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        one = [part for part in row if part.right <= gutter]
        other = [part for part in row if part.left >= gutter]
        if len(one) + len(other) < len(row):
            # A line across both columns, such as a title, ends them.
            lines += [*left, *right, _joined(row)]
            left, right = [], []
            continue
        left += [_joined(one)] if one else []
        right += [_joined(other)] if other else []
    return [*lines, *left, *right]


def _gutter(rows: Rows) -> float | None:
    """Find where the gap between two columns of text is, None on a page of one."""
    pairs = [row for row in rows if len(row) == 2]
    if len(pairs) < _FEWEST or len(pairs) < len(rows) * _MOST_OF:
        return None
    low = max(one.right for one, _ in pairs)
    middle = median(other.left for _, other in pairs)
    aligned = sum(abs(other.left - middle) <= 2 for _, other in pairs)
    long = all(
        median(len(row[side].text) for row in pairs) >= _LONG for side in (0, 1)
    ) and sum(len(one.text) >= _LONG for one, _ in pairs) >= len(pairs) * 0.7  # fmt: skip
    if not long or aligned < len(pairs) * 0.8 or low > middle:
        return None
    return (low + middle) / 2


def _joined(row: "Sequence[Line]") -> "Line":
    """Make one line of the parts of a row."""
    first, last = row[0], row[-1]
    return first._replace(
        text="\t".join(part.text for part in row), right=last.right,
        bottom=min(part.bottom for part in row), top=max(part.top for part in row),
    )  # fmt: skip
