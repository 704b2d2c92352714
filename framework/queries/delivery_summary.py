"""Sum up what was delivered: a row for each component, and a paragraph with the figures in it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from framework.queries.delivery import Columns, columns_read, list_tables
from framework.queries.delivery_events import DAYS, name_of
from framework.queries.indicators import DefinitionRow, IndicatorRow
from framework.queries.joint_displays import JointRowView, display_rows, list_displays
from framework.queries.joint_figures import Figures
from framework.queries.joint_texts import JointText, figures_in_place
from framework.rules.indicators import share

_COUNTED = ("delivered", "share_yes")
_SOURCE = "source"
_FEW = 3


class SummaryRow(NamedTuple):
    """Sum up one component; what is not known is "".

    `spread` tells the other figures of it: medians, ranges, totals. `source` is what the rows
    themselves give as theirs, else their table.
    """

    strand: str
    component: str
    planned: str
    delivered: str
    on_time: str
    spread: str
    source: str
    indicator_ids: tuple[int, ...]


class _Part(NamedTuple):
    """Name the indicators of one component, with what an analyst wrote about it."""

    component: str
    indicator_ids: tuple[int, ...]
    row: JointRowView | None = None


def delivery_summary(session: Session, display_id: int | None = None) -> list[SummaryRow]:
    """Sum up the delivery data by component.

    The components are the rows of a joint display that is laid out as a delivery summary (by
    default the first one); without such rows, those that the indicators measure.
    """
    figures = Figures(session)
    parts = _written(session, display_id, figures) or _measured(figures)
    figures.want(at for part in parts for at in part.indicator_ids)
    sources = _Sources(session)
    return [_summary(part, figures, sources) for part in parts]


def figures_paragraph(session: Session, display_id: int | None = None) -> JointText:
    """Give the figures of a study as a paragraph of text.

    It is the note of the delivery summary with its figures in place; where there is none, a
    sentence for each indicator.
    """
    figures = Figures(session)
    shown = [row for row in list_displays(session)
             if (row.layout == "L10" if display_id is None else row.id == display_id)]  # fmt: skip
    note = next((row.definition.note for row in shown if row.definition.note.strip()), "")
    if not note:
        figures.want(figures.definitions)
        note = " ".join(
            f"{row.label}: [={row.key}]{_where(row.id, figures)}."
            for row in figures.definitions.values()
        )
    return figures_in_place(session, note, figures)


def _where(indicator_id: int, figures: Figures) -> str:
    """Name the sites of a figure that some of them have and others have not."""
    definition = figures.definitions[indicator_id]
    held = figures.held(indicator_id, None)
    if held is None or definition.measure not in {"cases", "delivered", "late", "on_time"}:
        return ""
    every = len(figures.rows(indicator_id)) - 1 if definition.measure != "cases" else held.N or 0
    if not 0 < len(held.sites) < every:
        return ""
    if definition.measure == "cases":
        return f" ([={definition.key} sites])" if len(held.sites) <= _FEW else ""
    return f", at [={definition.key} sites]"


def _written(session: Session, display_id: int | None, figures: Figures) -> list[_Part]:
    """List the components that an analyst wrote down."""
    for display in list_displays(session):
        if display.layout == "L10" if display_id is None else display.id == display_id:
            rows = display_rows(session, display.id, figures=figures)
            return [_Part(row.title, _named(row, figures), row) for row in rows]
    return []


def _named(row: JointRowView, figures: Figures) -> tuple[int, ...]:
    """List the indicators that a row names by their keys, and those that stand in its texts."""
    keys = re.split(r"[\s,;]+", row.details.get("indicators", ""))
    named = [figures.by_key[key].id for key in keys if key in figures.by_key]
    return tuple(dict.fromkeys([*named, *(at for at, _case in row.figures)]))


def _measured(figures: Figures) -> list[_Part]:
    """Gather the indicators that are about the same rows of the same table.

    Where several days are measured in these, each day stands apart.
    """
    rows: dict[tuple[object, ...], list[DefinitionRow]] = {}
    for row in figures.definitions.values():
        if row.measure != "cases":
            about = (row.table, *sorted(row.definition.where.items()))
            rows.setdefault(about, []).append(row)
    held: dict[tuple[object, ...], list[int]] = {}
    for shared, found in rows.items():
        days = {row.definition.column for row in found if row.measure in DAYS}
        for row in found:
            apart = row.definition.column if len(days) > 1 and row.measure in DAYS else ""
            held.setdefault((apart, *shared), []).append(row.id)
    return [_Part(name_of(figures.definitions[ids[0]].label), tuple(ids)) for ids in held.values()]


def _summary(part: _Part, figures: Figures, sources: "_Sources") -> SummaryRow:
    """Sum up one component."""
    rows = [row for at in part.indicator_ids if (row := figures.rows(at).get(None))]
    counted = [row for row in rows if row.measure in _COUNTED]
    on_time = [row for row in rows if row.measure == "on_time"]
    others = [row for row in rows if row.measure not in {*_COUNTED, "on_time", "late"}]
    details = part.row.detail_texts if part.row else {}
    wrote = {key: text.plain for key, text in details.items()}
    dimension = next(
        (
            held
            for at in part.indicator_ids
            if (held := figures.definitions[at].definition.dimension)
        ),
        "",
    )
    return SummaryRow(
        wrote.get("strand", dimension), part.component, wrote.get("planned", _planned(rows)),
        "; ".join(_share(row) for row in counted), "; ".join(_share(row) for row in on_time),
        _spread(others, figures), wrote.get("source") or sources.of(rows, figures),
        part.indicator_ids,
    )  # fmt: skip


def _planned(rows: Sequence[IndicatorRow]) -> str:
    """Say how many were to be delivered, where that is counted."""
    due = next((row.N for row in rows if row.measure in {*_COUNTED, "on_time"} and row.N), None)
    return "" if due is None else str(due)


def _share(row: IndicatorRow) -> str:
    """Print n/N with its percentage, and what is said beside it."""
    return row.text if row.n is None or not row.N else share(row.n, row.N, percent=True) + (
        row.text.partition(";")[2] and f";{row.text.partition(';')[2]}"
    )  # fmt: skip


def _spread(rows: Sequence[IndicatorRow], figures: Figures) -> str:
    """Print the other figures; named where there are several."""
    if len(rows) == 1:
        return rows[0].text
    return "; ".join(f"{figures.definitions[row.id].label}: {row.text}" for row in rows)


class _Sources:
    """Know where rows of delivery tables say that they come from."""

    def __init__(self, session: Session) -> None:
        """Read the tables' heads alone."""
        self._session = session
        self._tables = {table.name: table for table in list_tables(session)}
        self._read: dict[str, Columns] = {}

    def of(self, rows: Sequence[IndicatorRow], figures: Figures) -> str:
        """Name the sources of the rows behind figures."""
        found: dict[str, None] = {}
        for row in rows:
            name = figures.definitions[row.id].table
            found |= dict.fromkeys(self._in(name, row.rows))
        return ", ".join(found)

    def _in(self, name: str, numbers: Sequence[int]) -> list[str]:
        """Name the sources in some rows of a table."""
        table = self._tables.get(name)
        if table is None:
            return []
        column = next((held for held, _kind in table.columns if held.casefold() == _SOURCE), None)
        if column is None:
            return [name.replace("_", " ")]
        if name not in self._read:
            self._read[name] = columns_read(self._session, table)
        held = self._read[name].raw(column)
        places = dict.fromkeys(held.codes[n - 1] for n in numbers)
        return [text for at in places if (text := held.texts[at].strip())]
