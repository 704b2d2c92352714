"""Set beside cells what analysts noted about them."""

from collections.abc import Mapping, Sequence

from exports.layouts.choice import ChartsAsked
from exports.options import Options
from exports.report import Memo
from framework.queries.cases import CaseRow
from framework.queries.memos import cell_memos
from framework.study import Session

Memos = Mapping[tuple[int, int], tuple[Memo, ...]]


def read_memos(
    session: Session, rows: Sequence[CaseRow], asked: ChartsAsked, options: Options
) -> Memos:
    """Give the memos about the cells of these charts, by case and theme, where they are wanted."""
    if not options.memos:
        return {}
    options.reading("the memos")
    columns = [column.id for _top, below in asked for column in below]
    found = cell_memos(session, [row.id for row in rows], columns)
    return {
        pair: tuple(Memo(row.coder, row.created, row.text) for row in kept)
        for pair, kept in found.items()
    }
