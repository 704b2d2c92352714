"""Sort a folder's tables into sites, participants, components and delivery rows, and load them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from framework.drafts import CaseDraft, DeliveryDraft, IndicatorDraft
from framework.edits.cases import add_cases
from framework.edits.delivery import load_tables
from framework.errors import RefusedError
from framework.study import Study

if TYPE_CHECKING:
    from importers.delivery import Mapped
    from importers.indicators import Component


@dataclass
class DeliveryFiles:
    """Hold what some files bring: cases, tables, indicators, and a sentence about each file."""

    cases: list[CaseDraft] = field(default_factory=list)
    tables: list[DeliveryDraft] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def load_into(self, study: Study) -> None:
        """Add the cases and load the tables as one step."""
        names = ", ".join(table.name for table in self.tables) or "delivery data"
        with study.step(f"Load {names}"):
            if self.cases:
                add_cases(study, self.cases)
            load_tables(study, self.tables, self.indicators)


def read_folder_of_tables(paths: Sequence[Path], mapping: Path | None) -> DeliveryFiles:
    """Read delivery files, each for what its columns show it to be.

    Indicators come from the mapping; for a table of which it defines none they are suggested from
    the table's shape, which is said.
    """
    from importers.cases import read_cases
    from importers.delivery import read_delivery, read_mapping

    _refuse_same_names(paths)
    mapped = read_mapping(mapping) if mapping else None
    found = DeliveryFiles()
    kinds = {path: _kind(path) for path in paths}
    components = [part for path in paths if kinds[path] == "components" for part in _parts(path)]
    for path in sorted(paths, key=lambda path: list(_ORDER).index(kinds[path])):
        if kinds[path] in {"sites", "participants"}:
            drafts = read_cases(path)
            found.cases += drafts
            found.said.append(f"{path.name}: {len(drafts)} {kinds[path]}, kept as cases.")
        else:
            found.tables.append(read_delivery(path, mapped))
    _define(found, mapped, components)
    return found


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


def _kind(path: Path) -> str:
    """Tell what a file holds from its header."""
    from importers.delivery import table_kind
    from importers.tables import read

    return table_kind(read(path).header)


def _parts(path: Path) -> "list[Component]":
    """Read the components that a file describes."""
    from importers.indicators import read_components

    return read_components(path)


def _define(
    found: DeliveryFiles, mapped: "Mapped | None", components: "Sequence[Component]"
) -> None:
    """Gather the indicators of the tables, and say what was done with each."""
    from importers.indicators import suggest_indicators

    found.indicators += mapped.indicators if mapped else ()
    for table in found.tables:
        line = f"{table.name}: {len(table.rows)} rows"
        if not any(draft.table == table.name for draft in found.indicators) and table.site:
            suggested = suggest_indicators(table, components)
            found.indicators += suggested
            line += f"; {len(suggested)} indicators suggested from its columns"
        found.said.append(f"{line}.")
        found.said += [f"  {remark}" for remark in table.remarks]
