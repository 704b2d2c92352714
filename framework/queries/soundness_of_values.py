"""Look for values that no Chartwell has written: of another kind, or at odds with what they sum up.

Whatever else is asked of a study rests on these, so they are looked at first.
"""

from functools import cache

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from framework.schema import metadata

_KINDS = {int: ("integer",), bool: ("integer",), str: ("text",), bytes: ("blob",),
          float: ("real", "integer")}  # fmt: skip
_COUNTS = (
    (
        "{n} tables of delivery data do not have the rows that they say.",
        "SELECT count(*) FROM dataset d WHERE row_count <> "
        "(SELECT count(*) FROM dataset_row r WHERE r.dataset_id = d.id)",
    ),
    (
        "{n} columns of delivery data do not have the rows of their table.",
        "SELECT count(*) FROM dataset_column c JOIN dataset d ON d.id = c.dataset_id "
        "WHERE length(c.codes) <> 4 * d.row_count",
    ),
    (
        "{n} transcripts do not have the paragraphs that they say.",
        "SELECT count(*) FROM document d WHERE paragraph_count <> "
        "(SELECT count(*) FROM paragraph p WHERE p.document_id = d.id)",
    ),
    (
        "{n} themes stand under themselves.",
        "WITH RECURSIVE under (id) AS (SELECT id FROM theme WHERE parent_id IS NULL UNION "
        "SELECT t.id FROM theme t JOIN under u ON t.parent_id = u.id) "
        "SELECT count(*) FROM theme WHERE id NOT IN under",
    ),
    (
        "{n} cases belong to themselves.",
        "WITH RECURSIVE above (low, high) AS (SELECT case_id, parent_id FROM case_parent UNION "
        "SELECT a.low, p.parent_id FROM above a JOIN case_parent p ON p.case_id = a.high) "
        "SELECT count(*) FROM above WHERE low = high",
    ),
)
_JSON = {
    "document": ("remarks", "left_out", "comments"),
    "dataset": ("columns", "remarks"),
    "dataset_row": ("cells",),
    "dataset_column": ("texts",),
    "indicator": ("definition",),
}  # in rows that no step of the record changed, and in what every figure rests on


def value_faults(session: Session) -> list[str]:
    """List what a file holds that cannot be meant, a sentence each; [] when there is none."""
    wrong = {table.name: _of_other_kinds(table) for table in metadata.sorted_tables}
    found = [(name, session.scalar(text(sql))) for name, sql in wrong.items()]
    said = [f"{n} rows hold what does not belong in them (in {name})." for name, n in found if n]
    if said:
        return said
    counts = ((words, session.scalar(text(sql)) or 0) for words, sql in _COUNTS)
    return [words.format(n=n) for words, n in counts if n]


@cache
def _of_other_kinds(table: Table) -> str:
    """Write what counts the rows of a table in which a value is of another kind than its column."""
    wrong = []
    for column in table.columns:
        kinds = _KINDS[column.type.python_type] + (("null",) if column.nullable else ())
        listed = ", ".join(f"'{kind}'" for kind in kinds)
        wrong.append(f'typeof("{column.name}") NOT IN ({listed})')
    named = (f'"{name}"' for name in _JSON.get(table.name, ()))
    wrong += [f"({name} <> '' AND NOT json_valid({name}))" for name in named]
    return f"SELECT count(*) FROM {table.name} WHERE {' OR '.join(wrong)}"
