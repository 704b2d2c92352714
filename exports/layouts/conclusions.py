"""Read the syntheses of cases and themes as cells, so that they are set and proved like them."""

from collections.abc import Collection
from typing import NamedTuple

from framework.queries.charts import CellView, CitationRow, citations_of
from framework.queries.synthesis import SynthesisView, syntheses
from framework.rules.notation import Run
from framework.study import Session

Pair = tuple[int, int]


class Conclusions(NamedTuple):
    """Hold syntheses as cells, by case and by theme, and what they cite and mention, by token."""

    of_cases: dict[int, CellView]
    of_themes: dict[int, CellView]
    citations: dict[str, CitationRow]
    mentions: dict[str, Pair]

    def targets(self, shown: Collection[Pair]) -> dict[str, str]:
        """Say where mentions of the cells that are shown lead."""
        return {
            token: f"cell_{pair[0]}_{pair[1]}"
            for token, pair in self.mentions.items()
            if pair in shown
        }


def conclusions(session: Session) -> Conclusions:
    """Read every synthesis."""
    found = [view for view in syntheses(session) if view.id is not None]
    cited = citations_of(session, [view.id or 0 for view in found], quotes=False, of="synthesis")
    return Conclusions(
        {view.case_id: _as_cell(view) for view in found if view.case_id is not None},
        {view.theme_id: _as_cell(view) for view in found if view.theme_id is not None},
        {token: row._replace(cell_id=-row.cell_id) for token, row in cited.items()},
        {row.token: (row.case_id, row.theme_id) for view in found for row in view.mentions},
    )


def _as_cell(view: SynthesisView) -> CellView:
    """Shape a synthesis as a cell; below 0 its id is never that of a cell."""
    runs = tuple(
        Run("locator" if run.kind == "mention" else run.kind, run.text, run.token)
        for run in view.runs
    )
    return CellView(
        -(view.id or 0), view.case_id or 0, view.theme_id or 0, "charted", view.text, runs, 0, (),
        view.coder, view.changed,
    )  # fmt: skip
