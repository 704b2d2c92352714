"""Keep the record and the search tables by triggers, whoever changes a row."""

from functools import cache
from itertools import chain

from sqlalchemy import Connection, Table

from framework import engine
from framework.schema import recorded_tables


def start_recording(connection: Connection) -> None:
    """Create the temporary triggers that write every change of a recorded table to the record.

    The schema is trusted here because `recognise` has seen that the file holds no triggers or
    views of its own: SQLite lets our triggers keep the search tables only then.
    """
    # A file may be older than the text that is searched now.
    engine.create_search_tables(connection)
    connection.exec_driver_sql("PRAGMA trusted_schema=ON")
    connection.exec_driver_sql("CREATE TEMP TABLE now_step (id INTEGER NOT NULL)")
    for statement in _keeping_the_record():
        connection.exec_driver_sql(statement)


@cache
def _keeping_the_record() -> tuple[str, ...]:
    """Write the triggers of every table, once in a process."""
    recording = [_recording_triggers(table) for table in recorded_tables()]
    searching = [_search_triggers(*searched) for searched in engine.SEARCHED]
    return tuple(chain.from_iterable(recording + searching))


def image_of(table: Table, row: str = "", upto: int = engine.FORMAT_VERSION) -> str:
    """Write what gives a row as JSON, its columns in the order of their names.

    Columns that came after the file format `upto` are left out.
    """
    names = sorted(c.name for c in table.columns if c.info.get("since", 0) <= upto)
    values = ", ".join(f"'{name}', {row}\"{name}\"" for name in names)
    return f"json_object({values})"


def _recording_triggers(table: Table) -> list[str]:
    """Write the three triggers of one table; a change outside a step is an error."""
    name = table.name
    columns = [column.name for column in table.columns]
    image = image_of(table, "OLD.")
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    guard = (
        "SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM now_step) "
        "THEN RAISE(ABORT, 'a change outside a step') END;"
    )
    target = "INSERT INTO change (step_id, table_name, row_id, op, before)"
    known = (
        "NOT EXISTS (SELECT 1 FROM main.change WHERE step_id = now_step.id "
        f"AND table_name = '{name}' AND row_id = OLD.id AND op IN ('I', 'U') "
        "AND NOT EXISTS (SELECT 1 FROM main.change later WHERE later.step_id = now_step.id "
        f"AND later.table_name = '{name}' AND later.row_id = OLD.id AND later.op = 'D'))"
    )
    return [
        f"CREATE TEMP TRIGGER record_{name}_insert AFTER INSERT ON main.{name} BEGIN {guard} "
        f"{target} SELECT id, '{name}', NEW.id, 'I', NULL FROM now_step; END",
        f"CREATE TEMP TRIGGER record_{name}_update AFTER UPDATE ON main.{name} "
        f"WHEN {differs} BEGIN {guard} "
        f"{target} SELECT id, '{name}', OLD.id, 'U', {image} FROM now_step "
        f"WHERE {known}; END",
        f"CREATE TEMP TRIGGER record_{name}_delete AFTER DELETE ON main.{name} BEGIN {guard} "
        f"{target} SELECT id, '{name}', OLD.id, 'D', {image} FROM now_step; END",
    ]


def _search_triggers(search: str, table: str, column: str) -> list[str]:
    """Keep a search table true to the text that it indexes."""
    add = f"INSERT INTO {search} (rowid, body) VALUES (NEW.id, NEW.{column});"
    drop = f"DELETE FROM {search} WHERE rowid = OLD.id;"
    return [
        f"CREATE TEMP TRIGGER {search}_insert AFTER INSERT ON main.{table} BEGIN {add} END",
        f"CREATE TEMP TRIGGER {search}_update AFTER UPDATE OF {column} ON main.{table} "
        f"BEGIN {drop} {add} END",
        f"CREATE TEMP TRIGGER {search}_delete AFTER DELETE ON main.{table} BEGIN {drop} END",
    ]
