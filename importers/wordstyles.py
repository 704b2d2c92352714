"""Read from Word's styles what a transcript needs: which are headings, bold or hidden."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_OFF = frozenset({"0", "false", "off", "none"})
# Word itself lets eleven stand on each other.
_DEEPEST = 20
_HEADINGS = ("heading ", "title", "subtitle")


class Styles(NamedTuple):
    """Name the styles, by id, that make headings, bold text and hidden text."""

    headings: frozenset[str]
    bold: frozenset[str]
    hidden: frozenset[str]


def first(parent: "_Element", tag: str) -> "_Element | None":
    """Give the first child of a name, which is near: `find` takes ten times as long to begin."""
    for one in parent:
        if one.tag == tag:
            return one
    return None


def is_on(properties: "_Element | None", name: str) -> bool | None:
    """Say whether a property is switched on, switched off, or (None) not spoken of."""
    switch = None if properties is None else first(properties, W + name)
    return None if switch is None else is_set(switch)


def is_set(switch: "_Element") -> bool:
    """Say whether a property that is there is switched on."""
    return switch.get(_VAL, "1") not in _OFF


def read(root: "_Element | None") -> Styles:
    """Read a style sheet; a style inherits from the one it is based on."""
    sheet = {} if root is None else {s.get(W + "styleId", ""): s for s in root.iter(W + "style")}
    return Styles(
        frozenset(key for key, style in sheet.items() if _is_heading(style)),
        frozenset(key for key in sheet if _inherits(sheet, key, "b", "character")),
        frozenset(key for key in sheet if _inherits(sheet, key, "vanish", "")),
    )


def _is_heading(style: "_Element") -> bool:
    name = first(style, W + "name")
    typed = "" if name is None else name.get(W + "val", "").casefold()
    return typed.startswith(_HEADINGS) and style.get(W + "type") == "paragraph"


def _inherits(sheet: "dict[str, _Element]", key: str, name: str, kind: str) -> bool:
    seen: set[str] = set()
    while key in sheet and key not in seen and len(seen) < _DEEPEST:
        seen.add(key)
        style = sheet[key]
        if kind and style.get(W + "type") != kind:
            return False
        if (switch := is_on(first(style, W + "rPr"), name)) is not None:
            return switch
        parent = first(style, W + "basedOn")
        key = "" if parent is None else parent.get(W + "val", "")
    return False
