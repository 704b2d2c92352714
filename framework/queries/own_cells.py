"""Ask for what analysts charted apart from each other, and how far they agree."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.charts import CitationRow, citations_of, locators_by_cell
from framework.rules.cells import STATE_NAMES, read_state
from framework.rules.locators import to_typed
from framework.rules.notation import Run, runs
from framework.schema import Coder, OwnCell

Pair = tuple[int, int]


class OwnCellView(NamedTuple):
    """Describe what one analyst charted apart; `text` and `runs` are as those of a cell."""

    coder: str
    state: str
    text: str
    runs: tuple[Run, ...]
    changed: str
    id: int
    rating: str = ""


def own_cells(
    session: Session,
    case_ids: Sequence[int],
    theme_ids: Sequence[int],
    coder: str | None = None,
) -> dict[Pair, tuple[OwnCellView, ...]]:
    """Give the own versions of these cells, of one coder or of all; a cell without has no entry."""
    statement = (
        select(OwnCell, Coder.name)
        .join(Coder, Coder.id == OwnCell.coder_id)
        .where(OwnCell.case_id.in_(case_ids), OwnCell.theme_id.in_(theme_ids))
        .order_by(Coder.id)
    )
    if coder is not None:
        statement = statement.where(Coder.name == coder)
    rows = session.execute(statement).tuples().all()
    cited = citations_of(session, [row.id for row, _coder in rows], quotes=False, of="own_cell")
    locators = locators_by_cell(cited)
    found: dict[Pair, tuple[OwnCellView, ...]] = {}
    for row, name in rows:
        here = locators.get(row.id, {})
        typed, parts = to_typed(row.text, here), tuple(runs(row.text, here))
        view = OwnCellView(name, row.state, typed, parts, row.changed, row.id, row.rating)
        pair = (row.case_id, row.theme_id)
        found[pair] = (*found.get(pair, ()), view)
    return found


def agreement(session: Session, case_id: int, theme_id: int) -> str:
    """Say how alike analysts charted a cell apart: state, rating, and the ¶ that all cite."""
    views = own_cells(session, [case_id], [theme_id]).get((case_id, theme_id), ())
    cited = citations_of(session, [view.id for view in views], quotes=False, of="own_cell")
    places = [
        {place for row in cited.values() if row.cell_id == view.id for place in _places(row)}
        for view in views
    ]
    shared = len(set.intersection(*places)) if places else 0
    every = len(set().union(*places))
    states = [view.state for view in views]
    return _said(states, [view.rating for view in views], shared, every)


def _places(row: CitationRow) -> list[tuple[int, int]]:
    """List the paragraphs that a locator leads to: transcript id and ¶."""
    return [(row.transcript_id, n) for n in range(row.first, row.last + 1)]


def _said(states: Sequence[str], ratings: Sequence[str], shared: int, cited: int) -> str:
    """Put an agreement in words."""
    analysts = len(states)
    if analysts < 2:
        return "Charted by one analyst." if analysts else "Charted by nobody apart."
    names = [STATE_NAMES[read_state(state) or "not_started"] for state in states]
    paragraphs = "1 paragraph" if cited == 1 else f"{cited} paragraphs"
    who = "both" if analysts == 2 else "all"
    parts = [
        _compared("state", names),
        *([_compared("rating", [rating or "none" for rating in ratings])] * any(ratings)),
        f"{shared} of {paragraphs} cited by {who}" if cited else "nothing cited",
    ]
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _compared(what: str, said: Sequence[str]) -> str:
    """Say whether all said the same, or else what each said, in the analysts' order."""
    words = [one.replace("-", "−") for one in said]
    return f"{what}s: {', '.join(words)}" if len(set(words)) > 1 else f"same {what} ({words[0]})"
