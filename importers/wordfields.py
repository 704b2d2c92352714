"""Tell the words of fields from what computes them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framework.rules.counts import whole
from importers.fieldwords import Shown, chosen, shown
from importers.wordstyles import W, is_set

if TYPE_CHECKING:
    from lxml.etree import _Element

FIELD, INSTRUCTION = W + "fldChar", W + "instrText"
_KIND, _VAL = W + "fldCharType", W + "val"


@dataclass
class _Field:
    """Hold what is known of an open field."""

    form: "_Element | None"
    instruction: list[str] = field(default_factory=list)
    begun: bool = False
    filled: bool = False


class Fields:
    """Follow which fields are open, and whether their results have begun.

    What a field inside another's instruction gives is part of the instruction. An instruction ends
    with its paragraph, so that a field that is never closed takes no words with it.
    """

    def __init__(self) -> None:
        """Begin outside all fields."""
        self._open: list[_Field] = []
        self._begun = 0

    def heard(self, text: str) -> str:
        """Give text as far as it is part of what is shown."""
        if not self._open or not text:
            return text
        inner = self._open[-1]
        if self._begun - inner.begun < len(self._open) - 1:
            return ""
        inner.filled = inner.filled or inner.begun
        return text

    def mark(self, mark: "_Element") -> Shown:
        """Follow a part of a field; at the end of one without a result, give what it shows."""
        kind = mark.get(_KIND)
        if mark.tag == INSTRUCTION:
            if self._open:
                self._open[-1].instruction.append(mark.text or "")
        elif kind == "begin":
            self._open.append(_Field(mark.find(f"{W}ffData")))
        elif self._open and kind == "separate":
            self._begun += not self._open[-1].begun
            self._open[-1].begun = True
        elif self._open and kind == "end":
            ended = self._open.pop()
            self._begun -= ended.begun
            found = Shown() if ended.filled else _shown(ended)
            if ended.filled and self._open:
                self._open[-1].filled = self._open[-1].begun
            return found._replace(text=self.heard(found.text))
        return Shown()

    def end_paragraph(self) -> None:
        """End the instructions that are open."""
        if self._open:
            self._open = [one for one in self._open if one.begun]


def _shown(ended: _Field) -> Shown:
    """Give what a form holds at a field, or what its instruction shows."""
    if ended.form is None:
        return shown("".join(ended.instruction))
    choices, box = (ended.form.find(f"{W}{name}") for name in ("ddList", "checkBox"))
    if choices is not None:
        listed = [entry.get(_VAL, "") for entry in choices.iterfind(f"{W}listEntry")]
        made = _first(choices, "result", "default")
        typed = "0" if made is None else made.get(_VAL, "0")
        return chosen(whole(typed) or 0, listed)
    if box is not None:
        ticked = _first(box, "checked", "default")
        return chosen(int(ticked is not None and is_set(ticked)), None)
    return Shown()


def _first(parent: "_Element", *names: str) -> "_Element | None":
    return next((one for name in names if (one := parent.find(W + name)) is not None), None)
