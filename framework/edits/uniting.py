"""Bring the codings and crosswalk entries of one theme to another."""

import json
from collections.abc import Sequence

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from framework.schema import Coding, Memo, Theme

_SAME = """
SELECT a.id AS gone, a.guid AS gone_guid, a.starred, min(b.id) AS kept
FROM coding a JOIN coding b ON b.transcript_id = a.transcript_id AND b.start = a.start
    AND b."end" = a."end" AND b.coder_id = a.coder_id
WHERE a.theme_id = :theme AND b.theme_id = :into GROUP BY a.id
"""
_MOVE_QUEUED = """
UPDATE reread SET theme_id = :into WHERE theme_id = :theme
    AND coding_id IN (SELECT value FROM json_each(:ids))
"""
_MOVE = "UPDATE coding SET theme_id = :into WHERE id IN (SELECT value FROM json_each(:ids))"
_STAR = "UPDATE coding SET starred = 1 WHERE id IN (SELECT value FROM json_each(:ids))"
# What hangs on codings goes first, table by table: undo reverts each run of one table at once.
_REMOVE = (
    "DELETE FROM reread WHERE coding_id IN (SELECT value FROM json_each(:ids))",
    "DELETE FROM memo WHERE coding_id IN (SELECT value FROM json_each(:ids))",
    "DELETE FROM coding WHERE id IN (SELECT value FROM json_each(:ids))",
)


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
    move_codings(session, moved, theme, into)
    return moved


def move_codings(session: Session, coding_ids: Sequence[int], theme: Theme, into: Theme) -> None:
    """Give some of a theme's codings to another within a step, with their place in the queue."""
    values = {"ids": json.dumps(list(coding_ids)), "theme": theme.id, "into": into.id}
    for statement in (_MOVE_QUEUED, _MOVE):
        session.execute(text(statement), values)


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
    session.execute(text(_STAR), {"ids": json.dumps(starred)})
    _join_memos(session, {row.gone: row.kept for row in same})
    _keep_examples(session, {row.gone_guid: row.kept for row in same})
    for statement in _REMOVE:
        session.execute(text(statement), {"ids": json.dumps([row.gone for row in same])})


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
