"""Ask for the comments that came in a transcript's file."""

import json
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.drafts import CommentDraft
from framework.queries.placing import Places
from framework.queries.transcripts import transcript_by_id
from framework.schema import Document, Memo

COMMENT = "comment"


class CommentRow(NamedTuple):
    """Describe the comment `n` of a file, from 0: who wrote it, when, about which words.

    `first` and `last` are the ¶ that it touches; `taken` tells that it is kept as a memo.
    """

    n: int
    author: str
    date: str
    start: int
    end: int
    first: int
    last: int
    quote: str
    text: str
    taken: bool


def comments_of(session: Session, transcript_id: int) -> list[CommentRow]:
    """List the comments of a transcript's file in the order of its text."""
    known = transcript_by_id(session, transcript_id)
    kept, body = session.execute(
        select(Document.comments, Document.text).where(Document.id == known.document_id)
    ).one()
    places, taken = Places(session, [known.document_id]), _taken(session, transcript_id)
    found = []
    for n, values in enumerate(json.loads(kept) if kept else ()):
        note = CommentDraft(**values)
        place = places.of(transcript_id, known.document_id, note.start, note.end)
        found.append(
            CommentRow(
                n, note.author, note.date, note.start, note.end, place.first, place.last,
                body[note.start : note.end], note.text,
                (note.start, note.end, as_memo(note.author, note.date, note.text)) in taken,
            )
        )  # fmt: skip
    return found


def as_memo(author: str, date: str, text: str) -> str:
    """Write a comment as a memo: who wrote it, on which day, and what."""
    head = ", ".join(part for part in (author.strip(), date[:10]) if part)
    return f"{head}: {text}" if head else text


def _taken(session: Session, transcript_id: int) -> set[tuple[int | None, int | None, str]]:
    """Give the places and texts of the comments that are kept as memos."""
    rows = session.execute(
        select(Memo.start, Memo.end, Memo.text).where(
            Memo.transcript_id == transcript_id, Memo.kind == COMMENT
        )
    )
    return set(rows.tuples())
