"""Read the lines of a PDF's pages, with the place of each on its page."""

import re
from collections.abc import Iterator
from itertools import accumulate
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from framework.errors import RefusedError
from framework.progress import Progress
from importers import apart, archive, limits, pdfcolumns, pdfturned
from importers.pdfturned import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"\S+")
_GAP, _GAP_LINES = 14, 1.4
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
# pdfium writes these where a word is broken at the end of a line.
_HYPHENS = ("\ufffe", "\x02")


class Line(NamedTuple):
    """Hold a line of a page: its text and its box, in points from the page's bottom left.

    A tab stands where a table or a column leaves a wide gap; `printed` is its line number.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    printed: str = ""


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
            "nothing was imported. Import it in parts."
        )
    apart.allow(limits.WORK_SECONDS + count * limits.PAGE_SECONDS)
    until = monotonic() + limits.PDF_SECONDS
    found = []
    for number in range(count):
        progress.at(number, count, name)
        if monotonic() > until:
            raise RefusedError(
                f"{name} takes too long to be read; nothing was imported. Save its text as Word or "
                "plain text, and import that."
            )
        page = document[number]
        text = page.get_textpage()
        if text.count_chars() > limits.PAGE_SIGNS:
            raise RefusedError(
                f"{name} has a page of {text.count_chars()} characters, more than the "
                f"{limits.PAGE_SIGNS} that are read; nothing was imported. Save its text as Word "
                "or plain text, and import that."
            )
        found.append(pdfcolumns.arranged(_lines(text)))
        text.close()
        page.close()
    return found


class _Places:
    """Tell where the characters of a page stand, past the library's helpers, which take longer."""

    def __init__(self, page: "PdfTextPage") -> None:
        from pypdfium2 import raw

        self._page, self._read, self._rect = page.raw, raw.FPDFText_GetLooseCharBox, raw.FS_RECTF()
        self._last = page.count_chars() - 1

    def of(self, first: int, last: int) -> Box:
        """Give the box about two characters of the page."""
        left, bottom, right, top = self._at(first)
        if last == first:
            return left, bottom, right, top
        begin, low, edge, high = self._at(last)
        return min(left, begin), min(bottom, low), max(right, edge), max(top, high)

    def _at(self, index: int) -> Box:
        rect = self._rect
        if not self._read(self._page, max(0, min(index, self._last)), rect):
            from pypdfium2 import PdfiumError

            raise PdfiumError(index)
        return rect.left, rect.bottom, rect.right, rect.top


def _lines(page: "PdfTextPage") -> list[list[Line]]:
    """Read the lines of a page, each cut where it has wide gaps."""
    lines: list[list[Line]] = []
    position, places = 0, _Places(page)
    for line in _LINE_END.split(page.get_text_range()):
        raw = line if line.isascii() else _righted(places, line, position)
        broken = raw.endswith(_HYPHENS)
        if raw.strip():
            cut = list(_parts(places, raw, position))
            texts = [_CONTROL.sub("", part.replace("\ufffe", "").replace("\x02", "")).strip()
                     for part, _ in cut]  # fmt: skip
            parts = [Line(text, *box) for text, (_, box) in zip(texts, cut, strict=True) if text]
            if parts and broken:
                parts[-1] = parts[-1]._replace(text=parts[-1].text + "\u00ad")
            lines += [parts] if parts else []
        # A character beyond the first plane counts twice in the page's own numbering.
        position += len(line) + _wide(raw) + 2
    return lines


def _righted(places: _Places, line: str, position: int) -> str:
    """Give a line without mirrored words."""
    at = [*accumulate(line, lambda at, sign: at + 1 + (sign > "\uffff"), initial=position)]
    return pdfturned.righted(line, lambda sign: places.of(at[sign], at[sign]))


def _parts(places: _Places, raw: str, position: int) -> Iterator[tuple[str, Box]]:
    """Cut a line where the space between two words is wide, each part with its box."""
    begin, box, wide, past = 0, None, 0, 0
    for match in _WORD.finditer(raw):
        # A character beyond the first plane counts twice in the page's own numbering.
        before = wide + _wide(raw[past : match.start()])
        wide, past = before + _wide(match[0]), match.end()
        last = position + past - 1 + wide - match[0].endswith(_HYPHENS)
        here = places.of(position + match.start() + before, last)
        if box and here[0] - box[2] > max(_GAP, (box[3] - box[1]) * _GAP_LINES):
            yield raw[begin : match.start()], box
            begin, box = match.start(), here
        else:
            box = here if box is None else (
                min(box[0], here[0]), min(box[1], here[1]),
                max(box[2], here[2]), max(box[3], here[3]),
            )  # fmt: skip
    if box:
        yield raw[begin:], box


def _wide(text: str) -> int:
    """Count the characters beyond the first plane."""
    return 0 if text.isascii() else sum(sign > "\uffff" for sign in text)
