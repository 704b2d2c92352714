"""Print the figure of a site; where there is none, which kind of nothing stands there."""

from framework.queries.indicators import IndicatorRow

_SILENT = ("", "no record")


def figure_text(row: IndicatorRow) -> str:
    """Give a figure as it is printed: not due, missing, not applicable and unknown differ."""
    if row.value is not None or row.text not in _SILENT:
        return row.text
    return row.nothing.in_words() or ("not due" if row.nothing.not_due else row.text)
