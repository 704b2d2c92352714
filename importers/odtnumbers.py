"""Count the numbers that an OpenDocument list puts before its items without holding them."""

from typing import TYPE_CHECKING, NamedTuple

from importers.odfnames import STYLE, TEXT
from importers.wordnumbers import integer, written

if TYPE_CHECKING:
    from lxml.etree import _Element

_ID = "{http://www.w3.org/XML/1998/namespace}id"
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
         "I": "upperRoman"}  # fmt: skip
"""Ways of counting, as OpenDocument and web pages name them, by Word's names."""


class _Level(NamedTuple):
    """Say how one level of a list is numbered."""

    form: str
    before: str
    after: str
    start: int
    shown: int


class Numbers:
    """Number the items of lists, one after another."""

    def __init__(self, *roots: "_Element | None") -> None:
        """Read how the lists of a document are numbered."""
        self._styles: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for style in () if root is None else root.iter(TEXT + "list-style"):
                self._styles[style.get(STYLE + "name", "")] = _levels(style)
        self._open: list[tuple[str, int | None]] = []
        self._names: list[str] = []
        self._last: dict[tuple[str, int], int] = {}
        self._named: dict[str, int] = {}

    def open(self, element: "_Element") -> None:
        """Begin a list, within the one that is open."""
        above = self._open[-1][0] if self._open else ""
        style = element.get(TEXT + "style-name") or above
        named = element.get(TEXT + "continue-list")
        kept = self._last.get((style, len(self._open)))
        goes_on = element.get(TEXT + "continue-numbering") == "true"
        self._open.append((style, self._named.get(named) if named else kept if goes_on else None))
        self._names.append(element.get(_ID, ""))

    def close(self) -> None:
        """End the list that was begun last."""
        style, count = self._open.pop()
        name = self._names.pop()
        if count is not None:
            self._last[style, len(self._open)] = self._named[name] = count

    def item(self, element: "_Element") -> str:
        """Give the number of the next item of the open list, "" where it has none."""
        if not self._open:
            return ""
        depth = len(self._open) - 1
        style, count = self._open[-1]
        level = self._styles.get(style, {}).get(depth)
        if level is None:
            return ""
        begin = integer(element.get(TEXT + "start-value", ""), level.start)
        told = element.get(TEXT + "start-value") is not None
        count = begin if told or count is None else count + 1
        self._open[-1] = style, count
        if not level.form:
            return ""
        first = max(0, depth + 1 - level.shown)
        parts = [self._part(at) for at in range(first, depth + 1)]
        return f"{level.before}{'.'.join(part for part in parts if part)}{level.after}".strip()

    def _part(self, depth: int) -> str:
        """Write the count of one open list as its level is written."""
        style, count = self._open[depth]
        level = self._styles.get(style, {}).get(depth)
        return (
            "" if level is None or count is None or not level.form else written(count, level.form)
        )


def _levels(style: "_Element") -> dict[int, _Level]:
    """Read the numbered levels of a list, the outermost as 0."""
    found = {}
    for level in style.iterchildren(TEXT + "list-level-style-number"):
        depth = integer(level.get(TEXT + "level", ""), 1) - 1
        found[depth] = _Level(
            FORMS.get(level.get(STYLE + "num-format", ""), ""),
            level.get(STYLE + "num-prefix", "")[:20], level.get(STYLE + "num-suffix", "")[:20],
            integer(level.get(TEXT + "start-value", ""), 1),
            max(1, integer(level.get(TEXT + "display-levels", ""), 1)),
        )  # fmt: skip
    return found
