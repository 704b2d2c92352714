"""Build a framework's tree from paths, from depths, or from a column for each level."""

import re
from collections.abc import Callable, Sequence

from importers.outline import Node, hold_depth, refused
from importers.outlines_columns import Columns
from importers.tables import Table
from importers.workbooks import Line

_SEPARATOR = re.compile(r"\s*>>\s*|\s+>\s+|\s*\\+\s*")
_FOLDERS = frozenset({"nodes", "codes"})


def parts(name: str) -> list[str]:
    """Cut a path at >>, at > between blanks and at backslashes."""
    return [part for part in (piece.strip() for piece in _SEPARATOR.split(name)) if part] or [name]


def by_paths(file: str, nodes: Sequence[Node]) -> list[Node]:
    """Hang themes under one another by the paths that are their names.

    A theme that stands in paths alone is made, as the programs that write such names do.
    """
    steps = [parts(node.name) for node in nodes]
    for node, step in zip(nodes, steps, strict=True):
        hold_depth(file, node, len(step) - 1)
    if all(step[0].casefold() in _FOLDERS for step in steps):
        steps = [step[1:] or step for step in steps]
    top: list[Node] = []
    known: dict[tuple[str, ...], Node] = {}
    named: set[tuple[str, ...]] = set()
    for node, step in zip(nodes, steps, strict=True):
        path = tuple(step)
        if path in named:
            raise refused(
                file, f"{node.place}: {' > '.join(step)} stands already at {known[path].place}."
            )
        named.add(path)
        node.name = step[-1]
        if path in known:
            _fill(known[path], node)
        else:
            known[path] = node
            _siblings(path, node.place, known, top).append(node)
    return top


def by_depth(file: str, nodes: Sequence[Node], depths: Sequence[int]) -> list[Node]:
    """Hang each theme under the nearest one before it that stands less deep."""
    base = min(depths, default=0)
    top: list[Node] = []
    open_: list[Node] = []
    for node, depth in zip(nodes, (depth - base for depth in depths), strict=True):
        if depth > len(open_):
            raise refused(
                file,
                f"{node.place}: {node.name} stands {depth - len(open_) + 1} levels below "
                f"{open_[-1].name if open_ else 'the top'}; a level is missing between them.",
            )
        del open_[depth:]
        (open_[-1].children if open_ else top).append(node)
        open_.append(node)
    return top


def depths(file: str, indents: Sequence[tuple[str, int]]) -> list[int]:
    """Turn widths of indentation into depths; a place comes with each for messages."""
    found: list[int] = []
    steps: list[int] = []
    for place, indent in indents:
        while steps and indent < steps[-1]:
            steps.pop()
        if not steps or indent > steps[-1]:
            if found and not steps:
                raise refused(file, f"{place}: the line is indented less than the first one.")
            steps.append(indent)
        found.append(len(steps) - 1)
    return found


def by_levels(
    table: Table, columns: Columns, make: Callable[[Table, Line, Columns], Node]
) -> list[Node]:
    """Read a column for each level; a level left blank carries on from the row above."""
    at = [table.header.index(name) for name in columns.levels]
    top: list[Node] = []
    known: dict[tuple[str, ...], Node] = {}
    described: set[tuple[str, ...]] = set()
    current: list[str] = []
    for line in table.lines:
        typed = [line.values[column].strip() for column in at]
        node = make(table, line, columns)
        path = _carried(table.file, node.place, typed, current)
        current = list(path)
        node.name = path[-1]
        if path in described:
            raise refused(
                table.file,
                f"{node.place}: {' > '.join(path)} stands already at {known[path].place}.",
            )
        described.add(path)
        if path in known:
            _fill(known[path], node)
        else:
            known[path] = node
            _siblings(path, node.place, known, top).append(node)
    return top


def _carried(
    file: str, place: str, typed: Sequence[str], current: Sequence[str]
) -> tuple[str, ...]:
    """Fill in the levels left blank above the deepest that a row gives."""
    deepest = max((at for at, name in enumerate(typed) if name), default=-1)
    if deepest < 0:
        raise refused(file, f"{place}: the theme has no name.")
    path: list[str] = []
    for at, name in enumerate(typed[: deepest + 1]):
        goes_on = at < len(current) and tuple(path) == tuple(current[:at])
        if not name and not goes_on:
            raise refused(file, f"{place}: {typed[deepest]} has no theme above it.")
        path.append(name or current[at])
    return tuple(path)


def _siblings(
    path: tuple[str, ...], place: str, known: dict[tuple[str, ...], Node], top: list[Node]
) -> list[Node]:
    """Give the list that a theme belongs to, making the themes of its path that are not there."""
    if len(path) == 1:
        return top
    above = path[:-1]
    if above not in known:
        known[above] = Node(place, "", above[-1])
        _siblings(above, place, known, top).append(known[above])
    return known[above].children


def _fill(made: Node, given: Node) -> None:
    """Give a theme that a path has made what its own row says."""
    given.children = made.children
    vars(made).update(vars(given))
