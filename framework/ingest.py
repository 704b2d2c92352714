"""Put drafts into the study: the frozen rows of what came from outside."""

import json
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import chain, count, islice, repeat
from operator import le
from sys import byteorder
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, literal, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from framework.ciphering import UNREADABLE
from framework.drafts import (
    ColumnReading,
    DeliveryDraft,
    Level,
    ParagraphDraft,
    TranscriptDraft,
)
from framework.errors import RefusedError
from framework.progress import Progress
from framework.rules.reading_records import record_of
from framework.schema import Dataset, DatasetColumn, DatasetRow

_DOCUMENT = (
    "INSERT INTO document (sha256, format, text, words, paragraph_count, left_out, remarks, "
    "comments, original) VALUES (?, ?, ?, ?, ?, ?, ?, ?, zeroblob(?)) RETURNING id"
)
_COLUMNS = ("id", "document_id", "n", *ParagraphDraft._fields)
_NAMED = ", ".join(f'"{name}"' for name in _COLUMNS)
_MARKS = ", ".join("?" * len(_COLUMNS))
_PARAGRAPH = f"INSERT INTO paragraph ({_NAMED}) VALUES ({_MARKS})"
_SEARCHED = "INSERT INTO paragraph_search (rowid, body) VALUES (?, ?)"
_PIECE = 1_000_000
_SILENT = Progress()


class Frozen(NamedTuple):
    """Name a document that was frozen: its id, and the digest of its file."""

    id: int
    sha256: str


def freeze_document(session: Session, draft: TranscriptDraft) -> Frozen:
    """Keep a transcript's file, text and numbered paragraphs for good."""
    return freeze_documents(session, [draft])[0]


def freeze_documents(
    session: Session, drafts: Sequence[TranscriptDraft], progress: Progress = _SILENT
) -> list[Frozen]:
    """Keep the files, texts and numbered paragraphs of transcripts for good; past the ORM."""
    connection = session.connection()
    last = first = connection.exec_driver_sql("SELECT max(id) FROM paragraph").scalar() or 0
    made = []
    for done, draft in enumerate(drafts):
        progress.at(done, len(drafts), draft.name)
        _hold_to_the_contract(draft)
        document = _document(draft)
        found = connection.exec_driver_sql(_DOCUMENT, document)
        made.append(Frozen(int(found.scalar_one()), str(document[0])))
        _keep_original(connection, made[-1].id, draft.original)
        rows = enumerate(draft.paragraphs, start=1)
        connection.exec_driver_sql(
            _PARAGRAPH, [(last + n, made[-1].id, n, *row) for n, row in rows]
        )
        last += len(draft.paragraphs)
    _make_searchable(connection, drafts, first, progress)
    return made


def _document(draft: TranscriptDraft) -> tuple[object, ...]:
    """Give the row of a document, its digest first."""
    notes = [note._asdict() for note in draft.comments]
    return (
        sha256(draft.original).hexdigest(),
        draft.format,
        draft.text,
        len(draft.text.split()),
        len(draft.paragraphs),
        json.dumps(draft.left_out, ensure_ascii=False),
        json.dumps(draft.remarks, ensure_ascii=False),
        _as_json(notes) if notes else "",
        len(draft.original),
    )


def _keep_original(connection: Connection, document_id: int, original: bytes) -> None:
    """Write a file beside its text in pieces: bound whole, a large one is copied twice."""
    raw: Any = connection.connection.driver_connection
    opened = getattr(raw, "blobopen", None) or raw.open_blob  # sqlcipher3 names it so
    try:
        with closing(opened("document", "original", document_id)) as blob:
            for at in range(0, len(original), _PIECE):
                blob.write(original[at : at + _PIECE])
    except UNREADABLE as error:  # told as an error of any statement is
        raise DatabaseError("write document.original", None, error) from error


def _make_searchable(
    connection: Connection, drafts: Sequence[TranscriptDraft], last: int, progress: Progress
) -> None:
    """Index paragraphs, which come after one of that id.

    When everything else is there: the index writes out what it has gathered before each statement
    on a table with triggers, which costs more than the words themselves.
    """
    texts = (draft.text[p.start : p.end] for draft in drafts for p in draft.paragraphs)
    rows = enumerate(texts, start=last + 1)
    while part := list(islice(rows, _ROWS_AT_ONCE)):
        progress.at(len(drafts), len(drafts), "the index")
        connection.exec_driver_sql(_SEARCHED, part)


def _hold_to_the_contract(draft: TranscriptDraft) -> None:
    """Refuse a transcript without words, and one whose reader broke its promise."""
    if not draft.text.strip():
        raise RefusedError(f"{draft.name} holds no text; nothing was added.")
    sound = unicodedata.is_normalized("NFC", draft.text) and "\x00" not in draft.text
    places = [(p.start, p.end) for p in draft.paragraphs]
    bounds = [0, *chain.from_iterable(places), len(draft.text)]
    ordered = all(map(le, bounds, bounds[1:]))
    apart = len(set(bounds[1:-1])) == 2 * len(places)
    known = all(p.speaker is None or p.speaker < len(draft.speakers) for p in draft.paragraphs)
    placed = all(0 <= c.start < c.end <= len(draft.text) for c in draft.comments)
    if not (sound and ordered and apart and known and placed):
        raise ValueError(f"the reader of {draft.format} broke its contract on {draft.name}")


def turn_counts(paragraphs: Sequence[ParagraphDraft], speakers: int) -> list[int]:
    """Count each speaker's turns; a turn goes on over paragraphs in which nobody is named."""
    counts = [0] * speakers
    last: int | None = None
    for paragraph in paragraphs:
        if paragraph.speaker is not None and paragraph.speaker != last:
            counts[paragraph.speaker] += 1
            last = paragraph.speaker
    return counts


def first_words(draft: TranscriptDraft, limit: int = 80) -> dict[int, str]:
    """Give the first words of each speaker, without the label, by place in the list."""
    found: dict[int, str] = {}
    for start, end, kind, label, speaker, *_ in draft.paragraphs:
        if speaker is not None and kind == "speech" and speaker not in found:
            words = draft.text[start:end].removeprefix(label or "").lstrip(":\t >")
            if words:
                found[speaker] = words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"
            if len(found) == len(draft.speakers):
                break
    return found


def freeze_dataset(session: Session, draft: DeliveryDraft) -> int:
    """Keep a delivery table's file and rows for good, as they came; return the dataset's id."""
    names = [column.name for column in draft.columns]
    if draft.site and draft.site not in names:
        raise RefusedError(
            f"{draft.name} has no column “{draft.site}” to name the site; nothing was added."
        )
    at = names.index(draft.site) if draft.site else None
    dataset = Dataset(
        sha256=sha256(draft.original).hexdigest(),
        columns=columns_record(draft),
        row_count=len(draft.rows),
        remarks=json.dumps(draft.remarks, ensure_ascii=False),
        original=draft.original,
    )
    session.add(dataset)
    session.flush()
    if draft.rows:
        columns = [_Coded.of(column) for column in zip(*draft.rows, strict=True)]
        sites = repeat("") if at is None else columns[at].each(str.strip)
        texts = zip(*(column.each(_text_as_json) for column in columns), strict=True)
        cells = map("[{}]".format, map(", ".join, texts))
        rows = zip(repeat(dataset.id), range(1, len(draft.rows) + 1), sites, cells)
        # past the ORM, as rows are many, and in parts, so that other threads have their turns
        while part := list(islice(rows, _ROWS_AT_ONCE)):
            session.connection().exec_driver_sql(
                "INSERT INTO dataset_row (dataset_id, n, site, cells) VALUES (?, ?, ?, ?)", part
            )
        _freeze_columns(session, dataset.id, columns)
    return dataset.id


_ROWS_AT_ONCE = 5000
_as_json = json.JSONEncoder(ensure_ascii=False).encode
_text_as_json = json.encoder.encode_basestring


def columns_record(draft: DeliveryDraft) -> str:
    """Write the columns of a table with their readings, its level, key and layout, as JSON."""
    readings = {name: record_of(reading) for name, reading in draft.readings.items()}
    columns = [
        [*column, readings[column.name]] if column.name in readings else list(column)
        for column in draft.columns
    ]
    more = {"level": draft.level, "key": draft.key, "settled": sorted(draft.settled),
            "layout": draft.layout}  # fmt: skip
    said = {name: value for name, value in more.items() if value}
    return json.dumps({"columns": columns, **said} if said else columns, ensure_ascii=False)


def freeze_with_reading(
    session: Session, dataset_id: int, column: str, reading: ColumnReading
) -> int:
    """Keep a dataset's rows again, with another reading of a column; return the new dataset's id.

    What came stays as it came: the dataset with the former reading is there for undo.
    """
    before = session.get_one(Dataset, dataset_id)
    said = json.loads(before.columns)
    about = said if isinstance(said, dict) else {"columns": said}
    record = record_of(reading)
    about["columns"] = [
        [name, reading.kind, record] if name == column else [name, *more]
        for name, *more in about["columns"]
    ]
    about["settled"] = sorted({*about.get("settled", ()), column})
    remarks = [one for one in json.loads(before.remarks) if not one.startswith(f"{column}: ")]
    return _freeze_again(session, before, about, remarks)


def freeze_with_level(session: Session, dataset_id: int, level: Level, key: Sequence[str]) -> int:
    """Keep a dataset's rows again, with another level and key; return the new dataset's id."""
    before = session.get_one(Dataset, dataset_id)
    said = json.loads(before.columns)
    about = said if isinstance(said, dict) else {"columns": said}
    about["level"], about["key"] = level, list(key)
    return _freeze_again(session, before, about, json.loads(before.remarks))


def _freeze_again(
    session: Session, before: Dataset, about: dict[str, object], remarks: Sequence[str]
) -> int:
    """Keep a dataset's rows again, with something else said of them."""
    after = Dataset(
        sha256=before.sha256,
        columns=json.dumps(about, ensure_ascii=False),
        row_count=before.row_count,
        remarks=json.dumps(remarks, ensure_ascii=False),
        original=before.original,
    )
    session.add(after)
    session.flush()
    for table, names in ((DatasetRow, ("n", "site", "cells")),
                         (DatasetColumn, ("position", "texts", "codes"))):  # fmt: skip
        kept = [getattr(table, name) for name in names]
        chosen = select(literal(after.id), *kept).where(table.dataset_id == before.id)
        session.execute(
            insert(table).from_select(["dataset_id", *names], chosen.order_by(table.id))
        )
    return after.id


def freeze_columns(session: Session, dataset_id: int, rows: Sequence[Sequence[str]]) -> None:
    """Keep the columns of a dataset's rows beside them, for computing."""
    columns = [_Coded.of(column) for column in zip(*rows, strict=True)]
    _freeze_columns(session, dataset_id, columns)


class _Coded(NamedTuple):
    """Give a column as its texts, each once, and for each row the place of its text."""

    texts: tuple[str, ...]
    codes: Sequence[int]

    @classmethod
    def of(cls, column: Sequence[str]) -> "_Coded":
        """Tell the texts of a column apart."""
        places = defaultdict[str, int](count().__next__)
        codes = array("I")
        for start in range(0, len(column), _ROWS_AT_ONCE):  # in parts, as rows are added
            codes.extend(map(places.__getitem__, column[start : start + _ROWS_AT_ONCE]))
        return cls(tuple(places), codes)

    def each(self, made: Callable[[str], str]) -> Iterator[str]:
        """Make something of the text in each row, once for each text."""
        return map([made(text) for text in self.texts].__getitem__, self.codes)

    def packed(self) -> bytes:
        """Write the places as little-endian unsigned 32-bit numbers."""
        codes = array("I", self.codes)
        if byteorder == "big":
            codes.byteswap()
        return codes.tobytes()


def _freeze_columns(session: Session, dataset_id: int, columns: Sequence[_Coded]) -> None:
    """Keep columns whose texts are told apart."""
    made = [
        {"dataset_id": dataset_id, "position": position, "codes": column.packed(),
         "texts": json.dumps(column.texts, ensure_ascii=False)}
        for position, column in enumerate(columns)
    ]  # fmt: skip
    if made:
        session.execute(insert(DatasetColumn), made)
