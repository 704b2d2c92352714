"""Write down what a row of a joint display rested on when it was checked, and say what changed."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from framework.rules import cells
from framework.rules.cells import Evidence


class CellBehind(NamedTuple):
    """Give a cell that a row mentions: what it is called, what it rests on, what it says."""

    label: str
    theme: str
    evidence: Evidence
    text: str


class Behind(NamedTuple):
    """Gather what a row rests on: indicators by guid (label and definition), cells by guids."""

    indicators: Mapping[str, tuple[str, str]]
    cells: Mapping[str, CellBehind]


def fingerprint(behind: Behind, by: str, at: str) -> str:
    """Write down what a row rests on, with who checked it and when."""
    return json.dumps(
        {
            "by": by,
            "at": at,
            "indicators": {guid: _digest(text) for guid, (_label, text) in
                           behind.indicators.items()},
            "cells": {
                key: {"label": cell.label, "text": _digest(cell.text),
                      "evidence": json.loads(cells.fingerprint(cell.evidence))}
                for key, cell in behind.cells.items()
            },
        },
        ensure_ascii=False,
    )  # fmt: skip


def said(checked: str) -> str:
    """Say who checked a row and when, or ""."""
    if not checked:
        return ""
    kept = json.loads(checked)
    return f"checked by {kept['by']}, {kept['at'][:10]}"


def changes_since(checked: str, behind: Behind) -> list[str]:
    """Say what changed behind a row since it was checked; its figures are told apart."""
    if not checked:
        return []
    kept = json.loads(checked)
    found = [
        f"definition of {label} changed"
        for guid, (label, text) in behind.indicators.items()
        if kept["indicators"].get(guid, _digest(text)) != _digest(text)
    ]
    for key, before in kept["cells"].items():
        cell = behind.cells.get(key)
        if cell is None:
            found.append(f"{before['label']} is not the cell that it was")
            continue
        since = cells.changes_since(json.dumps(before["evidence"]), cell.evidence)
        found += [_about(change, cell) for change in since]
        if before["text"] != _digest(cell.text):
            found.append(f"summary of {cell.label} changed")
    return list(dict.fromkeys(found))


def with_places(checked: str, places: Mapping[str, tuple[int, int]]) -> str:
    """Give a check in which passages, by guid, stand at other places."""
    if not checked:
        return checked
    kept = json.loads(checked)
    for cell in kept["cells"].values():
        cell["evidence"] = json.loads(cells.with_places(json.dumps(cell["evidence"]), places))
    return json.dumps(kept, ensure_ascii=False)


def figure_changed(label: str, was: str, now: str) -> str:
    """Say that a figure reads otherwise than when the row was written."""
    return f"{label}: was {was}, now {now}"


def _about(change: str, cell: CellBehind) -> str:
    """Say of which cell or theme a change is: `1 passage added to P03 × 3.1`."""
    if change.startswith("definition"):
        return f"definition of {cell.theme} changed"
    joined = {"added": "to", "removed": "from"}.get(change.rpartition(" ")[2], "in")
    return f"{change} {joined} {cell.label}"


def _digest(text: str) -> str:
    """Shorten a text to what tells it from another."""
    return sha256(text.encode()).hexdigest()[:16]
