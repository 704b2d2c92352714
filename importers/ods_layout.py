"""Read from an .ods file what its cells do not say: merged cells, hidden rows and columns."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from framework.rules.counts import whole
from importers import archive
from importers.cell_comments import comment_at, said_comments
from importers.hidden_cells import column_name, said_hidden
from importers.workbooks import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_REPEATED = 10_000
_MARKS = (b"-spanned=", b"table:visibility=", b"office:annotation")
_HIDDEN = ("collapse", "filter")


class Layout(NamedTuple):
    """Hold the merged cells of a sheet, rows from 1 and columns from 0, and what it hides."""

    spans: tuple[Span, ...]
    said: tuple[str, ...]


def layouts(data: bytes, file: str) -> dict[str, Layout]:
    """Give by sheet its merged cells and a sentence about what is hidden."""
    opened = archive.opened(data, file)
    content = opened.content("content.xml") if "content.xml" in opened.names() else None
    if not content or not any(mark in content for mark in _MARKS):
        return {}
    tree = archive.parsed(content, file)
    return {
        str(table.get(f"{_TABLE}name")): Layout(
            tuple(_spans(table)), (*_hidden(table), *said_comments(_comments(table)))
        )
        for table in tree.iter(f"{_TABLE}table")
    }


def _numbered(parts: "Iterator[_Element]", repeated: str) -> "Iterator[tuple[int, _Element]]":
    """Count rows or cells from 0, each as often as it stands for."""
    at = 0
    for part in parts:
        yield at, part
        at += _number(part, repeated)


def _number(part: "_Element", name: str) -> int:
    return whole(str(part.get(_TABLE + name) or "1")) or 1


def _rows(table: "_Element") -> "Iterator[tuple[int, _Element]]":
    return _numbered(table.iter(f"{_TABLE}table-row"), "number-rows-repeated")


def _comments(table: "_Element") -> Iterator[tuple[str, str]]:
    for at, row in _rows(table):
        for left, cell in _numbered(iter(row), "number-columns-repeated"):
            yield f"{column_name(left)}{at + 1}", comment_at(cell)


def _spans(table: "_Element") -> Iterator[Span]:
    for at, row in _rows(table):
        for left, cell in _numbered(iter(row), "number-columns-repeated"):
            tall = _number(cell, "number-rows-spanned")
            wide = _number(cell, "number-columns-spanned")
            if tall > 1 or wide > 1:
                yield at + 1, left, at + tall, left + wide - 1


def _hidden(table: "_Element") -> list[str]:
    rows = [
        row
        for at, part in _rows(table)
        if part.get(f"{_TABLE}visibility") in _HIDDEN
        and (size := _number(part, "number-rows-repeated")) < _MOST_REPEATED
        for row in range(at + 1, at + 1 + size)
    ]
    columns = [
        column
        for at, part in _numbered(table.iter(f"{_TABLE}table-column"), "number-columns-repeated")
        if part.get(f"{_TABLE}visibility") in _HIDDEN
        and (size := _number(part, "number-columns-repeated")) < _MOST_REPEATED
        for column in range(at + 1, at + 1 + size)
    ]
    return said_hidden(rows, columns)
