"""Look for damage in what is charted: locators, mentions, states, ratings."""

from collections.abc import Mapping

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from framework.queries.charts import CitedIn
from framework.rules.cells import STATES
from framework.rules.locators import tokens_in
from framework.rules.ratings import RATINGS
from framework.schema import Cell, OwnCell

_TEXTS: Mapping[CitedIn, str] = {
    "cell": "summaries have locators",
    "own_cell": "summaries charted apart have locators",
    "synthesis": "syntheses have locators or mentions",
}
_BOUND = """
SELECT {of}_id, token FROM citation WHERE {of}_id IS NOT NULL
"""
_MENTIONED = (
    " UNION ALL SELECT synthesis_id, token FROM cell_reference WHERE synthesis_id IS NOT NULL"
)
_COUNTS = (
    (
        "{n} citations are not of one text.",
        "SELECT count(*) FROM citation WHERE "
        "(cell_id IS NOT NULL) + (own_cell_id IS NOT NULL) + (synthesis_id IS NOT NULL) "
        "+ (joint_row_id IS NOT NULL) <> 1",
    ),
    (
        "{n} mentions are not of one text.",
        "SELECT count(*) FROM cell_reference WHERE (synthesis_id IS NULL) = (joint_row_id IS NULL)",
    ),
    (
        "{n} syntheses are not about one case or one theme.",
        "SELECT count(*) FROM synthesis WHERE (case_id IS NULL) = (theme_id IS NULL)",
    ),
    (
        "{n} syntheses cannot be searched.",
        "SELECT abs((SELECT count(*) FROM synthesis) - (SELECT count(*) FROM synthesis_search))",
    ),
)


def chart_faults(session: Session) -> list[str]:
    """List what is wrong with what is charted, a sentence each."""
    counts = ((said, session.scalar(text(sql)) or 0) for said, sql in _COUNTS)
    return [
        *(said.format(n=n) for said, n in counts if n),
        *_tokens(session),
        *_states(session),
    ]


def _tokens(session: Session) -> list[str]:
    """Compare the tokens in each kind of text with what is kept for them."""
    found = []
    for of, what in _TEXTS.items():
        kept: dict[int, set[str]] = {}
        bound = _BOUND.format(of=of) + (_MENTIONED if of == "synthesis" else "")
        for row_id, token in session.execute(text(bound)).tuples():
            kept.setdefault(row_id, set()).add(token)
        rows = session.execute(text(f"SELECT id, text FROM {of}")).tuples()
        wrong = sum(set(tokens_in(body)) != kept.get(row_id, set()) for row_id, body in rows)
        if wrong:
            found.append(f"{wrong} {what} that lead nowhere.")
    return found


def _states(session: Session) -> list[str]:
    """Find cells whose state or rating is none, or does not fit what they hold."""
    found = []
    for table, what in ((Cell, "cells"), (OwnCell, "cells charted apart")):
        wrong = sum(
            state not in STATES or (state in {"draft", "checked"}) != bool(body.strip())
            for state, body in session.execute(select(table.state, table.text)).tuples()
        )
        if wrong:
            found.append(f"{wrong} {what} have a state that does not fit them.")
    rated = [
        row for table in (Cell, OwnCell)
        for row in session.scalars(select(table.id).where(table.rating.not_in(["", *RATINGS])))
    ]  # fmt: skip
    return [*found, f"{len(rated)} cells have a rating that is none."] if rated else found
