"""Read a framework's tree from an outline: indented lines, lists, headings, or paths.

Each line is a theme, `number name`; a tab after the name sets off the definition. Under headings of
Markdown, plain lines are the definition of the theme above them.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from importers import outlines_paths
from importers.outline import Node, refused

_BLANKS = " \t\u00a0"
_BULLET = re.compile(r"[-*+•◦▪‣–]\s+")
_HEADING = re.compile(r"(?P<signs>#{1,6})\s+(?P<name>.*?)\s*#*")
_NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)*)[.)]?\s+(?P<name>\S.*)")
_BOLD = re.compile(r"(?P<sign>\*\*|__)(?P<name>.+?)(?P=sign)(?P<rest>.*)")


class Item(NamedTuple):
    """Hold a line of an outline: where it stands, how deep it is indented, what it says."""

    place: str
    indent: str
    text: str


def items(text: str) -> list[Item]:
    """Give the lines of a text that say something."""
    return [
        Item(f"line {n}", line[: len(line) - len(line.lstrip(_BLANKS))], line.strip())
        for n, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
        if line.strip()
    ]


def read(file: str, lines: Sequence[Item]) -> tuple[list[Node], list[str]]:
    """Return the themes at the top with all that stand under them, and remarks."""
    if any(_HEADING.fullmatch(line.text) for line in lines):
        return headed(file, lines)
    nodes = [_node(line) for line in lines]
    if any(outlines_paths.parts(node.name)[1:] for node in nodes):
        return outlines_paths.by_paths(file, nodes), []
    return by_indents(file, _below_titles(lines), nodes), []


def _below_titles(lines: Sequence[Item]) -> Sequence[Item]:
    """Set list items one step below the plain lines between them."""
    listed = [bool(_BULLET.match(line.text)) for line in lines]
    if all(listed) or not any(listed):
        return lines
    step = "\t" if any("\t" in line.indent for line in lines) else " "
    return [
        line._replace(indent=line.indent + step) if bullet else line
        for line, bullet in zip(lines, listed, strict=True)
    ]


def by_indents(file: str, lines: Sequence[Item], nodes: Sequence[Node]) -> list[Node]:
    """Hang themes under one another by the indentation of their lines."""
    signs = {sign for line in lines for sign in line.indent}
    if signs - {" ", "\u00a0"} and signs - {"\t"}:
        line = next(line for line in lines if " " in line.indent or "\u00a0" in line.indent)
        raise refused(
            file, f"{line.place}: some lines are indented by tabs and some by blanks; use one."
        )
    if _by_numbers(nodes):
        return _numbered(file, nodes)
    if signs:
        for node in nodes:
            node.number = ""  # of a list that counts anew on each level
    if signs == {"\t"}:
        return outlines_paths.by_depth(file, nodes, [len(line.indent) for line in lines])
    widths = [(line.place, len(line.indent)) for line in lines]
    return outlines_paths.by_depth(file, nodes, outlines_paths.depths(file, widths))


def _by_numbers(nodes: Sequence[Node]) -> bool:
    """Tell whether every line begins with a number, and one of them with one such as 1.1."""
    return all(node.number for node in nodes) and any("." in node.number for node in nodes)


def _numbered(file: str, nodes: Sequence[Node]) -> list[Node]:
    """Hang themes under one another by their numbers."""
    top: list[Node] = []
    known: dict[str, Node] = {}
    for node in nodes:
        above = node.number.rpartition(".")[0]
        if above and above not in known:
            raise refused(file, f"{node.place}: there is no theme {above} above it.")
        (known[above].children if above else top).append(node)
        if node.number in known:
            raise refused(
                file,
                f"{node.place}: the number {node.number} stands already at "
                f"{known[node.number].place}.",
            )
        known[node.number] = node
    return top


def headed(file: str, lines: Sequence[Item]) -> tuple[list[Node], list[str]]:
    """Read headings as themes, lists below them as what stands under them, and plain lines.

    Plain lines are the definition of the theme above them; remarks tell of those above the first.
    """
    nodes: list[Node] = []
    depths: list[int] = []
    above: list[str] = []
    base, widths = 0, list[tuple[str, int]]()
    for line in lines:
        heading = _HEADING.fullmatch(line.text)
        if heading:
            base, widths = len(heading["signs"]), []
            nodes.append(_node(line._replace(text=heading["name"])))
            depths.append(base - 1)
        elif _BULLET.match(line.text):
            widths.append((line.place, len(line.indent.expandtabs(4))))
            nodes.append(_node(line))
            depths.append(base + outlines_paths.depths(file, widths)[-1])
        elif nodes:
            nodes[-1].definition = f"{nodes[-1].definition}\n{line.text}".strip()
        else:
            above.append(f"{line.place} “{line.text[:60]}”")
    said = (
        [f"Not read, since it stands above the first theme: {'; '.join(above)}."] if above else []
    )
    return outlines_paths.by_depth(file, nodes, depths), said


def _node(line: Item) -> Node:
    """Make a theme of a line."""
    said, _, definition = _BULLET.sub("", line.text, count=1).partition("\t")
    bold = _BOLD.fullmatch(said.strip())
    if bold:
        rest = bold["rest"].lstrip(" :–—-")
        said, definition = bold["name"].rstrip(" :"), definition or rest
    numbered = _NUMBERED.fullmatch(said.strip())
    number, name = (numbered["number"], numbered["name"]) if numbered else ("", said.strip())
    return Node(line.place, number, name.strip(), definition.strip())
