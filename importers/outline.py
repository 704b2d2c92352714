"""Build and check a framework's tree of themes, whatever file it comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from framework.drafts import ThemeDraft
from framework.errors import RefusedError

_DEEPEST = 12
_MOST = 5000


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


def themes(file: str, nodes: Sequence[Node]) -> tuple[ThemeDraft, ...]:
    """Make themes of nodes, number those without a number, and refuse a tree with a fault."""
    if not nodes:
        raise refused(file, "it holds no themes.")
    every = list(_all(file, nodes))
    for node in every:
        if not node.name:
            raise refused(file, f"{node.place}: a theme has no name.")
    _number(nodes, "")
    seen: dict[str, str] = {}
    for node in every:
        if node.number in seen:
            raise refused(
                file,
                f"{node.place}: the number {node.number} stands already at {seen[node.number]}; "
                "in a workbook, format the column of numbers as text.",
            )
        seen[node.number] = node.place
    return tuple(map(_draft, nodes))


def refused(file: str, wrong: str) -> RefusedError:
    """Say what is wrong with a framework's file."""
    return RefusedError(f"{file}, {wrong} Nothing was loaded.")


def count(drafts: Sequence[ThemeDraft]) -> int:
    """Count the themes and all themes under them."""
    return sum(1 + count(draft.children) for draft in drafts)


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
        if depth > _DEEPEST or met > _MOST:
            raise refused(file, f"{node.place}: more than {_DEEPEST} levels or {_MOST} themes.")
        yield node
        stack.extend((child, depth + 1) for child in reversed(node.children))


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
    )
