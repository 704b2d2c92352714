"""Ask for corrections, and for what transcripts read as with them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from framework.queries.transcripts import text_of
from framework.rules.corrections import Replacement, Wording

_ROWS = """
SELECT c.id, c.transcript_id, c.start, c."end", c.text, c.reason, k.name, c.created,
    (SELECT max(p.n) FROM paragraph p
     WHERE p.document_id = t.document_id AND p.start <= c.start) AS n
FROM correction c
JOIN transcript t ON t.id = c.transcript_id
JOIN coder k ON k.id = c.coder_id
WHERE c.transcript_id = :transcript ORDER BY c.start
"""
_ALL = """
SELECT c.transcript_id, t.document_id, c.start, c."end", c.text
FROM correction c JOIN transcript t ON t.id = c.transcript_id
"""
_PARAGRAPHS = """
SELECT p.id FROM correction c JOIN transcript t ON t.id = c.transcript_id
JOIN paragraph p ON p.document_id = t.document_id AND p.start <= c.start AND p."end" >= c."end"
"""
_SOME = "WHERE c.transcript_id IN :ids"


class CorrectionRow(NamedTuple):
    """Describe a correction: what `[start, end)` of the frozen text was, and what it reads as.

    `n` is the ¶ in which it stands.
    """

    id: int
    transcript_id: int
    start: int
    end: int
    original: str
    text: str
    reason: str
    coder: str
    created: str
    n: int


def corrections_of(session: Session, transcript_id: int) -> list[CorrectionRow]:
    """List the corrections of a transcript in the order of its text."""
    rows = session.execute(text(_ROWS), {"transcript": transcript_id}).all()
    body = text_of(session, transcript_id) if rows else ""
    return [
        CorrectionRow(
            row.id, row.transcript_id, row.start, row.end, body[row.start : row.end], row.text,
            row.reason, row.name, row.created, row.n,
        )
        for row in rows
    ]  # fmt: skip


def wording_of(session: Session, transcript_id: int) -> Wording:
    """Give a transcript's text as it came and as it reads with its corrections."""
    return Wording(text_of(session, transcript_id), corrections_of(session, transcript_id))


def wordings(session: Session, transcript_ids: Sequence[int] | None = None) -> dict[int, Wording]:
    """Give the wording of transcripts that are corrected, by transcript id; of others, nothing."""
    found = _replacements(session, transcript_ids)
    return {
        transcript_id: Wording(text_of(session, transcript_id), rows)
        for (transcript_id, _document), rows in found.items()
    }


def wordings_in(session: Session, bodies: Mapping[int, str]) -> dict[int, Wording]:
    """Give the same of texts already at hand, which are named by their document's id."""
    return {
        transcript_id: Wording(bodies[document_id], rows)
        for (transcript_id, document_id), rows in _replacements(session, None).items()
        if document_id in bodies
    }


def corrected_paragraphs(session: Session) -> set[int]:
    """Give the ids of the paragraphs that read otherwise than they came."""
    return set(session.execute(text(_PARAGRAPHS)).scalars())


def _replacements(
    session: Session, transcript_ids: Sequence[int] | None
) -> dict[tuple[int, int], list[Replacement]]:
    """Read corrections by transcript id and document id."""
    if transcript_ids is None:
        rows = session.execute(text(_ALL)).tuples()
    else:
        statement = text(_ALL + _SOME).bindparams(bindparam("ids", expanding=True))
        rows = session.execute(statement, {"ids": list(transcript_ids)}).tuples()
    found: dict[tuple[int, int], list[Replacement]] = {}
    for transcript_id, document_id, start, end, words in rows:
        found.setdefault((transcript_id, document_id), []).append(Replacement(start, end, words))
    return found
