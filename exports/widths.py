"""Share out the width of a page among the columns of a table."""

from collections.abc import Sequence

from exports.report import Column

_LETTER_CM, _MARGINS_CM, _LONG_WORD = 0.185, 0.35, 16


def shared(columns: Sequence[Column], room: float) -> tuple[Column, ...]:
    """Make columns fill `room` cm, by their widths, so that no usual word of a head breaks."""
    whole = sum(column.width for column in columns)
    needed = [
        min(_LONG_WORD, max(map(len, column.head.split()), default=0)) * _LETTER_CM + _MARGINS_CM
        for column in columns
    ]
    spare = [
        max(0.0, room * column.width / whole - least)
        for column, least in zip(columns, needed, strict=True)
    ]
    kept = max(0.0, room - sum(needed)) / (sum(spare) or 1)
    widths = [least + over * kept for least, over in zip(needed, spare, strict=True)]
    return tuple(
        column._replace(width=room * width / sum(widths))
        for column, width in zip(columns, widths, strict=True)
    )
