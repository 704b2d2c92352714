"""Take a Word document apart for looking at it."""

from pathlib import Path
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(path: Path, name: str) -> etree._Element:
    """Parse one part of a package."""
    with ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def body(path: Path) -> etree._Element:
    """Parse the pages."""
    return part(path, "word/document.xml")


def attributes(tree: etree._Element, tag: str, name: str) -> list[str]:
    """List an attribute of every element of that tag."""
    return [found.get(W + name, "") for found in tree.iter(W + tag)]


def text(element: etree._Element) -> str:
    """Give an element's text, with a line feed for each line that is broken by hand."""
    return "".join(
        "\n" if found.tag == W + "br" else found.text or ""
        for found in element.iter(W + "t", W + "br")
    )


def captions(tree: etree._Element) -> list[str]:
    """List the captions as they are read."""
    return [text(found) for found in tree.iter(W + "p") if style(found) == "Caption"]


def style(paragraph: etree._Element) -> str:
    """Name a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(W + "val", "")


def tables(tree: etree._Element, named: str = "ChartTable") -> list[etree._Element]:
    """List the tables of one style."""
    return [
        found for found in tree.iter(W + "tbl")
        if attributes(found, "tblStyle", "val") == [named]
    ]  # fmt: skip


def grid(table: etree._Element) -> list[list[str]]:
    """Give the text of a table's cells, row by row."""
    return [[text(cell) for cell in row.iter(W + "tc")] for row in table.iter(W + "tr")]
