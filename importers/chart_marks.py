"""Take off the mark that keeps a spreadsheet from taking a text for a formula."""

import re

from importers import archive

_GUARDED = re.compile(r"'(?='*[=+\-@\t\r\n＝＋－＠])")


def unguarded(text: str) -> str:
    """Give a text of a csv file as it was before an export set a `'` before it."""
    return _GUARDED.sub("", text, count=1) if _GUARDED.match(text) else text


def is_separated(data: bytes) -> bool:
    """Tell a csv file, in which such marks stand, from a workbook."""
    return not data.startswith((archive.ZIP, b"\xd0\xcf\x11\xe0"))
