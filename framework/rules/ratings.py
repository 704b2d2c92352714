"""State how a cell can be rated, where the framework asks for it."""

from typing import Literal, get_args

Rating = Literal["-2", "-1", "0", "+1", "+2", "mixed", "missing", "n/a"]

RATINGS: tuple[Rating, ...] = get_args(Rating)

_READ = {"1": "+1", "2": "+2", "na": "n/a", "not applicable": "n/a"}
_DASHES = str.maketrans("−–—‐‑﹣", "------")  # the signs that people type for a minus


def read_rating(text: str) -> Rating | None:
    """Read a rating as people write it ("−2", "1", "Mixed", "N/A"), or None."""
    plain = "".join(text.translate(_DASHES).split()) if text.strip()[-1:].isdigit() else text
    folded = " ".join(plain.casefold().split())
    wanted = _READ.get(folded, folded)
    return next((rating for rating in RATINGS if rating == wanted), None)
