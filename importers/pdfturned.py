"""Set words of scripts that are written from right to left in the order in which they are read."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

Box = tuple[float, float, float, float]

_RUN = re.compile(
    "[\u0591-\u05f2\u0620-\u065f\u066e-\u06ef\u06fa-\u07bf\ufb1d-\ufdfb\ufe70-\ufefc]{2,}"
)
_LAM, _ALEFS = "\u0644", frozenset("\u0622\u0623\u0625\u0627\u0671")


def righted(text: str, box: Callable[[int], Box]) -> str:
    """Give a line whose words are not mirrored; `box` gives the place of each of its characters.

    Programs that print a page from left to right leave some words of it in that order.
    """
    return _RUN.sub(lambda run: _read(run[0], [box(at) for at in range(*run.span())]), text)


def _read(run: str, boxes: Sequence[Box]) -> str:
    steps = [after[0] - before[0] for before, after in pairwise(boxes)]
    signs = list(zip(run, boxes, strict=True))
    if sum(step > 0 for step in steps) > sum(step < 0 for step in steps):
        signs.reverse()
    for at, ((one, here), (two, there)) in enumerate(pairwise(signs)):
        # Of two letters that are one sign, lam is read first: there is no sign of alef and lam.
        if here == there and two == _LAM and one in _ALEFS:
            signs[at : at + 2] = (two, here), (one, there)
    return "".join(sign for sign, _ in signs)


def is_leftward(texts: Sequence[str]) -> bool:
    """Say whether most words of a text are written from right to left."""
    words = [word for text in texts for word in text.split()]
    return 2 * sum(_RUN.search(word) is not None for word in words) > len(words)
