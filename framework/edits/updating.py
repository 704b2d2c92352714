"""Bring a transcript up to date from a corrected file, with all that hangs on its places."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from types import MappingProxyType

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from framework.drafts import SpeakerDraft, TranscriptDraft
from framework.edits.coding_rows import unite_with_same
from framework.edits.corrections import renew_contexts
from framework.edits.joint_texts import put, settle
from framework.edits.quoting import rechecking
from framework.edits.rereading import queue_cells, queue_codings
from framework.edits.transcripts import speaker_rows
from framework.errors import RefusedError
from framework.ingest import freeze_document
from framework.queries.joint_displays import stored_texts
from framework.queries.transcripts import transcript_by_id
from framework.queries.updating import (
    HeldKind,
    HeldRow,
    UpdatePreview,
    weighed,
)
from framework.rules import joint_checks
from framework.rules.alignment import Alignment
from framework.rules.cells import with_places
from framework.rules.locators import paragraph_label, stored
from framework.rules.passages import trimmed
from framework.schema import Attribution, Cell, Coding, JointRow, Memo, Speaker, Theme
from framework.study import Study, now

Choices = Mapping[tuple[HeldKind, int], tuple[int, int]]

_NO_CHOICE: Choices = MappingProxyType({})
_TABLES: Mapping[HeldKind, str] = {
    "coding": "coding",
    "locator": "citation",
    "memo": "memo",
    "correction": "correction",
    "attribution": "attribution",
}
_TEXTS = ("cell", "own_cell", "synthesis")
_CITING = (
    "SELECT token, cell_id, own_cell_id, synthesis_id, joint_row_id FROM citation WHERE id = :id"
)
_CITED_BY = (
    "SELECT DISTINCT cell_id FROM citation WHERE cell_id IS NOT NULL "
    "AND id IN (SELECT value FROM json_each(:ids))"
)
_REMOVED = """
SELECT json_extract(before, '$.guid') AS guid, json_extract(before, '$.start') AS start,
    json_extract(before, '$.end') AS "end"
FROM change WHERE table_name = 'coding' AND op = 'D'
    AND json_extract(before, '$.transcript_id') = :transcript
ORDER BY id
"""
_NOWHERE = (0, 0)


def update_transcript(
    study: Study, transcript_id: int, draft: TranscriptDraft, choices: Choices = _NO_CHOICE
) -> UpdatePreview:
    """Let a transcript be what a corrected file says, as one step; return what came of it.

    What hangs on its places goes where its words are now. What stands at other words is queued to
    be re-read; what has no place any more is written down in a memo at the beginning. `choices`
    places what would be lost: by kind and id, `[start, end)` in the draft's text. The former
    document stays in the file.
    """
    with study.read() as reading:
        name = transcript_by_id(reading, transcript_id).name
    label = f"Bring {name} up to date from {draft.name}"
    with study.step(label) as session, rechecking(session, transcript_id):
        preview, alignment, same = weighed(session, transcript_id, draft)
        rows = [_settled(row, choices, draft.text) for row in preview.rows]
        lost = [row for row in rows if row.span is None]
        lost += [row for row in preview.lost if row.kind == "speaker"]
        places = _places_of_passages(session, transcript_id, rows, alignment)
        _lose(session, [*lost, *preview.taken_up], name)
        placed = _at_their_places(draft, same)
        _renew_speakers(session, transcript_id, placed, same)
        document_id = freeze_document(session, placed).id
        session.execute(
            text("UPDATE transcript SET document_id = :document WHERE id = :id"),
            {"document": document_id, "id": transcript_id},
        )
        _carry(session, rows)
        session.expire_all()
        renew_contexts(session, transcript_id)
        _renew_checks(session, places)
        _queue(study, session, rows, lost, name)
        _write_down(study, session, transcript_id, draft, lost)
        for row in rows:
            if row.kind == "coding" and row.fate == "changed" and row.span:
                unite_with_same(session, session.get_one(Coding, row.id))
    return preview


def _settled(row: HeldRow, choices: Choices, body: str) -> HeldRow:
    """Give a row the place that was chosen for it, if one was."""
    chosen = choices.get((row.kind, row.id))
    if chosen is None or row.kind in {"correction", "speaker"}:
        return row
    start, end = trimmed(body, max(chosen[0], 0), min(chosen[1], len(body)))
    if start >= end:
        raise RefusedError(
            f"There are no words at the place chosen for {row.what}; the transcript stays as it is."
        )
    return row._replace(fate="changed", span=(start, end), after=body[start:end])


def _carry(session: Session, rows: Iterable[HeldRow]) -> None:
    """Write the new places, table by table."""
    moved: dict[str, list[dict[str, int]]] = {}
    for row in rows:
        if row.span is not None and row.span != row.at:
            place = {"id": row.id, "start": row.span[0], "end": row.span[1]}
            moved.setdefault(_TABLES[row.kind], []).append(place)
    for table, places in moved.items():
        statement = f'UPDATE {table} SET start = :start, "end" = :end WHERE id = :id'  # noqa: S608 - our own names
        session.execute(text(statement), places)


def _lose(session: Session, lost: Sequence[HeldRow], name: str) -> None:
    """Take away what has no place; what hangs on a row goes before it, so that undo can follow."""
    of: dict[HeldKind, list[int]] = {}
    for row in lost:
        of.setdefault(row.kind, []).append(row.id)
    for row in lost:
        if row.kind == "locator":
            _write_out(session, row, name)
    codings = json.dumps(of.get("coding", []))
    guids = select(Coding.guid).where(Coding.id.in_(of.get("coding", [])))
    session.execute(update(Theme).where(Theme.example.in_(guids)).values(example=""))
    within = "coding_id IN (SELECT value FROM json_each(:ids))"
    for table in ("reread", "memo"):
        session.execute(text(f"DELETE FROM {table} WHERE {within}"), {"ids": codings})  # noqa: S608 - our own names
    for kind, ids in of.items():
        if kind != "speaker":
            statement = (
                f"DELETE FROM {_TABLES[kind]} WHERE id IN (SELECT value FROM json_each(:ids))"  # noqa: S608 - our own names
            )
            session.execute(text(statement), {"ids": json.dumps(ids)})
    session.expire_all()


def _write_out(session: Session, row: HeldRow, name: str) -> None:
    """Let a locator that leads nowhere any more stand as words that nothing takes for a locator."""
    token, *owners, joint_row_id = session.execute(text(_CITING), {"id": row.id}).tuples().one()
    words = f"[{name} {paragraph_label(row.first, row.last)} of the former file]"
    for table, owner in zip(_TEXTS, owners, strict=True):
        if owner is not None:
            session.execute(
                text(f"UPDATE {table} SET text = replace(text, :token, :words) WHERE id = :id"),  # noqa: S608 - our own names
                {"token": stored(token), "words": words, "id": owner},
            )
    if joint_row_id is not None:
        joint = session.get_one(JointRow, joint_row_id)
        for field, held in stored_texts(joint).items():
            put(joint, field, held.replace(stored(token), words))
        settle(session, joint)


def _at_their_places(draft: TranscriptDraft, same: Mapping[int, int]) -> TranscriptDraft:
    """Let those who speak still keep their places in the list of speakers; others fill the gaps.

    A place that nobody takes holds a speaker without a name.
    """
    place = {ordinal: former for former, ordinal in same.items()}
    free = (at for at in count() if at not in same)
    for ordinal in range(len(draft.speakers)):
        if ordinal not in place:
            place[ordinal] = next(free)
    listed = [SpeakerDraft("", ())] * (max(place.values(), default=-1) + 1)
    for ordinal, at in place.items():
        listed[at] = draft.speakers[ordinal]
    paragraphs = tuple(
        paragraph if paragraph.speaker is None
        else paragraph._replace(speaker=place[paragraph.speaker])
        for paragraph in draft.paragraphs
    )  # fmt: skip
    return replace(draft, paragraphs=paragraphs, speakers=tuple(listed))


def _renew_speakers(
    session: Session, transcript_id: int, draft: TranscriptDraft, same: Mapping[int, int]
) -> None:
    """Take away who speaks no longer, add who is new, and say anew what is said of the others.

    A role that was given stays.
    """
    here = Speaker.transcript_id == transcript_id
    gone = select(Speaker.id).where(here, Speaker.ordinal.not_in(list(same)))
    session.execute(delete(Attribution).where(Attribution.speaker_id.in_(gone)))
    session.execute(delete(Speaker).where(Speaker.id.in_(gone)))
    roles = dict(session.execute(select(Speaker.ordinal, Speaker.role).where(here)).tuples().all())
    new = []
    for row, speaker in zip(speaker_rows(draft), draft.speakers, strict=True):
        ordinal = row["ordinal"]
        if ordinal in roles:
            kept = roles[ordinal] if roles[ordinal] != "unknown" else row["role"]
            values = {**row, "role": kept}
            session.execute(
                update(Speaker).where(here, Speaker.ordinal == ordinal).values(**values)
            )
        elif speaker.name:
            new.append({"transcript_id": transcript_id, **row})
    if new:
        session.execute(insert(Speaker), new)


def _places_of_passages(
    session: Session, transcript_id: int, rows: Sequence[HeldRow], alignment: Alignment
) -> dict[str, tuple[int, int]]:
    """Give the new places of passages by guid, also of those that were coded once."""
    removed = session.execute(text(_REMOVED), {"transcript": transcript_id}).all()
    found = {row.guid: alignment.carry(row.start, row.end).span or _NOWHERE for row in removed}
    guids = dict(
        session.execute(
            select(Coding.id, Coding.guid).where(Coding.transcript_id == transcript_id)
        ).tuples().all()
    )  # fmt: skip
    found |= {guids[row.id]: row.span or _NOWHERE for row in rows if row.kind == "coding"}
    return found


def _renew_checks(session: Session, places: Mapping[str, tuple[int, int]]) -> None:
    """Let checked cells and rows of joint displays rest on the same passages where they are now."""
    for cell in session.scalars(select(Cell).where(Cell.checked != "")):
        cell.checked = with_places(cell.checked, places)
    for row in session.scalars(select(JointRow).where(JointRow.checked != "")):
        row.checked = joint_checks.with_places(row.checked, places)
    session.flush()


def _queue(
    study: Study, session: Session, rows: Sequence[HeldRow], lost: Sequence[HeldRow], name: str
) -> None:
    """Queue passages that stand at other words, and the cells that cite or rest on them."""
    changed = [row for row in rows if row.fate == "changed" and row.span]
    codings = [row.id for row in changed if row.kind == "coding"]
    queue_codings(study, session, codings, f"the words changed when {name} was brought up to date")
    ids = [row.id for row in changed if row.kind == "locator"]
    citing = session.scalars(text(_CITED_BY), {"ids": json.dumps(ids)}).all()
    guids = set(session.scalars(select(Coding.guid).where(Coding.id.in_(codings))))
    resting = [
        cell.id
        for cell in session.scalars(select(Cell).where(Cell.checked != ""))
        if guids & json.loads(cell.checked)["passages"].keys()
    ]
    reason = f"words behind it changed when {name} was brought up to date"
    queue_cells(study, session, sorted({*citing, *resting}), reason)
    mark = f"%[{name} ¶% of the former file]%"
    if any(row.kind == "locator" for row in lost):
        cut = session.scalars(select(Cell.id).where(Cell.text.like(mark))).all()
        queue_cells(study, session, cut, f"a passage that it cites is no longer in {name}")


def _write_down(
    study: Study,
    session: Session,
    transcript_id: int,
    draft: TranscriptDraft,
    lost: Sequence[HeldRow],
) -> None:
    """Keep what could not be placed in a memo at the beginning of the transcript."""
    if not lost:
        return
    first = draft.paragraphs[0]
    said = "\n".join(f"• {_in_words(row)}" for row in lost)
    session.add(
        Memo(
            transcript_id=transcript_id, start=first.start, end=first.end, kind="margin",
            text=f"When this transcript was brought up to date from {draft.name}, these found no "
            f"place in it:\n{said}",
            coder_id=study.coder_id(session), created=now(),
        )
    )  # fmt: skip
    session.flush()


def _in_words(row: HeldRow) -> str:
    """Say what was lost, in full."""
    if row.kind == "speaker":
        return f"{row.what}: {row.before} speaks no longer"
    place = f"{paragraph_label(row.first, row.last)} of the former file"
    more = f" — {row.said}" if row.said else ""
    return f"{row.what}, {place}: “{row.before}”{more}"
