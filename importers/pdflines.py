"""Read the lines of a PDF's pages, with the place of each on its page."""

import re
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from framework.errors import RefusedError
from framework.progress import Progress
from importers import archive, limits

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
# pdfium writes these where a word is broken at the end of a line.
_HYPHENS = ("\ufffe", "\x02")


class Line(NamedTuple):
    """Hold a line of a page: its text and its box, in points from the page's bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def pages(data: bytes, name: str, progress: Progress) -> list[list[Line]]:
    """Read every page's lines, in the order of the page; a page without text has none."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "security" in str(error).casefold():
            raise archive.locked(name) from None
        raise archive.damaged(name) from None
    try:
        return _read(document, name, progress)
    except pypdfium2.PdfiumError:
        raise archive.damaged(name) from None
    finally:
        document.close()


def _read(document: "PdfDocument", name: str, progress: Progress) -> list[list[Line]]:
    count = len(document)
    if count > limits.PAGES:
        raise RefusedError(
            f"{name} has {count} pages, more than the {limits.PAGES} that are read; "
            "nothing was imported."
        )
    until = monotonic() + limits.PDF_SECONDS
    found = []
    for number in range(count):
        progress.at(number, count, name)
        if monotonic() > until:
            raise RefusedError(f"{name} takes too long to be read; nothing was imported.")
        page = document[number]
        text = page.get_textpage()
        found.append(_lines(text))
        text.close()
        page.close()
    return found


def _lines(page: "PdfTextPage") -> list[Line]:
    lines: list[Line] = []
    position = 0
    whole = page.get_text_range()
    for raw in _LINE_END.split(whole):
        end = position + len(raw)
        # A character beyond the first plane counts twice in the page's own numbering.
        wide = sum(sign > "\uffff" for sign in raw)
        broken = raw.endswith(_HYPHENS)
        text = _CONTROL.sub("", raw.replace("\ufffe", "").replace("\x02", "")).strip()
        if text:
            first = position + len(raw) - len(raw.lstrip())
            last = max(first, position + len(raw.rstrip()) - 1 + wide - broken)
            box = _box(page, first, last)
            lines.append(Line(text + "\u00ad" * broken, *box))
        position = end + wide + 2
    return lines


def _box(page: "PdfTextPage", first: int, last: int) -> tuple[float, float, float, float]:
    most = page.count_chars() - 1
    left, bottom, _, top = page.get_charbox(min(first, most), loose=True)
    _, low, right, high = page.get_charbox(min(last, most), loose=True)
    return left, min(bottom, low), right, max(top, high)
