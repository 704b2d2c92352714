"""Read a list of cases from a file, and say what it would bring before it is added."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from framework.drafts import CaseDraft
    from framework.progress import Progress
    from framework.study import Study
    from importers.cases import CaseColumns
    from importers.tables import Table

NAMED = 6
UNSAID = "case"


class Incoming(NamedTuple):
    """Hold a list of cases as its file has it, and the kinds of the study's cases by name."""

    table: "Table"
    known: Mapping[str, str]

    def proposed(self) -> "CaseColumns":
        """Propose what each column is; rows of no kind are taken for participants."""
        from importers.cases import proposed

        found = proposed(self.table)
        return found._replace(unsaid="participant") if found.unsaid == UNSAID else found

    def drafts(self, columns: "CaseColumns") -> "list[CaseDraft]":
        """Make the cases, after the sites that only their column names.

        A case of the study keeps its kind where the file has no column that says it.
        """
        from framework.drafts import CaseDraft
        from framework.errors import RefusedError
        from importers.cases import cases_of

        if not columns.case:
            raise RefusedError("Say which column names the cases; nothing is added until then.")
        read = cases_of(self.table, columns)
        there = {*self.known, *(draft.name.lower() for draft in read)}
        named = {name.lower(): name for draft in reversed(read) for name in draft.parents}
        sites = [CaseDraft(name, "site", "", (), {}) for key, name in named.items()
                 if key not in there]  # fmt: skip
        kept = (
            draft._replace(kind=UNSAID)
            if not columns.kind and draft.name.lower() in self.known
            else draft
            for draft in read
        )
        return [*reversed(sites), *kept]

    def sentence(self, drafts: "Sequence[CaseDraft]") -> str:
        """Say what would be added, and what would be changed."""
        file = self.table.file
        there = [draft.name for draft in drafts if draft.name.lower() in self.known]
        new = [draft.kind for draft in drafts if draft.name.lower() not in self.known]
        parts = [f"{kinds_of(new)} will be added"] if new else []
        if there:
            named = ", ".join(there[:NAMED])
            more = f" and {len(there) - NAMED} more" if len(there) > NAMED else ""
            are = "is" if len(there) == 1 else "are"
            parts.append(f"{named}{more} {are} in the study and will be brought up to date")
        attributes = dict.fromkeys(name for draft in drafts for name in draft.attributes)
        ends = f". Attributes: {', '.join(attributes)}." if attributes else "."
        return f"{file}: {'; '.join(parts)}{ends}"


def read_incoming(study: "Study", path: Path, _progress: "Progress") -> Incoming:
    """Read a file of cases beside those of a study; refuse one without a row."""
    from framework.errors import RefusedError
    from framework.queries.cases import list_cases
    from importers import apart, tables

    table = apart.read(tables.read, path)
    if not table.lines:
        raise RefusedError(f"{path.name} holds no cases; nothing was added.")
    with study.read() as session:
        return Incoming(table, {case.name.lower(): case.kind for case in list_cases(session)})


def counted(count: int, what: str) -> str:
    """Write a number with what it counts."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def kinds_of(kinds: Sequence[str]) -> str:
    """Count cases by their kinds, sites first."""
    order = dict.fromkeys(["site", "participant", *kinds])
    return ", ".join(counted(kinds.count(kind), kind) for kind in order if kind in kinds)
