"""Recognise what furnishes the pages of a PDF: running headers and footers, numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from importers.omissions import Omissions
from importers.pdflines import Line

Pages = Sequence[Sequence[Line]]

_DEEP = 3
_DIGITS = re.compile(r"\d{1,6}")
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.?|tudalen|strona)?\s{0,3}[-–—]?\s{0,2}\d{1,5}\s{0,2}[-–—]?"
    r"(?:\s{0,3}(?:of|/|von|z|o)\s{0,3}\d{1,5})?",
    re.IGNORECASE,
)
_OF_PAGES = re.compile(
    r"(?:page|seite|p\.?|tudalen|strona)\s{0,3}\d{1,5}\s{0,3}(?:of|/|von|z|o)\s{0,3}\d{1,5}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>\d{1,5})(?:\s{1,40}|$)")


def without(pages: Pages, omissions: Omissions) -> list[list[Line]]:
    """Return the pages without their furniture, each kind of which is noted."""
    bare = [list(page) for page in pages]
    _drop_line_numbers(bare, omissions)
    _drop_running(bare, omissions)
    return bare


def _drop_running(pages: list[list[Line]], omissions: Omissions) -> None:
    """Drop lines at the edge of pages that recur there, but for their digits."""
    filled = [page for page in pages if page]
    for kind, edge in (("page header", 0), ("page footer", -1)):
        for _ in range(_DEEP):
            counts = Counter(_folded(page[edge].text) for page in filled if len(page) > 1)
            common = {text for text, count in counts.items() if _recurs(count, len(filled))}
            numbers = _are_page_numbers([page[edge].text for page in filled if len(page) > 1])
            gone = [
                page.pop(edge).text
                for page in filled
                if len(page) > 1
                and (
                    _folded(page[edge].text) in common
                    or (numbers and _PAGE_NUMBER.fullmatch(page[edge].text))
                    or _OF_PAGES.fullmatch(page[edge].text)
                )
            ]
            for text in dict.fromkeys(gone):
                omissions.add(kind, text)
            if not gone:
                break


def _folded(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text.casefold()).split())


def _recurs(count: int, pages: int) -> bool:
    return count > 2 and count * 2 > pages


def _are_page_numbers(texts: Sequence[str]) -> bool:
    """Ask for numbers that count on from page to page, so that no line of speech is taken."""
    found = [text for text in texts if _PAGE_NUMBER.fullmatch(text)]
    numbers = [int(match[0]) for text in found if (match := _DIGITS.search(text))]
    rises = all(a < b for a, b in pairwise(numbers))
    return rises and (len(numbers) > 1 or texts == found) and len(numbers) * 2 > len(texts)


def _drop_line_numbers(pages: list[list[Line]], omissions: Omissions) -> None:
    """Drop numbers that count the lines, before the text or in a column of their own."""
    count = 0
    numbered = [_numbers(page) for page in pages]
    lines = sum(len(page) for page in pages)
    if sum(map(len, numbered)) * 10 < lines * 4 or lines < 6:
        return
    for page, at in zip(pages, numbered, strict=True):
        count += len(at)
        page[:] = _without_numbers(page, at)
    omissions.add(
        "set of line numbers", f"{count} numbers printed beside the lines, kept beside paragraphs"
    )


def _without_numbers(page: Sequence[Line], at: set[int]) -> list[Line]:
    """Take the numbers of lines out of their text; one that stands alone belongs beside it."""
    rest: list[Line] = []
    alone: list[Line] = []
    for index, line in enumerate(page):
        match = _NUMBERED.match(line.text) if index in at else None
        text = line.text[match.end() :] if match else line.text
        if text:
            rest.append(line._replace(text=text, printed=match["number"] if match else ""))
        elif match:
            alone.append(line._replace(printed=match["number"]))
    for number in alone:
        middle = (number.bottom + number.top) / 2
        beside = (n for n, line in enumerate(rest) if line.bottom <= middle <= line.top)
        if (n := next(beside, -1)) >= 0 and not rest[n].printed:
            rest[n] = rest[n]._replace(printed=number.printed)
    return rest


def _numbers(page: Sequence[Line]) -> set[int]:
    """List the lines of a page that open with the next number of one count."""
    found: dict[int, int] = {}
    for index, line in enumerate(page):
        match = _NUMBERED.match(line.text)
        if match:
            found[index] = int(match["number"])
    order = list(found)
    kept = {b for a, b in pairwise(order) if found[b] - found[a] in {1, 5, 10}}
    kept |= {a for a, b in pairwise(order) if b in kept}
    return kept if len(kept) >= 4 and len(kept) * 10 >= len(found) * 9 else set()
