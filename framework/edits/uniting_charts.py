"""Bring what is charted under one theme to another: cells, memos, syntheses, mapping rows."""

import json
from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from framework.edits.quoting import check_again
from framework.schema import Cell, Memo, OwnCell, Synthesis, Theme
from framework.study import Study, now

_MENTIONS = "UPDATE cell_reference SET theme_id = :into WHERE theme_id = :theme"
_MAPPED = (
    "UPDATE mapping_row SET theme_id = :into WHERE theme_id = :theme AND case_id NOT IN "
    "(SELECT case_id FROM mapping_row WHERE theme_id = :into)"
)
_QUEUED = (
    "UPDATE reread SET theme_id = :into WHERE cell_id IN "
    "(SELECT id FROM cell WHERE theme_id = :into)"
)
_CITED = {
    Cell: ("UPDATE citation SET cell_id = :into WHERE cell_id = :gone",),
    OwnCell: ("UPDATE citation SET own_cell_id = :into WHERE own_cell_id = :gone",),
    Synthesis: (
        "UPDATE citation SET synthesis_id = :into WHERE synthesis_id = :gone",
        "UPDATE cell_reference SET synthesis_id = :into WHERE synthesis_id = :gone",
    ),
}


def unite_charts(study: Study, session: Session, theme: Theme, into: Theme) -> list[int]:
    """Bring what is charted under a theme to another within a step.

    Where both are written, one text follows the other on a line of its own and is a draft; its
    locators go with it. What is not written, and a mapping where both have one, stays with the
    theme. Return the ids of the study's cells that took a text.
    """
    taken = _unite_cells(study, session, theme, into)
    check_again(session, taken)
    _unite_own_cells(session, theme, into)
    _unite_memos(session, theme, into)
    _unite_syntheses(study, session, theme, into)
    session.flush()
    for statement in (_MENTIONS, _MAPPED, _QUEUED):
        session.execute(text(statement), {"theme": theme.id, "into": into.id})
    into.rated = into.rated or theme.rated
    return taken


def _unite_cells(study: Study, session: Session, theme: Theme, into: Theme) -> list[int]:
    """Bring the study's cells; return the ids of those that took a text."""
    kept = {row.case_id: row for row in _cells(session, into.id)}
    taken = []
    for cell in _cells(session, theme.id):
        if not cell.text.strip():
            continue
        there = kept.get(cell.case_id)
        if there is None:
            cell.theme_id = into.id
        else:
            _take_in(there, cell)
            there.coder_id, there.changed = study.coder_id(session), now()
            _hand_over(session, cell, there)
        taken.append(there.id if there else cell.id)
    return taken


def _unite_own_cells(session: Session, theme: Theme, into: Theme) -> None:
    """Bring what analysts chart apart, each to their own."""
    kept = {(row.case_id, row.coder_id): row for row in _own_cells(session, into.id)}
    for cell in _own_cells(session, theme.id):
        there = kept.get((cell.case_id, cell.coder_id))
        if there is None:
            cell.theme_id = into.id
        elif cell.text.strip():
            both = bool(there.text.strip())
            there.state = "draft" if both else cell.state
            there.text = f"{there.text}\n{cell.text}" if both else cell.text
            there.rating = there.rating or cell.rating
            there.changed = now()
            _hand_over(session, cell, there)


def _unite_memos(session: Session, theme: Theme, into: Theme) -> None:
    """Bring the memos about cells; those of one analyst about one case are joined."""
    kept = {(row.case_id, row.coder_id): row for row in _memos(session, into.id)}
    for memo in _memos(session, theme.id):
        there = kept.get((memo.case_id, memo.coder_id))
        if there is None:
            memo.theme_id = into.id
        else:
            if memo.text.strip() not in there.text:
                there.text = f"{there.text}\n{memo.text}"
            session.delete(memo)
    session.flush()


def _unite_syntheses(study: Study, session: Session, theme: Theme, into: Theme) -> None:
    """Bring the conclusion across a theme's column."""
    synthesis, there = (
        session.scalar(select(Synthesis).where(Synthesis.theme_id == row.id))
        for row in (theme, into)
    )
    if synthesis is None:
        return
    if there is None:
        synthesis.theme_id = into.id
        return
    there.text = f"{there.text}\n{synthesis.text}" if there.text.strip() else synthesis.text
    there.coder_id, there.changed = study.coder_id(session), now()
    _hand_over(session, synthesis, there)


def _take_in(cell: Cell, other: Cell) -> None:
    """Add to a cell what another says; what was written in only one of them stays as it was."""
    misquoted = json.loads(cell.misquoted or "[]")
    misquoted += [quote for quote in json.loads(other.misquoted or "[]") if quote not in misquoted]
    cell.misquoted = json.dumps(misquoted, ensure_ascii=False) if misquoted else ""
    cell.rating = cell.rating or other.rating
    if cell.text.strip():
        cell.text, cell.state, cell.checked = f"{cell.text}\n{other.text}", "draft", ""
    else:
        cell.text, cell.state, cell.checked = other.text, other.state, other.checked


def _hand_over(
    session: Session, gone: Cell | OwnCell | Synthesis, kept: Cell | OwnCell | Synthesis
) -> None:
    """Let the locators of a text be those of the text that took it in, and remove its row."""
    session.flush()
    for statement in _CITED[type(gone)]:
        session.execute(text(statement), {"gone": gone.id, "into": kept.id})
    session.delete(gone)
    session.flush()


def _cells(session: Session, theme_id: int) -> Sequence[Cell]:
    """List the cells of a theme."""
    return session.scalars(select(Cell).where(Cell.theme_id == theme_id)).all()


def _own_cells(session: Session, theme_id: int) -> Sequence[OwnCell]:
    """List what analysts chart apart under a theme."""
    return session.scalars(select(OwnCell).where(OwnCell.theme_id == theme_id)).all()


def _memos(session: Session, theme_id: int) -> Sequence[Memo]:
    """List the memos about the cells of a theme."""
    return session.scalars(select(Memo).where(Memo.kind == "cell", Memo.theme_id == theme_id)).all()
