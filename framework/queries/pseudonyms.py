"""Ask where names stand in a study, and what was put in their place."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.delivery import list_tables
from framework.queries.placing import Places
from framework.queries.withdrawal import Readable
from framework.queries.withdrawal_places import PlaceNames
from framework.rules.locators import paragraph_label
from framework.rules.pseudonyms import Found, NameEntry, Names
from framework.schema import (
    DatasetRow,
    DeliveryTable,
    Document,
    Transcript,
)
from framework.scrubbing import texts

NOT_LOOKED_AT = frozenset({"coder", "pseudonym"})
"""The tables of analysts and of what stands for names."""

_AROUND = 40


class Occurrence(NamedTuple):
    """Show a name in its context; `key` is its place, `where` the same in words."""

    entry: NameEntry
    key: str
    where: str
    before: str
    found: str
    after: str


def occurrences(session: Session, entries: Sequence[NameEntry]) -> list[Occurrence]:
    """List every place at which a name stands, transcripts first."""
    names = Names(entries)
    if not entries:
        return []
    return [
        *_in_transcripts(session, names),
        *_in_texts(session, names),
        *_in_delivery(session, names),
    ]


def parts_of(value: str) -> list[str]:
    """List the texts in a value: itself, or where it is a JSON array or object, each in it.

    Their order is that in which `scrubbing.in_json` comes by them.
    """
    if value[:1] not in {"[", "{"}:
        return [value]
    try:
        held = json.loads(value)
    except ValueError:
        return [value]
    return list(_strings(held))


def _strings(held: Any) -> Iterator[str]:  # noqa: ANN401 - any value of JSON
    """Go through the texts in a value that was read from JSON, names of fields before values."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, list):
        for part in held:
            yield from _strings(part)
    elif isinstance(held, dict):
        for name, part in held.items():
            yield name
            yield from _strings(part)


def _in_transcripts(session: Session, names: Names) -> Iterator[Occurrence]:
    """Look through what is said in transcripts."""
    rows = session.execute(
        select(Transcript.id, Transcript.guid, Transcript.name, Document.id, Document.text)
        .join(Document, Document.id == Transcript.document_id)
        .order_by(Transcript.position, Transcript.id)
    ).tuples()
    for transcript_id, guid, name, document_id, body in rows.all():
        places = None
        for one in names.found(body):
            places = places or Places(session, [document_id])
            place = places.of(transcript_id, document_id, one.start, one.end)
            where = f"{name} {paragraph_label(place.first, place.last)}"
            yield _occurrence(one, f"transcript/{guid}/text/0:{one.start}", where, body)


def _in_texts(session: Session, names: Names) -> Iterator[Occurrence]:
    """Look through what analysts wrote, and through all names."""
    readable: Readable | None = None
    where = PlaceNames(session)
    for text in texts(session):
        if text.table in NOT_LOOKED_AT:
            continue
        for at, part in enumerate(parts_of(text.text)):
            for one in names.found(part):
                readable = readable or Readable(session)
                key = f"{text.table}/{text.row['guid']}/{text.column}/{at}:{one.start}"
                yield _occurrence(one, key, where.of(text.table, text.row), part, readable.of)


def _in_delivery(session: Session, names: Names) -> Iterator[Occurrence]:
    """Look through the rows of delivery tables."""
    for table in list_tables(session):
        guid = session.scalars(select(DeliveryTable.guid).where(DeliveryTable.id == table.id)).one()
        rows = session.execute(
            select(DatasetRow.n, DatasetRow.cells)
            .where(DatasetRow.dataset_id == table.dataset_id)
            .order_by(DatasetRow.n)
        ).tuples()
        for n, cells in rows:
            for at, value in enumerate(json.loads(cells)):
                for one in names.found(value):
                    where = f"{table.name}, row {n}, {table.columns[at][0]}"
                    yield _occurrence(one, f"delivery/{guid}/{n}/{at}:{one.start}", where, value)


def _occurrence(
    one: Found, key: str, where: str, body: str, readable: Callable[[str], str] = str
) -> Occurrence:
    """Show a name in its context."""
    before = readable(body[max(0, one.start - _AROUND) : one.start]).replace("\n", " ¶ ")
    after = readable(body[one.end : one.end + _AROUND]).replace("\n", " ¶ ")
    return Occurrence(one.entry, key, where, before, one.text, after)
