"""Read ticks, crosses and the words for yes and no of other languages as yes and no."""

from collections.abc import Sequence

from framework.drafts import ColumnReading

_YES = frozenset(
    {
        "✓",
        "✔",
        "✔️",
        "☑",
        "ja",
        "oui",
        "sí",
        "si",
        "sì",
        "sim",
        "wahr",
        "vrai",
        "vero",
        "verdadero",
        "verdadeiro",
        "waar",
        "sant",
    }
)
_NO = frozenset(
    {
        "✗",
        "✘",
        "✖",
        "☒",
        "nein",
        "nee",
        "nej",
        "nei",
        "non",
        "não",
        "falsch",
        "faux",
        "falso",
        "onwaar",
        "falskt",
    }
)
_ENGLISH = frozenset({"yes", "y", "true", "1", "no", "n", "false", "0"})
_CROSSES = frozenset({"x", "X", "×"})


def answers_in(texts: Sequence[str]) -> list[ColumnReading]:
    """Propose yes and no, where every text is one of them in some language; else nothing."""
    said = {text: text.casefold() for text in texts}
    if not set(said.values()) <= _YES | _NO | _ENGLISH:
        return []
    labels = {
        text: "yes" if folded in _YES else "no"
        for text, folded in said.items()
        if folded not in _ENGLISH
    }
    return [ColumnReading("yes-no", labels=labels)] if labels else []


def doubt_of_crosses(texts: Sequence[str]) -> str:
    """Say what is in doubt where crosses stand, which mean yes to some and no to others."""
    if _CROSSES.isdisjoint(texts):
        return ""
    if not {text.casefold() for text in texts} <= _CROSSES | _YES | _NO | _ENGLISH:
        return ""
    cross = next(text for text in texts if text in _CROSSES)
    return f"“{cross}” may mean yes or no"
