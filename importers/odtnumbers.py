"""Count the numbers that an OpenDocument puts before items and headings without holding them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from importers.odfnames import ID, STYLE, TEXT
from importers.wordnumbers import integer, written

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = (TEXT + "list-level-style-number", TEXT + "outline-level-style")
_OUTLINE = TEXT + "outline-style"
_DEEPEST = 10
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


_Counts = Sequence[tuple[str, int | None]]


class Numbers:
    """Number the items of lists, and headings, one after another."""

    def __init__(self, *roots: "_Element | None") -> None:
        """Read how the lists and the headings of a document are numbered."""
        self._styles: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for style in () if root is None else root.iter(TEXT + "list-style", _OUTLINE):
                named = style.get(STYLE + "name", "") if style.tag != _OUTLINE else _OUTLINE
                self._styles[named] = _levels(style)
        self._headings: list[tuple[str, int | None]] = []
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
        self._names.append(element.get(ID, ""))

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
        return self._written(self._open, level)

    def heading(self, element: "_Element") -> str:
        """Give the number of the next heading, "" where it has none or a list numbers it."""
        depth = min(integer(element.get(TEXT + "outline-level", ""), 1), _DEEPEST) - 1
        level = self._styles.get(_OUTLINE, {}).get(depth)
        if self._open or level is None or depth < 0:
            return ""
        del self._headings[depth + 1 :]
        self._headings += [(_OUTLINE, None)] * (depth + 1 - len(self._headings))
        before = self._headings[depth][1]
        self._headings[depth] = _OUTLINE, level.start if before is None else before + 1
        return self._written(self._headings, level)

    def _written(self, counts: _Counts, level: _Level) -> str:
        """Write the last of the counts, with those before it that its level shows."""
        if not level.form:
            return ""
        parts = [self._part(counts, at) for at in range(len(counts))][-level.shown :]
        return f"{level.before}{'.'.join(part for part in parts if part)}{level.after}".strip()

    def _part(self, counts: _Counts, depth: int) -> str:
        """Write the count of one level as it is written."""
        style, count = counts[depth]
        level = self._styles.get(style, {}).get(depth)
        return (
            "" if level is None or count is None or not level.form else written(count, level.form)
        )


def _levels(style: "_Element") -> dict[int, _Level]:
    """Read the numbered levels of a list or of headings, the outermost as 0."""
    found = {}
    for level in style.iterchildren(*_LEVELS):
        depth = integer(level.get(TEXT + "level", ""), 1) - 1
        found[depth] = _Level(
            FORMS.get(level.get(STYLE + "num-format", ""), ""),
            level.get(STYLE + "num-prefix", "")[:20], level.get(STYLE + "num-suffix", "")[:20],
            integer(level.get(TEXT + "start-value", ""), 1),
            max(1, integer(level.get(TEXT + "display-levels", ""), 1)),
        )  # fmt: skip
    return found
