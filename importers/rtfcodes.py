"""List what the control words of rich text stand for."""

from datetime import datetime

from importers.pieces import LINE_BREAK

SIGNS = {
    "tab": "\t", "line": LINE_BREAK, "softline": LINE_BREAK, "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—",
    "enspace": "\u2002", "emspace": "\u2003", "qmspace": "\u2005", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "~": "\u00a0", "_": "\u2011",
    "-": "\u00ad", "{": "{", "}": "}", "\\": "\\", ":": ":",
}  # fmt: skip
"""Control words and signs that are characters."""

KINDS = {
    "header": "page header", "headerl": "page header", "headerr": "page header",
    "headerf": "page header", "footer": "page footer", "footerl": "page footer",
    "footerr": "page footer", "footerf": "page footer", "footnote": "footnote or endnote",
    "annotation": "comment", "pict": "picture", "object": "embedded object",
    "shptxt": "text box", "atnid": "", "fldinst": "instruction", "ffl": "choice",
}  # fmt: skip
"""Groups that stand outside the body, by what they are called for the person; "" is not told."""

OF_COMMENTS = frozenset({"atnauthor", "atnref", "atndate", "atrfstart", "atrfend"})
"""Groups that say who wrote a comment, when, and what it is about."""

OF_FORMS = frozenset({"fftype", "ffres", "ffdefres"})
"""Control words that say what a field of a form holds."""

_UNTOLD_WORDS = """
    colortbl info listtable listoverridetable revtbl rsidtbl generator xmlnstbl
    themedata colorschememapping datastore latentstyles shprslt nonshppict bkmkstart bkmkend
    objdata filetbl upr atntime atnicn atnparent pgdsctbl ftnsep ftnsepc ftncn
    aftnsep aftnsepc aftncn tc tcn xe txe rxe do blipuid sp sn sv nesttableprops mmathPr
    docvar userprops passwordhash template private
    """
UNTOLD = frozenset(_UNTOLD_WORDS.split())
"""Groups that hold no words of the document."""

ENDINGS = frozenset({"par", "sect", "page", "column", "\n", "\r", "nestcell"})
"""Control words that end a paragraph."""

_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850", 0: "cp1252",
}  # fmt: skip
_NUMBERED = {
    437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874,
    932, 936, 949, 950, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258,
}  # fmt: skip


def of_charset(number: int) -> str | None:
    """Name the encoding of a font's character set; None leaves the document's."""
    return _PAGES.get(number)


def of_page(number: int) -> str:
    """Name the encoding of a code page; unknown ones are read as Windows-1252."""
    if number == 65001:
        return "utf-8"
    if number == 10000:
        return "mac_roman"
    return f"cp{number}" if number in _NUMBERED else "cp1252"


def moment(number: str) -> str:
    """Write a date and time that are packed into one number as ISO 8601, "" when they are none."""
    if not number.strip().lstrip("-").isdecimal() or len(number) > 12:
        return ""
    packed = int(number) & 0xFFFFFFFF
    minute, hour, day = packed & 63, packed >> 6 & 31, packed >> 11 & 31
    month, year = packed >> 16 & 15, (packed >> 20 & 511) + 1900
    try:
        return datetime(year, month, day, hour, minute).isoformat()  # noqa: DTZ001 - no zone is said
    except ValueError:
        return ""
