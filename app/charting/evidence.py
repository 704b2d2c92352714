"""Gather what stands beside a cell: its evidence, and what is to be said of it."""

from collections.abc import Iterable
from typing import NamedTuple

from app.charting.words import Shown, shown
from framework.queries.cases import CaseRow, case_by_id, children_of, list_cases
from framework.queries.charts import (
    CellView,
    CitationRow,
    cells,
    check_of,
    citations_of,
    out_of_date_because,
)
from framework.queries.codings import CodingRow, evidence
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.rules.locators import typed
from framework.study import Session


class Passage(NamedTuple):
    """Hold a coded passage beside a cell, whether it is cited, and new since the check."""

    coding: CodingRow
    cited: bool
    new: bool

    @property
    def locator(self) -> str:
        """Write the locator as it is typed."""
        return typed(self.coding.transcript, self.coding.first, self.coding.last)


class Account(NamedTuple):
    """Hold what a participant's cell says, beside its site's cell."""

    case: CaseRow
    view: CellView
    locators: tuple[str, ...]


class Beside(NamedTuple):
    """Hold all that the side pane shows of one cell."""

    case: CaseRow
    theme: ThemeRow
    shown: Shown
    misquoted: tuple[str, ...]
    accounts: tuple[Account, ...]
    passages: tuple[Passage, ...]


def read_beside(session: Session, case_id: int, theme_id: int) -> Beside:
    """Read what stands beside a cell."""
    case = case_by_id(session, case_id)
    theme = next(row for row in list_themes_plain(session) if row.id == theme_id)
    view = cells(session, [case_id], [theme_id])[case_id, theme_id]
    because = out_of_date_because(session, case_id, theme_id) if "out_of_date" in view.flags else []
    cited = list(citations_of(session, [view.id], quotes=False).values()) if view.id else []
    check = check_of(session, case_id, theme_id)
    seen = check.seen if because else None
    passages = tuple(
        Passage(row, _is_cited(row, cited), seen is not None and row.guid not in seen)
        for row in evidence(session, case_id, theme_id)
    )
    return Beside(
        case, theme, shown(view, because), check.misquoted, _accounts(session, case, theme_id),
        passages,
    )  # fmt: skip


def _is_cited(row: CodingRow, cited: Iterable[CitationRow]) -> bool:
    """Tell whether a locator of the cell leads to a passage."""
    return any(
        found.transcript_id == row.transcript_id and found.start < row.end and found.end > row.start
        for found in cited
    )


def _accounts(session: Session, case: CaseRow, theme_id: int) -> tuple[Account, ...]:
    """Read what the cells of a site's participants say."""
    if case.kind != "site":
        return ()
    members = children_of(session).get(case.id, [])
    rows = {row.id: row for row in list_cases(session)}
    views = cells(session, members, [theme_id]) if members else {}
    written = [views[member, theme_id] for member in members if views[member, theme_id].text]
    cited = citations_of(session, [view.id for view in written if view.id], quotes=False)
    return tuple(
        Account(rows[view.case_id], view, _typed(view, cited.values())) for view in written
    )


def _typed(view: CellView, cited: Iterable[CitationRow]) -> tuple[str, ...]:
    """List a cell's locators as they are typed, each once."""
    found = (typed(row.transcript, row.first, row.last) for row in cited if row.cell_id == view.id)
    return tuple(dict.fromkeys(found))
