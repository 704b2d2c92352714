"""Sort a folder's tables into sites, participants, components and delivery rows, and load them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from framework.drafts import CaseDraft, ColumnReading, DeliveryDraft, IndicatorDraft
from framework.edits.cases import add_cases
from framework.edits.delivery import load_tables
from framework.errors import RefusedError
from framework.queries.cases import list_cases
from framework.queries.indicators import list_definitions
from framework.queries.table_updates import as_loaded, in_words
from framework.rules.rereading_tables import reread
from framework.study import Study

if TYPE_CHECKING:
    from importers.delivery_mapping import Mapped
    from importers.indicators import Component


@dataclass
class DeliveryFiles:
    """Hold what some files bring: cases, tables, indicators, and a sentence about each file.

    `offered` are further sheets of workbooks, which are loaded when they are taken; `defined` the
    indicators that a mapping gives.
    """

    cases: list[CaseDraft] = field(default_factory=list)
    tables: list[DeliveryDraft] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    offered: list[DeliveryDraft] = field(default_factory=list)
    components: "list[Component]" = field(default_factory=list)
    defined: tuple[IndicatorDraft, ...] = ()

    def take(self, name: str) -> None:
        """Load a sheet that is offered too, with the figures that it suggests."""
        draft = next(draft for draft in self.offered if draft.name == name)
        self.offered.remove(draft)
        self.tables.append(draft)
        self.suggest(draft)

    def suggest(self, draft: DeliveryDraft) -> int:
        """Add the figures that a table suggests, and what its columns leave in doubt; count them.

        A table for which others are defined, or that names no site, suggests none.
        """
        from importers.indicators import days_in, suggest_indicators

        if not draft.site or any(one.table == draft.name for one in self.indicators):
            return 0
        suggested = suggest_indicators(draft, self.components)
        self.indicators += suggested
        doubts = [f"{draft.name}: {doubt}" for doubt in days_in(draft).doubts]
        self.said += [doubt for doubt in doubts if doubt not in self.said]
        return len(suggested)

    def reread(self, table: str, column: str, reading: ColumnReading) -> None:
        """Read a column in another way, as the person chose, and suggest figures by it anew."""
        from importers.indicators import suggest_indicators

        at = next(n for n, draft in enumerate(self.tables) if draft.name == table)
        before, others = self.tables[at], [one for one in self.indicators if one.table != table]
        self.tables[at] = reread(before, column, reading)
        held = [one for one in self.indicators if one.table == table]
        if before.site and held == suggest_indicators(before, self.components):
            self.indicators = others
            self.suggest(self.tables[at])

    def load_into(self, study: Study) -> None:
        """Add the cases and load the tables as one step."""
        names = ", ".join(table.name for table in self.tables) or "delivery data"
        rows = sum(len(table.rows) for table in self.tables)
        with study.step(f"Load {names}", rows=rows):
            if self.cases:
                add_cases(study, self.cases)
            with study.read() as session:
                tables = [as_loaded(session, draft) for draft in self.tables]
                taken = {row.key: row.table for row in list_definitions(session)}
            load_tables(study, tables, self._named_apart(taken))

    def _named_apart(self, taken: dict[str, str]) -> list[IndicatorDraft]:
        """Name the table too in figures suggested from several; `taken` are tables by keys."""
        made = []
        for draft in self.indicators:
            if draft not in self.defined and taken.get(draft.key, draft.table) != draft.table:
                key, label = f"{draft.key}_{draft.table}", f"{draft.label} ({draft.table})"
                draft = replace(draft, key=key, label=label)  # noqa: PLW2901 - the same figure
            taken[draft.key] = draft.table
            made.append(draft)
        return made

    def differences(self, study: Study) -> list[str]:
        """Say what the tables would change of those that are in the study, a sentence each."""
        with study.read() as session:
            return [said for draft in self.tables for said in in_words(session, draft)]


def sites_of(study: Study) -> set[str]:
    """Give the names of a study's sites in small letters."""
    with study.read() as session:
        return {row.name.strip().casefold() for row in list_cases(session) if row.kind == "site"}


def read_folder_of_tables(
    paths: Sequence[Path], mapping: Path | None, sites: Collection[str] = ()
) -> DeliveryFiles:
    """Read delivery files, each for what its columns show it to be.

    `sites` are the names of the study's sites in small letters, by which a column is known.
    Indicators come from the mapping; for a table of which it defines none they are suggested from
    the table's shape, which is said.
    """
    from importers import apart, limits
    from importers.cases import read_cases
    from importers.delivery import read_deliveries, table_kind
    from importers.delivery_mapping import read_mapping
    from importers.indicators import read_components

    _refuse_same_names(paths)
    mapped = apart.read(read_mapping, mapping) if mapping else None
    with apart.Reader(limits.TABLE_BYTES) as reader:
        drafts = {path: reader.read(read_deliveries, path, mapped) for path in paths}
    kinds = {
        path: table_kind([column.name for column in drafts[path][0].columns]) for path in paths
    }
    found = DeliveryFiles()
    found.components = [
        part for path in paths if kinds[path] == "components" for part in read_components(path)
    ]
    for path in sorted(paths, key=lambda path: list(_ORDER).index(kinds[path])):
        if kinds[path] in {"sites", "participants"}:
            cases = read_cases(path)
            found.cases += cases
            found.said.append(f"{path.name}: {len(cases)} {kinds[path]}, kept as cases.")
        else:
            _gather(found, path, drafts[path], mapped)
    known = {*sites, *(case.name.strip().casefold() for case in found.cases if case.kind == "site")}
    _find_sites(found, [path for path in paths if kinds[path] == "rows"], mapped, known)
    named = mapped.tables if mapped else {}
    found.tables += [draft for draft in found.offered if draft.name in named]
    found.offered = [draft for draft in found.offered if draft.name not in named]
    _define(found, mapped)
    return found


def _gather(
    found: DeliveryFiles, path: Path, drafts: Sequence[DeliveryDraft], mapped: "Mapped | None"
) -> None:
    """Take the first table of a file, and offer the others."""
    first, *others = drafts
    found.tables.append(replace(first, name=path.stem))
    found.offered += others
    if others:
        found.said.append(_further(path, first, others, mapped))


def _find_sites(
    found: DeliveryFiles, paths: Sequence[Path], mapped: "Mapped | None", sites: Collection[str]
) -> None:
    """Find the sites of tables whose columns do not name them: in the rows, or in files' names."""
    from importers.delivery import read_files_as_one
    from importers.site_columns import with_site_found

    said = {name for name, table in mapped.tables.items() if table.site} if mapped else set()
    for held in (found.tables, found.offered):
        held[:] = [one if one.name in said else with_site_found(one, sites) for one in held]
    bare = {draft.name for draft in found.tables if not draft.site}
    files = [path for path in paths if path.stem in bare]
    if len(files) < 2 or mapped:
        return
    one = read_files_as_one(files, sites, paths[0].parent.name)
    if one is not None:
        bare = {path.stem for path in files}
        kept = [draft for draft in found.tables if draft.name not in bare]
        found.tables = [*kept, one]


def _further(
    path: Path, first: DeliveryDraft, others: Sequence[DeliveryDraft], mapped: "Mapped | None"
) -> str:
    """Say which sheet or table of a file is read, and which others are there."""
    named = mapped.tables if mapped else {}
    one = first.name.removeprefix(path.stem).strip()
    taken = [one or "the first table", *(draft.name for draft in others if draft.name in named)]
    left = [draft.name for draft in others if draft.name not in named]
    said = f"{path.name}: {', '.join(taken)} {'is' if len(taken) == 1 else 'are'} read"
    if not left:
        return f"{said}."
    there = "There is also the table" if len(left) == 1 else "There are also the tables"
    return f"{said}. {there} {', '.join(left)}, loaded only where you or a mapping file say so."


def _refuse_same_names(paths: Sequence[Path]) -> None:
    """Refuse two files that would become one table, the second in place of the first."""
    stems = [path.stem for path in paths]
    twice = next((stem for stem in stems if stems.count(stem) > 1), None)
    if twice is not None:
        raise RefusedError(
            f"Two files are called {twice}, and tables are known by the names of their files; "
            "nothing was loaded. Rename one of them."
        )


_ORDER = ("sites", "participants", "components", "rows")


def _define(found: DeliveryFiles, mapped: "Mapped | None") -> None:
    """Gather the indicators of the tables, and say what was done with each."""
    found.defined = mapped.indicators if mapped else ()
    found.indicators += found.defined
    for table in found.tables:
        line = f"{table.name}: {len(table.rows)} rows"
        if not any(draft.table == table.name for draft in found.indicators) and table.site:
            suggested = found.suggest(table)
            many = "indicator" if suggested == 1 else "indicators"
            line += f"; {suggested} {many} suggested from its columns"
        found.said.append(f"{line}.")
        found.said += [f"  {remark}" for remark in table.remarks]
