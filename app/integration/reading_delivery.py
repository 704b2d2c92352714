"""Read what the page of delivery data is shown with."""

from typing import NamedTuple

from framework.queries.cases import CaseRow, list_cases
from framework.queries.delivery import TableRow, UnmatchedRow, list_tables, unmatched
from framework.queries.indicators import DefinitionRow, list_definitions
from framework.queries.linking import Doubt, LinkRow, Suggestion, doubts, list_links, suggestions
from framework.study import Session


class Delivered(NamedTuple):
    """Hold the tables, what of them matches no site, is in question or linked, and indicators."""

    tables: list[TableRow]
    lost: list[UnmatchedRow]
    near: list[Suggestion]
    questions: list[Doubt]
    links: list[LinkRow]
    sites: list[CaseRow]
    definitions: list[DefinitionRow]

    @property
    def strange(self) -> dict[int, int]:
        """Count the rows that match no site, by the id of their table."""
        found = {row.table_id: 0 for row in self.lost}
        for row in self.lost:
            found[row.table_id] += row.rows
        return found


def read_delivery(session: Session) -> Delivered:
    """Read the delivery data of a study, but for their rows and figures."""
    lost = unmatched(session)
    return Delivered(
        list_tables(session), lost, suggestions(session, lost), doubts(session),
        list_links(session), [case for case in list_cases(session) if case.kind == "site"],
        list_definitions(session),
    )  # fmt: skip
