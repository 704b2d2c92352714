"""Ask what a newer file of a delivery table would change; nothing is written."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.drafts import ColumnDraft, ColumnReading, DeliveryDraft
from framework.errors import RefusedError
from framework.queries.delivery import TableRow, read_values, table_named
from framework.rules.readings import plain_with
from framework.rules.table_updates import Rows, Update, likely_key, updated
from framework.schema import DeliveryTable


def differences(session: Session, draft: DeliveryDraft, key: tuple[str, ...] = ()) -> Update | None:
    """Hold a draft against the table of its name; None where there is no such table.

    Rows are told apart by `key`, else by the draft's or the table's, else by the fewest columns
    that do. Refuse a file in which none do, or that lacks a column of the key.
    """
    if session.scalar(select(DeliveryTable.id).where(DeliveryTable.name == draft.name)) is None:
        return None
    table = table_named(session, draft.name)
    newer = [column.name for column in draft.columns]
    columns = [name for name, _kind in table.columns]
    rows = [values for _n, _site, values in read_values(session, table.id)]
    chosen = key or draft.key or table.key or likely_key(columns, rows)
    lost = [name for name in chosen if name not in newer or name not in columns]
    if lost or not chosen:
        what = f"has no column “{lost[0]}”" if lost else "has no columns that tell its rows apart"
        raise RefusedError(
            f"{draft.name} {what}, and so cannot be brought up to date row by row; nothing was "
            "changed. Name the columns of its key in the mapping."
        )
    return updated(columns, rows, newer, draft.rows, chosen)


def as_loaded(session: Session, draft: DeliveryDraft) -> DeliveryDraft:
    """Give the table that loading a draft makes.

    Where a key is stated, rows are brought up to date. Without one the rows of the draft take the
    place of those that are there.
    """
    if session.scalar(select(DeliveryTable.id).where(DeliveryTable.name == draft.name)) is None:
        return draft
    keyed = draft.key or table_named(session, draft.name).key
    return _brought_up_to_date(session, draft) if keyed else draft


def in_words(session: Session, draft: DeliveryDraft, most: int = 20) -> list[str]:
    """Say what loading a draft would change of the table of its name, a sentence each."""
    if session.scalar(select(DeliveryTable.id).where(DeliveryTable.name == draft.name)) is None:
        return []
    table = table_named(session, draft.name)
    chosen = (
        draft.key
        or table.key
        or likely_key(
            [name for name, _k in table.columns],
            [values for _n, _s, values in read_values(session, table.id)],
        )
    )
    if not chosen:
        return [f"{draft.name}: {len(draft.rows)} rows take the place of {table.rows}."]
    found = differences(session, draft, chosen)
    if found is None:
        return []
    rows = len({one.key for one in found.changed})
    rest = "stay" if draft.key or table.key else "go, since no key is stated"
    said = [
        f"{draft.name}: {len(found.added)} rows are new, {rows} differ, {found.same} are the same; "
        f"{found.kept} that the newer file does not have {rest}."
    ]
    said += [f"{draft.name}: “{name}” is a new column." for name in found.new_columns]
    said += [
        f"{draft.name}, {', '.join(one.key)}: {one.column} “{one.before}” becomes “{one.after}”."
        for one in found.changed[:most]
    ]
    if len(found.changed) > most:
        said.append(f"{draft.name}: {len(found.changed) - most} further values differ.")
    return said


def with_choices_kept(draft: DeliveryDraft, table: TableRow) -> DeliveryDraft:
    """Keep the readings that the analyst chose, the level and the key of the table before."""
    names = {column.name for column in draft.columns}
    kept = {name for name in table.settled - draft.settled if name in names}
    columns = tuple(
        ColumnDraft(column.name, table.reading(column.name).kind) if column.name in kept else column
        for column in draft.columns
    )
    readings = {name: one for name, one in draft.readings.items() if name not in kept}
    readings |= {name: table.readings[name] for name in kept if name in table.readings}
    key = table.key if set(table.key) <= names else ()
    return replace(
        draft, columns=columns, readings=readings, settled=draft.settled | kept,
        level=draft.level or table.level, key=draft.key or key, layout=draft.layout or table.layout,
    )  # fmt: skip


def _brought_up_to_date(session: Session, draft: DeliveryDraft) -> DeliveryDraft:
    """Give the whole table that a newer file makes; the analyst's readings stay."""
    found = differences(session, draft)
    if found is None:
        return draft
    if found.doubled:
        shown = ", ".join(found.doubled[0])
        raise RefusedError(
            f"{draft.name} has several rows of the key {shown}, so that none can replace the "
            "other; nothing was changed. Name more columns of the key in the mapping."
        )
    table = table_named(session, draft.name)
    rows = [values for _n, _site, values in read_values(session, table.id)]
    return _whole(draft, table, found, rows)


def _whole(draft: DeliveryDraft, table: TableRow, found: Update, rows: Rows) -> DeliveryDraft:
    readings = {name: _reading(name, draft, table, rows) for name in found.columns}
    columns = tuple(ColumnDraft(name, readings[name].kind) for name in found.columns)
    said = (
        f"Brought up to date: {len(found.added)} rows new, "
        f"{len({one.key for one in found.changed})} changed, {found.same} the same, "
        f"{found.kept} not in the newer file and kept."
    )
    return DeliveryDraft(
        draft.name, draft.original, columns, found.rows, draft.site or table.site,
        (*draft.remarks, said),
        {name: one for name, one in readings.items() if one != ColumnReading(one.kind)},
        draft.settled | table.settled,
        draft.level or table.level, draft.key or table.key, draft.apart,
        draft.layout or table.layout,
    )  # fmt: skip


def _reading(name: str, draft: DeliveryDraft, table: TableRow, rows: Rows) -> ColumnReading:
    """Give the reading of a column whose rows come from both files: what either needs.

    Refuse where none reads both files as each was read alone: 01/09 with the day and the month
    first, 1,200 with a decimal comma and with thousands.
    """
    newer = [column.name for column in draft.columns]
    older = [column for column, _kind in table.columns]
    if name not in older or name in draft.settled:
        return draft.reading(name)
    old = table.reading(name)
    new = draft.reading(name) if name in newer else old
    if name in table.settled or new.kind != old.kind:
        return old
    before = {row[older.index(name)] for row in rows} if new != old else set()
    after = {row[newer.index(name)] for row in draft.rows} if new != old else set()
    for first, other in ((old, new), (new, old)):
        made = _joined(first, other)
        if _reads_alike(made, old, before) and _reads_alike(made, new, after):
            return made
    raise RefusedError(
        f"{name} of {draft.name} is not written as in the table that is there: days, months or "
        "decimals stand in another order or have other signs, and one of the two would be misread; "
        "nothing was changed. Save the newer file in the form of the first."
    )


def _joined(first: ColumnReading, other: ColumnReading) -> ColumnReading:
    """Join two readings of one kind; where they exclude each other, the first holds."""
    return replace(
        first,
        order=first.order or other.order,
        thousands=first.thousands or other.thousands,
        unit=first.unit or other.unit,
        missing={**other.missing, **first.missing},
        labels={**other.labels, **first.labels},
        approximate=first.approximate or other.approximate,
        ranges=first.ranges or other.ranges,
        made_dates=first.made_dates or other.made_dates,
        serials=first.serials or other.serials,
    )


def _reads_alike(made: ColumnReading, own: ColumnReading, texts: Collection[str]) -> bool:
    """Tell whether a reading reads what another reads as that one does, codes for nothing apart."""
    if made == own:
        return True
    read, wanted = plain_with(made), plain_with(own)
    return all(
        found is not None and (found.nothing or found.text == known.text)
        for text in texts
        if (known := wanted(text)) is not None and not known.nothing
        for found in [read(text)]
    )
