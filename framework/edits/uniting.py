"""Bring what hangs on one theme to another: codings, cells, crosswalk entries."""

import json
from collections.abc import Sequence

from sqlalchemy import Row, delete, select, text
from sqlalchemy.orm import Session

from framework.schema import Cell, Coding, Memo, Theme
from framework.study import Study, now

_SAME = """
SELECT a.id AS gone, a.guid AS gone_guid, a.starred, min(b.id) AS kept
FROM coding a JOIN coding b ON b.transcript_id = a.transcript_id AND b.start = a.start
    AND b."end" = a."end" AND b.coder_id = a.coder_id
WHERE a.theme_id = :theme AND b.theme_id = :into GROUP BY a.id
"""
_AMONG = "id IN (SELECT value FROM json_each(:ids))"


def unite_codings(session: Session, theme: Theme, into: Theme) -> list[int]:
    """Bring a theme's codings to another within a step; return the ids of those that moved.

    One that is there already, by the same coder, becomes one with it: a star stays, memos are
    joined, and an example stays an example.
    """
    session.flush()
    values = {"theme": theme.id, "into": into.id}
    same = session.execute(text(_SAME), values).all()
    if same:
        _unite(session, same)
    moved = list(session.scalars(select(Coding.id).where(Coding.theme_id == theme.id)))
    session.execute(
        text(
            "UPDATE reread SET theme_id = :into WHERE coding_id IN "
            "(SELECT id FROM coding WHERE theme_id = :theme)"
        ),
        values,
    )
    session.execute(text("UPDATE coding SET theme_id = :into WHERE theme_id = :theme"), values)
    return moved


def move_codings(session: Session, coding_ids: Sequence[int], theme_id: int) -> None:
    """Give codings another theme within a step, with their place in the queue."""
    values = {"ids": json.dumps(list(coding_ids)), "into": theme_id}
    session.execute(
        text(f"UPDATE reread SET theme_id = :into WHERE coding_{_AMONG}"),  # noqa: S608 - our own
        values,
    )
    session.execute(text(f"UPDATE coding SET theme_id = :into WHERE {_AMONG}"), values)  # noqa: S608


def unite_cells(study: Study, session: Session, theme: Theme, into: Theme) -> list[int]:
    """Bring a theme's written cells to another within a step; return the cells that took them.

    Where both are written, one text follows the other on a line of its own and is a draft.
    Locators go with their text. Cells without a text stay with the theme.
    """
    kept = {row.case_id: row for row in _cells(session, into.id)}
    written = [row for row in _cells(session, theme.id) if row.text.strip()]
    found = []
    for cell in written:
        there = kept.get(cell.case_id)
        if there is None:
            cell.theme_id = into.id
            found.append(cell.id)
            continue
        _take_in(there, cell)
        there.coder_id, there.changed = study.coder_id(session), now()
        session.flush()
        session.execute(
            text("UPDATE citation SET cell_id = :into WHERE cell_id = :cell"),
            {"into": there.id, "cell": cell.id},
        )
        session.execute(delete(Cell).where(Cell.id == cell.id))
        found.append(there.id)
    session.flush()
    session.execute(
        text("UPDATE reread SET theme_id = :into WHERE cell_id IN "
             "(SELECT id FROM cell WHERE theme_id = :into)"),
        {"into": into.id},
    )  # fmt: skip
    return found


def unite_crosswalks(session: Session, theme: Theme, into: Theme) -> None:
    """Bring a theme's crosswalk entries to another within a step."""
    session.execute(
        text(
            "UPDATE crosswalk SET theme_id = :into WHERE theme_id = :theme AND NOT EXISTS "
            "(SELECT 1 FROM crosswalk known WHERE known.theme_id = :into AND "
            "known.template = crosswalk.template AND known.construct = crosswalk.construct)"
        ),
        {"theme": theme.id, "into": into.id},
    )
    session.execute(text("DELETE FROM crosswalk WHERE theme_id = :theme"), {"theme": theme.id})


def _unite(session: Session, same: Sequence[Row[tuple[int, str, bool, int]]]) -> None:
    """Join codings with those that mark the same passage."""
    starred = [row.kept for row in same if row.starred]
    session.execute(
        text(f"UPDATE coding SET starred = 1 WHERE {_AMONG}"),  # noqa: S608 - our own pieces
        {"ids": json.dumps(starred)},
    )
    _join_memos(session, {row.gone: row.kept for row in same})
    _keep_examples(session, {row.gone_guid: row.kept for row in same})
    session.execute(
        text(f"DELETE FROM coding WHERE {_AMONG}"),  # noqa: S608 - our own pieces
        {"ids": json.dumps([row.gone for row in same])},
    )


def _join_memos(session: Session, kept_of: dict[int, int]) -> None:
    """Bring the memos about codings to those that are kept, after what is noted there."""
    within = json.dumps([*kept_of, *kept_of.values()])
    about = text("coding_id IN (SELECT value FROM json_each(:ids))").bindparams(ids=within)
    memos = {row.coding_id: row for row in session.scalars(select(Memo).where(about))}
    for gone, kept in kept_of.items():
        memo, there = memos.get(gone), memos.get(kept)
        if memo is None:
            continue
        if there is None:
            memo.coding_id = kept
            memos[kept] = memo
        elif memo.text.strip() not in there.text:
            there.text = f"{there.text}\n{memo.text}"
    session.flush()


def _keep_examples(session: Session, kept_of: dict[str, int]) -> None:
    """Let the example of a theme be the coding that its own became one with."""
    within = json.dumps(list(kept_of))
    chosen = text("example IN (SELECT value FROM json_each(:guids))").bindparams(guids=within)
    for theme in session.scalars(select(Theme).where(chosen)):
        guid = session.scalar(select(Coding.guid).where(Coding.id == kept_of[theme.example]))
        theme.example = guid or ""
    session.flush()


def _take_in(cell: Cell, other: Cell) -> None:
    """Add to a cell what another says; what was written in only one of them stays as it was."""
    misquoted = json.loads(cell.misquoted or "[]")
    misquoted += [quote for quote in json.loads(other.misquoted or "[]") if quote not in misquoted]
    cell.misquoted = json.dumps(misquoted, ensure_ascii=False) if misquoted else ""
    if cell.text.strip():
        cell.text, cell.state, cell.checked = f"{cell.text}\n{other.text}", "draft", ""
    else:
        cell.text, cell.state, cell.checked = other.text, other.state, other.checked


def _cells(session: Session, theme_id: int) -> Sequence[Cell]:
    """List the cells of a theme."""
    return session.scalars(select(Cell).where(Cell.theme_id == theme_id)).all()
