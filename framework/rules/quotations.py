"""Check quotations against the transcripts that they are said to come from."""

import re
import unicodedata

_QUOTES, _DASHES = '‘’‚ʼ“”„«»"', "–—‐‑−"
_GAP = re.compile(r"\s*(?:…|\.\.\.|\[[^\]]*\]|⟦[^⟧]*⟧)\s*")
_STRIPPED = ".,;: "


def comparable(text: str) -> str:
    """Forgive case, white space, dashes and the shape of quotation marks.

    Single and double marks count as the same, since marks within a quotation change over.
    """
    folded = _plain_signs(unicodedata.normalize("NFC", text).replace("\u00ad", "")).casefold()
    words = " ".join(folded.split())
    while "--" in words or " -" in words or "- " in words:
        words = words.replace("--", "-").replace(" -", "-").replace("- ", "-")
    return words


def level(text: str) -> str:
    """Forgive case, dashes and marks, each sign in its place: offsets stay true."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return _plain_signs(lower).replace("\n", " ").replace("\u2028", " ").replace("\u00a0", " ")


def pieces_of(quotation: str) -> list[tuple[int, int]]:
    """Find what stands between ellipses and edits in square brackets, as spans."""
    spans, position = [], 0
    for gap in _GAP.finditer(quotation):
        spans.append((position, gap.start()))
        position = gap.end()
    spans.append((position, len(quotation)))
    return [(start, end) for start, end in spans if comparable(quotation[start:end])]


def _plain_signs(text: str) -> str:
    """Make all quotation marks one, and all dashes."""
    for sign in _QUOTES:
        text = text.replace(sign, "'") if sign in text else text
    for sign in _DASHES:
        text = text.replace(sign, "-") if sign in text else text
    return text


def stands_in(quotation: str, comparable_text: str) -> bool:
    """Tell whether a quotation stands in a text already made comparable.

    An ellipsis or an edit in square brackets may stand for words left out: the pieces between
    must follow one another.
    """
    position = 0
    for piece in _GAP.split(quotation):
        wanted = comparable(piece).strip(_STRIPPED)
        found = comparable_text.find(wanted, position)
        if found < 0:
            return False
        position = found + len(wanted)
    return True
