"""Chain the steps of the record: each step's digest holds what it did and the digest before it.

What a step did is its changes with the rows as they were before, and each touched row as it was
when the step had ended. The latter is not stored: it is what the row's next change says that it
was before, or the row as it stands now. So a change past the program shows in the last step that
touched the row, and a change of the record shows where it was made.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, Row, Table, bindparam, text
from sqlalchemy.orm import Session

from framework import engine, triggers
from framework.schema import recorded_tables

FIRST_FORMAT = 3  # the file format that digests came with
FROZEN = {"transcript": "document_id", "delivery_table": "dataset_id"}

_STEPS = (
    "SELECT id, guid, at, coder, label, kind, merge, reverts, below, undo_head, redo_head, "
    "contents, digest, removed, format FROM step"
)
_BEFORES = "SELECT table_name, row_id, before FROM change WHERE step_id = ? ORDER BY id DESC"
_DID = (
    "SELECT group_concat(line, '') FROM (SELECT char(10) || table_name || char(9) || row_id || "
    "char(9) || op || char(9) || coalesce(before, '') AS line FROM change WHERE step_id = ? "
    "ORDER BY id)"
)
_TOUCHED = "SELECT DISTINCT table_name FROM change WHERE step_id = ? ORDER BY table_name"
_BEFORE = "SELECT digest FROM step WHERE id < ? ORDER BY id DESC LIMIT 1"
_DATASET_TEXTS = "SELECT texts, codes FROM dataset_column WHERE dataset_id = ? ORDER BY position"

Key = tuple[str, int]


class Image(NamedTuple):
    """Hold a row as JSON, None where it is not there, and the file format it was written in."""

    text: str | None
    format: int


class Link(NamedTuple):
    """Hold a step as it stands in the file, and the digest of what it did as read now."""

    step: Row[tuple[object, ...]]
    contents: str


def seal(session: Session, step_id: int) -> None:
    """Note on the newest step the digest of what it did, chained to the step before it."""
    connection = session.connection()
    step = connection.exec_driver_sql(f"{_STEPS} WHERE id = ?", (step_id,)).one()
    contents = _contents(connection, step, engine.FORMAT_VERSION, {})
    before = connection.exec_driver_sql(_BEFORE, (step_id,)).scalar() or ""
    _note(connection, step, contents, before, engine.FORMAT_VERSION)


def seal_all(connection: Connection) -> None:
    """Note the digests of every step anew; they say that they came after the steps themselves."""
    links = list(links_backwards(connection))
    before = ""
    for link in reversed(links):
        before = _note(connection, link.step, link.contents, before, 0)


def links_backwards(connection: Connection) -> Iterator[Link]:
    """Give every step with the digest of what it did, the last step first."""
    later: dict[Key, Image] = {}
    for step in connection.exec_driver_sql(f"{_STEPS} ORDER BY id DESC").all():
        yield Link(step, _contents(connection, step, step.format, later))
        for table, row_id, before in connection.exec_driver_sql(_BEFORES, (step.id,)):
            later[table, row_id] = Image(before, step.format)


def digest_of(step: Row[tuple[object, ...]], contents: str, before: str, file_format: int) -> str:
    """Give the digest of a step from that of the step before it and of what it did.

    A step's words are part of what it did, so that they can be removed and the chain still holds.
    """
    header = (step.id, step.guid, step.at, step.coder, step.kind, step.reverts, step.below,
              step.undo_head, step.redo_head, file_format)  # fmt: skip
    return sha256("\n".join((before, json.dumps(header), contents)).encode()).hexdigest()


def note_removed(
    session: Session, change_ids: Iterable[int], reason: str, documents: Iterable[int] = ()
) -> None:
    """Say on the steps concerned that words were lawfully removed from what they did, and why.

    Ask for it within a step of kind "final", naming the changes whose former rows were blanked,
    and the documents whose text was changed. The step before, which had made such a row what it
    was, is concerned too. What a step's own label said may be removed from it as well.
    """
    ids, texts = list(change_ids), list(documents)
    session.flush()
    for sql, values in ((_OF_CHANGES, ids), (_MAKING_THEM, ids), (_OF_DOCUMENTS, texts)):
        for start in range(0, len(values), 500):
            some = {"values": values[start : start + 500], "reason": reason}
            session.execute(text(sql).bindparams(bindparam("values", expanding=True)), some)


_OF_CHANGES = (
    "UPDATE step SET removed = :reason WHERE removed = '' AND id <> (SELECT max(id) FROM step) "
    "AND id IN (SELECT step_id FROM change WHERE id IN :values)"
)
_MAKING_THEM = (
    "UPDATE step SET removed = :reason WHERE removed = '' AND id <> (SELECT max(id) FROM step) "
    "AND id IN (SELECT (SELECT max(made.step_id) FROM change made "
    "WHERE made.table_name = c.table_name AND made.row_id = c.row_id AND made.id < c.id) "
    "FROM change c WHERE c.id IN :values)"
)
_OF_DOCUMENTS = (
    "UPDATE step SET removed = :reason WHERE removed = '' AND id <> (SELECT max(id) FROM step) "
    "AND id IN (SELECT step_id FROM change WHERE table_name = 'transcript' AND row_id IN "
    "(SELECT id FROM transcript WHERE document_id IN :values UNION SELECT row_id FROM change "
    "WHERE table_name = 'transcript' AND json_extract(before, '$.document_id') IN :values))"
)


def _note(
    connection: Connection,
    step: Row[tuple[object, ...]],
    contents: str,
    before: str,
    file_format: int,
) -> str:
    """Write the digests of a step; return the one that the next step is chained to."""
    digest = digest_of(step, contents, before, file_format)
    connection.exec_driver_sql(
        "UPDATE step SET contents = ?, digest = ?, format = ? WHERE id = ?",
        (contents, digest, file_format, step.id),
    )
    return digest


def _contents(
    connection: Connection,
    step: Row[tuple[object, ...]],
    file_format: int,
    later: Mapping[Key, Image],
) -> str:
    """Give the digest of what a step did; `later` says what rows were before later steps."""
    found = sha256(json.dumps([step.label, step.merge]).encode())
    did = connection.exec_driver_sql(_DID, (step.id,)).scalar() or ""
    found.update(did.encode(errors="surrogatepass"))
    for name in connection.exec_driver_sql(_TOUCHED, (step.id,)).scalars().all():
        became = _became(connection, step.id, name, file_format or FIRST_FORMAT, later)
        found.update(f"\n{name}\n{became}".encode(errors="surrogatepass"))
        if name in FROZEN:
            found.update(_frozen(connection, name, became))
    return found.hexdigest()


def _became(
    connection: Connection, step_id: int, name: str, upto: int, later: Mapping[Key, Image]
) -> str:
    """Give what the rows of a table became by a step: a line of JSON for each that is there."""
    table = _tables().get(name)
    now = (
        f"SELECT id, {triggers.image_of(table, upto=upto)} AS image FROM {name} WHERE id IN "
        "(SELECT row_id FROM change WHERE step_id = ? AND table_name = ?) ORDER BY id"
        if table is not None
        else "SELECT 0 AS id, '' AS image WHERE ? AND ? AND 0"
    )
    if not later:  # the newest step, which may be large: all in one statement
        sql = f"SELECT group_concat(image, char(10)) FROM ({now})"
        return connection.exec_driver_sql(sql, (step_id, name)).scalar() or ""
    rows = dict(connection.exec_driver_sql(now, (step_id, name)).tuples().all())
    sql = "SELECT DISTINCT row_id FROM change WHERE step_id = ? AND table_name = ? ORDER BY row_id"
    touched = connection.exec_driver_sql(sql, (step_id, name)).scalars().all()
    for row_id in touched:
        image = later.get((name, row_id))
        if image is not None:
            rows[row_id] = _as_of(image, name, upto)
    return "\n".join(image for row_id in touched if (image := rows.get(row_id)))


def _as_of(image: Image, name: str, upto: int) -> str | None:
    """Give a row as a file format knew it: without the columns that came later."""
    if image.text is None or (image.format or FIRST_FORMAT) <= upto:
        return image.text
    newer = {c.name for c in _tables()[name].columns if c.info.get("since", 0) > upto}
    kept = {key: value for key, value in json.loads(image.text).items() if key not in newer}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


@cache
def _tables() -> dict[str, Table]:
    """Give the recorded tables by name."""
    return {table.name: table for table in recorded_tables()}


def _frozen(connection: Connection, table: str, became: str) -> bytes:
    """Digest the frozen text or columns that rows of a table point to."""
    found = sha256()
    for kept in (json.loads(image)[FROZEN[table]] for image in became.split("\n") if image):
        if table == "transcript":
            sql = "SELECT text FROM document WHERE id = ?"
            found.update(str(connection.exec_driver_sql(sql, (kept,)).scalar()).encode())
        else:
            sql = "SELECT columns FROM dataset WHERE id = ?"
            found.update(str(connection.exec_driver_sql(sql, (kept,)).scalar()).encode())
            for texts, codes in connection.exec_driver_sql(_DATASET_TEXTS, (kept,)):
                found.update(texts.encode() + codes)
    return found.digest()
