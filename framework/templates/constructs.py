"""Name the built-in frameworks and their constructs."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Construct(NamedTuple):
    """Describe a construct of a built-in framework."""

    number: str
    name: str
    definition: str
    depth: int


class Template(NamedTuple):
    """Describe a built-in framework, with its constructs in order."""

    id: str
    name: str
    short: str
    citation: str
    constructs: tuple[Construct, ...]


@cache
def templates() -> Mapping[str, Template]:
    """Give the built-in frameworks by id."""
    import yaml

    content = (files("framework.templates") / "frameworks.yaml").read_text(encoding="utf-8")
    found = yaml.load(content, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader either way
    return {
        entry["id"]: Template(
            entry["id"], entry["name"], str(entry.get("short") or entry["name"]),
            str(entry.get("citation") or ""), tuple(_constructs(entry.get("nodes") or (), 0)),
        )
        for entry in found["templates"]
    }  # fmt: skip


def template_of(key: str) -> Template:
    """Give a built-in framework; one that is no longer built in has its id for a name alone."""
    return templates().get(key) or Template(key, key, key, "", ())


# What YAML holds has no type of its own.
def _constructs(nodes: Any, depth: int) -> Iterator[Construct]:  # noqa: ANN401 - see above
    """Go through constructs, each followed by those under it."""
    for node in nodes:
        yield Construct(str(node["n"]), node["name"], str(node.get("definition") or ""), depth)
        yield from _constructs(node.get("children") or (), depth + 1)
