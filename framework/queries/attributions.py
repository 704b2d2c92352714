"""Work out which cases a coding speaks for.

An attribution by passage overrides one by speaker, which overrides one by document; each only for
cases of its own kind. So a passage given to one site leaves its participant in place and takes the
passage away from the participant's other sites.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

_SPEAKS_FOR = """
WITH wanted AS (SELECT * FROM coding {where}),
said AS (
    SELECT c.id AS coding_id, a.case_id, 3 AS level
    FROM wanted c JOIN attribution a ON a.transcript_id = c.transcript_id
        AND a.start IS NOT NULL AND a.start < c."end" AND a."end" > c.start
    UNION ALL
    SELECT c.id, a.case_id, 2
    FROM wanted c
    JOIN attribution a ON a.transcript_id = c.transcript_id AND a.speaker_id IS NOT NULL
    JOIN speaker s ON s.id = a.speaker_id
    JOIN transcript t ON t.id = c.transcript_id
    WHERE EXISTS (
        SELECT 1 FROM paragraph p WHERE p.document_id = t.document_id
        AND p.speaker = s.ordinal AND p.start < c."end" AND p."end" > c.start)
    UNION ALL
    SELECT c.id, a.case_id, 1
    FROM wanted c JOIN attribution a ON a.transcript_id = c.transcript_id
        AND a.speaker_id IS NULL AND a.start IS NULL
),
ranked AS (
    SELECT said.*, k.kind,
        max(level) OVER (PARTITION BY coding_id, k.kind) AS top
    FROM said JOIN study_case k ON k.id = said.case_id
),
direct AS (SELECT DISTINCT coding_id, case_id, kind FROM ranked WHERE level = top),
speaks AS (
    SELECT coding_id, case_id, 0 AS inherited FROM direct
    UNION
    SELECT d.coding_id, up.parent_id, 1
    FROM direct d
    JOIN case_parent up ON up.case_id = d.case_id
    JOIN study_case parent ON parent.id = up.parent_id
    WHERE NOT EXISTS (
        SELECT 1 FROM direct other
        WHERE other.coding_id = d.coding_id AND other.kind = parent.kind)
)
"""

_BY_THEME = "WHERE theme_id IN :ids"
_BY_TRANSCRIPT = "WHERE transcript_id IN :ids"
_BY_ID = "WHERE id IN :ids"
_SAID = "SELECT coding_id, case_id FROM speaks WHERE NOT inherited ORDER BY coding_id, case_id"


def cases_of_codings(
    session: Session, transcript_ids: Sequence[int] | None = None
) -> dict[int, list[int]]:
    """Map each coding to the cases that it speaks for, inherited sites left out."""
    where = "" if transcript_ids is None else _BY_TRANSCRIPT
    return _grouped(_run(session, _SPEAKS_FOR.format(where=where) + _SAID, transcript_ids))


def cases_of_some_codings(session: Session, coding_ids: Sequence[int]) -> dict[int, list[int]]:
    """Map these codings to the cases that they speak for, inherited sites left out."""
    return _grouped(_run(session, _SPEAKS_FOR.format(where=_BY_ID) + _SAID, coding_ids))


def _grouped(pairs: Iterable[tuple[int, ...]]) -> dict[int, list[int]]:
    """Gather the second of each pair by the first."""
    found: dict[int, list[int]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def codings_by_cell(
    session: Session, theme_ids: Sequence[int] | None = None
) -> dict[tuple[int, int], list[int]]:
    """Map (case id, theme id) to the ids of the codings that speak for that case."""
    where = "" if theme_ids is None else _BY_THEME
    sql = _SPEAKS_FOR.format(where=where) + (
        "SELECT s.case_id, c.theme_id, s.coding_id FROM speaks s "
        "JOIN wanted c ON c.id = s.coding_id"
    )
    found: dict[tuple[int, int], list[int]] = {}
    for case_id, theme_id, coding_id in _run(session, sql, theme_ids):
        found.setdefault((case_id, theme_id), []).append(coding_id)
    return found


def transcripts_of_case(session: Session, case_id: int) -> list[int]:
    """List the transcripts in which a case, or a case that belongs to it, speaks."""
    sql = (
        "SELECT DISTINCT transcript_id FROM attribution WHERE case_id = :case OR case_id IN "
        "(SELECT case_id FROM case_parent WHERE parent_id = :case) ORDER BY transcript_id"
    )
    return list(session.execute(text(sql), {"case": case_id}).scalars())


def _run(session: Session, sql: str, ids: Sequence[int] | None) -> Sequence[tuple[int, ...]]:
    """Run one of the statements above; plain tuples, since there are many."""
    if ids is None:
        return session.execute(text(sql)).tuples().all()
    statement = text(sql).bindparams(bindparam("ids", expanding=True))
    return session.execute(statement, {"ids": list(ids)}).tuples().all()
