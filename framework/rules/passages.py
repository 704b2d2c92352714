"""Find passages in a transcript's text."""

import re

_ALIKE = {"'": "['‘’ʼ]", '"': '["“”]', "-": "[-–—‐‑]"}
_SIGNS = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-",
                        "‐": "-", "‑": "-"})  # fmt: skip


def find_quotation(text: str, quotation: str) -> list[tuple[int, int]]:
    """List where a quotation stands in a text, in code points.

    Only where it stands nowhere to the letter are white space, dashes and the shape of quotation
    marks forgiven.
    """
    wanted = quotation.strip()
    if not wanted:
        return []
    exact = [(m.start(), m.end()) for m in re.finditer(re.escape(wanted), text)]
    return exact or [(m.start(), m.end()) for m in _forgiving(wanted).finditer(text)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Draw a passage in so that it neither begins nor ends with white space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _forgiving(quotation: str) -> re.Pattern[str]:
    """Make a pattern that forgives white space, dashes and the shape of quotation marks."""
    words = quotation.translate(_SIGNS).split()
    signs = ("".join(_ALIKE.get(sign, re.escape(sign)) for sign in word) for word in words)
    return re.compile(r"\s+".join(signs))
