"""Write a framework as YAML that people can read and edit, and that can be loaded again."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exports.legal import legal
from exports.report import Report
from framework.drafts import ThemeDraft
from framework.errors import RefusedError

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_WIDTH = 96
_TAG = "tag:yaml.org,2002:"


def write(report: Report, path: Path) -> None:
    """Write the framework of a report: an entry a theme, its sub-themes under `children`."""
    import yaml

    if report.framework is None:
        raise RefusedError(
            f"{report.title} is no framework, which alone can be YAML; nothing was written. Choose "
            "another format."
        )
    content: list[tuple[str, Node]] = [
        ("name", _scalar(report.framework.name)),
        ("state", _scalar(f"{report.state or 'as it stands now'} ({report.day.isoformat()})")),
        ("themes", _list(report.framework.themes)),
    ]
    if report.synthetic:
        content.insert(2, ("note", _scalar("All data are synthetic.")))
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        yaml.serialize(_mapping(content), stream, dumper, allow_unicode=True, width=_WIDTH)


def _list(themes: tuple[ThemeDraft, ...]) -> "SequenceNode":
    """Write themes one after the other."""
    from yaml.nodes import SequenceNode

    return SequenceNode(
        f"{_TAG}seq", [_mapping(_fields(theme)) for theme in themes], flow_style=False
    )


def _mapping(fields: "Iterable[tuple[str, Node]]") -> "MappingNode":
    """Write names with what they stand for, a line each."""
    from yaml.nodes import MappingNode

    pairs = [(_scalar(name), value) for name, value in fields]
    return MappingNode(f"{_TAG}map", pairs, flow_style=False)


def _scalar(text: str, kind: str = "str") -> "ScalarNode":
    """Write a text; one of several lines stands as a block, with its lines."""
    from yaml.nodes import ScalarNode

    said = legal(text)
    return ScalarNode(f"{_TAG}{kind}", said, None, None, "|" if "\n" in said else None)


def _fields(theme: ThemeDraft) -> "Iterator[tuple[str, Node]]":
    """Give what a theme carries, leaving out what it does not."""
    yield "number", _scalar(theme.number)
    yield "name", _scalar(theme.name)
    for key in ("definition", "include", "exclude", "origin", "example"):
        if said := getattr(theme, key):
            yield key, _scalar(said)
    if theme.colour is not None:
        yield "colour", _scalar(str(theme.colour), "int")
    if theme.fixed_number:
        yield "fixed_number", _scalar("true", "bool")
    if theme.retired:
        yield "retired", _scalar("true", "bool")
    if theme.children:
        yield "children", _list(theme.children)
