"""Make the joint displays of the sample study from their raw file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framework.edits.joint_displays import add_display, freeze_display
from framework.edits.joint_rows import (
    add_row,
    check_row,
    judge,
    set_detail,
    set_fit,
    write_row,
)
from framework.errors import RefusedError
from framework.queries.themes import list_themes_plain
from framework.rules.joint_definitions import from_record
from framework.study import Study

_TEXTS = ("quantitative", "qualitative", "inference")


def make_joint_displays(study: Study, path: Path) -> None:
    """Make the joint displays of a file; what they cite must all be there. Raise RefusedError."""
    import yaml

    with study.read() as session:
        themes = {row.number: row.guid for row in list_themes_plain(session)}
    for record in yaml.safe_load(path.read_text(encoding="utf-8"))["displays"]:
        with study.step(f"Make the joint display {record['name']}"):
            _make(study, record, themes)


def _make(study: Study, record: Mapping[str, Any], themes: Mapping[str, str]) -> None:
    """Make one joint display with its rows."""
    chosen = record.get("definition", {})
    chosen = chosen | {"themes": [themes[number] for number in chosen.get("themes", ())]}
    display = add_display(study, record["name"], record["layout"], from_record(chosen))
    rows = [(add_row(study, display, title=row["title"]), row) for row in record.get("rows", ())]
    for row_id, row in rows:
        _write(study, row_id, row)
    if frozen := record.get("freeze"):
        freeze_display(study, display, frozen["name"], frozen["reason"])
    for row_id, row in rows:
        if row.get("checked"):
            check_row(study, row_id)


def _write(study: Study, row_id: int, row: Mapping[str, Any]) -> None:
    """Write one row, and what each coder judged of it."""
    lost: list[str] = []
    for field in _TEXTS:
        if row.get(field):
            lost += write_row(study, row_id, field, row[field])
    for key, value in row.get("details", {}).items():
        lost += set_detail(study, row_id, key, value)
    if lost:
        raise RefusedError(f"{row['title']}: {', '.join(lost)} lead nowhere; nothing was made.")
    if row.get("fit"):
        set_fit(study, row_id, row["fit"])
    analyst = study.coder
    for coder, (code, reason) in row.get("codes", {}).items():
        study.coder = coder
        judge(study, row_id, code, reason)
    study.coder = analyst
