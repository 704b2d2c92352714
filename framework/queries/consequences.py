"""Ask what a change to the framework would touch, before it is made."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from framework.queries.attributions import codings_by_cell
from framework.queries.themes import list_themes_plain, theme_and_below
from framework.schema import StudyCase

_COUNTS = """
SELECT (SELECT count(*) FROM coding WHERE theme_id IN ids),
    (SELECT count(*) FROM cell WHERE theme_id IN ids
        AND trim(text, ' ' || char(9, 10, 13)) <> ''),
    (SELECT count(*) FROM memo m LEFT JOIN coding c ON c.id = m.coding_id
        WHERE c.theme_id IN ids OR m.theme_id IN ids)
"""


class AffectedRow(NamedTuple):
    """Count what hangs on themes: themes, passages, written cells, memos, and cases that speak.

    Cases are participants, or sites in a study of sites alone.
    """

    themes: int
    passages: int
    cells: int
    memos: int
    cases: int


def affected(session: Session, theme_ids: Sequence[int], *, below: bool = True) -> AffectedRow:
    """Count what hangs on some themes or labels, with what is in use under them unless told not."""
    every = list_themes_plain(session)
    ids = set(theme_ids)
    if below:
        ids |= {row for theme_id in theme_ids for row in theme_and_below(every, theme_id)}
    passages, cells, memos = session.execute(
        text(f"WITH ids AS (SELECT value FROM json_each(:ids)) {_COUNTS}"),
        {"ids": json.dumps(sorted(ids))},
    ).one()
    return AffectedRow(len(ids), passages, cells, memos, len(_cases(session, sorted(ids))))


def _cases(session: Session, theme_ids: Sequence[int]) -> set[int]:
    """Gather the cases whose passages hang on some themes."""
    speaking = {case_id for case_id, _theme in codings_by_cell(session, theme_ids)}
    kinds = dict(session.query(StudyCase.id, StudyCase.kind).tuples().all())
    only_sites = set(kinds.values()) == {"site"}
    return {case_id for case_id in speaking if only_sites or kinds[case_id] != "site"}
