"""Read a column of a table that is not loaded yet in another way."""

from dataclasses import replace

from framework.drafts import ColumnDraft, ColumnReading, DeliveryDraft


def reread(draft: DeliveryDraft, column: str, reading: ColumnReading) -> DeliveryDraft:
    """Return the table with another reading of a column; its rows stay as they came."""
    columns = tuple(
        ColumnDraft(one.name, reading.kind) if one.name == column else one for one in draft.columns
    )
    kept = {name: held for name, held in draft.readings.items() if name != column}
    if reading != ColumnReading(reading.kind):
        kept[column] = reading
    return replace(
        draft, columns=columns, readings=kept, settled=draft.settled | {column},
        remarks=tuple(said for said in draft.remarks if not said.startswith(f"{column}: ")),
    )  # fmt: skip
