"""Find which words of a text were put in and which were taken out."""

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Kind = Literal["plain", "inserted", "deleted"]
_WORDS = re.compile(r"\s+|\w+(?:[-’']\w+)*|[^\w\s]")


class Stretch(NamedTuple):
    """Hold a stretch of text that stayed, came or went."""

    text: str
    kind: Kind


def word_changes(before: str, after: str) -> list[Stretch]:
    """Write two texts as one, word by word: what went stands before what came in its place.

    Spaces and commas between words that changed count as changed with them, for easier reading.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    found: list[Stretch] = []
    gone, come = "", ""
    for place, (op, i, j, k, m) in enumerate(codes):
        same = "".join(old[i:j])
        between = 0 < place < len(codes) - 1 and not any(c.isalnum() for c in same)
        if op == "equal" and not between:
            _add(found, gone, come)
            found.append(Stretch(same, "plain"))
            gone, come = "", ""
        else:
            gone, come = gone + same, come + "".join(new[k:m])
    _add(found, gone, come)
    return found


def in_words(stretches: list[Stretch]) -> str:
    """Write changes as plain text, for copying: [-taken out-] and [+put in+]."""
    signs = {"plain": ("", ""), "deleted": ("[-", "-]"), "inserted": ("[+", "+]")}
    return "".join(f"{signs[s.kind][0]}{s.text}{signs[s.kind][1]}" for s in stretches)


def _add(found: list[Stretch], gone: str, come: str) -> None:
    """Put what went and what came at the end."""
    if gone:
        found.append(Stretch(gone, "deleted"))
    if come:
        found.append(Stretch(come, "inserted"))
