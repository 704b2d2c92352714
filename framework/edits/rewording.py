"""Give a frozen text other words in some places, and move everything that points into it."""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any, cast

from sqlalchemy import bindparam, delete, insert, select, text, update
from sqlalchemy.orm import Session

from framework.rules.corrections import Wording
from framework.rules.rewording import Reworded, Stretch
from framework.schema import (
    Attribution,
    Cell,
    Citation,
    Coding,
    Correction,
    Document,
    JointRow,
    Memo,
    Paragraph,
    Transcript,
)
from framework.scrubbing import write_record

Spans = dict[str, tuple[list[int], list[int]]]
_FOR_EVER = 2**63
Plain = Callable[[str], str]
_Pointing = type[Coding] | type[Memo] | type[Citation] | type[Attribution] | type[Correction]
_POINTING: tuple[_Pointing, ...] = (Coding, Memo, Citation, Attribution, Correction)
_NAMES = ", ".join(f"'{table.__tablename__}'" for table in _POINTING)
_POINTING_BEFORE = f"""
SELECT id, before FROM change WHERE table_name IN ({_NAMES}) AND before IS NOT NULL
AND json_extract(before, '$.transcript_id') IN :ids
"""  # noqa: S608 - our own names
_TRANSCRIPTS_BEFORE = """
SELECT id, before FROM change WHERE table_name = 'transcript' AND before IS NOT NULL
AND json_extract(before, '$.document_id') = :document
"""


def reword_document(
    session: Session, document_id: int, stretches: Sequence[Stretch], plain: Plain = str
) -> int:
    """Put other words into a frozen text; return the id of the document that has them.

    Codings, citations, memos, corrections and whom passages speak for move with the words, in the
    record too; ¶ numbers stay. The file as it was imported is gone, its digest stays. `plain`
    rewrites what stands beside the text: labels, remarks. Only a step that nothing before can be
    undone after may do this.
    """
    before = session.get_one(Document, document_id)
    reworded = Reworded(before.text, stretches)
    made = _kept(session, before, reworded, plain)
    _copy_paragraphs(session, before, made, reworded, plain)
    transcripts = list(
        session.scalars(select(Transcript.id).where(Transcript.document_id == document_id))
    )
    spans = _move_rows(session, transcripts, reworded)
    _move_fingerprints(session, spans)
    session.execute(
        update(Transcript).where(Transcript.document_id == document_id).values(document_id=made)
    )
    session.flush()
    _move_record(session, (document_id, made), reworded)
    _rename_in_record(session, document_id, made)
    remove_documents(session, [document_id])
    for transcript_id in transcripts:
        _settle_corrections(session, transcript_id, reworded.text)
    return made


def remove_documents(session: Session, document_ids: Collection[int]) -> None:
    """Remove what frozen texts say: the file, its text, its paragraphs; the digests stay."""
    ids = list(document_ids)
    session.flush()
    session.execute(delete(Paragraph).where(Paragraph.document_id.in_(ids)))
    session.execute(
        update(Document)
        .where(Document.id.in_(ids))
        .values(text="", original=b"", comments="", left_out="[]", remarks="[]", words=0,
                paragraph_count=0)
    )  # fmt: skip
    session.info.pop("paragraphs", None)  # what was read of frozen texts is true no longer


def _kept(session: Session, before: Document, reworded: Reworded, plain: Plain) -> int:
    """Keep a text in its new words, without the file that it came in; return its id."""
    comments = json.loads(before.comments) if before.comments else []
    made = Document(
        sha256=before.sha256,
        format=before.format,
        text=reworded.text,
        words=len(reworded.text.split()),
        paragraph_count=before.paragraph_count,
        left_out=_each(before.left_out, plain),
        remarks=_each(before.remarks, plain),
        comments=_comments(comments, reworded, plain) if comments else before.comments,
        original=b"",
    )
    session.add(made)
    session.flush()
    return made.id


def _each(held: str, plain: Plain) -> str:
    """Rewrite each sentence of a JSON array."""
    return json.dumps([plain(one) for one in json.loads(held)], ensure_ascii=False)


def _comments(comments: Sequence[Any], reworded: Reworded, plain: Plain) -> str:
    """Move the comments that came in a file, and rewrite their words."""
    found = []
    for one in comments:
        moved = {name: plain(said) if isinstance(said, str) else said for name, said in one.items()}
        if isinstance(one.get("start"), int) and isinstance(one.get("end"), int):
            moved["start"], moved["end"] = reworded.span(one["start"], one["end"])
        found.append(moved)
    return json.dumps(found, ensure_ascii=False)


def _copy_paragraphs(
    session: Session, before: Document, made: int, reworded: Reworded, plain: Plain
) -> None:
    """Give the new text paragraphs of the same numbers."""
    body = before.text
    rows = session.scalars(
        select(Paragraph).where(Paragraph.document_id == before.id).order_by(Paragraph.n)
    ).all()
    new = []
    for row in rows:
        start, end = reworded.span(row.start, row.end)
        new.append(
            {"document_id": made, "n": row.n, "start": start, "end": end, "kind": row.kind,
             "label": _label(row, body, reworded, plain), "speaker": row.speaker,
             "time_ms": row.time_ms, "printed": row.printed}
        )  # fmt: skip
    if new:
        session.execute(insert(Paragraph), new)


def _label(row: Paragraph, body: str, reworded: Reworded, plain: Plain) -> str | None:
    """Give what a paragraph begins with that names who speaks."""
    if not row.label:
        return row.label
    begin, end = row.start, row.start + len(row.label)
    if body[begin:end] != row.label:
        return plain(row.label)
    return reworded.text[slice(*reworded.span(begin, end))]


def _move_rows(session: Session, transcripts: Sequence[int], reworded: Reworded) -> Spans:
    """Move what points into a text; return where codings were and are, by their guid."""
    spans: Spans = {}
    for table in _POINTING:
        pointing = session.scalars(select(table).where(table.transcript_id.in_(transcripts)))
        for row in cast("list[Memo]", pointing.all()):  # all have a start and an end
            if row.start is None or row.end is None:
                continue
            before = [row.start, row.end]
            row.start, row.end = reworded.span(row.start, row.end)
            if table is Coding:
                spans[row.guid] = (before, [row.start, row.end])
    session.flush()
    return spans


def _move_fingerprints(session: Session, spans: Spans) -> None:
    """Let what is checked rest on the same passages, where these are now."""
    rows = [*session.scalars(select(Cell).where(Cell.checked != "")),
            *session.scalars(select(JointRow).where(JointRow.checked != ""))]  # fmt: skip
    for row in rows:
        kept = json.loads(row.checked)
        moved = _moved(kept, spans)
        if moved != kept:
            row.checked = json.dumps(moved, ensure_ascii=False)
    session.flush()


def _moved(held: Any, spans: Spans) -> Any:  # noqa: ANN401 - any value of JSON
    """Move the passages that a fingerprint holds by guid, however deep they stand."""
    if not isinstance(held, dict):
        return held
    return {
        key: spans[key][1] if key in spans and spans[key][0] == value else _moved(value, spans)
        for key, value in held.items()
    }


def _move_record(session: Session, documents: tuple[int, int], reworded: Reworded) -> None:
    """Move what the record says of where things were, at the time when this was the text."""
    had = _documents_over_time(session, documents[0])
    statement = text(_POINTING_BEFORE).bindparams(bindparam("ids", expanding=True))
    found = []
    for change_id, before in session.execute(statement, {"ids": sorted(had)}).tuples().all():
        image = json.loads(before)
        at_the_time = next(
            (document for until, document in had[image["transcript_id"]] if until > change_id), None
        )
        placed = image.get("start") is not None and image.get("end") is not None
        if placed and at_the_time in documents:
            image["start"], image["end"] = reworded.span(image["start"], image["end"])
            found.append({"id": change_id, "before": json.dumps(image, ensure_ascii=False)})
    write_record(session, found)


def _documents_over_time(session: Session, document_id: int) -> dict[int, list[tuple[int, int]]]:
    """Tell of the transcripts that ever had a text until which change they had which."""
    ever = session.execute(text(_TRANSCRIPTS_BEFORE), {"document": document_id}).tuples().all()
    now = session.execute(select(Transcript.id, Transcript.document_id)).tuples().all()
    wanted = {json.loads(before)["id"] for _id, before in ever}
    rows = session.execute(
        text(
            "SELECT id, row_id, before FROM change WHERE table_name = 'transcript' "
            "AND before IS NOT NULL ORDER BY id"
        )
    ).tuples()
    found: dict[int, list[tuple[int, int]]] = {key: [] for key in wanted}
    for change_id, row_id, before in rows:
        if row_id in found:
            found[row_id].append((change_id, json.loads(before)["document_id"]))
    for transcript_id, document in now:
        if transcript_id in found:
            found[transcript_id].append((_FOR_EVER, document))
    return found


def _rename_in_record(session: Session, document_id: int, made: int) -> None:
    """Let the record name the document that has the text now."""
    rows = session.execute(text(_TRANSCRIPTS_BEFORE), {"document": document_id}).tuples().all()
    write_record(
        session,
        [
            {"id": change_id,
             "before": json.dumps({**json.loads(before), "document_id": made}, ensure_ascii=False)}
            for change_id, before in rows
        ],
    )  # fmt: skip


def _settle_corrections(session: Session, transcript_id: int, body: str) -> None:
    """Let no two corrections overlap, and give each paragraph as it reads now."""
    rows = session.scalars(
        select(Correction)
        .where(Correction.transcript_id == transcript_id)
        .order_by(Correction.start, Correction.id)
    ).all()
    kept = list[Correction]()
    for row in rows:
        if kept and row.start < kept[-1].end:
            session.delete(row)  # both corrected parts of what is one replacement now
        else:
            kept.append(row)
    if kept:
        wording = Wording(body, kept)
        paragraphs = _paragraphs(session, transcript_id)
        for row in kept:
            start, end = next((s, e) for s, e in paragraphs if s <= row.start and row.end <= e)
            row.context = wording.between(start, end)
    session.flush()


def _paragraphs(session: Session, transcript_id: int) -> list[tuple[int, int]]:
    """Give where the paragraphs of a transcript begin and end."""
    rows = session.execute(
        select(Paragraph.start, Paragraph.end)
        .join(Transcript, Transcript.document_id == Paragraph.document_id)
        .where(Transcript.id == transcript_id)
    )
    return [(start, end) for start, end in rows.tuples()]
