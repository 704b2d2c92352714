"""Read what a joint display is shown with."""

from collections.abc import Sequence
from typing import NamedTuple

from app.integration.definition_pane import Offered
from framework.queries.cases import CaseRow, list_cases
from framework.queries.delivery import list_tables
from framework.queries.indicators import DefinitionRow, list_definitions
from framework.queries.joint_displays import (
    DisplayRow,
    JointRowView,
    agreement,
    display_by_id,
    display_rows,
)
from framework.queries.joint_figures import Figures
from framework.queries.progression import MEASURES, CriterionRow, criteria
from framework.queries.themes import list_themes_plain
from framework.rules.progression import DIRECTIONS
from framework.study import Session

MEASURE_NAMES = {"%": "percent of N", "n": "number n", "value": "the value"}


class Read(NamedTuple):
    """Hold a joint display, its rows as its coder may see them, and what it can show.

    `criteria` judge the rows of progression criteria, `agreement` says how two coders agree.
    """

    display: DisplayRow
    rows: list[JointRowView]
    offered: Offered
    sites: list[CaseRow]
    definitions: list[DefinitionRow]
    criteria: dict[int, CriterionRow]
    agreement: str

    @property
    def waiting(self) -> int:
        """Count the rows that others have judged and this coder has not."""
        return sum(any(coder and not code for coder, code, _why in row.codes) for row in self.rows)

    @property
    def choices(self) -> dict[str, Sequence[tuple[str, str]]]:
        """Return what can be chosen in the fields of a criterion, by field."""
        return {
            "indicator": [("Choose…", ""), *((row.label, row.key) for row in self.definitions)],
            "indicators": [(row.label, row.key) for row in self.definitions],
            "measure": [("as it is counted", ""),
                        *((MEASURE_NAMES.get(key, key), key) for key in MEASURES)],
            "direction": [("higher, unless said", ""), *((name, name) for name in DIRECTIONS)],
        }  # fmt: skip


def read_display(session: Session, display_id: int, coder: str) -> Read:
    """Read a joint display for a coder. Raise NotFoundError."""
    display = display_by_id(session, display_id)
    definitions = list_definitions(session)
    tables, themes = list_tables(session), list_themes_plain(session)
    sited = {table.name for table in tables if table.site and table.rows}
    cases = list_cases(session)
    sites = [case for case in cases if case.kind == "site"]
    figures = Figures(session)
    judged = criteria(session, display_id) if display.layout == "L11" else []
    offered = Offered(
        {row.key: row.label for row in definitions if row.table in sited},
        themes,
        [table.name for table in tables if table.site],
        len(sites),
        sum(case.kind == "participant" for case in cases),
    )  # fmt: skip
    return Read(
        display, display_rows(session, display_id, seen_by=coder, figures=figures), offered, sites,
        definitions, {row.row_id: row for row in judged},
        agreement(session, display_id).text if display.layout == "L8" else "",
    )  # fmt: skip


def result_in_words(found: CriterionRow | None) -> str:
    """Say what a criterion comes to, and by which rule."""
    if found is None:
        return ""
    observed = f"{found.observed}: " if found.observed else ""
    return f"{observed}{found.result.upper()}. {found.rule}"
