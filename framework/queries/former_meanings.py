"""Ask what a theme meant before something under it came to be re-read."""

import json
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from framework.schema import Change


class FormerMeaning(NamedTuple):
    """Give a theme's wording as it was."""

    definition: str
    include: str
    exclude: str


def meaning_before(session: Session, reread_id: int, theme_id: int) -> FormerMeaning | None:
    """Give what a theme meant before the step that queued a passage or cell.

    None where nothing of the theme has changed since, or the record does not go back so far.
    """
    queued = session.scalar(
        select(func.max(Change.step_id)).where(
            Change.table_name == "reread", Change.row_id == reread_id, Change.op == "I"
        )
    )
    if queued is None:
        return None
    first = (
        select(Change.before)
        .where(
            Change.step_id >= queued,
            Change.table_name == "theme",
            Change.row_id == theme_id,
            Change.op == "U",
        )
        .order_by(Change.id)
        .limit(1)
    )
    before = json.loads(session.scalar(first) or "{}")
    if "definition" not in before:
        return None
    return FormerMeaning(before["definition"], before["include"], before["exclude"])
