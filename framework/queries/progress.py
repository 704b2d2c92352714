"""Ask how far the study has come."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from framework.queries import themes
from framework.queries.apart import charted_apart
from framework.queries.cases import list_cases
from framework.queries.charts import CellView
from framework.queries.delivery import list_tables, unmatched
from framework.queries.themes import ThemeRow
from framework.rules.cells import STATES
from framework.rules.numbering import is_other
from framework.schema import Coding, Document, Indicator, Transcript


class ProgressRow(NamedTuple):
    """Count what is done at each stage; cells are those of participants × sub-themes.

    An Other to which nothing has come yet is no column that has to be charted.
    """

    transcripts: int
    words: int
    coded_transcripts: int
    codings: int
    coders: int
    themes: int
    sub_themes: int
    cells: int
    states: Mapping[str, int]
    flags: Mapping[str, int]
    sites: int
    participants: int
    delivery_tables: int
    delivery_rows: int
    unmatched_rows: int
    indicators: int


def progress(
    session: Session, found: Mapping[tuple[int, int], CellView] | None = None
) -> ProgressRow:
    """Count the stages of the study; `found` is its `matrix`, where that is at hand."""
    every = themes.list_themes_plain(session)
    columns = matrix_columns(every)
    kinds = [case.kind for case in list_cases(session)]
    found = matrix(session) if found is None else found
    bare = bare_columns(columns, found)
    states, flags = _tally([view for (_case, at), view in found.items() if at not in bare])
    tables = list_tables(session)
    return ProgressRow(
        transcripts=_count(session, Transcript.id),
        words=_words(session),
        coded_transcripts=session.scalar(
            select(func.count(func.distinct(Coding.transcript_id)))
        ) or 0,
        codings=_count(session, Coding.id),
        coders=session.scalar(select(func.count(func.distinct(Coding.coder_id)))) or 0,
        themes=sum(row.depth == 0 for row in every),
        sub_themes=sum(row.depth > 0 and not is_other(row.number) for row in columns),
        cells=sum(states.values()),
        states=states,
        flags=flags,
        sites=kinds.count("site"),
        participants=kinds.count("participant"),
        delivery_tables=len(tables),
        delivery_rows=sum(table.rows for table in tables),
        unmatched_rows=sum(row.rows for row in unmatched(session)),
        indicators=_count(session, Indicator.id),
    )  # fmt: skip


def matrix_columns(every: list[ThemeRow]) -> list[ThemeRow]:
    """List the columns of all charts, chart by chart."""
    return [
        column for row in every if row.depth == 0 for column in themes.columns_in(every, row.id)
    ]


def matrix(
    session: Session, kind: str = "participant", apart: str = ""
) -> dict[tuple[int, int], CellView]:
    """Give the cells of every case of a kind under every column, without their texts.

    They are as the coder may see them who charts `apart`.
    """
    cases = [case.id for case in list_cases(session, kind)]
    columns = matrix_columns(themes.list_themes_plain(session))
    return charted_apart(
        session, apart, cases, [column.id for column in columns], texts=False
    ).views


def bare_columns(
    columns: Sequence[ThemeRow], found: Mapping[tuple[int, int], CellView]
) -> set[int]:
    """Return the ids of the columns that are an Other to which nothing has come yet."""
    others = {column.id for column in columns if is_other(column.number)}
    return others - {
        at
        for (_case, at), view in found.items()
        if at in others and (view.passages or view.state != "not_started")
    }


def _tally(found: Iterable[CellView]) -> tuple[dict[str, int], dict[str, int]]:
    """Count cells by state and by flag."""
    states = dict.fromkeys(STATES, 0)
    flags = dict.fromkeys(("coded_not_charted", "no_evidence", "out_of_date", "quote_differs"), 0)
    for view in found:
        states[view.state] += 1  # type: ignore[index]  # a kept state is one of STATES
        for flag in view.flags:
            flags[flag] += 1
    return {str(state): count for state, count in states.items()}, flags


def _count(session: Session, column: object) -> int:
    """Count the rows of a table."""
    return session.scalar(select(func.count(column))) or 0  # type: ignore[arg-type]  # an id


def _words(session: Session) -> int:
    """Count the words of all transcripts."""
    total = select(func.sum(Document.words)).join(Transcript, Transcript.document_id == Document.id)
    return session.scalar(total) or 0
