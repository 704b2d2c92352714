"""Queue passages and cells to be re-read when their theme changes, and take them off again."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from framework.edits.outline import called, get_theme, numbered
from framework.errors import NotFoundError
from framework.queries.charts import Evidences
from framework.rules.cells import fingerprint
from framework.schema import Cell, Reread, Theme
from framework.study import Study, now

_CODINGS = "SELECT id AS {column}, theme_id FROM coding WHERE {where}"
_CELLS = (
    "SELECT id AS {column}, theme_id FROM cell "
    "WHERE trim(text, ' ' || char(9, 10, 13)) <> '' AND {where}"
)
_QUEUE = """
INSERT INTO reread (guid, theme_id, {column}, reason, coder_id, created)
SELECT lower(hex(randomblob(16))), theme_id, {column}, :reason, :coder, :now FROM ({rows})
WHERE true
ON CONFLICT ({column}) DO UPDATE SET
    reason = iif(theme_id = excluded.theme_id, reason || '; ' || excluded.reason, excluded.reason),
    theme_id = excluded.theme_id, coder_id = excluded.coder_id, created = excluded.created
WHERE theme_id <> excluded.theme_id
    OR instr('; ' || reason || '; ', '; ' || excluded.reason || '; ') = 0
"""
_AMONG = "id IN (SELECT value FROM json_each(:ids))"
_OF_THEME = "theme_id = :theme"
_AT_FIRST = """
SELECT before FROM change WHERE step_id = (SELECT id FROM now_step)
    AND table_name = 'theme' AND row_id = :theme ORDER BY id LIMIT 1
"""
_TAKE_BACK = """
DELETE FROM reread WHERE theme_id = :theme AND id IN (
    SELECT row_id FROM change
    WHERE step_id = (SELECT id FROM now_step) AND table_name = 'reread' AND op = 'I')
"""
_SAY_AS_BEFORE = """
UPDATE reread SET reason = json_extract(was.before, '$.reason') FROM (
    SELECT row_id, before FROM change
    WHERE step_id = (SELECT id FROM now_step) AND table_name = 'reread' AND op = 'U') AS was
WHERE reread.id = was.row_id AND reread.theme_id = :theme
"""
_PARTS = (
    ("definition", "the definition of {theme} changed"),
    ("include", "what {theme} includes changed"),
    ("exclude", "what {theme} excludes changed"),
)


def still_fits(study: Study, reread_ids: Sequence[int]) -> None:
    """Take passages and cells off the queue; a checked cell counts as checked again."""
    many = "A passage or cell still fits"
    if len(reread_ids) != 1:
        many = f"{len(reread_ids)} passages and cells still fit"
    with study.step(many) as session:
        found = session.scalars(select(Reread).where(Reread.id.in_(reread_ids))).all()
        if len(found) < len(set(reread_ids)):
            raise NotFoundError("Some of these are no longer to be re-read; the queue was kept.")
        _take_off(session, found)


def settle_theme(study: Study, theme_id: int) -> None:
    """Take everything under a theme off the queue at once."""
    with study.read() as reading:
        label = f"All under {called(get_theme(reading, theme_id))} still fits"
    with study.step(label) as session:
        _take_off(session, session.scalars(select(Reread).where(Reread.theme_id == theme_id)).all())


def queue_codings(study: Study, session: Session, coding_ids: Iterable[int], reason: str) -> None:
    """Queue codings within a step; one that is queued already gets the reason added."""
    _queue(study, session, "coding_id", _AMONG, reason, ids=json.dumps(list(coding_ids)))


def queue_cells(study: Study, session: Session, cell_ids: Iterable[int], reason: str) -> None:
    """Queue those of some cells that are written, within a step."""
    _queue(study, session, "cell_id", _AMONG, reason, ids=json.dumps(list(cell_ids)))


def queue_theme(study: Study, session: Session, theme_id: int, reason: str) -> None:
    """Queue all codings and written cells of a theme, within a step."""
    for column in ("coding_id", "cell_id"):
        _queue(study, session, column, _OF_THEME, reason, theme=theme_id)


def queue_moved(study: Study, session: Session, moves: Sequence[tuple[int, str, str]]) -> None:
    """Queue what hangs on themes that moved: theme id, number before, number now."""
    for theme_id, before, after in moves:
        queue_theme(study, session, theme_id, f"moved from {before} to {after}")


def queue_redefined(study: Study, session: Session, theme: Theme) -> None:
    """Queue what hangs on a theme whose wording differs from that at the beginning of the step.

    Where it is as it was then, what this step has queued is taken off again.
    """
    before = session.scalar(text(_AT_FIRST), {"theme": theme.id})
    if theme.provisional or theme.retired or before is None:
        return
    reasons = _redefined(theme, json.loads(before))
    for reason in reasons:
        queue_theme(study, session, theme.id, reason)
    if not reasons:
        _withdraw(session, theme.id)


def _redefined(theme: Theme, before: dict[str, str]) -> list[str]:
    """Say what of a theme's wording changed, white space apart."""
    found = []
    for part, said in _PARTS:
        was, is_now = before[part].split(), getattr(theme, part).split()
        if was != is_now:
            new = part == "definition" and not was
            said_now = "{theme} was given a definition" if new else said
            found.append(said_now.format(theme=numbered(theme)))
    return found


def _queue(
    study: Study, session: Session, column: str, where: str, reason: str, **values: object
) -> None:
    """Queue rows with one statement."""
    rows = (_CODINGS if column == "coding_id" else _CELLS).format(column=column, where=where)
    session.flush()
    session.execute(
        text(_QUEUE.format(column=column, rows=rows)),
        {"reason": reason, "coder": study.coder_id(session), "now": now(), **values},
    )


def _withdraw(session: Session, theme_id: int) -> None:
    """Put the queue of a theme back as it was when this step began."""
    for statement in (_TAKE_BACK, _SAY_AS_BEFORE):
        session.execute(text(statement), {"theme": theme_id})


def _take_off(session: Session, found: Sequence[Reread]) -> None:
    """Take rows off the queue; checked cells among them keep what they rest on now."""
    cells = [row.cell_id for row in found if row.cell_id is not None]
    checked = session.scalars(select(Cell).where(Cell.id.in_(cells), Cell.state == "checked")).all()
    if checked:
        evidence = Evidences(session, [cell.theme_id for cell in checked])
        for cell in checked:
            cell.checked = fingerprint(evidence.of(cell.case_id, cell.theme_id))
    session.execute(delete(Reread).where(Reread.id.in_([row.id for row in found])))
