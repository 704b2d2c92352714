"""Gather what rows of joint displays rest on, and lead from a row to cells and raw events."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from framework.errors import NotFoundError
from framework.queries.cases import CaseRow, list_cases
from framework.queries.charts import CellView, Evidences, cells
from framework.queries.delivery import DataRow, list_tables, rows_of
from framework.queries.indicators import IndicatorRow
from framework.queries.joint_texts import JointTexts
from framework.queries.themes import list_themes_plain
from framework.rules.joint_checks import Behind, CellBehind, figure_changed
from framework.rules.mentions import Mention, label
from framework.schema import Cell, CellReference, FigureReference, Indicator, JointRow, StudyCase
from framework.schema import Theme as ThemeTable


class EventRow(NamedTuple):
    """Give a row of a delivery table behind a figure, and the figures that it stands behind."""

    table: str
    columns: tuple[str, ...]
    row: DataRow
    figures: tuple[str, ...]


class SiteBehind(NamedTuple):
    """Give what stands behind a row at one site: cells that hold something, and raw events.

    `case` is None for events that belong to no site.
    """

    case: CaseRow | None
    cells: tuple[CellView, ...]
    events: tuple[EventRow, ...]


class RowsBehind:
    """Hold what some rows rest on now, read once for all."""

    def __init__(self, session: Session, texts: JointTexts) -> None:
        """Read the cells that are mentioned, and what they rest on."""
        self._texts = texts
        pairs = {(row.case_id, row.theme_id) for row in texts.mentions.values()}
        themes = sorted({theme for _case, theme in pairs})
        self._evidence = Evidences(session, themes) if themes else None
        self._guids: dict[tuple[type, int], str] = {
            (table, row_id): guid
            for table in (StudyCase, ThemeTable, Indicator)
            for row_id, guid in session.execute(select(table.id, table.guid)).tuples()
        }
        self._definitions = dict(
            session.execute(select(Indicator.id, Indicator.definition)).tuples().all()
        )
        self._texts_of_cells = {
            (case_id, theme_id): body
            for case_id, theme_id, body in session.execute(
                select(Cell.case_id, Cell.theme_id, Cell.text).where(
                    tuple_(Cell.case_id, Cell.theme_id).in_(list(pairs))
                )
            ).tuples()
        }
        self._mentions_of: dict[int, list[str]] = {}
        for token, row_id in session.execute(
            select(CellReference.token, CellReference.joint_row_id).where(
                CellReference.joint_row_id.is_not(None)
            )
        ).tuples():
            if token in texts.mentions:
                self._mentions_of.setdefault(row_id or 0, []).append(token)

    def of(self, row_id: int) -> Behind:
        """Gather what a row rests on."""
        indicators = {}
        for reference in self._texts.references.values():
            if reference.joint_row_id == row_id:
                at = reference.indicator_id
                definition = self._texts.figures.definitions[at]
                indicators[self._guids[Indicator, at]] = definition.label, self._definitions[at]
        behind = {}
        for token in self._mentions_of.get(row_id, ()):
            found = self._texts.mentions[token]
            key = (
                f"{self._guids[StudyCase, found.case_id]}|{self._guids[ThemeTable, found.theme_id]}"
            )
            behind[key] = self._cell(found.case_id, found.theme_id, found.case,
                                     found.number or found.theme)  # fmt: skip
        return Behind(indicators, behind)

    def figures_changed(self, row_id: int) -> list[str]:
        """Say which figures of a row read otherwise than when it was written."""
        found = []
        for row in self._texts.references.values():
            now = self._texts.shown(row)
            if row.joint_row_id == row_id and now != row.shown:
                words = self._texts.figures.definitions[row.indicator_id].label
                found.append(figure_changed(words, row.shown, now))
        return list(dict.fromkeys(found))

    def _cell(self, case_id: int, theme_id: int, case: str, theme: str) -> CellBehind:
        """Gather what a cell rests on and says."""
        assert self._evidence is not None  # noqa: S101 - read above where a cell is mentioned
        return CellBehind(
            label(Mention(case, theme)), theme, self._evidence.of(case_id, theme_id),
            self._texts_of_cells.get((case_id, theme_id), ""),
        )  # fmt: skip


def events_behind(session: Session, row_id: int) -> list[SiteBehind]:
    """Lead from a row of a joint display to its sites' cells and to the raw events behind it.

    The sites are the row's own, those of its figures and those of the cells that it mentions;
    without a site of its own, a figure about all sites leads to all that it found something at.
    """
    row = session.get(JointRow, row_id)
    if row is None:
        raise NotFoundError("That row is no longer in its joint display; nothing was changed.")
    texts = JointTexts(session, [row_id])
    mentioned = {(found.case_id, found.theme_id) for found in texts.mentions.values()}
    figures = _figures_behind(session, row, texts)
    events = _events(session, figures)
    found = {found.case_id for found in figures} | {case_id for case_id, _theme in mentioned}
    wanted = {case_id for case_id in found if case_id is not None} | {row.case_id or 0}
    themes = sorted({theme_id for _case, theme_id in mentioned})
    if not themes:
        themes = [theme.id for theme in list_themes_plain(session)]
    kept = [case for case in list_cases(session) if case.id in wanted]
    views = cells(session, [case.id for case in kept], themes)
    sites = [
        SiteBehind(
            case,
            tuple(view for theme_id in themes if (view := views[case.id, theme_id]).text.strip()),
            tuple(events.get(case.id, ())),
        )
        for case in kept
    ]
    apart = events.get(None, [])
    return [*sites, SiteBehind(None, (), tuple(apart))] if apart else sites


def _figures_behind(session: Session, row: JointRow, texts: JointTexts) -> list[IndicatorRow]:
    """List the figures of sites behind the figures that stand in a row."""
    found: dict[tuple[int, int | None], IndicatorRow] = {}
    references = session.execute(
        select(FigureReference.indicator_id, FigureReference.case_id).where(
            FigureReference.joint_row_id == row.id
        )
    ).tuples()
    for indicator_id, case_id in references:
        asked = row.case_id if case_id is None else case_id
        rows = texts.figures.rows(indicator_id)
        whole = rows.get(None)
        by_site = {at: held for at, held in rows.items() if at is not None and held.rows}
        if asked is not None:
            by_site = {at: held for at, held in by_site.items() if at == asked}
        elif whole is not None:
            kept = {n for held in by_site.values() for n in held.rows}
            rest = tuple(n for n in whole.rows if n not in kept)
            found |= {(indicator_id, None): whole._replace(rows=rest)} if rest else {}
        found |= {(indicator_id, at): held for at, held in by_site.items()}
    return list(found.values())


def _events(session: Session, figures: Sequence[IndicatorRow]) -> dict[int | None, list[EventRow]]:
    """Give by site the rows behind figures, each once, in the order of their tables."""
    tables = {table.name: table for table in list_tables(session)}
    named = dict(session.execute(select(Indicator.id, Indicator.definition)).tuples().all())
    wanted: dict[str, dict[int, list[str]]] = {}
    for row in figures:
        table = json.loads(named[row.id])["table"]
        for n in row.rows:
            wanted.setdefault(table, {}).setdefault(n, []).append(row.label)
    found: dict[int | None, list[EventRow]] = {}
    for name, numbers in wanted.items():
        columns = tuple(column for column, _kind in tables[name].columns)
        for data in rows_of(session, tables[name].id):
            if data.n in numbers:
                labels = tuple(dict.fromkeys(numbers[data.n]))
                found.setdefault(data.case_id, []).append(EventRow(name, columns, data, labels))
    return found
