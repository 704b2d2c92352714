"""See labels in shapes that speech takes too, to be believed where they open most of the talk."""

import re
from typing import Literal, NamedTuple

from importers import words

Pattern = Literal["ringed", "titled", "spaced", "digit", "marked"]

_TITLE_WORDS = """
    mr mrs ms miss mx dr prof professor sir lord lady dame hon rev judge justice chief senator
    representative congressman congresswoman secretary minister president chairman chairwoman
    chairperson chair speaker governor commissioner ambassador captain general admiral colonel
    m mm mme mmes mlle monsieur madame herr frau präsident präsidentin abg sr sra srta señor señora
    senhor senhora signor signora onorevole presidente président présidente
    """
TITLES = frozenset(_TITLE_WORDS.split())
SHORT = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "hon", "rev", "sr", "sra", "srta", "mme", "mlle", "abg"]
)
_ARTICLES = frozenset(["the", "o", "a", "el", "la", "il", "le"])
_OFFICE_WORDS = """
    president presidente président présidente präsident präsidentin chairman chairwoman chairperson
    chair speaker
    """
_OFFICES = frozenset(_OFFICE_WORDS.split())
_LINE = r"(?:\d{1,4}[.)]?\s{1,12}|(?:\d{2,3}[ :]){3}\d{2}\s{1,12})?"
_LONGEST, _WIDE = 100, "   "
_COUNTED = re.compile(_LINE)
_ENDS = re.compile(r"\.(?P<stop>\s{1,4})(?=[^\s–—-])|\.\s?[–—]\s{0,2}|\s[–—]\s{1,2}|\.?\]\s{1,2}")
_DASHES = re.compile(r"[–—]")
_REACH = 140
_UNBRACKETED = re.compile(r"\([^()]*\)")
_SPACED = re.compile(rf"{_LINE}(?P<label>[A-Z][A-Z0-9_]{{1,9}})\s{{1,20}}(?=\S)")
_RINGED = re.compile(r"[○〇◯◎●]\s?(?P<label>[^\s：:]{2,40})(?:\s{1,4}|\s?[：:]\s{0,4})(?=\S)")
_MARKED = re.compile(
    r"(?P<label>[^\W\d_]\w{0,14}(?: \w{1,14})?)(?P<mark>\)|\s?[=»→~]|-|>)\s{1,4}(?=\S)"
)
_DIGIT = re.compile(r"(?P<label>\d{1,2})\s?[:：]\s{1,4}(?=\S)")


class Seen(NamedTuple):
    """Hold what may be a label by its shape; speech begins at `text[rest:]`."""

    pattern: Pattern
    label: str
    rest: int


def seen(text: str) -> Seen | None:
    """Return the label that a paragraph opens with behind a ring or a title, or before a mark."""
    if match := _RINGED.match(text):
        return Seen("ringed", match["label"], match.end())
    if match := _DIGIT.match(text):
        return Seen("digit", match["label"], match.end())
    if (match := _MARKED.match(text)) and _is_marked(match["label"], match["mark"]):
        return Seen("marked", match["label"], match.end())
    return _titled(text)


def _is_marked(label: str, mark: str) -> bool:
    """Tell `R) Cold.`, `R= Cold.`, `R- Cold.` and `Tom> Cold.` from words that open speech."""
    named = words.is_coded(label) or (mark.strip() in "->»→~" and words.is_name_shaped(label))
    return named and label[0].isupper()


def spaced(text: str) -> Seen | None:
    """See a word in capitals before blanks, as in `ADA  so how was it?`."""
    match = _SPACED.match(text)
    label, said = (match["label"], text[match.end() :]) if match else ("", "")
    taken = words.is_never(label) and len(label) > 2
    if match is None or taken or label.casefold() in TITLES or _WIDE in said or said.isupper():
        return None
    return Seen("spaced", label, match.end())


def _titled(text: str) -> Seen | None:
    """See `Mr. Bell. I rise`, `The Chairman.—When?` or `Anna Bell (Green). – Thank you`."""
    counted = _COUNTED.match(text)
    start = counted.end() if counted else 0
    if "." not in text[:_REACH] and not _DASHES.search(text, 0, _REACH):
        return None
    for match in _ENDS.finditer(text, start, start + _LONGEST):
        label = text[start : match.start()]
        if label.count("(") > label.count(")"):
            continue
        if match["stop"] and _is_short(label):
            continue
        named, _, _ = label.partition(", ")
        dashed = not match["stop"] and (label.endswith(")") or text[match.start()] == ".")
        if is_titled(named) or (dashed and words.is_name_shaped(named)):
            return Seen("titled", named, match.end())
        return None
    return None


def _is_short(label: str) -> bool:
    """Say whether the full stop behind a label is that of a title or an initial: `M. Roux`."""
    parts = label.casefold().split()
    title = 0 < len(parts) < 3 and parts[-1] in TITLES - _OFFICES
    return title or (bool(parts) and len(parts[-1]) == 1 and parts[-1].isalpha())


def is_titled(label: str) -> bool:
    """Say whether a label is an office, or a name behind a title."""
    parts = label.split()
    folded = [part.strip(".").casefold() for part in parts]
    if not 1 <= len(parts) <= 7 or set(label) & set(':;!?"“”…>|/=\t') or "  " in label:
        return False
    if {"-", "–", "—"} & set(_UNBRACKETED.sub("", label).split()):
        return False
    if len(parts) == 1:
        return folded[0] in _OFFICES and parts[0][:1].isupper()
    if folded[0] in _ARTICLES:
        if folded[1] not in TITLES and not (parts[1].isupper() and len(parts[1]) > 2):
            return False
        return parts[0][:1].isupper()
    named = any(part[:1].isupper() for part in parts[1:]) or folded[-1] in _OFFICES
    return parts[0][:1].isupper() and folded[0] in TITLES and named
