"""Walk the elements of a web page and gather its paragraphs."""

import re
from typing import TYPE_CHECKING, NamedTuple

from framework.drafts import ParagraphKind
from importers import htmlnotes, limits
from importers.notes import Notes
from importers.odtnumbers import FORMS
from importers.omissions import Omissions
from importers.pieces import LINE_BREAK, Piece, tidy
from importers.wordnumbers import integer, written

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCK_TAGS = """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre
    section select summary table tbody td tfoot th thead tr ul caption
    """
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong", "th"})
_UNSEEN = {
    "script": "script", "style": "", "noscript": "", "template": "", "title": "page title",
    "svg": "picture", "object": "embedded object", "iframe": "embedded page", "del": "deletion",
    "audio": "recording", "video": "recording", "canvas": "picture", "math": "formula",
    "rt": "reading above a word", "rp": "",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)", re.IGNORECASE)
# What Word puts before the items of its lists when it writes a page.
_COUNTED = "mso-list:Ignore"
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_APART = re.compile(rf"[ ]?{LINE_BREAK}(?:[ \u00a0]?{LINE_BREAK})+[ ]?")


class _List(NamedTuple):
    """Say how the items of a list are numbered, "" for signs, which number is next, and how on."""

    form: str
    following: int
    step: int = 1


class Walker:
    """Gather `pieces` from a page, and note in `omissions` what is passed over."""

    def __init__(self, name: str, omissions: Omissions) -> None:
        self.pieces: list[Piece] = []
        self.notes = Notes()
        self._linked = htmlnotes.Linked()
        self._name = name
        self._omissions = omissions
        self._runs: list[tuple[str, bool]] = []
        self._bold = self._pre = 0
        self._heading = False
        self._tables: list[int] = []
        self._rows = [0, 0]
        self._made = 0
        self._lists: list[_List] = []
        self._number = ""

    def walk(self, root: "_Element") -> None:
        """Gather every paragraph, element after element, however deep they stand."""
        self._linked = htmlnotes.linked(root)
        stack: list[tuple[_Element, bool]] = [(root, False)]
        while stack:
            element, closes = stack.pop()
            if closes:
                self._close(element)
                self._text(element.tail)
            elif not isinstance(element.tag, str) or self._is_passed_over(element):
                self._text(element.tail)
            else:
                self._open(element)
                self._text(element.text)
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
            if len(stack) > limits.ELEMENTS:
                raise limits.too_deep(self._name)
        self._end_paragraph()

    def _is_passed_over(self, element: "_Element") -> bool:
        """Tell what is no part of the text."""
        if element in self._linked.marks:
            self.notes.begin(self._linked.marks[element], len(self.pieces), self._runs)
            return True
        apart = self._linked.notes.get(element) or htmlnotes.apart(element)
        if apart is None:
            return self._is_unseen(element)
        if text := htmlnotes.words(element):
            self._omissions.add(apart.kind, text)
        if apart.kind == "comment":
            self.notes.texts[apart.name] = htmlnotes.author(element), "", text
        return True

    def _is_unseen(self, element: "_Element") -> bool:
        style = element.get("style", "")
        if _COUNTED in style:
            self._count_by_hand(htmlnotes.words(element))
            return True
        hidden = "hidden" in element.attrib or _HIDDEN.search(style)
        if element.tag not in _UNSEEN and not hidden:
            return False
        kind = _UNSEEN.get(element.tag, "stretch of hidden text")
        text = "" if kind == "script" else htmlnotes.words(element)
        if kind and (text or kind not in {"stretch of hidden text", "page title"}):
            self._omissions.add(kind, text)
        return True

    def _count_by_hand(self, number: str) -> None:
        """Take a number that Word wrote before an item, and no sign that stands there."""
        if number.isalnum() or (number.endswith((".", ")")) and any(map(str.isalnum, number))):
            self._number = "" if number == "o" else number

    def _text(self, text: str | None) -> None:
        if text:
            shown = text.replace("\r\n", "\n").replace("\n", LINE_BREAK) if self._pre else text
            self._runs.append((shown if self._pre else _BLANKS.sub(" ", text), self._bold > 0))

    def _open(self, element: "_Element") -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag == "br":
            self._runs.append((LINE_BREAK, self._bold > 0))
        elif tag == "img":
            self._omissions.add("picture", element.get("alt", ""))
        self._bold += self._is_bold(element)
        self._pre += tag == "pre"
        self._heading = self._heading or tag in _HEADINGS
        if tag in {"ol", "ul"}:
            form = FORMS.get(element.get("type", "1"), "decimal") if tag == "ol" else ""
            down = form and "reversed" in element.attrib
            begin = len(element.findall("li")) if down else 1
            step = -1 if down else 1
            self._lists.append(_List(form, integer(element.get("start", ""), begin), step))
        elif tag == "li" and self._lists and self._lists[-1].form:
            form, following, step = self._lists[-1]
            count = integer(element.get("value", ""), following)
            self._lists[-1] = _List(form, count + step, step)
            self._number = f"{written(count, form)}."
        elif tag == "table":
            self._tables.append(self._made)
            self._made += 1
            if len(self._tables) == 1:
                self._rows = [-1, -1]
        elif len(self._tables) == 1:
            self._step(tag)

    def _step(self, tag: str) -> None:
        if tag == "tr":
            self._rows = [self._rows[0] + 1, -1]
        elif tag in {"td", "th"}:
            self._rows[1] += 1

    def _is_bold(self, element: "_Element") -> bool:
        return element.tag in _BOLD or bool(_BOLD_STYLE.search(element.get("style", "")))

    def _close(self, element: "_Element") -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._end_paragraph()
        self._bold -= self._is_bold(element)
        self._pre -= tag == "pre"
        if tag == "li":
            self._number = ""
        if tag in _HEADINGS:
            self._heading = False
        elif tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        elif tag == "table" and self._tables:
            self._tables.pop()

    def _end_paragraph(self) -> None:
        """Make a paragraph of what was gathered; an empty line inside it parts it in two."""
        whole = "".join(text for text, _ in self._runs)
        bold, leading = 0, []
        for text, is_bold in self._runs:
            if not is_bold and text.strip():
                break
            leading.append(text)
        bold = len(_tidied("".join(leading)))
        self._runs = []
        kind: ParagraphKind = "heading" if self._heading else "speech"
        row, column = self._rows
        cell = (self._tables[0], row, column) if self._tables and column >= 0 else None
        for part in _APART.split(whole):
            if text := _tidied(part):
                number, self._number = self._number, ""
                self.pieces.append(Piece(text, kind, min(bold, len(text)), cell, number))
                bold = 0


def _tidied(text: str) -> str:
    lines = (line.strip(" ") for line in _BLANKS.sub(" ", text).split(LINE_BREAK))
    return tidy(LINE_BREAK.join(lines)).strip(LINE_BREAK).strip()
