"""Let what is written from right to left run so in Word, which does not see it for itself."""

import re

# The first bytes of Hebrew, Arabic, Syriac and Thaana in UTF-8: quick to look for in a long text.
_LEADS = [bytes([lead]) for lead in range(0xD6, 0xE0)]
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_BEGINS = re.compile(rf"(?:[\W\d_]|<[^>]*>)*[{_RIGHT}]")
_PARAGRAPH = re.compile(r"(<w:p><w:pPr>(?:(?!</w:pPr>).)*)(</w:pPr>)((?:(?!</w:p>).)*)")
_RUN = re.compile(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?(?=<w:t)((?:(?!</w:r>).)*)")


def directed(written: bytes) -> bytes:
    """Say of finished paragraphs and runs that begin with such a letter which way they run."""
    if not any(lead in written for lead in _LEADS):
        return written
    return _PARAGRAPH.sub(_paragraph, written.decode()).encode()


def _paragraph(found: "re.Match[str]") -> str:
    """Turn a paragraph, and the runs in it, where they begin with such a letter."""
    opening, end, runs = found.groups()
    way = "<w:bidi/>" if _BEGINS.match(runs) else ""
    return f"{opening}{way}{end}{_RUN.sub(_run, runs)}"


def _run(found: "re.Match[str]") -> str:
    """Turn a run that begins with such a letter."""
    look, words = found[1] or "", found[2]
    if not _BEGINS.match(words):
        return found[0]
    return f"<w:r><w:rPr>{look}<w:rtl/></w:rPr>{words}"
