"""Tell what was clicked on the page of a joint display: a locator, a cell, a figure of a site."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable, QTextTableCell

_LOCATOR = re.compile(r"[^\s¶\[\](),;“”]+ (?:¶\d+(?:[–-]\d+)?|× \d+(?:\.\d+)*)")


class Link(NamedTuple):
    """Lead to a passage or cell (`locator`), or to rows of a figure (`key`; `site` "" is all)."""

    locator: str = ""
    key: str = ""
    site: str = ""


class Names(NamedTuple):
    """Hold keys of indicators by the head of their column, and sites by what a table calls them."""

    figures: Mapping[str, str]
    sites: Mapping[str, str]


def link_at(document: QTextDocument, place: int, names: Names) -> Link | None:
    """Find what stands at a place of the text."""
    block = document.findBlock(place)
    within = place - block.position()
    for match in _LOCATOR.finditer(block.text()):
        if match.start() <= within < match.end():
            return Link(locator=match[0])
    return _figure(document, place, names)


def links_in(document: QTextDocument, names: Names) -> list[tuple[int, int]]:
    """List the places of all that leads somewhere, from the first on."""
    found = []
    block = document.begin()
    while block.isValid():
        at, text = block.position(), block.text()
        spans = [match.span() for match in _LOCATOR.finditer(text)]
        if not spans and text.strip() and _figure(document, at, names) is not None:
            spans = [(0, len(text))]
        found += [(at + start, at + end) for start, end in spans]
        block = block.next()
    return found


def _figure(document: QTextDocument, place: int, names: Names) -> Link | None:
    """Find the figure whose column and row a place belongs to."""
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    table: QTextTable | None = cursor.currentTable()
    if table is None:
        return None
    cell = table.cellAt(place)
    heads = table.format().headerRowCount()
    head = _text(table.cellAt(max(0, heads - 1), cell.column()))
    row = _text(table.cellAt(cell.row(), 0))
    key = names.figures.get(head.casefold(), "")
    if not key or cell.row() < max(1, heads):
        return None
    if row.casefold().startswith("all"):
        return Link(key=key)
    site = next((name for shown, name in names.sites.items() if _names(row, shown)), "")
    return Link(key=key, site=site) if site else None


def _names(text: str, shown: str) -> bool:
    """Tell whether a row begins with what a site is called."""
    return bool(shown) and re.match(rf"{re.escape(shown)}\b", text) is not None


def _text(cell: QTextTableCell) -> str:
    """Give the text of a cell of a table."""
    first = cell.firstCursorPosition()
    first.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    return " ".join(first.selectedText().split())
