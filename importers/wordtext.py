"""Walk the body of a Word document and gather its paragraphs."""

import re
from typing import TYPE_CHECKING

from framework.drafts import ParagraphKind
from importers import symbols
from importers.notes import Notes
from importers.omissions import Omissions
from importers.pieces import ACROSS, LINE_BREAK, Piece, tidy
from importers.wordfields import FIELD, INSTRUCTION, Fields
from importers.wordnumbers import Numbering
from importers.wordstyles import Styles, W, first, is_set

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": LINE_BREAK,
    W + "cr": LINE_BREAK,
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_DELETED = {W + "del": "tracked deletion", W + "moveFrom": "tracked move (its old place)"}
_PICTURES = frozenset({W + "drawing", W + "pict", W + "object"})
_T, _R, _P, _RPR, _SYM = W + "t", W + "r", W + "p", W + "rPr", W + "sym"
_TBL, _TR, _TC, _PPR = W + "tbl", W + "tr", W + "tc", W + "pPr"
_B, _VANISH = W + "b", W + "vanish"
_MT, _ALTERNATE, _BOX = _MATH + "t", _COMPATIBLE + "AlternateContent", W + "txbxContent"
_ENDS, _REFERENCE = W + "commentRangeEnd", W + "commentReference"
_COMMENTED = frozenset({W + "commentRangeStart", _ENDS})
_ENCLOSED = frozenset({W + "body", W + "tc"})
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")
_OF_FIELDS = frozenset({FIELD, INSTRUCTION})
_SILENT = frozenset({_RPR, _PPR, INSTRUCTION, W + "delText", W + "sdtPr", W + "rt", W + "tblPr"})


class Walker:
    """Gather `pieces` from a body, and note in `omissions` what is passed over."""

    def __init__(
        self,
        styles: Styles,
        omissions: Omissions,
        numbering: Numbering | None = None,
        *,
        boxed: bool = False,
    ) -> None:
        self.pieces: list[Piece] = []
        self._boxed = boxed
        self._boxes: list[_Element] = []
        self.notes = Notes()
        self._numbering = numbering or Numbering(None, None)
        self._row_number = ""
        self._styles = styles
        self._omissions = omissions
        self._tables = 0
        self._runs: list[tuple[str, bool]] = []
        self._carried: list[tuple[str, bool]] = []
        self._fields = Fields()

    def body(self, parent: "_Element", cell: tuple[int, int, int] | None = None) -> None:
        """Gather the paragraphs of a body, a cell or a content control, in document order."""
        for child in parent.iterchildren():
            tag = child.tag
            if tag == _P:
                self._paragraph(child, cell)
            elif tag == _TBL:
                self._end_carried(cell)
                self._table(child, cell)
            elif tag == W + "altChunk":
                self._omissions.add("embedded document")
            elif tag in _COMMENTED:
                self._comment(child)
            elif tag in _DELETED:
                self._pass_over(child, _DELETED[tag])
            elif tag not in _SILENT and tag != W + "sectPr":
                self.body(_chosen(child), cell)
        if parent.tag in _ENCLOSED:
            self._end_carried(cell)

    def _table(self, table: "_Element", outer: tuple[int, int, int] | None) -> None:
        """Gather a table row by row; a table in a cell counts as part of that cell."""
        number, self._tables = self._tables, self._tables + 1
        for row, line in enumerate(_within(table, _TR)):
            self._row_number = ""
            if line.find(f"{W}trPr/{W}del") is not None:
                self._pass_over(line, "tracked deletion")
                continue
            boxes = _within(line, _TC)
            column = _skipped(line)
            for box in boxes:
                span = _number(box.find(f"{W}tcPr/{W}gridSpan"), 1)
                at = ACROSS if len(boxes) == 1 and span > 1 else column
                self.body(box, outer or (number, row, at))
                column += span

    def _paragraph(self, paragraph: "_Element", cell: tuple[int, int, int] | None) -> None:
        outer, self._runs, self._carried = self._runs, self._carried, []
        self._inline(paragraph)
        self._fields.end_paragraph()
        properties = first(paragraph, _PPR)
        if properties is not None and _ends_deleted(properties):
            self._carried = self._runs
        else:
            self._gather(properties, cell)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.body(box, cell)
        self._runs = outer

    def _gather(self, properties: "_Element | None", cell: tuple[int, int, int] | None) -> None:
        """Make a paragraph of the runs that were read."""
        # A line end inside w:t is only how the XML was laid out; Word shows a space.
        text = tidy("".join([text for text, _ in self._runs]).replace("\n", " "))
        number = self._numbering.following(properties)
        if text:
            kind: ParagraphKind = "heading" if self._is_heading(properties) else "speech"
            bold = min(self._bold(), len(text))
            self.pieces.append(Piece(text, kind, bold, cell, number, self._row_number))
            self._row_number = ""
        elif number and cell:
            # A column that holds only numbers counts the rows beside it.
            self._row_number = number.strip(".() ")

    def _end_carried(self, cell: tuple[int, int, int] | None) -> None:
        """Make a paragraph of what a deleted paragraph mark left without one to run on into."""
        if self._carried:
            outer, self._runs, self._carried = self._runs, self._carried, []
            self._gather(None, cell)
            self._runs = outer

    def _is_heading(self, properties: "_Element | None") -> bool:
        if properties is None:
            return False
        style = first(properties, W + "pStyle")
        if style is not None and style.get(W + "val") in self._styles.headings:
            return True
        level = first(properties, W + "outlineLvl")
        return level is not None and level.get(W + "val", "9") != "9"

    def _bold(self) -> int:
        """Count the characters before the first run that is not bold."""
        if not self._runs[0][1] and self._runs[0][0].strip():
            return 0
        leading = []
        for text, bold in self._runs:
            if not bold and text.strip():
                break
            leading.append(text)
        return len(tidy("".join(leading)))

    def _inline(self, parent: "_Element") -> None:
        for child in parent.iterchildren():
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag == _MT:
                self._runs.append((child.text or "", False))
            elif tag in _COMMENTED:
                self._comment(child)
            elif tag in _DELETED:
                self._pass_over(child, _DELETED[tag])
            elif tag == _P:
                self._inline(child)
            elif tag not in _SILENT:
                self._inline(_chosen(child))

    def _run(self, run: "_Element") -> None:
        properties = first(run, _RPR)
        bold = hidden = False
        if properties is not None and len(properties):
            bold = self._switched(properties, _B, self._styles.bold)
            hidden = self._switched(properties, _VANISH, self._styles.hidden)
        text = self._text_of(run)
        if not text.isascii() and properties is not None:
            text = symbols.plain(text, _font(properties))
        if hidden and text.strip():
            self._omissions.add("stretch of hidden text", text)
        elif text and not hidden:
            self._runs.append((text, bold))

    def _switched(self, properties: "_Element", name: str, styles: frozenset[str]) -> bool:
        switch = first(properties, name)
        if switch is not None or not styles:
            return switch is not None and is_set(switch)
        style = first(properties, W + "rStyle")
        return style is not None and style.get(W + "val") in styles

    def _text_of(self, run: "_Element") -> str:
        if len(run) and run[-1].tag == _T and len(run) <= 1 + (run[0].tag == _RPR):
            # as nearly every run is
            return self._fields.heard(run[-1].text or "")
        parts = []
        for child in run.iterchildren():
            tag = child.tag
            if tag in _OF_FIELDS:
                parts.append(self._of_field(child))
            elif tag == _T:
                parts.append(self._fields.heard(child.text or ""))
            elif tag in _SIGNS:
                parts.append(_SIGNS[tag])
            elif tag == _SYM:
                parts.append(_symbol(child))
            elif tag == _REFERENCE:
                self._comment(child)
            elif tag == W + "ruby":
                parts.append("".join(t.text or "" for t in child.iterfind(f"{W}rubyBase//{_T}")))
                self._pass_over_ruby(child)
            elif tag == _ALTERNATE or tag in _PICTURES:
                self._picture(_chosen(child))
        return "".join(parts)

    def _of_field(self, mark: "_Element") -> str:
        """Follow a part of a field; give what one without a result shows at its end."""
        found = self._fields.mark(mark)
        if found.kind:
            self._omissions.add(found.kind, found.told)
        return found.text

    def _pass_over_ruby(self, ruby: "_Element") -> None:
        reading = "".join(t.text or "" for t in ruby.iterfind(f"{W}rt//{_T}"))
        self._omissions.add("reading above a word", reading)

    def _picture(self, picture: "_Element") -> None:
        boxes = list(picture.iter(_BOX))
        if self._boxed:
            self._boxes += [box for box in boxes if not set(boxes) & set(box.iterancestors())]
        for box in boxes if not self._boxed else ():
            paragraphs = ("".join(t.text or "" for t in p.iter(_T)) for p in box.iter(_P))
            self._omissions.add("text box", " ".join(paragraphs))
        if not boxes:
            self._omissions.add("picture")

    def _comment(self, mark: "_Element") -> None:
        """Note where what a comment is about begins or ends."""
        name = mark.get(W + "id", "")
        if mark.tag == _ENDS:
            self.notes.end(name, len(self.pieces), self._runs)
        else:
            self.notes.begin(name, len(self.pieces), self._runs)

    def _pass_over(self, parent: "_Element", kind: str) -> None:
        for mark in parent.iter(*_COMMENTED):
            self._comment(mark)
        text = "".join(t.text or "" for t in parent.iter(W + "delText", _T))
        if text.strip():
            self._omissions.add(kind, text)


def _chosen(element: "_Element") -> "_Element":
    """Take the first of several equal forms of one content."""
    if element.tag != _ALTERNATE:
        return element
    return next(iter(element.iterchildren()), element)


def _within(parent: "_Element", tag: str) -> "list[_Element]":
    """List a table's rows or a row's cells, also those inside content controls."""
    found = []
    for child in parent.iterchildren():
        if child.tag == tag:
            found.append(child)
        elif child.tag in {W + "sdt", W + "sdtContent", W + "customXml", W + "ins"}:
            found.extend(_within(child, tag))
    return found


def _skipped(row: "_Element") -> int:
    """Count the columns that a row leaves free at its beginning."""
    return _number(row.find(f"{W}trPr/{W}gridBefore"), 0)


def _number(element: "_Element | None", otherwise: int) -> int:
    """Read a count of columns; a table has few."""
    typed = "" if element is None else element.get(W + "val", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else otherwise


def _ends_deleted(properties: "_Element") -> bool:
    """Say whether a paragraph's end was taken out with changes tracked, so that it runs on."""
    mark = first(properties, _RPR)
    return mark is not None and any(mark.find(tag) is not None for tag in _DELETED)


def _font(properties: "_Element") -> str:
    fonts = first(properties, W + "rFonts")
    return "" if fonts is None else fonts.get(W + "ascii", fonts.get(W + "hAnsi", ""))


def _symbol(element: "_Element") -> str:
    """Give a symbol as its own sign; one that is not known stays as its code."""
    typed, font = element.get(W + "char", ""), element.get(W + "font", "")
    return symbols.sign(int(typed, 16) if _HEXADECIMAL.fullmatch(typed) else 0, font)
