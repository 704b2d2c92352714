"""Read a framework's tree from a table.

Columns name and, where given, number, parent, definition, include, exclude and origin. `2.1`
stands under `2`; a parent, by number or by name, may be named instead.
"""

from collections.abc import Mapping

from importers.outline import Node, refused
from importers.tables import Table


def nodes(table: Table) -> list[Node]:
    """Return the themes at the top with all that stand under them."""
    name = table.require("theme", "name", "theme", "title")
    number = table.column("number", "n", "no", "index")
    parent = table.column("parent", "parent_number")
    rows = [
        (_node(line, values, name, number), values.get(parent, "").rstrip("."))
        for line, values in table.records()
    ]
    _refuse_faults(table, [node for node, _ in rows], numbered=bool(number))
    known = {node.number: node for node, _ in rows if node.number}
    named = {node.name: node for node, _ in rows}
    top = []
    for node, above in rows:
        owner = above or node.number.rpartition(".")[0]
        if not owner:
            top.append(node)
        elif found := known.get(owner) or (named.get(owner) if above else None):
            found.children.append(node)
        else:
            raise refused(table.file, f"{node.place}: there is no theme {owner} above it.")
    _refuse_circles(table, top, len(rows))
    return top


def _node(line: int, values: Mapping[str, str], name: str, number: str) -> Node:
    return Node(
        place=f"row {line}",
        number=values.get(number, "").rstrip("."),
        name=values[name],
        definition=values.get("definition", "") or values.get("description", ""),
        include=values.get("include", ""),
        exclude=values.get("exclude", ""),
        origin=values.get("origin", ""),
    )


def _refuse_faults(table: Table, rows: list[Node], *, numbered: bool) -> None:
    seen: dict[str, str] = {}
    for node in rows:
        if not node.name:
            raise refused(table.file, f"{node.place}: the theme has no name.")
        if numbered and not node.number:
            raise refused(table.file, f"{node.place}: the theme {node.name} has no number.")
        if node.number and node.number in seen:
            raise refused(
                table.file,
                f"{node.place}: the number {node.number} stands already at {seen[node.number]}; "
                "in a workbook, format the column of numbers as text.",
            )
        seen[node.number] = node.place


def _refuse_circles(table: Table, top: list[Node], rows: int) -> None:
    reached, stack = 0, list(top)
    while stack:
        reached += 1
        stack.extend(stack.pop().children)
    if reached != rows:
        raise refused(table.file, "some themes stand above one another in a circle.")
