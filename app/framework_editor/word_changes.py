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
    """Write two texts as one, word by word: what went stands before what came in its place."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Stretch] = []
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            _add(found, "".join(old[i:j]), "plain")
            continue
        _add(found, "".join(old[i:j]), "deleted")
        _add(found, "".join(new[k:m]), "inserted")
    return found


def in_words(stretches: list[Stretch]) -> str:
    """Write changes as plain text, for copying: [-taken out-] and [+put in+]."""
    signs = {"plain": ("", ""), "deleted": ("[-", "-]"), "inserted": ("[+", "+]")}
    return "".join(f"{signs[s.kind][0]}{s.text}{signs[s.kind][1]}" for s in stretches)


def _add(found: list[Stretch], text: str, kind: Kind) -> None:
    """Put a stretch at the end, unless it is empty."""
    if text:
        found.append(Stretch(text, kind))
