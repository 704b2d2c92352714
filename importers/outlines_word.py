"""Read a framework's tree from a Word document: a table of themes, or headings and lists."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from framework.rules.counts import whole
from importers import archive, outlines_columns, outlines_table, outlines_text, wordparts
from importers.outline import Node, refused
from importers.outlines_text import Item
from importers.wordstyles import W
from importers.workbooks import Line

if TYPE_CHECKING:
    from lxml.etree import _Element

_TWIPS_A_BLANK = 60
_HEADING_STYLE = re.compile(r"(?:heading|ueberschrift|titre)\s?(?P<level>[1-9])", re.IGNORECASE)


def read(data: bytes, file: str) -> tuple[list[Node], list[str]]:
    """Return the themes at the top with all that stand under them, and remarks."""
    parts = archive.opened(data, file)
    root = parts.tree(wordparts.main_part(parts))
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise archive.damaged(file)
    found = [lines for table in body.iter(f"{W}tbl") if (lines := _lines(table))]
    heads = [at for at, lines in enumerate(found) if _is_framework(lines)]
    if heads:
        nodes, remarks = outlines_table.read(file, data, found[heads[0]])
        others = len(found) - 1
        if others:
            tables = "table was" if others == 1 else "tables were"
            remarks.append(
                f"The document's table {heads[0] + 1} was read; {others} other {tables} not."
            )
        return nodes, remarks
    if found:
        raise refused(
            file,
            "none of its tables has a column name, theme or code; begin a table with a row such as "
            "No., Name, Definition.",
        )
    return _outline(file, body)


def _is_framework(lines: list[Line]) -> bool:
    """Tell whether a table has a header that names themes and something about them."""
    for line in lines[:3]:
        columns = outlines_columns.roles([outlines_columns.fold(value) for value in line.values])
        if columns.levels or ("name" in columns.roles and len(columns.roles) > 1):
            return True
    return False


def _lines(table: "_Element") -> list[Line]:
    """Read a table's rows; a cell that goes on from above is blank, a wide one has blanks after."""
    lines = []
    for number, row in enumerate(table.iterchildren(f"{W}tr"), 1):
        values: list[str] = []
        for cell in _cells(row):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            values.append("" if goes_on else _cell_text(cell))
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            wide = whole(span.get(f"{W}val", "1") if span is not None else "1") or 1
            values += [""] * (wide - 1 if wide < 100 else 0)
        if any(value.strip() for value in values):
            lines.append(Line(number, tuple(values)))
    return lines


def _cells(row: "_Element") -> Iterator["_Element"]:
    """Go through the cells of a row, those in content controls too."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag == f"{W}sdt":
            yield from child.iterfind(f"{W}sdtContent/{W}tc")


def _cell_text(cell: "_Element") -> str:
    """Give a cell's text, a line each paragraph, indented as its first paragraph is."""
    paragraphs = list(cell.iter(f"{W}p"))
    text = "\n".join(_text(paragraph) for paragraph in paragraphs)
    return " " * (_indent(paragraphs[0]) // _TWIPS_A_BLANK) + text if paragraphs else text


def _text(paragraph: "_Element") -> str:
    """Give a paragraph's text; tracked deletions are none of it."""
    pieces = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011"}
    found = []
    for run in paragraph.iter(f"{W}r"):
        for element in run:
            if element.tag == f"{W}t":
                found.append(element.text or "")
            elif element.tag in pieces:
                found.append(pieces[str(element.tag)])
    return "".join(found)


def _indent(paragraph: "_Element") -> int:
    """Give a paragraph's indentation in twentieths of a point."""
    found = paragraph.find(f"{W}pPr/{W}ind")
    if found is None:
        return 0
    typed = found.get(f"{W}left") or found.get(f"{W}start") or "0"
    return min(whole(typed) or 0, 20_000)


def _outline(file: str, body: "_Element") -> tuple[list[Node], list[str]]:
    """Read headings and list items as themes, plain paragraphs as the definition of the last."""
    lines, marked = [], False
    for number, paragraph in enumerate(body.iterchildren(f"{W}p"), 1):
        text = " ".join(_text(paragraph).split())
        if text:
            sign, indent = _sign(paragraph)
            marked = marked or bool(sign)
            lines.append(Item(f"paragraph {number}", indent, sign + text))
    if not marked:
        raise refused(
            file,
            "it holds no table, no headings and no list of themes; make a table with the columns "
            "No., Name and Definition.",
        )
    return outlines_text.headed(file, lines)


def _sign(paragraph: "_Element") -> tuple[str, str]:
    """Write a paragraph's place in the outline the way that Markdown does: sign and indentation."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    heading = _HEADING_STYLE.fullmatch(style.get(f"{W}val", "") if style is not None else "")
    if heading:
        return f"{'#' * min(6, int(heading['level']))} ", ""
    if paragraph.find(f"{W}pPr/{W}numPr") is None:
        return "", ""
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    typed = level.get(f"{W}val", "0") if level is not None else "0"
    return "- ", "  " * min(whole(typed) or 0, 9)
