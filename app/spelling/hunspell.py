"""Read every form of every word from a Hunspell dictionary: a list of words, and of affixes."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER, LANGUAGE = Path(__file__).parent, "en_GB"


class Affix(NamedTuple):
    """Say what is taken off a word and put to it, where the word is `like` this."""

    prefix: bool
    crossed: bool
    taken: str
    put: str
    like: re.Pattern[str]

    def form(self, word: str) -> str | None:
        """Give the form of a word, None where the affix does not fit it."""
        if self.prefix:
            fits = word.startswith(self.taken) and self.like.match(word)
            return self.put + word[len(self.taken) :] if fits else None
        fits = word.endswith(self.taken) and self.like.search(word)
        return word[: len(word) - len(self.taken)] + self.put if fits else None


@cache
def every_word(folder: Path = FOLDER, language: str = LANGUAGE) -> frozenset[str]:
    """Give every form of every word, empty where the dictionary is not there.

    It takes half a second: ask on a thread, and once.
    """
    affixes, words = folder / f"{language}.aff", folder / f"{language}.dic"
    if not (affixes.is_file() and words.is_file()):
        return frozenset()
    known = _affixes(affixes.read_text("utf-8"))
    lines = words.read_text("utf-8").splitlines()[1:]
    return frozenset(form for line in lines for form in _forms(line, known))


def _affixes(text: str) -> dict[str, list[Affix]]:
    """Read the affixes by their flag."""
    crossed: dict[str, bool] = {}
    found: dict[str, list[Affix]] = {}
    for fields in map(str.split, text.splitlines()):
        if len(fields) < 4 or fields[0] not in {"PFX", "SFX"}:
            continue
        flag = fields[1]
        if flag not in crossed:  # the head of a group: its flag, whether it combines, how many
            crossed[flag] = fields[2] == "Y"
            continue
        prefix = fields[0] == "PFX"
        taken, put = ("" if part == "0" else part for part in fields[2:4])
        like = fields[4] if len(fields) > 4 else "."
        pattern = re.compile(f"^{like}" if prefix else f"{like}$")
        found.setdefault(flag, []).append(Affix(prefix, crossed[flag], taken, put, pattern))
    return found


def _forms(line: str, known: dict[str, list[Affix]]) -> Iterator[str]:
    """Give the forms of one line of the list: a word, a slash, its flags."""
    word, _slash, flags = line.strip().partition("/")
    if not word:
        return
    yield word
    fitting = [affix for flag in flags for affix in known.get(flag, ())]
    for affix in fitting:
        form = affix.form(word)
        if form is None:
            continue
        yield form
        if not affix.prefix and affix.crossed:
            both = (other.form(form) for other in fitting if other.prefix and other.crossed)
            yield from (found for found in both if found is not None)
