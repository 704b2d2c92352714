"""Read frameworks: YAML, a table, a REFI-QDA codebook, and the built-in templates."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from framework.drafts import FrameworkDraft
from importers import archive, outline, outlines_table, outlines_yaml, tables, unreadable
from importers.outline import Node, refused

if TYPE_CHECKING:
    from lxml.etree import _Element


class TemplateRow(NamedTuple):
    """Describe a built-in framework; `themes` counts all levels, without any added `Other`."""

    id: str
    name: str
    short: str
    citation: str
    licence: str
    remarks: str
    themes: int
    draft: FrameworkDraft


def read_framework(path: Path) -> FrameworkDraft:
    """Read a framework from .yaml, .csv, .tsv, .xlsx or .qdc, whole or not at all."""
    ending = path.suffix.casefold()
    if ending in {".yaml", ".yml"}:
        content = outlines_yaml.load(unreadable.content(path), path.name)
        about, nodes = outlines_yaml.entry(content, path.name)
        return _described(about, nodes, path.name, path.stem)
    if ending == ".qdc":
        return _codebook(path)
    if ending in {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"}:
        nodes = outlines_table.nodes(tables.read(path))
        return FrameworkDraft(path.stem, outline.themes(path.name, nodes))
    raise refused(path.name, "a framework is read from .yaml, .csv, .xlsx or .qdc.")


def read_templates(path: Path, *, with_other: bool = False) -> list[TemplateRow]:
    """Read the built-in frameworks; `with_other` adds `.99 Other` under each top theme."""
    content = outlines_yaml.load(unreadable.content(path), path.name)
    templates = content.get("templates") if isinstance(content, Mapping) else None
    if not isinstance(content, Mapping) or not isinstance(templates, list):
        raise refused(path.name, "it holds no templates.")
    other = _other_definition(content) if with_other else ""
    return [_template(entry, path.name, other) for entry in templates]


def _template(entry: Mapping[str, object], file: str, other: str) -> TemplateRow:
    about, nodes = outlines_yaml.entry(entry, file)
    draft = _described(about, nodes, file, "")
    themes = outline.count(draft.themes)
    if other:
        added = outline.with_other(draft.themes, other)
        draft = replace(draft, themes=added)
    named = {key: str(about.get(key) or "").strip() for key in ("short", "licence", "remarks")}
    return TemplateRow(
        id=draft.template,
        name=draft.name,
        citation=draft.citation,
        themes=themes,
        draft=draft,
        **named,
    )


def _other_definition(content: Mapping[str, object]) -> str:
    found: object = content
    for key in ("schema", "on_import", "add_other_child_to_each_theme", "definition"):
        found = found.get(key) if isinstance(found, Mapping) else None
    return str(found or "Relevant to this theme but not covered by any sub-theme.")


def _described(
    about: Mapping[str, object], nodes: list[Node], file: str, name: str
) -> FrameworkDraft:
    return FrameworkDraft(
        name=str(about.get("name") or name).strip(),
        themes=outline.themes(file, nodes),
        citation=str(about.get("citation") or "").strip(),
        template=str(about.get("id") or "").strip(),
        short=str(about.get("short") or "").strip(),
    )


def _codebook(path: Path) -> FrameworkDraft:
    """Read a REFI-QDA codebook: nested Code elements, numbered in their order."""
    root = archive.parsed(unreadable.content(path), path.name)
    codes = next((child for child in root.iter() if _is(child, "Codes")), None)
    if codes is None:
        raise refused(path.name, "it holds no codes.")
    nodes = [_code(child, "") for child in codes if _is(child, "Code")]
    return FrameworkDraft(path.stem, outline.themes(path.name, nodes))


def _code(element: "_Element", above: str) -> Node:
    name = element.get("name", "").strip()
    place = f"{above}{' > ' if above else ''}{name or 'a code'}"
    described = (child.text or "" for child in element if _is(child, "Description"))
    return Node(
        place=place,
        number="",
        name=name,
        definition=next(described, "").strip(),
        children=[_code(child, place) for child in element if _is(child, "Code")],
    )


def _is(element: "_Element", name: str) -> bool:
    return str(element.tag).rpartition("}")[2] == name
