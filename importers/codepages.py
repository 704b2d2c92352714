"""Tell the one-byte encodings of Western and Central European texts apart by what they make."""

import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_ASCII_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# So many places are looked at; more do not change what letters a text is written with.
_LOOKED_AT = 50_000
_WESTERN = "éèàùâêîôûëïüçäößñáíóúãåæøœÉÈÀÂÊÎÔÛÇÄÖÜÑÁÍÓÚÃÕÅÆØ"
_CENTRAL = "ąćęłńóśźżáčďéěíňřšťúůýžőűöüôäßăâîșţĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽŐŰÖÜ"
_COMMON = {
    "cp1252": _WESTERN,
    "mac_roman": _WESTERN,
    "cp1250": _CENTRAL,
    "iso8859_2": _CENTRAL,
    "cp1254": "çğıöşüâîûÇĞİÖŞÜ",
    "cp1257": "ąčęėįšųūžāēģīķļņĄČĘĖĮŠŲŪŽĀĒĢĪĶĻŅ",
}
# Where two pages put a letter equally well, the rarer one of them is meant less often.
_WEIGHTS = {"cp1257": 0.9}
# Letters of Icelandic, which stand where Turkish and Lithuanian have their own; þ begins a word, ð
# and ý do not.
_ICELANDIC = frozenset("ðþýÐÞÝ")
_STAND_ALONE = frozenset("àáâèéêëíîòóôùúûyÀÁÈÉÊÓÔÚåæøÅØäöüoa")
_QUOTES = frozenset("“”‘«»„‚")
_PRINTED = {
    "cp1252": "Windows-1252",
    "mac_roman": "MacRoman",
    "cp1250": "Windows-1250",
    "iso8859_2": "ISO 8859-2",
    "cp1254": "Windows-1254",
    "cp1257": "Windows-1257",
}


class Page(NamedTuple):
    """Hold an encoding with its name as people know it."""

    encoding: str
    printed: str


def judged(data: bytes) -> Page | None:
    """Return the encoding that puts letters where letters belong; None where none of them does.

    Texts in other alphabets, most of whose bytes are high, are not judged here.
    """
    if _count(data, _HIGH_BYTES) > _count(data, _ASCII_LETTERS):
        return None
    places = _places(data)
    total = sum(places.values())
    hints = {"mac_roman": 0.1 * total if b"\r" in data and b"\n" not in data else 0.0}
    scores = {
        encoding: hints.get(encoding, 0.0)
        + sum(_fit(place, encoding) * count for place, count in places.items())
        for encoding in _COMMON
    }
    best = max(scores, key=lambda encoding: scores[encoding])
    return Page(best, _PRINTED[best]) if scores[best] >= 0 else None


def _count(data: bytes, signs: bytes) -> int:
    return len(data) - len(data.translate(None, signs))


def _places(data: bytes) -> Counter[bytes]:
    """Count every high byte with the bytes before and after it, blanks where there is none."""
    padded = b" " + data + b" "
    starts = islice((match.start() for match in _HIGH.finditer(padded)), _LOOKED_AT)
    return Counter(padded[at - 1 : at + 2] for at in starts)


def _fit(place: bytes, encoding: str) -> float:
    """Weigh how well one sign stands between its neighbours: above 0 well, below 0 badly."""
    before, sign, after = tuple(place.decode(encoding, "replace"))
    if sign == "\ufffd" or "\x7f" <= sign <= "\x9f":
        return -4
    if sign.isalpha():
        return _letter(before, sign, after, encoding)
    return _sign(before, sign, after)


def _letter(before: str, sign: str, after: str, encoding: str) -> float:
    if sign.isupper() and before.islower():
        return -3
    if not before.isalpha() and not after.isalpha():
        return 0.1 if sign in _STAND_ALONE and not before.isdigit() and not after.isdigit() else -2
    if sign == "õ":  # Portuguese has it before an e; elsewhere it is rather a Hungarian ő
        return 1 if after == "e" else 0.5
    if sign in _ICELANDIC and encoding == "cp1252":
        return 0.95 if before.isalpha() == (sign not in "þÞ") else 0.3
    return _WEIGHTS.get(encoding, 1) if sign in _COMMON[encoding] else 0.3


def _sign(before: str, sign: str, after: str) -> float:
    within = before.isalpha() and after.isalpha()
    if sign == "’":
        return 1.2 if before.isalpha() else 0.3
    if sign in _QUOTES:
        return -1 if within else 1
    if sign in "¿¡":
        return 1.2 if after.isalpha() and not before.isalpha() else -2
    if sign in "–—…·\xa0":
        return 0.8 if not within or sign in "–—" else -1
    if sign in "€£°%§©®½¼¾«»²³º":
        return -2 if within else 0.3
    return -2 if within else -0.5
