"""Read cases, the rows of the matrix, from a table.

Columns: case, kind, label, parents (";"-separated); every further column is an attribute. A
column `site_id`, `practice`, `participant_id` and the like names the case as well, and its own
name then tells the kind; `role` gives the label, and stays an attribute; `site_ids`, `sites` or
`parent` give the parents.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from framework.drafts import CaseDraft
from importers import tables

PARTICIPANT = ("participant_id", "participant", "respondent_id", "interviewee_id")
SITE = ("site_id", "site", "practice_id", "practice")
_CASE = ("case", "case_id", *PARTICIPANT, *SITE, "id")
_PARENTS = ("parents", "parent", "site_ids", "sites", "practice_ids", "practices")


class _Columns(NamedTuple):
    """Name the columns that make a case; "" where the table has none."""

    case: str
    kind: str
    label: str
    parents: str


def read_cases(path: Path) -> list[CaseDraft]:
    """Read one case a row; refuse a row without a case, and a case that stands twice."""
    table = tables.read(path)
    columns = _columns(table)
    taken = {columns.case, columns.kind, columns.parents, "label"}
    attributes = {
        name: typed
        for name, typed in zip(table.header, table.typed, strict=True)
        if name not in taken
    }
    drafts: dict[str, CaseDraft] = {}
    for number, values in table.records():
        draft = _draft(values, columns, attributes)
        if not draft.name:
            raise table.refuse(number, f"the column {columns.case} is blank.")
        if draft.name in drafts:
            raise table.refuse(number, f"the case {draft.name} stands twice in the file.")
        drafts[draft.name] = draft
    return list(drafts.values())


def _columns(table: tables.Table) -> _Columns:
    case = table.require("case", *_CASE)
    parents = table.column(*_PARENTS)
    if not parents and case in PARTICIPANT:
        parents = table.column(*SITE)
    return _Columns(case, table.column("kind"), table.column("label", "role"), parents)


def _draft(
    values: Mapping[str, str], columns: _Columns, attributes: Mapping[str, str]
) -> CaseDraft:
    return CaseDraft(
        name=values[columns.case],
        kind=values.get(columns.kind, "").casefold() or _kind(columns),
        label=values.get(columns.label, ""),
        parents=tables.listed(values.get(columns.parents, "")),
        attributes={typed: values[name] for name, typed in attributes.items()},
    )


def _kind(columns: _Columns) -> str:
    """Tell the kind from the column that names the case, where the table does not say it."""
    if columns.case in SITE:
        return "site"
    return "participant" if columns.case in PARTICIPANT or columns.parents else "case"
