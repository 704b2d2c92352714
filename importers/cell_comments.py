"""Say which comments stand at the cells of a workbook: they are no values, and would be lost."""

import re
from collections.abc import Iterable
from posixpath import join, normpath
from typing import TYPE_CHECKING

from importers import archive

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_THREADED = re.compile(
    r"\A\s*\[[^\]]{1,200}\].{0,2000}?(?:Comment|Kommentar|Commentaire|Comentario):\s*", re.DOTALL
)
_SHOWN, _LONGEST = 8, 120


def comments_of(opened: archive.Archive, part: str) -> list[str]:
    """Say which comments stand in a sheet of an .xlsx file, given the part that the sheet is."""
    folder, _slash, name = part.rpartition("/")
    relations = opened.tree(f"{folder}/_rels/{name}.rels")
    targets = [
        str(item.get("Target")) for item in (() if relations is None else relations)
        if str(item.get("Type")).endswith("/comments")
    ]  # fmt: skip
    found = []
    for target in targets:
        tree = opened.tree(normpath(join(f"/{folder}", target)).lstrip("/"))
        for comment in () if tree is None else tree.iter(f"{_MAIN}comment"):
            text = "".join(str(one.text or "") for one in comment.iter(f"{_MAIN}t"))
            found.append((str(comment.get("ref")), _THREADED.sub("", text, count=1)))
    return said_comments(found)


def comment_at(cell: "_Element") -> str:
    """Give the comment at a cell of an .ods file, “” for none."""
    note = cell.find(f"{_OFFICE}annotation")
    if note is None:
        return ""
    return " ".join("".join(map(str, part.itertext())) for part in note.iter(f"{_TEXT}p"))


def said_comments(found: Iterable[tuple[str, str]]) -> list[str]:
    """Put the comments at cells in a sentence."""
    texts = [(place, " ".join(text.split())) for place, text in found if text.strip()]
    if not texts:
        return []
    shown = "; ".join(f"{place}: “{text[:_LONGEST]}”" for place, text in texts[:_SHOWN])
    more = f"; and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    one = "A comment stands" if len(texts) == 1 else "Comments stand"
    return [f"{one} at {shown}{more}; kept in the file, and in no column."]
