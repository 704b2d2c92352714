"""Walk the body of an OpenDocument text and gather its paragraphs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from framework.drafts import ParagraphKind
from framework.rules.counts import whole
from importers.notes import Notes
from importers.odfnames import DRAW, ID, OFFICE, TABLE, TEXT
from importers.odtnumbers import Numbers
from importers.omissions import Omissions
from importers.pieces import ACROSS, LINE_BREAK, Piece, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST_SPACES = 1000
_CHANGES = frozenset({TEXT + "tracked-changes", TEXT + "change-start", TEXT + "change-end"})
_ASIDE = {
    TEXT + "script": "script",
    TEXT + "note": "footnote or endnote",
    TEXT + "hidden-text": "stretch of hidden text",
    TEXT + "hidden-paragraph": "stretch of hidden text",
    TEXT + "ruby-text": "reading above a word",
}
_COMMENT, _COMMENT_END = OFFICE + "annotation", OFFICE + "annotation-end"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_SILENT = frozenset({TEXT + "sequence-decls", OFFICE + "forms", TEXT + "variable-decls"})
_SIGNS = {
    TEXT + "tab": "\t",
    TEXT + "line-break": LINE_BREAK,
    TEXT + "soft-hyphen": "\u00ad",
    TEXT + "non-breaking-hyphen": "\u2011",
}


class Styles(NamedTuple):
    """Name the styles that make titles, bold text, hidden text, and headings without a number."""

    titles: frozenset[str]
    bold: frozenset[str]
    hidden: frozenset[str]
    unnumbered: frozenset[str]


class Walker:
    """Gather `pieces` from a body, and note in `omissions` what is passed over."""

    def __init__(self, styles: Styles, omissions: Omissions, numbers: Numbers) -> None:
        self.pieces: list[Piece] = []
        self.notes = Notes()
        self._numbers = numbers
        self._number = ""
        self._styles = styles
        self._omissions = omissions
        self._tables = 0
        self._deletions: set[str] = set()
        self._gone: dict[str, list[str]] = {}
        self._runs: list[tuple[str, bool]] = []

    def body(self, parent: "_Element", cell: tuple[int, int, int] | None = None) -> None:
        """Gather the paragraphs of a body, a section, a list or a cell, in document order."""
        for child in parent.iterchildren():
            if child.tag in {TEXT + "p", TEXT + "h"}:
                self._paragraph(child, cell)
            elif child.tag == TABLE + "table":
                self._table(child, cell)
            elif child.tag == TEXT + "list":
                self._numbers.open(child)
                self.body(child, cell)
                self._numbers.close()
            elif child.tag in _CHANGES:
                self._change(child)
            elif child.tag.startswith(DRAW):
                self._drawing(child)
            elif child.get(TEXT + "display") == "none":
                self._omissions.add("stretch of hidden text", all_text(child))
            elif child.tag not in _SILENT:
                if child.tag == TEXT + "list-item":
                    self._number = self._numbers.item(child)
                self.body(child, cell)

    def _table(self, table: "_Element", outer: tuple[int, int, int] | None) -> None:
        number, self._tables = self._tables, self._tables + 1
        for row, line in enumerate(table.iter(TABLE + "table-row")):
            if next(line.iterancestors(TABLE + "table")) is not table:
                continue
            boxes = list(line.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"))
            for column, box in enumerate(boxes):
                covered = {one.tag for one in boxes[1:]} == {TABLE + "covered-table-cell"}
                self.body(box, outer or (number, row, ACROSS if covered else column))

    def _paragraph(self, paragraph: "_Element", cell: tuple[int, int, int] | None) -> None:
        self._inline(paragraph, bold=False)
        if self._gone:
            # The deletion goes on past this paragraph's end, so what was kept runs on there.
            self._put(" ", bold=False)
            return
        style = paragraph.get(TEXT + "style-name", "")
        is_heading = paragraph.tag == TEXT + "h"
        numbered = is_heading and style not in self._styles.unnumbered
        number = self._numbers.heading(paragraph) if numbered else ""
        self._gather(cell, number, heading=is_heading or style in self._styles.titles)

    def _gather(self, cell: tuple[int, int, int] | None, number: str, *, heading: bool) -> None:
        """Make a paragraph of the runs that were read."""
        runs, self._runs = self._runs, []
        if text := tidy("".join(part for part, _ in runs)):
            kind: ParagraphKind = "heading" if heading else "speech"
            number, self._number = self._number or number, ""
            self.pieces.append(Piece(text, kind, min(_bold(runs), len(text)), cell, number))

    def end(self) -> None:
        """Keep what stands before a deletion that the file never ends."""
        for name in tuple(self._gone):
            self._restore(name)
        self._gather(None, "", heading=False)

    def _put(self, text: str, *, bold: bool) -> None:
        """Take words of a paragraph; within a deletion they are no part of it."""
        if not self._gone:
            self._runs.append((text, bold))
        for words in self._gone.values():
            words.append(text)

    def _change(self, mark: "_Element") -> None:
        """Follow where a deletion begins and ends whose words stand where they stood."""
        name = mark.get(TEXT + "change-id", "")
        if mark.tag == TEXT + "tracked-changes":
            self._read_changes(mark)
        elif mark.tag == TEXT + "change-end":
            self._restore(name)
        elif name in self._deletions:
            self._gone[name] = []

    def _restore(self, name: str) -> None:
        text = "".join(self._gone.pop(name, ()))
        if text.strip():
            self._omissions.add("tracked deletion", text)

    def _inline(self, parent: "_Element", *, bold: bool) -> None:
        self._put(_squeezed(parent.text), bold=bold)
        for child in parent.iterchildren():
            tag = child.tag
            if tag == TEXT + "s":
                count = whole(child.get(TEXT + "c", "1"))
                self._put(" " * min(1 if count is None else count, _DEEPEST_SPACES), bold=bold)
            elif tag in _SIGNS:
                self._put(_SIGNS[tag], bold=bold)
            elif tag in _CHANGES:
                self._change(child)
            elif tag in {_COMMENT, _COMMENT_END}:
                self._comment(child)
            elif tag in _ASIDE and child.get(TEXT + "is-hidden") != "false":
                inner = child.find(TEXT + "note-body")  # its number stands beside it
                self._omissions.add(_ASIDE[tag], all_text(child if inner is None else inner))
            elif tag.startswith(DRAW):
                self._drawing(child)
            elif child.get(TEXT + "style-name") in self._styles.hidden:
                self._omissions.add("stretch of hidden text", all_text(child))
            elif tag not in _SILENT:
                strong = bold or child.get(TEXT + "style-name") in self._styles.bold
                self._inline(child, bold=strong)
            self._put(_squeezed(child.tail), bold=bold)

    def _comment(self, note: "_Element") -> None:
        """Note a comment or its end; one without a name is about the paragraph it stands in."""
        if note.tag == _COMMENT_END:
            self.notes.end(note.get(OFFICE + "name", ""), len(self.pieces), self._runs)
            return
        name = note.get(OFFICE + "name") or f"\n{len(self.notes.texts)}"
        texts = [text for part in note.iter(TEXT + "p") if (text := all_text(part))]
        author, date = (note.findtext(_DUBLIN_CORE + key, "") for key in ("creator", "date"))
        self._omissions.add("comment", " ".join(texts))
        self.notes.texts[name] = author, date.partition(".")[0], "\n".join(texts)
        self.notes.begin(name, len(self.pieces), self._runs)

    def _drawing(self, frame: "_Element") -> None:
        """Tell the text of a frame or a shape."""
        text = " ".join(all_text(p) for p in frame.iter(TEXT + "p", TEXT + "h"))
        self._omissions.add("text box" if text.strip() else "picture", text)

    def _read_changes(self, changes: "_Element") -> None:
        """Tell what was deleted; some programs leave it where it stood, between two marks."""
        for deletion in changes.iter(TEXT + "deletion"):
            texts = [all_text(p) for p in deletion.iter(TEXT + "p", TEXT + "h")]
            if any(texts):
                self._omissions.add("tracked deletion", " ".join(texts))
            else:
                self._deletions |= {region.get(ID, "") for region in deletion.iterancestors()}


def _squeezed(text: str | None) -> str:
    """Make runs of blanks one space, as OpenDocument says; text:s holds those that count."""
    if not text:
        return ""
    words = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    while "  " in words:
        words = words.replace("  ", " ")
    return words


def all_text(element: "_Element") -> str:
    """Return the text under an element, blanks squeezed, with a blank between paragraphs."""
    return " ".join("".join(_spaced(element)).split())


def _spaced(element: "_Element") -> Iterator[str]:
    from lxml import etree

    for event, one in etree.iterwalk(element, ("start", "end")):
        if event == "start":
            yield one.text or ""
        else:
            yield " " if one.tag in {TEXT + "p", TEXT + "h"} else ""
            yield "" if one is element else one.tail or ""


def _bold(runs: list[tuple[str, bool]]) -> int:
    leading = []
    for text, bold in runs:
        if not bold and text.strip():
            break
        leading.append(text)
    return len(tidy("".join(leading)))
