"""Bring a study file from an older format to this program's, all of it or nothing."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from framework import chain, engine
from framework.ingest import freeze_columns
from framework.schema import (
    Base,
    Cell,
    Citation,
    Coding,
    Dataset,
    DatasetRow,
    DeliveryTable,
    Document,
    Memo,
    OwnCell,
    Paragraph,
    Step,
    Theme,
    metadata,
)

SINCE_FORMAT_2: Mapping[type[Base], Sequence[str]] = {
    Theme: (
        "provisional",
        "retired",
        "fixed_number",
        "example",
        "merged_into",
        "rated",
        "split_from",
    ),
    Coding: ("version_id",),
    Cell: ("rating",),
}
SINCE_FORMAT_3: Mapping[type[Base], Sequence[str]] = {
    Document: ("comments",),
    Paragraph: ("printed",),
    Memo: ("joint_row_id",),
    Citation: ("joint_row_id",),
    DeliveryTable: ("level", "keys"),
    Step: ("contents", "digest", "removed", "format"),
}
SINCE_FORMAT_4: Mapping[type[Base], Sequence[str]] = {OwnCell: ("rating",)}


def upgrade(path: Path) -> None:
    """Bring the study file to the format of this program, in one transaction."""
    writer = engine.writer(path)
    try:
        with writer.begin() as connection:
            version = int(connection.execute(text("PRAGMA user_version")).scalar_one())
            for following in range(version + 1, engine.FORMAT_VERSION + 1):
                _UPGRADES[following](connection)
            if version < chain.FIRST_FORMAT:
                chain.seal_all(connection)
            connection.execute(text(f"PRAGMA user_version={engine.FORMAT_VERSION}"))
    finally:
        writer.dispose()


def _to_format_2(connection: Connection) -> None:
    """Add versions of the framework, corrections, readings, charting apart and synthesis.

    Memos and citations may from now on be about more than codings and cells.
    """
    _set_aside(connection, "memo")
    _set_aside(connection, "citation")
    metadata.create_all(connection)
    _carry_over(connection, "memo", "id, guid, coding_id, coder_id, text, created")
    cited = 'id, guid, cell_id, token, transcript_id, start, "end"'
    _carry_over(connection, "citation", cited)
    engine.create_search_tables(connection)
    _add_columns(connection, SINCE_FORMAT_2)
    _freeze_columns(connection)


def _to_format_3(connection: Connection) -> None:
    """Add joint displays, pseudonyms and withdrawals, past exports and a chained record.

    Mentions of cells may from now on stand in the rows of joint displays too.
    """
    _set_aside(connection, "cell_reference")
    metadata.create_all(connection)
    mentions = "id, guid, synthesis_id, token, case_id, theme_id"
    _carry_over(connection, "cell_reference", mentions)
    engine.create_search_tables(connection)
    _add_columns(connection, SINCE_FORMAT_3)


def _to_format_4(connection: Connection) -> None:
    """Let what analysts chart apart be rated."""
    _add_columns(connection, SINCE_FORMAT_4)


def _freeze_columns(connection: Connection) -> None:
    """Keep the columns of delivery data beside its rows."""
    with Session(connection) as session:
        for dataset_id in session.scalars(select(Dataset.id)).all():
            cells = select(DatasetRow.cells).where(DatasetRow.dataset_id == dataset_id)
            rows = [json.loads(row) for row in session.scalars(cells.order_by(DatasetRow.n))]
            if rows:
                freeze_columns(session, dataset_id, rows)
        session.flush()


def _set_aside(connection: Connection, name: str) -> None:
    """Make room for a table to be laid out anew: SQLite cannot let a column go empty."""
    connection.execute(text(f"ALTER TABLE {name} RENAME TO {name}_before"))
    for index in metadata.tables[name].indexes:
        connection.execute(text(f"DROP INDEX IF EXISTS {index.name}"))


def _carry_over(connection: Connection, name: str, columns: str) -> None:
    """Put the rows set aside into the new table, and go on counting ids where they stopped."""
    connection.execute(
        text(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {name}_before")  # noqa: S608 - names of ours
    )
    names = {"old": f"{name}_before", "name": name}
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), names)
    connection.execute(text("UPDATE sqlite_sequence SET name = :name WHERE name = :old"), names)
    connection.execute(text(f"DROP TABLE {name}_before"))


def _add_columns(connection: Connection, wanted: Mapping[type[Base], Sequence[str]]) -> None:
    """Add the columns that a table has not got from being laid out anew on the way."""
    for mapped, names in wanted.items():
        rows = connection.execute(text(f"PRAGMA table_info({mapped.__tablename__})"))
        there = {row.name for row in rows}
        for name in names:
            if name not in there:
                _add_column(connection, mapped, name)


def _add_column(connection: Connection, mapped: type[Base], name: str) -> None:
    """Add a column to a table that is there, as the schema describes it."""
    column = mapped.__table__.columns[name]
    kind = column.type.compile(connection.dialect)
    begins = getattr(column.server_default, "arg", None)
    default = "" if column.nullable else f" NOT NULL DEFAULT '{begins}'"
    target = next((key.target_fullname.split(".") for key in column.foreign_keys), None)
    refers = f" REFERENCES {target[0]} ({target[1]}) ON DELETE SET NULL" if target else ""
    table = mapped.__tablename__
    connection.execute(text(f'ALTER TABLE {table} ADD COLUMN "{name}" {kind}{default}{refers}'))
    for index in mapped.__table__.indexes:  # type: ignore[attr-defined]  # typed FromClause
        if name in index.columns:
            index.create(connection)


_UPGRADES: Mapping[int, Callable[[Connection], None]] = {
    2: _to_format_2,
    3: _to_format_3,
    4: _to_format_4,
}
