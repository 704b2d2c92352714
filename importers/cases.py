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


class CaseColumns(NamedTuple):
    """Name the columns that make a case, as the table's header folds them; "" for none.

    Every other column is an attribute, unless it is `left` out. `unsaid` is the kind of the rows
    whose kind the table does not say.
    """

    case: str
    kind: str = ""
    label: str = ""
    parents: str = ""
    left: frozenset[str] = frozenset()
    unsaid: str = "case"

    def taking(self, column: str, part: str) -> "CaseColumns":
        """Take a column for `case`, `kind`, `label`, `parents`, `left` or, with "", an attribute.

        The column that was that part before becomes an attribute.
        """

        def now(name: str, held: str) -> str:
            return column if part == name else "" if held == column else held

        return CaseColumns(
            now("case", self.case), now("kind", self.kind), now("label", self.label),
            now("parents", self.parents),
            self.left - {column} | ({column} if part == "left" else set()), self.unsaid,
        )  # fmt: skip

    def part(self, column: str) -> str:
        """Return what a column is taken for, as `taking` names it."""
        named = {self.case: "case", self.kind: "kind", self.label: "label", self.parents: "parents"}
        return "left" if column in self.left else named.get(column, "")


def read_cases(path: Path) -> list[CaseDraft]:
    """Read one case a row; refuse a row without a case, and a case that stands twice."""
    table = tables.read(path)
    table.require("case", *_CASE)
    return cases_of(table, proposed(table))


def proposed(table: tables.Table) -> CaseColumns:
    """Propose which columns make a case: by their names, or else the first names the case."""
    case = table.column(*_CASE) or table.header[0]
    if case in SITE and "id" in table.header and _repeats(table, case):
        case = "id"
    parents = table.column(*_PARENTS)
    if not parents and case in (*PARTICIPANT, "id"):
        parents = table.column(*SITE)
    kind = "participant" if case in PARTICIPANT or parents else "case"
    return CaseColumns(
        case, table.column("kind"), table.column("label", "role"), parents,
        unsaid="site" if case in SITE else kind,
    )  # fmt: skip


def cases_of(table: tables.Table, columns: CaseColumns) -> list[CaseDraft]:
    """Make one case a row; refuse a row without a case, and a case that stands twice."""
    taken = {columns.case, columns.kind, columns.parents, *columns.left}
    taken |= {columns.label} & {"label"}  # a role is a label, and an attribute as well
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


def _repeats(table: tables.Table, column: str) -> bool:
    """Say whether a column holds the same value in two rows."""
    values = [values[column] for _number, values in table.records()]
    return len(set(values)) < len(values)


def _draft(
    values: Mapping[str, str], columns: CaseColumns, attributes: Mapping[str, str]
) -> CaseDraft:
    return CaseDraft(
        name=values[columns.case],
        kind=values.get(columns.kind, "").casefold() or columns.unsaid,
        label=values.get(columns.label, ""),
        parents=tables.listed(values.get(columns.parents, "")),
        attributes={typed: values[name] for name, typed in attributes.items()},
    )
