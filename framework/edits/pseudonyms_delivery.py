"""Put pseudonyms in the place of names in delivery tables."""

import json
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.edits.withdrawal_delivery import empty_unused
from framework.ingest import freeze_columns
from framework.queries.delivery import table_named
from framework.rules.pseudonyms import Names
from framework.schema import Dataset, DatasetRow, DeliveryTable
from framework.scrubbing import holds_in_file, in_json

Put = Callable[[str, int, int, str], str]
"""Give what a value shall be: of a table's guid, in a row, in a column, as it is."""


def replace_in_delivery(session: Session, put: Put, everywhere: Names) -> set[int]:
    """Replace names in all delivery tables; return the ids of those that held any.

    What stands beside the rows, such as remarks and the heads of columns, follows the names that
    are replaced everywhere. A file that held a name is gone from the study, and so is what no
    table has any more.
    """
    changed = set()
    for table in session.scalars(select(DeliveryTable).order_by(DeliveryTable.id)).all():
        dataset = session.get_one(Dataset, table.dataset_id)
        if _replace_in(session, table, dataset, put, everywhere):
            changed.add(table.id)
        elif holds_in_file(dataset.original, [one.original for one in everywhere.entries]):
            dataset.original = b""
    empty_unused(session)
    return changed


def _replace_in(
    session: Session, table: DeliveryTable, dataset: Dataset, put: Put, everywhere: Names
) -> bool:
    """Keep a dataset anew where a name stands in it; tell whether one does."""
    rows = session.execute(
        select(DatasetRow.n, DatasetRow.site, DatasetRow.cells)
        .where(DatasetRow.dataset_id == dataset.id)
        .order_by(DatasetRow.n)
    ).tuples().all()  # fmt: skip
    before = [json.loads(cells) for _n, _site, cells in rows]
    after = [
        [put(table.guid, n, at, value) for at, value in enumerate(values)]
        for (n, _site, _cells), values in zip(rows, before, strict=True)
    ]
    columns = in_json(dataset.columns, everywhere.replaced)
    remarks = in_json(dataset.remarks, everywhere.replaced)
    if (after, columns, remarks) == (before, dataset.columns, dataset.remarks):
        return False
    made = Dataset(sha256=dataset.sha256, columns=columns, row_count=dataset.row_count,
                   remarks=remarks, original=b"")  # fmt: skip
    session.add(made)
    session.flush()
    names = [name for name, _kind in table_named(session, table.name).columns]
    site_at = names.index(table.site) if table.site in names else None
    for (n, site, _cells), new in zip(rows, after, strict=True):
        named = site if site_at is None else new[site_at].strip()
        session.add(
            DatasetRow(dataset_id=made.id, n=n, site=named,
                       cells=json.dumps(new, ensure_ascii=False))
        )  # fmt: skip
    freeze_columns(session, made.id, after)
    table.dataset_id = made.id
    session.flush()
    return True
