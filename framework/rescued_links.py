"""Mend a study that has lost rows: what hung on them goes too, and is counted."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, Table
from sqlalchemy.orm import Session

from framework import engine
from framework.ingest import freeze_columns
from framework.rules.locators import split_stored, stored
from framework.schema import StudyInfo, metadata

LOST = "[lost in damage]"
_TEXTS = (("cell", "cell_id"), ("own_cell", "own_cell_id"), ("synthesis", "synthesis_id"))
# What is about just one thing is about nothing, once that is lost.
_ABOUT_NOTHING = (
    ("memo", "coding_id IS NULL AND transcript_id IS NULL AND theme_id IS NULL "
     "AND case_id IS NULL AND joint_row_id IS NULL OR kind = 'cell' "
     "AND (case_id IS NULL OR theme_id IS NULL)"),
    ("citation", "cell_id IS NULL AND own_cell_id IS NULL AND synthesis_id IS NULL "
     "AND joint_row_id IS NULL"),
    ("cell_reference", "synthesis_id IS NULL AND joint_row_id IS NULL"),
    ("synthesis", "case_id IS NULL AND theme_id IS NULL"),
    ("reread", "coding_id IS NULL AND cell_id IS NULL"),
)  # fmt: skip

_SPEAKERS = """
INSERT INTO speaker (guid, transcript_id, ordinal, label, role, turns, first_words)
SELECT lower(hex(randomblob(16))), t.id, p.speaker, coalesce(max(p.label), 'Speaker'), 'unknown',
    count(p.label), ''
FROM paragraph p JOIN transcript t ON t.document_id = p.document_id
WHERE p.speaker IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM speaker s WHERE s.transcript_id = t.id AND s.ordinal = p.speaker
)
GROUP BY t.id, p.speaker
"""
_COUNTING = (
    "UPDATE document SET paragraph_count = "
    "(SELECT count(*) FROM paragraph p WHERE p.document_id = document.id)",
    "UPDATE dataset SET row_count = "
    "(SELECT count(*) FROM dataset_row r WHERE r.dataset_id = dataset.id)",
    # the columns of a table that has lost rows are made anew from those that are left
    "DELETE FROM dataset_column WHERE dataset_id IN (SELECT d.id FROM dataset d "
    "JOIN dataset_column c ON c.dataset_id = d.id WHERE length(c.codes) <> 4 * d.row_count "
    "OR NOT json_valid(c.texts))",
)


def mend(connection: Connection) -> list[str]:
    """Take out what leads nowhere, and fill what is made from other rows; say what went."""
    gone = _drop_what_hangs(connection)
    locators = _mark_lost_locators(connection)
    speakers = connection.exec_driver_sql(_SPEAKERS).rowcount
    _make_searchable(connection)
    for counting in _COUNTING:
        connection.exec_driver_sql(counting)
    _fill_columns(connection)
    with Session(connection) as session:
        if session.get(StudyInfo, 1) is None and not session.query(StudyInfo).count():
            session.add(StudyInfo(title="Rescued study", note="", created=""))
            session.flush()
    connection.exec_driver_sql(
        "UPDATE step SET below = NULL WHERE below NOT IN (SELECT id FROM step)"
    )
    said = [f"{number} rows of {name.replace('_', ' ')} hung on what is missing and went with it."
            for name, number in sorted(gone.items())]  # fmt: skip
    if speakers > 0:
        said.append(f"{speakers} speakers were taken from their labels anew; look at their roles.")
    if locators:
        said.append(f"{locators} locators lead nowhere now and stand as “{LOST}”.")
    return said


def _drop_what_hangs(connection: Connection) -> dict[str, int]:
    """Remove rows that need a lost row, and let go of it where they do not; count the removed."""
    gone: dict[str, int] = {}
    dropped = True
    while dropped:
        dropped = False
        for table, where in (*_dangling(connection), *_ABOUT_NOTHING):
            number = connection.exec_driver_sql(f"DELETE FROM {table} WHERE {where}").rowcount
            if number > 0:
                gone[table] = gone.get(table, 0) + number
                dropped = True
    return gone


def _dangling(connection: Connection) -> Iterator[tuple[str, str]]:
    """Name the rows of each table that cannot be without a row that is lost."""
    for table in metadata.sorted_tables:
        for column, target in _links(table):
            lost = f'"{column}" NOT IN (SELECT id FROM {target})'
            if table.columns[column].nullable:
                connection.exec_driver_sql(
                    f'UPDATE {table.name} SET "{column}" = NULL WHERE {lost}'
                )
            else:
                yield table.name, lost


def _links(table: Table) -> list[tuple[str, str]]:
    """List the columns of a table that point to rows of another, with the other."""
    return [
        (column.name, key.column.table.name)
        for column in table.columns
        for key in column.foreign_keys
    ]


def _mark_lost_locators(connection: Connection) -> int:
    """Say in each text where a locator stood that leads nowhere now; count them."""
    count = 0
    for table, column in _TEXTS:
        kept: dict[int, set[str]] = {}
        for source in ("citation", "cell_reference"):
            if column in metadata.tables[source].columns:
                rows = connection.exec_driver_sql(
                    f"SELECT {column}, token FROM {source} WHERE {column} IS NOT NULL"
                )
                for row_id, token in rows:
                    kept.setdefault(row_id, set()).add(token)
        for row_id, body in connection.exec_driver_sql(f"SELECT id, text FROM {table}").all():
            pieces = split_stored(body)
            known = kept.get(row_id, set())
            lost = [n for n in range(1, len(pieces), 2) if pieces[n] not in known]
            if lost:
                count += len(lost)
                written = "".join(
                    (LOST if n in lost else stored(piece)) if n % 2 else piece
                    for n, piece in enumerate(pieces)
                )
                connection.exec_driver_sql(
                    f"UPDATE {table} SET text = ? WHERE id = ?", (written, row_id)
                )
            _forget(connection, column, row_id, known - set(pieces[1::2]))
    return count


def _forget(connection: Connection, column: str, row_id: int, tokens: set[str]) -> None:
    """Drop what is kept for locators that no text holds any more."""
    for token in tokens:
        for source in ("citation", "cell_reference"):
            if column in metadata.tables[source].columns:
                connection.exec_driver_sql(
                    f"DELETE FROM {source} WHERE {column} = ? AND token = ?", (row_id, token)
                )


def _make_searchable(connection: Connection) -> None:
    """Write the search tables anew."""
    connection.exec_driver_sql("DELETE FROM paragraph_search")
    for document_id, text in connection.exec_driver_sql("SELECT id, text FROM document").all():
        places = connection.exec_driver_sql(
            'SELECT id, start, "end" FROM paragraph WHERE document_id = ?', (document_id,)
        ).all()
        if places:
            connection.exec_driver_sql(
                "INSERT INTO paragraph_search (rowid, body) VALUES (?, ?)",
                [(row.id, text[row.start : row.end]) for row in places],
            )
    for search, table, column in engine.SEARCHED:
        connection.exec_driver_sql(f"DELETE FROM {search}")
        connection.exec_driver_sql(
            f"INSERT INTO {search} (rowid, body) SELECT id, {column} FROM {table}"
        )


def _fill_columns(connection: Connection) -> None:
    """Compute the columns of delivery tables that are not there, from the rows."""
    with Session(connection) as session:
        for (dataset_id,) in connection.exec_driver_sql(
            "SELECT id FROM dataset WHERE id NOT IN (SELECT dataset_id FROM dataset_column)"
        ).all():
            cells = connection.exec_driver_sql(
                "SELECT cells FROM dataset_row WHERE dataset_id = ? ORDER BY n", (dataset_id,)
            )
            try:
                rows = [list(map(str, json.loads(row))) for (row,) in cells]
            except (ValueError, TypeError):
                continue  # the table is there with its rows, and gives no figures
            if rows and len({len(row) for row in rows}) == 1:
                freeze_columns(session, dataset_id, rows)
        session.flush()
