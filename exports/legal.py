"""Keep text within what XML can hold."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def is_plain(text: str) -> bool:
    """Tell whether a text can surely stand in XML just as it is."""
    return text.isprintable() and "&" not in text and "<" not in text and ">" not in text


def legal(text: str) -> str:
    """Take out the control characters that XML forbids, and make every line end a line feed."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
