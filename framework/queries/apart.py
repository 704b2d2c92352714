"""Ask for the matrix as an analyst sees it who charts apart, and how far all who do have come."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from framework.queries.charts import (
    Behind,
    Charted,
    Evidences,
    charted,
    citations_of,
    locators_by_cell,
    view_of,
)
from framework.queries.themes import list_themes_plain
from framework.schema import Cell, Coder, OwnCell, StudyCase

Pair = tuple[int, int]


class ApartRow(NamedTuple):
    """Count, of some cells, those that each analyst has charted apart, and those reconciled.

    `charted` has the analysts in the order in which they came; `waiting` are the cells that two
    have charted and nobody has reconciled.
    """

    charted: tuple[tuple[str, int], ...]
    waiting: int
    reconciled: int


class _Version(NamedTuple):
    """Say who charted a cell apart, and when."""

    coder: str
    changed: str


def charted_apart(
    session: Session,
    coder: str,
    case_ids: Sequence[int],
    theme_ids: Sequence[int],
    *,
    texts: bool = True,
    behind: Behind | None = None,
) -> Charted:
    """Give the cell of every pair as an analyst sees it who charts apart: the own version.

    Where the analysts have reconciled, it is the study's. What others charted is not in it, nor
    are their passages. "" as the coder gives the study's cells, as `queries.charts.charted` does.
    """
    evidence = Evidences(session, theme_ids) if behind is None else behind
    if not coder:
        return charted(session, case_ids, theme_ids, texts=texts, behind=evidence)
    views, cited = _own_views(session, coder, case_ids, theme_ids, texts=texts, behind=evidence)
    agreed = reconciled(session, case_ids, theme_ids)
    if agreed:
        cases, themes = ({pair[at] for pair in agreed} for at in (0, 1))
        of_study = charted(session, list(cases), list(themes), texts=texts, behind=evidence)
        views.update({pair: of_study.views[pair] for pair in agreed})
        shown = {view.id for view in views.values() if not view.own}
        cited.update({t: row for t, row in of_study.citations.items() if row.cell_id in shown})
    return Charted(views, cited)


def _own_views(
    session: Session, coder: str, case_ids: Sequence[int], theme_ids: Sequence[int], *,
    texts: bool, behind: Behind,
) -> Charted:  # fmt: skip
    """Give the own versions of an analyst, written or not, and what they cite."""
    rows = session.execute(
        select(
            OwnCell.id, OwnCell.case_id, OwnCell.theme_id, OwnCell.state, OwnCell.text,
            OwnCell.changed, OwnCell.rating, Coder.name.label("coder"),
            literal("").label("checked"), literal("").label("misquoted"),
        )
        .join(Coder, Coder.id == OwnCell.coder_id)
        .where(
            OwnCell.case_id.in_(case_ids), OwnCell.theme_id.in_(theme_ids), Coder.name == coder
        )
    ).all()  # fmt: skip
    cited = citations_of(
        session, [row.id for row in rows] if texts else [], quotes=False, of="own_cell"
    )
    locators = locators_by_cell(cited) if texts else None
    written = {(row.case_id, row.theme_id): row for row in rows}
    views = {
        pair: view_of(pair, written.get(pair), locators, behind)._replace(own=True)
        for pair in ((case_id, theme_id) for case_id in case_ids for theme_id in theme_ids)
    }
    return Charted(views, cited)


def reconciled(
    session: Session, case_ids: Sequence[int], theme_ids: Sequence[int]
) -> dict[Pair, tuple[str, ...]]:
    """Name, for each of these cells that was charted apart and reconciled, who charted it."""
    versions = _versions(session, set(case_ids), set(theme_ids))
    settled = _settled(session) if versions else {}
    return {
        pair: tuple(row.coder for row in rows) for pair, rows in versions.items()
        if len(rows) > 1 and _is_settled(settled, pair, rows)
    }  # fmt: skip


def to_reconcile(session: Session) -> list[Pair]:
    """List the cells of which two analysts have own versions, and the study no newer cell.

    They are listed theme by theme, in the order of the cases.
    """
    order = {theme.id: at for at, theme in enumerate(list_themes_plain(session))}
    settled = _settled(session)
    waiting = [
        pair for pair, rows in _versions(session).items()
        if len(rows) > 1 and not _is_settled(settled, pair, rows) and pair[1] in order
    ]  # fmt: skip
    return sorted(waiting, key=lambda pair: order[pair[1]])


def progress_apart(session: Session, case_ids: Sequence[int], theme_ids: Sequence[int]) -> ApartRow:
    """Count what analysts have charted apart of some cells."""
    versions = _versions(session, set(case_ids), set(theme_ids))
    settled = _settled(session)
    counts: dict[str, int] = {}
    for rows in versions.values():
        for row in rows:
            counts[row.coder] = counts.get(row.coder, 0) + 1
    coders = [name for name in session.scalars(select(Coder.name).order_by(Coder.id))
              if name in counts]  # fmt: skip
    several = [(pair, rows) for pair, rows in versions.items() if len(rows) > 1]
    done = sum(_is_settled(settled, pair, rows) for pair, rows in several)
    charted_by = tuple((name, counts[name]) for name in coders)
    return ApartRow(charted_by, len(several) - done, done)


def _versions(
    session: Session, cases: set[int] | None = None, themes: set[int] | None = None
) -> dict[Pair, list[_Version]]:
    """Gather the own versions that say something, of some cells or of all, in the cases' order."""
    found: dict[Pair, list[_Version]] = {}
    for case_id, theme_id, coder, changed in session.execute(
        select(OwnCell.case_id, OwnCell.theme_id, Coder.name, OwnCell.changed)
        .join(Coder, Coder.id == OwnCell.coder_id)
        .join(StudyCase, StudyCase.id == OwnCell.case_id)
        .where(OwnCell.state != "not_started")
        .order_by(StudyCase.position, StudyCase.id, Coder.id)
    ).tuples():
        if (cases is None or case_id in cases) and (themes is None or theme_id in themes):
            found.setdefault((case_id, theme_id), []).append(_Version(coder, changed))
    return found


def _settled(session: Session) -> dict[Pair, str]:
    """Give when the study's cells were written; "" for one that is still being agreed on."""
    rows = session.execute(
        select(Cell.case_id, Cell.theme_id, Cell.changed).where(Cell.state != "not_started")
    )
    return {(case_id, theme_id): changed for case_id, theme_id, changed in rows.tuples()}


def _is_settled(settled: dict[Pair, str], pair: Pair, rows: Sequence[_Version]) -> bool:
    """Tell whether the study's cell is newer than all that was charted apart."""
    return settled.get(pair, "") >= max(row.changed for row in rows)
