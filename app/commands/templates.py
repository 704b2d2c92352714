"""Offer the built-in frameworks with their sources."""

from argparse import Namespace
from importlib.resources import files
from pathlib import Path

from app.commands.opening import answer, say
from framework.drafts import FrameworkDraft


def builtin() -> Path:
    """Give the file of the built-in frameworks."""
    return Path(str(files("framework.templates") / "frameworks.yaml"))


def draft_of(source: str) -> FrameworkDraft:
    """Read a framework from a file, or the built-in one of that id."""
    from importers import apart
    from importers.frameworks import read_framework, read_templates

    for template in read_templates(builtin(), with_other=True):
        if source in {template.id, template.short}:
            return template.draft
    return apart.read(read_framework, Path(source))


def templates(args: Namespace) -> None:
    """List the built-in frameworks."""
    from importers.frameworks import read_templates

    rows = read_templates(builtin())
    if args.json:
        answer(
            [
                {
                    "id": row.id,
                    "name": row.name,
                    "short": row.short,
                    "citation": row.citation,
                    "licence": row.licence,
                    "themes": row.themes,
                    "remarks": row.remarks,
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        say(f"{row.id}: {row.name} ({row.themes} themes)")
        say(f"    {row.citation}")
