"""Read frameworks: YAML, tables, Word, codebooks, outlines, and the built-in templates."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from framework.drafts import FrameworkDraft
from importers import (
    archive,
    encoding,
    outline,
    outlines_codebook,
    outlines_columns,
    outlines_table,
    outlines_text,
    outlines_word,
    outlines_yaml,
    tables,
    unreadable,
)
from importers.outline import Node, refused

_ENDINGS = frozenset({
    ".yaml", ".yml", ".qdc", ".docx", ".docm", ".txt", ".md", ".markdown", ".csv", ".tsv", ".xlsx",
    ".xlsm", ".xls", ".ods",
})  # fmt: skip


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
    """Read a framework from YAML, a table, a Word document, a codebook or an outline, or refuse."""
    ending = path.suffix.casefold()
    if ending not in _ENDINGS:
        raise refused(
            path.name,
            "a framework is read from .yaml, .csv, .xlsx, .docx, .qdc, or an outline in .txt or "
            ".md.",
        )
    data = unreadable.content(path)
    if ending in {".yaml", ".yml"}:
        about, nodes = outlines_yaml.entry(outlines_yaml.load(data, path.name), path.name)
        return _remarked(_described(about, nodes, path.name, path.stem), [])
    nodes, remarks = _nodes(ending, data, path.name)
    return _remarked(FrameworkDraft(path.stem, outline.themes(path.name, nodes)), remarks)


def _nodes(ending: str, data: bytes, file: str) -> tuple[list[Node], list[str]]:
    """Read the themes of a file that is not YAML, and remarks."""
    if ending == ".qdc":
        return outlines_codebook.read(data, file)
    if ending in {".docx", ".docm"}:
        unreadable.refuse_known(data, file)
        return outlines_word.read(data, file)
    if ending in {".txt", ".md", ".markdown"} and not data.startswith(archive.ZIP):
        decoded = encoding.decode(data, file)
        if ending != ".txt" or not _is_table(decoded.text):
            nodes, said = outlines_text.read(file, outlines_text.items(decoded.text))
            return nodes, [*decoded.remarks, *said]
    lines, remarks = tables.rows(data, file)
    if encoding.is_text(data):
        lines = outlines_table.disarmed(lines)
    nodes, more = outlines_table.read(file, data, lines)
    return nodes, [*remarks, *more]


def _is_table(text: str) -> bool:
    """Tell a table by a first line of several columns, one of which names themes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    names = [outlines_columns.fold(name.strip(' "')) for name in re.split(r"[,;\t|]", first)]
    columns = outlines_columns.roles(names)
    return "name" in columns.roles and len(columns.roles) > 1


def _remarked(draft: FrameworkDraft, remarks: list[str]) -> FrameworkDraft:
    """Add what else is to be said of a framework."""
    examples = sum(bool(theme.example) for theme in outline.every(draft.themes))
    if examples:
        quotations = "example quotation is" if examples == 1 else "example quotations are"
        remarks = [
            *remarks,
            f"{examples} {quotations} left in the file: an example is a coded passage, so mark it "
            "again once the transcripts are coded.",
        ]
    return replace(draft, remarks=tuple(remarks)) if remarks else draft


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
