"""Ask what changed behind a cell since it was checked: which passages, and which definition."""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from framework.queries.charts import Evidences
from framework.queries.codings import CodingRow, codings_by_id
from framework.queries.placing import Places
from framework.queries.transcripts import texts_of
from framework.rules import cells as rules
from framework.schema import Cell, Change, Coding

_REMOVED = """
SELECT before FROM change
WHERE table_name = 'coding' AND op = 'D' AND json_extract(before, '$.guid') IN :guids
ORDER BY id
"""
_TRANSCRIPTS = "SELECT id, name, document_id FROM transcript"


class LostPassage(NamedTuple):
    """Describe a passage that a cell rested on and does no longer; `why` says what became of it.

    Where its transcript was removed too, `quote` is "" and `first` and `last` are 0.
    """

    transcript_id: int
    transcript: str
    start: int
    end: int
    first: int
    last: int
    quote: str
    why: str


class Moved(NamedTuple):
    """Describe a passage whose ends were moved: as it is, and the words that it had."""

    coding: CodingRow
    before: str


class SinceChecked(NamedTuple):
    """Tell what changed behind a cell since it was checked; all empty where nothing did.

    `definition_before` is None where the definition is the same, or the record does not tell.
    """

    said: tuple[str, ...]
    added: tuple[CodingRow, ...] = ()
    removed: tuple[LostPassage, ...] = ()
    changed: tuple[Moved, ...] = ()
    definition_before: str | None = None
    definition_now: str | None = None


def since_checked(session: Session, case_id: int, theme_id: int) -> SinceChecked:
    """Give what changed behind a cell since it was checked, in words and passage by passage."""
    fingerprint = session.scalar(
        select(Cell.checked).where(Cell.case_id == case_id, Cell.theme_id == theme_id)
    )
    evidences = Evidences(session, [theme_id])
    now = evidences.of(case_id, theme_id)
    said = rules.changes_since(fingerprint or "", now)
    if not fingerprint or not said:
        return SinceChecked(())
    seen = rules.passages_at(fingerprint)
    rows = {row.guid: row for row in codings_by_id(session, evidences.codings(case_id, theme_id))}
    moved = [guid for guid in rows if guid in seen and now.passages[guid] != seen[guid]]
    same = rules.is_definition_of(fingerprint, now.definition)
    before = None if same else _former_definition(session, theme_id, fingerprint)
    return SinceChecked(
        tuple(said),
        tuple(row for guid, row in rows.items() if guid not in seen),
        tuple(_lost(session, {guid: span for guid, span in seen.items() if guid not in rows})),
        tuple(_moved(session, [rows[guid] for guid in moved], seen)),
        before,
        now.definition if before is not None else None,
    )


def _moved(
    session: Session, rows: Iterable[CodingRow], seen: Mapping[str, tuple[int, int]]
) -> list[Moved]:
    """Give the passages whose ends were moved, with the words that they had."""
    documents = {row.id: row.document_id for row in session.execute(text(_TRANSCRIPTS))}
    listed = list(rows)
    bodies = texts_of(session, [documents[row.transcript_id] for row in listed])
    return [
        Moved(row, bodies[documents[row.transcript_id]][slice(*seen[row.guid])]) for row in listed
    ]


def _lost(session: Session, spans: Mapping[str, tuple[int, int]]) -> list[LostPassage]:
    """Describe the passages that a cell rests on no longer: recoded, attributed anew, removed."""
    kept = session.execute(
        select(Coding.guid, Coding.transcript_id).where(Coding.guid.in_(spans))
    ).tuples().all()  # fmt: skip
    where = dict(kept)
    gone = [guid for guid in spans if guid not in where]
    statement = text(_REMOVED).bindparams(bindparam("guids", expanding=True))
    images = map(json.loads, session.execute(statement, {"guids": gone}).scalars())
    removed = {image["guid"]: image["transcript_id"] for image in images}
    names = {row.id: (row.name, row.document_id) for row in session.execute(text(_TRANSCRIPTS))}
    known = {**removed, **where}
    documents = {names[key][1] for key in known.values() if key in names}
    bodies, places = texts_of(session, list(documents)), Places(session, documents)
    found = []
    for guid, (start, end) in spans.items():
        transcript_id = known.get(guid, 0)
        if transcript_id not in names:
            found.append(LostPassage(transcript_id, "", start, end, 0, 0, "", "removed with its "
                                     "transcript"))  # fmt: skip
            continue
        name, document_id = names[transcript_id]
        first, last, _speaker = places.of(transcript_id, document_id, start, end)
        why = "no longer coded" if guid in removed else "coded otherwise, or to another case"
        if not end:  # what rules.cells.with_places leaves of a passage without a place
            found.append(LostPassage(transcript_id, name, 0, 0, 0, 0, "", "not in the corrected "
                                     "transcript"))  # fmt: skip
            continue
        quote = bodies[document_id][start:end]
        found.append(LostPassage(transcript_id, name, start, end, first, last, quote, why))
    return sorted(found, key=lambda row: (row.transcript, row.start))


def _former_definition(session: Session, theme_id: int, fingerprint: str) -> str | None:
    """Find in the record the definition of which a fingerprint was taken."""
    images = session.scalars(
        select(Change.before)
        .where(Change.table_name == "theme", Change.row_id == theme_id, Change.op != "I")
        .order_by(Change.id.desc())
    )
    for before in images:
        image = json.loads(before or "{}")
        meant = rules.definition_text(image["definition"], image["include"], image["exclude"])
        if rules.is_definition_of(fingerprint, meant):
            return meant
    return None
