"""Tell the words of fields from what computes them."""

from typing import TYPE_CHECKING

from importers.wordstyles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

FIELD = W + "fldChar"
_KIND = W + "fldCharType"


class Fields:
    """Follow which fields are open, and whether their results have begun.

    What a field inside another's instruction gives is part of the instruction. An instruction ends
    with its paragraph, so that a field that is never closed takes no words with it.
    """

    def __init__(self) -> None:
        """Begin outside all fields."""
        self._open: list[bool] = []

    @property
    def hides(self) -> bool:
        """Say whether text that stands here is part of an instruction."""
        return len(self._open) > 1 and not all(self._open[:-1])

    def mark(self, mark: "_Element") -> None:
        """Follow the beginning, the middle or the end of a field."""
        kind = mark.get(_KIND)
        if kind == "begin":
            self._open.append(False)
        elif self._open and kind == "separate":
            self._open[-1] = True
        elif self._open and kind == "end":
            self._open.pop()

    def end_paragraph(self) -> None:
        """End the instructions that are open."""
        if self._open:
            self._open = [shown for shown in self._open if shown]
