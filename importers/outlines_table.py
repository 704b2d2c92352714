"""Read a framework's tree from a table, whichever way the table tells what stands under what.

By number (`2.1` stands under `2`), by a column of parents or of depths, by names that are paths
(`Context > Time`), by names that are indented, or by a column for each level.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from framework.rules.counts import whole
from importers import outline, outlines_columns, outlines_numbers, outlines_paths
from importers.outline import Node, refused
from importers.outlines_columns import Columns
from importers.tables import Table
from importers.workbooks import Line

_FORMULA = re.compile(r"'+[=+\-@\t]")
_HEADING = re.compile(r"(?P<number>\d+(?:\.\d+)*)[.)]?\s+(?P<name>\S.*)", re.DOTALL)
_UNDER = re.compile(r"(?P<number>.+?)\s*\((?:under (?P<parent>[^()]+)|at the top)\)", re.DOTALL)


class Row(NamedTuple):
    """Hold a theme as its row gives it: `indent` counts the blanks before its name."""

    node: Node
    parent: str
    id: str
    parent_id: str
    depth: str
    indent: int


def read(file: str, data: bytes, lines: Sequence[Line]) -> tuple[list[Node], list[str]]:
    """Return the themes at the top with all that stand under them, and remarks."""
    table, columns, remarks = outlines_columns.find(file, data, lines)
    name = columns.levels[0] if columns.levels else outlines_columns.require_name(table, columns)
    table, notes = _without_notes(table, table.header.index(name))
    if columns.levels:
        return outlines_paths.by_levels(table, columns, _node), [*remarks, *notes]
    rows = [_row(table, line, columns, name) for line in table.lines]
    remarks += [*notes, *outlines_numbers.remarks(table, columns), *_colours(table, columns)]
    return _tree(table, columns, rows), remarks


def disarmed(lines: Sequence[Line]) -> list[Line]:
    """Take off the sign that keeps a spreadsheet from taking the text of a csv for a formula."""
    return [
        line._replace(
            values=tuple(value[1:] if _FORMULA.match(value) else value for value in line.values)
        )
        for line in lines
    ]


def _tree(table: Table, columns: Columns, rows: list[Row]) -> list[Node]:
    """Put the themes under one another by what the table tells."""
    nodes = [row.node for row in rows]
    has = columns.roles
    _refuse_unnamed(table.file, nodes)
    if "parent" not in has and "parent_id" not in has:
        outline.part_numbers(nodes)
    if any(node.number for node in nodes):
        outlines_numbers.refuse_faults(table, columns, nodes)
    elif "id" in has and "parent_id" in has:
        known = {row.id: row.node for row in rows if row.id}
        return _owned(table.file, rows, [_by_id(table.file, row, known) for row in rows])
    elif "parent" not in has:
        if any(outlines_paths.parts(node.name)[1:] for node in nodes):
            return outlines_paths.by_paths(table.file, nodes)
        depths = _depths if "depth" in has else _indented
        return outlines_paths.by_depth(table.file, nodes, depths(table.file, rows))
    return _owned(table.file, rows, _by_parent(table.file, rows))


def _by_id(file: str, row: Row, known: Mapping[str, Node]) -> Node | None:
    """Find the owner of a theme by its id; no id, or 0, is the top."""
    if row.parent_id in {"", "0", "-1"}:
        return None
    if row.parent_id not in known:
        raise refused(file, f"{row.node.place}: there is no theme {row.parent_id} above it.")
    return known[row.parent_id]


def _by_parent(file: str, rows: list[Row]) -> list[Node | None]:
    """Find the owner of each theme: its parent, by number, name or path, or its number's head."""
    numbered: dict[str, list[Row]] = {}
    named: dict[str, list[Row]] = {}
    for row in rows:
        numbered.setdefault(row.node.number, []).append(row)
        named.setdefault(row.node.name, []).append(row)
    at = {id(row.node): place for place, row in enumerate(rows)}
    owners: list[Node | None] = []
    for row in rows:
        stated = row.node.fixed or row.node.retired
        above = row.parent if row.parent or stated else row.node.number.rpartition(".")[0]
        found = numbered.get(above, []) or (_named(file, row, named) if row.parent else [])
        fit = [other for other in found if row.node.retired or not other.node.retired]
        if above and not fit:
            raise refused(file, f"{row.node.place}: there is no theme {above} above it.")
        before = [other for other in fit if at[id(other.node)] < at[id(row.node)]]
        owners.append((before or fit)[-1 if before else 0].node if above else None)
    return owners


def _named(file: str, row: Row, named: Mapping[str, list[Row]]) -> list[Row]:
    """Find a parent by its name or path; refuse a name that several themes have."""
    found = named.get(row.parent) or named.get(outlines_paths.parts(row.parent)[-1], [])
    if len(found) > 1:
        raise refused(
            file,
            f"{row.node.place}: {row.parent} is the name of several themes; name the parent of "
            f"{row.node.name} by its number.",
        )
    return found


def _owned(file: str, rows: list[Row], owners: Sequence[Node | None]) -> list[Node]:
    """Hang each theme under its owner; those without one are at the top."""
    top: list[Node] = []
    for row, owner in zip(rows, owners, strict=True):
        (top if owner is None else owner.children).append(row.node)
    _refuse_circles(file, top, len(rows))
    return top


def _row(table: Table, line: Line, columns: Columns, name: str) -> Row:
    """Read one row."""
    values = dict(zip(table.header, line.values, strict=True))
    given = {role: values[header].strip() for role, header in columns.roles.items()}
    node = _node(table, line, columns)
    parent = given.get("parent", "").rstrip(".")
    if under := _UNDER.fullmatch(node.number):
        node.number, parent, node.fixed = under["number"], (under["parent"] or "").strip(), True
    if node.number and not node.name and (heading := _HEADING.fullmatch(node.number)):
        node.number, node.name = heading["number"], heading["name"].strip()
    indent = len(values[name]) - len(values[name].lstrip())
    return Row(
        node, parent, given.get("id", ""), given.get("parent_id", ""), given.get("depth", ""),
        indent,
    )  # fmt: skip


def _node(table: Table, line: Line, columns: Columns) -> Node:
    """Make the theme of one row."""
    values = dict(zip(table.header, line.values, strict=True))
    given = {role: values[at].strip() for role, at in columns.roles.items()}
    place = f"row {line.number}"
    return Node(
        place=place,
        number=given.get("number", "").rstrip("."),
        name=given.get("name", ""),
        definition=given.get("definition", ""),
        include=given.get("include", ""),
        exclude=given.get("exclude", ""),
        origin=given.get("origin", ""),
        colour=outline.colour(given.get("colour", "")),
        fixed=outline.flag(table.file, place, "fixed_number", given.get("fixed", "")),
        retired=outline.flag(table.file, place, "retired", given.get("retired", "")),
        example=given.get("example", ""),
    )


def _colours(table: Table, columns: Columns) -> list[str]:
    """Say that the colours of another program are not taken over."""
    name = columns.roles.get("colour", "")
    typed = [values[name] for _line, values in table.records() if name]
    if any(value and outline.colour(value) is None for value in typed):
        return ["The colours of the file were not taken over; themes have colours of their own."]
    return []


def _without_notes(table: Table, first_named: int) -> tuple[Table, list[str]]:
    """Leave out the notes below the table: last rows that fill the first column and no other.

    Where that is the column of names, only sentences below a blank row are notes.
    """
    lines = list(table.lines)
    while lines and _is_note(lines[-1], named=first_named == 0):
        lines.pop()
    notes = table.lines[len(lines) :]
    apart = notes and lines and notes[0].number > lines[-1].number + 1
    if not notes or (first_named == 0 and not apart):
        return table, []
    said = "; ".join(f"row {line.number} “{line.values[0].strip()[:60]}”" for line in notes)
    kept = replace(table, lines=tuple(lines))
    return kept, [f"Not read, since it stands below the table: {said}."]


def _is_note(line: Line, *, named: bool) -> bool:
    """Tell a note from a theme's number, from its heading and, in a column of names, its name."""
    filled = [at for at, value in enumerate(line.values) if value.strip()]
    said = line.values[0].strip()
    if filled != [0] or len(line.values) == 1:
        return False
    return said.endswith(".") if named else " " in said and not _HEADING.fullmatch(said)


def _indented(file: str, rows: list[Row]) -> list[int]:
    """Give the depth of each name by its indentation."""
    return outlines_paths.depths(file, [(row.node.place, row.indent) for row in rows])


def _depths(file: str, rows: list[Row]) -> list[int]:
    """Read a column of depths, which counts from 0 or from 1."""
    found = []
    for row in rows:
        depth = whole(row.depth)
        if depth is None:
            raise refused(file, f"{row.node.place}: “{row.depth[:20]}” is no level of a tree.")
        found.append(depth)
    return found


def _refuse_unnamed(file: str, nodes: list[Node]) -> None:
    """Refuse a theme without a name."""
    for node in nodes:
        if not node.name:
            number = f" {node.number}" if node.number else ""
            raise refused(file, f"{node.place}: the theme{number} has no name.")


def _refuse_circles(file: str, top: list[Node], rows: int) -> None:
    """Refuse themes that no path from the top leads to."""
    reached, stack = 0, list(top)
    while stack:
        reached += 1
        stack.extend(stack.pop().children)
    if reached != rows:
        raise refused(file, "some themes stand above one another in a circle.")
