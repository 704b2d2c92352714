"""Find names in texts, as whole words, and put what stands for them in their place."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from framework.errors import RefusedError

Category = Literal["person", "place", "organisation", "date", "contact", "other"]
Rule = Literal["all", "this"]

CATEGORIES: tuple[Category, ...] = get_args(Category)
RULES: tuple[Rule, ...] = get_args(Rule)

_NEVER = re.compile(r"[¶⟦⟧×\n\r\t\x00]")
_BRACKETS = str.maketrans("", "", "[]")


@dataclass(frozen=True)
class NameEntry:
    """Say what shall stand for a name; with rule "this" only in the places `where`, by key."""

    guid: str
    category: Category
    original: str
    replacement: str
    rule: Rule = "all"
    where: tuple[str, ...] = ()


class Made(NamedTuple):
    """Say that at a place, named by its key, a name was replaced; `original` is as it stood."""

    guid: str
    original: str
    replacement: str
    where: str


class Found(NamedTuple):
    """Give the name at `[start, end)` of a text, as it stands there."""

    start: int
    end: int
    entry: NameEntry
    text: str


class Names:
    """Hold the names of a key file, to be found in texts.

    A name is found as whole words, as it is written in the key file, at the beginning of a
    sentence, or in capitals; so “Green” is not found in “green” or in “Greenwich”.
    """

    def __init__(self, entries: Sequence[NameEntry]) -> None:
        """Make ready to look for all names at once; the longest at a place is found."""
        self.entries = tuple(entries)
        self._by_form: dict[str, NameEntry] = {}
        for entry in entries:
            for form in _forms(entry.original):
                self._by_form.setdefault(form, entry)
        longest = sorted(self._by_form, key=len, reverse=True)
        forms = "|".join(re.escape(form).replace(r"\ ", r"[^\S\n]+") for form in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{forms})(?!\w)") if forms else None

    def found(self, text: str) -> Iterator[Found]:
        """Go through the names in a text, in its order."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            entry = self._by_form[" ".join(match[0].split())]
            yield Found(match.start(), match.end(), entry, match[0])

    def replaced(
        self,
        text: str,
        wanted: Callable[[Found], bool] = lambda _found: True,
        put: Callable[[NameEntry], str] = lambda entry: entry.replacement,
    ) -> str:
        """Give a text with what stands for its names, where that is wanted."""
        pieces, position = list[str](), 0
        for one in self.found(text):
            if wanted(one):
                pieces += (text[position : one.start], put(one.entry))
                position = one.end
        return "".join([*pieces, text[position:]]) if pieces else text


def bare(entry: NameEntry) -> str:
    """Give what stands for a name, without the brackets that names of ours cannot hold."""
    return entry.replacement.translate(_BRACKETS).strip() or "withheld"


def checked(entries: Sequence[NameEntry], *, for_good: bool = True) -> tuple[NameEntry, ...]:
    """Compose the accents of names; refuse what cannot be replaced, or cannot stand for it.

    What is put `for_good` must hold no other name, or that name could not be told from it later.
    """
    found: dict[str, NameEntry] = {}
    for entry in entries:
        original = " ".join(unicodedata.normalize("NFC", entry.original).split())
        replacement = " ".join(unicodedata.normalize("NFC", entry.replacement).split())
        if not any(sign.isalnum() for sign in original):
            raise RefusedError(f"“{entry.original}” is no name; nothing was replaced.")
        if not replacement or _NEVER.search(entry.replacement):
            raise RefusedError(
                f"“{entry.replacement}” cannot stand for a name: it needs a letter, and none of "
                "¶ × ⟦ ⟧. Nothing was replaced."
            )
        if original in found and found[original].replacement != replacement:
            raise RefusedError(
                f"“{original}” stands twice in the list, with “{found[original].replacement}” and "
                f"“{replacement}”; nothing was replaced. Keep one of them."
            )
        found[original] = NameEntry(
            entry.guid, entry.category, original, replacement, entry.rule, entry.where
        )
    if for_good:
        _refuse_circles(found)
    return tuple(found.values())


def _refuse_circles(entries: dict[str, NameEntry]) -> None:
    """Refuse what stands for one name and holds another."""
    names = Names(list(entries.values()))
    for entry in entries.values():
        held = next(names.found(entry.replacement), None)
        if held is not None:
            raise RefusedError(
                f"“{entry.replacement}”, which shall stand for “{entry.original}”, holds "
                f"“{held.text}”, which is in the list itself; nothing was replaced."
            )


def _forms(original: str) -> set[str]:
    """List how a name may be written."""
    return {original, original.upper(), original[:1].upper() + original[1:]}
