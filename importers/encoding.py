"""Turn the bytes of a text file into text, and say which encoding they were in."""

import codecs
import re
from typing import NamedTuple

from framework.errors import RefusedError
from importers import alphabets, codepages, limits

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_PRINTED = {"cp1252": "Windows-1252", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_UTF8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# How Japanese texts of seven bits change to their own signs.
_SHIFTED = re.compile(rb"\x1b\$[@B]")
_HIGH = re.compile(rb"[\x80-\xff]")
# Control characters that are rarer than one in so many are damage; more are no text at all.
_RARE = 200
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(NamedTuple):
    """Hold decoded text with what is to be said about its encoding."""

    text: str
    remarks: tuple[str, ...]


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """Decode by byte order mark, strict UTF-8, UTF-16, then by the letters that they make.

    `declared` is what the file itself calls its encoding; it is heard where the bytes are not
    UTF-8 and fit it. Bytes that fit nowhere become U+FFFD, and a remark counts them. Refuses what
    is not text.
    """
    limits.hold_size(len(data), limits.TEXT_BYTES, name)
    encoding, printed = _encoding(data)
    weak = declared and not encoding.startswith("utf")
    if weak and _declares(data, declared):
        encoding, printed = declared, declared
    text = data.decode(encoding, errors="replace")
    controls = len(_CONTROL.findall(text))
    if controls > len(text) // _RARE:
        raise RefusedError(
            f"{name} is not a text that can be read; nothing was imported. "
            "Save it as Word (.docx) or plain text and import that."
        )
    remarks = _remarks(text, data, encoding, printed)
    text = text.removeprefix("\ufeff")
    if controls:
        text = _CONTROL.sub("\ufffd", text)
        what = (
            "1 control character stands"
            if controls == 1
            else f"{controls} control characters stand"
        )
        remarks.append(f"{what} as \ufffd in the text.")
    return Decoded(text, tuple(remarks))


def opening(data: bytes) -> str:
    """Decode the first bytes of a file just well enough to see what they are."""
    encoding = _marked(data) or _unmarked_utf16(data) or "utf-8"
    return data[:4096].decode(encoding, errors="ignore").removeprefix("\ufeff")


def is_text(data: bytes) -> bool:
    """Say whether the bytes can be text: marked as such, or all but free of NUL bytes."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return False
    return bool(_marked(data) or _unmarked_utf16(data)) or data.count(0) * _RARE <= len(data)


def _marked(data: bytes) -> str:
    return next((encoding for mark, encoding, _ in _MARKS if data.startswith(mark)), "")


def _unmarked_utf16(data: bytes) -> str:
    head = data[:2000]
    if head.count(0) * 5 < len(head) or len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 5 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 5 * odd else ""


def _encoding(data: bytes) -> tuple[str, str]:
    for mark, encoding, printed in _MARKS:
        if data.startswith(mark):
            return encoding, printed
    if wide := _unmarked_utf16(data):
        return wide, _PRINTED[wide]
    if _SHIFTED.search(data) and _decodes(data, "iso2022_jp"):
        return "iso2022_jp", "ISO-2022-JP"
    if _decodes(data, "utf-8") or _damaged_utf8(data):
        return "utf-8", "UTF-8"
    if page := codepages.judged(data):
        return page
    alphabet = alphabets.judged(data)
    return alphabet[:2] if alphabet else _likely(data)


def _declares(data: bytes, declared: str) -> bool:
    try:
        data.decode(declared)
    except (LookupError, UnicodeError):
        return False
    return True


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _damaged_utf8(data: bytes) -> bool:
    whole = len(_UTF8_LETTER.findall(data))
    stray = len(_HIGH.findall(_UTF8_LETTER.sub(b"", data)))
    return whole > stray


def _likely(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return (best.encoding, best.encoding) if best else ("cp1252", _PRINTED["cp1252"])


def _remarks(text: str, data: bytes, encoding: str, printed: str) -> list[str]:
    remarks = []
    if encoding not in {"utf-8", "utf-8-sig"}:
        remarks.append(f"The file is in {printed}; it was read as that.")
    damaged = 0 if _decodes(data, encoding) else text.count("\ufffd")
    if damaged:
        remarks.append(f"{damaged} damaged byte{'s' * (damaged > 1)} stand as \ufffd in the text.")
    return remarks
