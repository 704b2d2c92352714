"""Find what stands for nothing in a column: words for it, codes of nines, days that are none."""

import re
from collections.abc import Iterator, Sequence

_WORDS = {
    "not applicable": """
        n/a|na|n.a.|n.a|not applicable|not relevant|withdrawn|withdrew|entfällt|sans objet""",
    "unknown": """
        ?|unknown|not known|nk|dk|don't know|don’t know|unbekannt|inconnu|not recorded
        |not stated|no data|not available""",
    "missing": """
        -|–|—|.|missing|none|null|nil|\\n|#n/a|tbc|tba|nan|not sent|not done|not received
        |not delivered|not submitted|not completed|not returned|outstanding
        |pending|awaited|fehlt|manquant""",
    "not due": "not due|not yet due|not required|not scheduled",
}
_MEANING = {
    " ".join(word.split()): meaning for meaning, said in _WORDS.items() for word in said.split("|")
}
_CODE = re.compile(r"-9{1,4}")
_NINES = re.compile(r"9{2,5}")
_NO_DAY = re.compile(r"(?:0000-00-00|1899-12-3[01]|1900-01-0[01]|9999-12-31|2999-12-31)"
                     r"(?:[T ]00:00(?::00)?)?")  # fmt: skip
_FAR = 3


def codes_in(texts: Sequence[str]) -> dict[str, str]:
    """Find codes for nothing: words for it, -9, -99 and the like, and days that no calendar has."""
    found = {}
    for text in texts:
        said = text if text.isalnum() else " ".join(text.split())
        meaning = _MEANING.get(said.casefold())
        if meaning is not None:
            found[text] = meaning
        elif "-" in text and (_CODE.fullmatch(text) or _NO_DAY.fullmatch(text)):
            found[text] = "missing"
    return found


def doubtful_nines(texts: Sequence[str], numbers: Sequence[float]) -> Iterator[str]:
    """Ask about 99, 999 and the like where they stand far above every other of the numbers."""
    greatest = max(numbers, default=0)
    nines = f"{greatest:.0f}"
    most = max((value for value in numbers if value != greatest), default=greatest)
    if _NINES.fullmatch(nines) and most * _FAR < greatest and nines in texts:
        yield (
            f"“{nines}” stands far above every other number ({most:g} at most); it counts as a "
            "number unless you say that it is a code for missing."
        )
