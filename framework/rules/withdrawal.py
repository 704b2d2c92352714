"""Find what somebody said in what others wrote: sentence by sentence, and word by word."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from framework.rules.notation import quotations
from framework.rules.quotations import comparable, pieces_of

WITHDRAWN = "[withdrawn]"

IN_A_ROW = 7
"""How many words in a row, without quotation marks, are somebody's words and no accident."""

_QUOTED = re.compile(r'"[^"\n]+"|“[^”\n]+”|\{[^{}\n]+\}|⟦[0-9a-f]{8,32}⟧|\[[^\[\]\n]+\]')
_TAIL = r"(?:[ \t]*(?:⟦[0-9a-f]{8,32}⟧|\[[^\[\]\n]*[¶×][^\[\]\n]*\])[,;]?)*\.?"
_END = re.compile(rf"(?:[.!?…]+[\"”’'\)\]]*{_TAIL}(?=\s|$)|\n+)")
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|cf|etc|vs|Dr|Mr|Mrs|Ms|Prof|St|no|p|pp)|\b[A-Z])\.$")
_WORD = re.compile(r"\w+(?:'\w+)*")


class Kept(NamedTuple):
    """Give what is left of a text, and the sentences that were taken out of it."""

    text: str
    taken: tuple[str, ...]


def sentences(text: str) -> list[str]:
    """Cut a text into its sentences; all of them together are the text.

    A quotation is not cut, and locators after a full stop belong to the sentence before it.
    """
    held = [match.span() for match in _QUOTED.finditer(text)]
    found, begin = list[str](), 0
    for match in _END.finditer(text):
        # A sentence may end at the very end of a quotation, but not within one.
        cut = match.start() + 1
        inside = any(start < cut < end - 1 and match.end() < end for start, end in held)
        if inside or _goes_on(text, match):
            continue
        end = match.end()
        while end < len(text) and text[end] in " \t":
            end += 1
        found.append(text[begin:end])
        begin = end
    return [*found, text[begin:]] if begin < len(text) else found


def _goes_on(text: str, match: "re.Match[str]") -> bool:
    """Tell whether a full stop ends an abbreviation and no sentence."""
    if "\n" in match[0]:
        return False
    after = text[match.end() :].lstrip(" \t")
    return bool(_SHORT.search(text[: match.start() + 1])) or after[:1].islower()


def without(text: str, is_theirs: Callable[[str], bool]) -> Kept:
    """Take out of a text the sentences that are somebody's."""
    pieces = sentences(text)
    taken = [piece for piece in pieces if piece.strip() and is_theirs(piece)]
    if not taken:
        return Kept(text, ())
    left = "".join(piece for piece in pieces if piece not in taken)
    return Kept(left.strip(), tuple(piece.strip() for piece in taken))


class Said:
    """Hold what somebody said and nobody else did, to be found again in what others wrote."""

    def __init__(self, theirs: Iterable[str], others: Iterable[str]) -> None:
        """Read the words of one person, and those of everybody else."""
        self._theirs = [f" {' '.join(words)} " for words in map(_words, theirs) if words]
        self._others = [f" {' '.join(words)} " for words in map(_words, others) if words]
        self._rows = {row for body in self._theirs for row in _in_a_row(body.split())}
        for body in self._others:
            self._rows.difference_update(_in_a_row(body.split()))

    def quoted_in(self, text: str) -> list[str]:
        """List the quotations in a text that are theirs: two words or more."""
        return [quote for quote in quotations(text) if self._is_theirs(quote)]

    def stands_in(self, text: str) -> bool:
        """Tell whether a text has their words: in quotation marks, or many in a row."""
        if not self._theirs:
            return False
        if self._rows and any(row in self._rows for row in _in_a_row(_words(text))):
            return True
        return bool(self.quoted_in(text))

    def _is_theirs(self, quotation: str) -> bool:
        """Tell whether they said what is quoted, and nobody else."""
        pieces = [f" {' '.join(_words(quotation[a:b]))} " for a, b in pieces_of(quotation)]
        long = [piece for piece in pieces if len(piece.split()) > 1]
        if not long or not all(any(piece in body for body in self._theirs) for piece in long):
            return False
        return not any(all(piece in body for piece in long) for body in self._others)


def _words(text: str) -> list[str]:
    """List the words of a text, case and marks forgiven."""
    return _WORD.findall(comparable(text))


def _in_a_row(words: list[str]) -> Iterator[str]:
    """Give every run of as many words in a row as are no accident."""
    for at in range(len(words) - IN_A_ROW + 1):
        yield " ".join(words[at : at + IN_A_ROW])
