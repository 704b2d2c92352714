"""Read a framework's tree from a REFI-QDA codebook (.qdc): nested codes with descriptions.

What a codebook has no place for, Chartwell writes at the end of the description, a line each,
`Number: 3.2` first; further lines of a value are indented. Other programs' descriptions are kept
whole as the definition.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from importers import archive, outline
from importers.outline import Node, refused

if TYPE_CHECKING:
    from lxml.etree import _Element

_OWN = "Chartwell"
_FIELD = re.compile(r"(?P<key>[A-Z][a-z]+): ?(?P<value>.*)")
_DEEPEST = 14


def read(data: bytes, file: str) -> tuple[list[Node], list[str]]:
    """Return the themes at the top with all that stand under them, and remarks."""
    root = archive.parsed(data, file)
    codes = next((child for child in root.iter() if _is(child, "Codes")), None)
    if codes is None:
        raise refused(file, "it holds no codes.")
    own = root.get("origin", "").startswith(_OWN)
    nodes = [_code(child, file, "", own=own) for child in codes if _is(child, "Code")]
    return nodes, list(_remarks(root, own=own))


def _code(element: "_Element", file: str, above: str, *, own: bool) -> Node:
    name = element.get("name", "").strip()
    place = f"{above}{' > ' if above else ''}{name or f'line {element.sourceline}'}"
    if place.count(" > ") >= _DEEPEST:
        raise refused(file, f"{place[:60]}: its codes are nested too deeply.")
    described = (child.text or "" for child in element if _is(child, "Description"))
    node = Node(place=place, number="", name=name, definition=next(described, "").strip())
    if own:
        _take_fields(node, file)
    node.children = [_code(child, file, place, own=own) for child in element if _is(child, "Code")]
    return node


def _take_fields(node: Node, file: str) -> None:
    """Take what stands at the end of a description of our own into the theme's fields."""
    start = node.definition.rfind("\n\nNumber: ")
    if start < 0 and not node.definition.startswith("Number: "):
        return
    said = node.definition[max(start, 0) :].strip()
    node.definition = node.definition[: max(start, 0)].strip()
    fields: dict[str, str] = {}
    key = ""
    for line in said.split("\n"):
        match = None if line.startswith("\t") else _FIELD.fullmatch(line)
        if match:
            key = match["key"]
            fields[key] = match["value"]
        elif key:
            fields[key] += f"\n{line.removeprefix(chr(9))}"
    node.number = fields.get("Number", "").strip()
    node.include = fields.get("Include", "").strip()
    node.exclude = fields.get("Exclude", "").strip()
    node.origin = fields.get("Origin", "").strip()
    node.example = fields.get("Example", "").strip()
    node.colour = outline.colour(fields.get("Colour", ""))
    node.fixed = outline.flag(file, node.place, "Fixed", fields.get("Fixed", ""))
    node.retired = outline.flag(file, node.place, "Retired", fields.get("Retired", ""))


def _remarks(root: "_Element", *, own: bool) -> Iterator[str]:
    """Say what of a codebook a framework has no place for."""
    codes = [element for element in root.iter() if _is(element, "Code")]
    if not own and any(code.get("color") for code in codes):
        yield "The codes' colours were not taken over; themes have colours of their own."
    sets = [element.get("name", "") for element in root.iter() if _is(element, "Set")]
    if sets:
        yield f"The sets of codes were not read: {', '.join(sets)}."


def _is(element: "_Element", name: str) -> bool:
    return str(element.tag).rpartition("}")[2] == name
