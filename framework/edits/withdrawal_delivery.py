"""Take the rows about a participant out of delivery tables, for good."""

import json
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from framework.ingest import freeze_columns
from framework.queries.withdrawal import PersonRow
from framework.schema import Dataset, DatasetColumn, DatasetRow, DeliveryTable


def remove_rows(session: Session, rows: Sequence[PersonRow]) -> set[int]:
    """Remove rows of delivery tables; return the ids of the tables.

    What is left is numbered anew. The files that the tables came in are gone, also those of former
    readings, and so are datasets that are in use no more: nothing before can be undone.
    """
    tables = {row.table_id: row.dataset_id for row in rows}
    for table_id, dataset_id in tables.items():
        gone = {row.n for row in rows if row.table_id == table_id}
        made = _without(session, dataset_id, gone)
        session.get_one(DeliveryTable, table_id).dataset_id = made
        session.flush()
    if tables:
        empty_unused(session)
    return set(tables)


def _without(session: Session, dataset_id: int, gone: set[int]) -> int:
    """Keep a dataset without some rows; return the id of the new one."""
    before = session.get_one(Dataset, dataset_id)
    rows = session.execute(
        select(DatasetRow.n, DatasetRow.site, DatasetRow.cells)
        .where(DatasetRow.dataset_id == dataset_id)
        .order_by(DatasetRow.n)
    ).tuples()
    left = [(site, cells) for n, site, cells in rows if n not in gone]
    made = Dataset(sha256=before.sha256, columns=before.columns, row_count=len(left),
                   remarks=before.remarks, original=b"")  # fmt: skip
    session.add(made)
    session.flush()
    session.connection().exec_driver_sql(
        "INSERT INTO dataset_row (dataset_id, n, site, cells) VALUES (?, ?, ?, ?)",
        [(made.id, n, site, cells) for n, (site, cells) in enumerate(left, start=1)],
    )
    freeze_columns(session, made.id, [json.loads(cells) for _site, cells in left])
    return made.id


def empty_unused(session: Session) -> None:
    """Remove what datasets hold that no table has any more; their digests stay."""
    used = set(session.scalars(select(DeliveryTable.dataset_id)))
    for dataset in session.scalars(select(Dataset).where(Dataset.id.not_in(used))):
        session.execute(delete(DatasetRow).where(DatasetRow.dataset_id == dataset.id))
        session.execute(delete(DatasetColumn).where(DatasetColumn.dataset_id == dataset.id))
        dataset.original, dataset.remarks, dataset.row_count = b"", "[]", 0
    session.flush()
