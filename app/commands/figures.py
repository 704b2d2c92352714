"""Print the figures of indicators as a person reads them: a block each, a line a site."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

_ALL = "all"


def figure_lines(figures: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Give the lines of the figures that `show indicators` shows."""
    wide = max((len(str(one["case"] or _ALL)) for one in figures), default=0)
    for _key, held in groupby(figures, itemgetter("indicator")):
        every = list(held)
        yield f"{every[0]['label']} ({every[0]['indicator']}):"
        for one in every:
            rule = f" ({one['rule']})" if one["rule"] and one["rule"] not in one["text"] else ""
            yield f"  {one['case'] or _ALL:<{wide}}  {one['text']}{rule}"
