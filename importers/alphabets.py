"""Tell the one-byte encodings of other alphabets apart by how often their letters stand."""

from collections import Counter
from typing import NamedTuple

_CYRILLIC = "оеаинтсрвлкмдпуіяыьгзбчйхжшюцщэїєфъёґђјљњћџў"
_GREEK = "αοιετσνηυρκπμλωςδγάίόέύήώθχφβξζψϊϋΐΰ"
_HEBREW = "יוהלארתבמשםעחדקנכפצגטסזןךףץ"
_ARABIC = "المينرتبودعسكحفةهیجقشصکطخذگأءإپثضىچغئزظآژؤ"
_THAI = "านรกอเงมย่วลดท้สต็ะัี์ิไาคบใขหแปจพำุูชถธณโซญศผภฉษฐฝฟฎฆฏฒฬฮ"
_PAGES = (
    ("cp1251", "Windows-1251", _CYRILLIC),
    ("koi8_u", "KOI8", _CYRILLIC),
    ("cp866", "DOS Cyrillic", _CYRILLIC),
    ("iso8859_5", "ISO 8859-5", _CYRILLIC),
    ("mac_cyrillic", "Mac Cyrillic", _CYRILLIC),
    ("cp1253", "Windows-1253", _GREEK),
    ("iso8859_7", "ISO 8859-7", _GREEK),
    ("cp1255", "Windows-1255", _HEBREW),
    ("cp1256", "Windows-1256", _ARABIC),
    ("iso8859_6", "ISO 8859-6", _ARABIC),
    ("cp874", "Windows-874", _THAI),
)
_LOOKED_AT = 20_000
_SIGNS = frozenset("«»„“”‘’–—…· №°،؛؟־׳״")
_LEAST, _AHEAD = 0.5, 0.04
# A letter so far down the list of its alphabet weighs nothing, one below it less.
_FALL = 28
# So many letters without a single capital are hardly of an alphabet that has them.
_CAPITAL_BY = 40


class Judged(NamedTuple):
    """Hold an encoding, its name as people know it, and how well its letters fit, at most 1."""

    encoding: str
    printed: str
    fit: float


def judged(data: bytes) -> Judged | None:
    """Return the encoding whose letters stand as often as they are used; None where none does."""
    sample = data[:_LOOKED_AT]
    fits = sorted(
        (Judged(page, printed, _fit(sample, page, letters)) for page, printed, letters in _PAGES),
        key=lambda seen: -seen.fit,
    )
    best, others = fits[0], [seen.fit for seen in fits[1:] if not _alike(sample, seen, fits[0])]
    return best if best.fit >= max(_LEAST, max(others, default=0) + _AHEAD) else None


def _alike(sample: bytes, one: Judged, other: Judged) -> bool:
    return sample.decode(one.encoding, "replace") == sample.decode(other.encoding, "replace")


def _fit(sample: bytes, page: str, letters: str) -> float:
    """Weigh each sign beyond ASCII: common letters near 1, rare ones near 0, what is none below."""
    weights = {letter: 1 - place / _FALL for place, letter in enumerate(letters)}
    text = sample.decode(page, "replace")
    total, capitals, score = 0, 0, 0.0
    for (before, sign), count in Counter(zip(" " + text, text, strict=False)).items():
        if sign.isascii() or sign in _SIGNS:
            continue
        total += count
        lower = sign.lower()
        if lower not in weights:
            score -= 0.5 * count
        elif sign == lower:
            score += weights[lower] * count
        else:  # a capital within a word shows another encoding
            score += (weights[lower] if not before.isalpha() else -0.3) * count
            capitals += count
    cased = letters in {_CYRILLIC, _GREEK} and total > _CAPITAL_BY and not capitals
    return score / total - 0.1 * cased if total else 0.0
