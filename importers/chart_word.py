"""Read the tables of a Word document, with their merged cells and their locators' links."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from framework.rules.counts import whole
from importers import archive, docx, wordparts, wordstyles
from importers.chart_grids import Grid, GridRow
from importers.omissions import Omissions
from importers.pieces import LINE_BREAK
from importers.wordstyles import Styles, W
from importers.wordtext import Walker

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOCATOR = re.compile(r"[^\[\]¶\n]{1,120}?\s?¶\s?\d+(?:\s?[-–—]\s?¶?\s?\d+)?")
_MOST_COLUMNS = 200

recognises = docx.recognises


def grids(data: bytes, file: str) -> tuple[list[Grid], tuple[str, ...]]:
    """Give the tables of a document's body, and remarks on what of them is not read."""
    parts = archive.opened(data, file)
    main = wordparts.main_part(parts)
    root = parts.tree(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise archive.damaged(file)
    styles = wordstyles.read(parts.tree(wordparts.beside(main, "styles.xml")))
    omissions = Omissions()
    _bracket_links(body)
    found = [
        Grid(f"Table {number}", (caption,) if caption else (),
             list(_rows(table, styles, omissions)))
        for number, (table, caption) in enumerate(_tables(body), 1)
    ]  # fmt: skip
    return found, tuple(f"Left out: {said}." for said in omissions.sentences())


def _tables(parent: "_Element", above: str = "") -> "Iterator[tuple[_Element, str]]":
    """Go through the tables in order, each with the paragraph above it."""
    for child in parent.iterchildren():
        if child.tag == f"{W}tbl":
            yield child, above
            above = ""
        elif child.tag == f"{W}p":
            said = "".join(text.text or "" for text in child.iter(f"{W}t"))
            above = " ".join(said.split()) or above
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from _tables(child, above)


def _rows(table: "_Element", styles: Styles, omissions: Omissions) -> Iterator[GridRow]:
    """Read a table's rows; what goes on from above is blank, so is what a wide cell covers."""
    for number, row in enumerate(_within(table, f"{W}tr"), 1):
        values: list[str] = []
        goes_on = False
        for at, cell in enumerate(_within(row, f"{W}tc")):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            below = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            goes_on = goes_on or (below and at == 0)
            lines = _lines(cell, styles, omissions)
            values.append("" if below and not any(lines) else "\n".join(lines))
            values += [""] * (_width(cell) - 1)
        yield GridRow(number, tuple(values), goes_on)


def _width(cell: "_Element") -> int:
    """Count the columns over which a cell spreads."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    typed = span.get(f"{W}val", "1") if span is not None else "1"
    return max(1, min(whole(typed) or 1, _MOST_COLUMNS))


def _within(parent: "_Element", tag: str) -> "Iterator[_Element]":
    """Go through the rows of a table or the cells of a row, those in content controls too."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from _within(child, tag)


def _lines(cell: "_Element", styles: Styles, omissions: Omissions) -> list[str]:
    """Read the paragraphs of a cell as lines; tracked deletions are none of them."""
    walker = Walker(styles, omissions)
    walker.body(cell)
    return [line for piece in walker.pieces for line in piece.text.split(LINE_BREAK)]


def _bracket_links(body: "_Element") -> None:
    """Set in brackets the locators that an export shows as links alone."""
    for link in body.iter(f"{W}hyperlink"):
        texts = list(link.iter(f"{W}t"))
        shown = "".join(text.text or "" for text in texts)
        if link.get(f"{W}anchor") and _LOCATOR.fullmatch(shown.strip()):
            texts[0].text = f"[{texts[0].text or ''}"
            texts[-1].text = f"{texts[-1].text or ''}]"
