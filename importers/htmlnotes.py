"""Find what a web page sets apart from its text: notes, comments, running heads, navigation."""

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARK = re.compile(r"[\[(]?(?:\w{1,6}|[*†‡§¶]{1,4})[\])]?")
_WORD = re.compile(r"mso-element:\s{0,3}(?P<kind>footnote|endnote|comment|header|footer)\b")
_AUTHOR = re.compile(r"mso-comment-author:\s{0,3}[\"'](?P<name>[^\"']{1,100})")
_COMMENT = re.compile(r"_?(?:cmnt|msocom|com|comment)[-_]?\d", re.IGNORECASE)
_KINDS = {"header": "page header", "footer": "page footer", "comment": "comment"}
_NOTE = "footnote or endnote"
_ROLES = {
    "doc-footnote": _NOTE, "doc-endnote": _NOTE, "doc-footnotes": _NOTE, "doc-endnotes": _NOTE,
    "navigation": "page navigation", "contentinfo": "page footer",
}  # fmt: skip
_WITHIN = ("article", "section", "main", "blockquote", "li", "td", "dialog")
# However many links a page holds, finding its notes takes no longer than reading it.
_MOST, _UP, _LARGEST = 5000, 5, 500
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({"div", "li", "aside", "section", "p", "dd", "td"})


class Apart(NamedTuple):
    """Say what stands apart: its kind as it is told, and the name of its mark in the text."""

    kind: str
    name: str = ""


@dataclass
class Linked:
    """Hold the marks that stand in the text for notes, by name, and the notes themselves."""

    marks: "dict[_Element, str]" = field(default_factory=dict)
    notes: "dict[_Element, Apart]" = field(default_factory=dict)


def apart(element: "_Element") -> Apart | None:
    """Say what an element is that by its own word is no part of the text; None for all others."""
    told = _WORD.search(element.get("style", ""))
    if told:
        return Apart(_KINDS.get(told["kind"], _NOTE))
    tag, title = element.tag, element.get("title", "")
    if tag == "nav" or (tag == "footer" and next(element.iterancestors(*_WITHIN), None) is None):
        return Apart("page navigation" if tag == "nav" else "page footer")
    # LibreOffice writes running heads so.
    if tag == "div" and title in {"header", "footer"} and set(element.keys()) == {"title"}:
        return Apart(_KINDS[title])
    kind = _ROLES.get(element.get("role", ""))
    return Apart(kind) if kind else None


def linked(root: "_Element") -> Linked:
    """Find notes by their links: a mark leads to its note, and that back, which is taken out.

    What holds a heading, or the mark itself, is no note, but a part of the page.
    """
    found = Linked()
    anchors = [one for one in root.iter("a") if one.get("href", "").startswith("#")]
    places = {name: one for one in root.iter("*") for name in _names(one)} if anchors else {}
    for anchor in anchors[:_MOST]:
        name = anchor.get("href", "")[1:]
        parent = anchor.getparent()
        ways = {f"#{own}" for one in (anchor, parent) if one is not None for own in _names(one)}
        if name in places and ways and _MARK.fullmatch(words(anchor)):
            note = _note(places[name], anchor, ways)
            if note is not None and note not in found.notes:
                kind = "comment" if _COMMENT.match(name) else _NOTE
                found.marks[anchor], found.notes[note] = name, Apart(kind, name)
                for back in [one for one in note.iter("a") if one.get("href") in ways]:
                    tail = back.tail
                    back.clear()
                    back.tail = tail
    return found


def words(element: "_Element") -> str:
    """Give the words of an element in one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def author(note: "_Element") -> str:
    """Name who wrote a comment, where Word says so."""
    styles = (_AUTHOR.search(one.get("style", "")) for one in note.iter("span"))
    return next((told["name"] for told in styles if told), "")


def _names(element: "_Element") -> list[str]:
    return [name for key in ("id", "name") if (name := element.get(key))]


def _note(target: "_Element", anchor: "_Element", ways: set[str]) -> "_Element | None":
    """Find the largest block round a place that holds one note and no more."""
    found = None
    for one in (target, *islice(target.iterancestors(), _UP)):
        inner = list(islice(one.iter("*"), _LARGEST))
        links = {link for a in inner if a.tag == "a" and (link := a.get("href", ""))[:1] == "#"}
        whole = len(inner) < _LARGEST and anchor not in inner
        if not whole or not links <= ways or any(part.tag in _HEADINGS for part in inner):
            break
        if one.tag in _BLOCKS and links:
            found = one
    return found
