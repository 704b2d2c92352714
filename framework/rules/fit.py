"""State how two findings can fit, in either vocabulary of mixed-method research."""

from collections.abc import Mapping

VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    "fetters": ("confirmation", "complementarity", "expansion", "discordance", "silence"),
    "triangulation": ("agreement", "partial agreement", "silence", "dissonance"),
}
LETTERS: Mapping[str, str] = {
    "agreement": "A",
    "partial agreement": "PA",
    "silence": "S",
    "dissonance": "D",
    "confirmation": "C",
    "complementarity": "Cp",
    "expansion": "E",
    "discordance": "Dc",
}
MEANINGS: Mapping[str, str] = {
    "confirmation": "both say the same",
    "complementarity": "each tells of another side of the matter",
    "expansion": "one adds to what the other says",
    "discordance": "they contradict one another",
    "silence": "one of them says nothing of it",
    "agreement": "both say the same",
    "partial agreement": "they agree in part, or complete one another",
    "dissonance": "they contradict one another",
}
DISCORDANT = frozenset({"discordance", "dissonance"})

_CROSSWALK = (
    ("confirmation", "agreement"),
    ("complementarity", "partial agreement"),
    ("expansion", "partial agreement"),
    ("discordance", "dissonance"),
    ("silence", "silence"),
)
_ADDED = {
    "complementarity": "Complementarity was added to confirmation, expansion and discordance in "
    "later work.",
    "silence": "Silence is taken from the triangulation protocol.",
}


def read_fit(text: str) -> str | None:
    """Read a label of either vocabulary as people write it ("Partial agreement", "PA"), or None.

    A blank is read as "", which is no label yet.
    """
    plain = " ".join(text.casefold().split())
    if plain in ("", *MEANINGS):
        return plain
    return next((fit for fit, letters in LETTERS.items() if letters.casefold() == plain), None)


def translate(fit: str, vocabulary: str) -> str:
    """Put a label in the words of a vocabulary.

    Partial agreement has two words in the other vocabulary; both are given, joined by “or”.
    """
    if not fit or fit in VOCABULARIES[vocabulary]:
        return fit
    pairs = ((one, other) if vocabulary == "triangulation" else (other, one)
             for one, other in _CROSSWALK)  # fmt: skip
    return " or ".join(there for here, there in pairs if here == fit) or fit


def needs_note(fit: str, vocabulary: str) -> str:
    """Say what a table must add about a label that its vocabulary did not have at first, or ""."""
    return _ADDED.get(fit, "") if vocabulary == "fetters" else ""
