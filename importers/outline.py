"""Build and check a framework's tree of themes, whatever file it comes from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from framework.drafts import ThemeDraft
from framework.errors import RefusedError
from framework.rules.counts import whole

_DEEPEST = 12
_MOST = 5000
_MOST_COLOURS = 999
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0", ""})
_NUMBERED = re.compile(r"(?P<number>\d+(?:\.\d+)*)[.)]?\s+(?P<name>\S.*)", re.DOTALL)


@dataclass
class Node:
    """Hold a theme while its tree is being built; `place` says where in the file it stands."""

    place: str
    number: str
    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    origin: str = ""
    children: list["Node"] = field(default_factory=list)
    colour: int | None = None
    fixed: bool = False
    retired: bool = False
    example: str = ""


def themes(file: str, nodes: Sequence[Node]) -> tuple[ThemeDraft, ...]:
    """Make themes of nodes, number those without a number, and refuse a tree with a fault."""
    if not nodes:
        raise refused(file, "it holds no themes.")
    found = list(_all(file, nodes))
    for node in found:
        if not node.name:
            raise refused(file, f"{node.place}: a theme has no name.")
    part_numbers(found)
    _number(nodes, "")
    _refuse_misplaced(file, nodes, "")
    seen: dict[str, str] = {}
    for node in found:
        if node.retired:
            continue  # what is out of use keeps a number that another may have by now
        if node.number in seen:
            raise refused(
                file,
                f"{node.place}: the number {node.number} stands already at {seen[node.number]}; "
                "in a workbook, format the column of numbers as text.",
            )
        seen[node.number] = node.place
    return tuple(map(_draft, nodes))


def flag(file: str, place: str, what: str, typed: str) -> bool:
    """Read yes or no, or refuse what is neither; nothing is no."""
    plain = typed.strip().casefold()
    if plain in _YES | _NO:
        return plain in _YES
    raise refused(file, f"{place}: {what} says “{typed[:40]}”, which is neither yes nor no.")


def colour(typed: str) -> int | None:
    """Read the number of a colour; None where none is given, or where it is another program's."""
    number = whole(typed.strip())
    return number if number is not None and number <= _MOST_COLOURS else None


def refused(file: str, wrong: str) -> RefusedError:
    """Say what is wrong with a framework's file."""
    return RefusedError(f"{file}, {wrong} Nothing was loaded.")


def count(drafts: Sequence[ThemeDraft]) -> int:
    """Count the themes and all themes under them."""
    return sum(1 + count(draft.children) for draft in drafts)


def every(drafts: Sequence[ThemeDraft]) -> Iterator[ThemeDraft]:
    """Go through the themes, each followed by all under it."""
    for draft in drafts:
        yield draft
        yield from every(draft.children)


def with_other(drafts: Sequence[ThemeDraft], definition: str) -> tuple[ThemeDraft, ...]:
    """Add a last sub-theme `.99 Other` to each theme at the top that has sub-themes.

    A theme without any is a column of its own; an only child `Other` would take its place.
    """
    return tuple(_with_other(draft, definition) if draft.children else draft for draft in drafts)


def _with_other(draft: ThemeDraft, definition: str) -> ThemeDraft:
    other = ThemeDraft(f"{draft.number}.99", "Other", definition)
    return replace(draft, children=(*draft.children, other))


def _all(file: str, nodes: Sequence[Node]) -> Iterator[Node]:
    stack = [(node, 1) for node in reversed(nodes)]
    met = 0
    while stack:
        node, depth = stack.pop()
        met += 1
        hold_depth(file, node, depth)
        if met > _MOST:
            raise refused(file, f"{node.place}: more than {_MOST} themes.")
        yield node
        stack.extend((child, depth + 1) for child in reversed(node.children))


def hold_depth(file: str, node: Node, depth: int) -> None:
    """Refuse a theme that stands deeper than any framework goes."""
    if depth > _DEEPEST:
        raise refused(file, f"{node.place}: more than {_DEEPEST} levels.")


def part_numbers(nodes: Sequence[Node]) -> None:
    """Take numbers off the names where no theme has a number and every name begins with one."""
    parted = [_NUMBERED.fullmatch(node.name) for node in nodes]
    if all(parted) and not any(node.number for node in nodes):
        for node, match in zip(nodes, parted, strict=True):
            if match:
                node.number, node.name = match["number"], match["name"].strip()


def _refuse_misplaced(file: str, nodes: Sequence[Node], above: str) -> None:
    """Refuse a number that says that its theme stands elsewhere, unless it was given by hand."""
    for node in nodes:
        said = node.number.rpartition(".")[0]
        if said != above and not (node.fixed or node.retired):
            here = f"under {above}" if above else "at the top"
            there = f"belongs under {said}" if said else "is one for the top"
            raise refused(
                file,
                f"{node.place}: {node.number} {node.name} stands {here}, but its number {there}; "
                "correct one of the two, or mark the number as fixed.",
            )
        _refuse_misplaced(file, node.children, node.number)


def _number(nodes: Sequence[Node], above: str) -> None:
    taken = {node.number for node in nodes}
    following = 0
    for node in nodes:
        following += 1
        while not node.number:
            if f"{above}{following}" not in taken:
                node.number = f"{above}{following}"
            else:
                following += 1
        _number(node.children, f"{node.number}.")


def _draft(node: Node) -> ThemeDraft:
    return ThemeDraft(
        number=node.number,
        name=node.name,
        definition=node.definition,
        include=node.include,
        exclude=node.exclude,
        origin=node.origin,
        children=tuple(map(_draft, node.children)),
        colour=node.colour,
        fixed_number=node.fixed,
        retired=node.retired,
        example=node.example,
    )
