"""Find a Word document's parts, and name the text that stands outside its body."""

import posixpath
import re
from typing import TYPE_CHECKING

from importers.archive import Archive
from importers.notes import Notes
from importers.omissions import Omissions
from importers.wordstyles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SIDE = re.compile(r"(header|footer)\d{0,4}\.xml")
_NOTES = (("footnotes.xml", "footnote"), ("endnotes.xml", "endnote"), ("comments.xml", "comment"))


def main_part(parts: Archive) -> str:
    """Return the name of the part that holds the body."""
    root = parts.tree("_rels/.rels")
    for relation in () if root is None else root.iter(_RELATION):
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def beside(main: str, name: str) -> str:
    """Name a part in the folder of the main one."""
    return posixpath.join(posixpath.dirname(main), name)


def note_others(parts: Archive, main: str, omissions: Omissions, notes: Notes) -> None:
    """Add headers, footers, footnotes, endnotes and comments to what is left out.

    Comments are kept as notes too.
    """
    names = set(parts.names())
    folder = posixpath.dirname(main)
    for name in sorted(names):
        match = _SIDE.fullmatch(posixpath.basename(name))
        if match and posixpath.dirname(name) == folder and (text := _text(parts.tree(name))):
            omissions.add(f"page {match[1]}", text)
    for name in sorted(names):
        if posixpath.basename(name) == "vbaProject.bin":
            omissions.add("macro project, which was not run")
        elif name.startswith(posixpath.join(folder, "embeddings/")):
            omissions.add("embedded file", posixpath.basename(name))
    for file, kind in _NOTES:
        root = parts.tree(beside(main, file)) if beside(main, file) in names else None
        for note in () if root is None else root.iterchildren(f"{W}{kind}"):
            if not note.get(W + "type") and (text := _text(note)):
                omissions.add(kind, text)
                if kind == "comment":
                    said = "\n".join(_paragraphs(note))
                    author, date = note.get(W + "author", ""), note.get(W + "date", "")
                    notes.texts[note.get(W + "id", "")] = author, date, said


def _paragraphs(root: "_Element") -> list[str]:
    """List the paragraphs of a part that hold text."""
    paragraphs = ("".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p"))
    return [text.strip() for text in paragraphs if text.strip()]


def _text(root: "_Element | None") -> str:
    return "" if root is None else " ".join(_paragraphs(root))
