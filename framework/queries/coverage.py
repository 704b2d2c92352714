"""Ask how much of what participants say is coded, and what is not."""

from collections.abc import Iterable, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from framework.queries.transcripts import text_of, transcript_by_id
from framework.rules.passages import trimmed
from framework.rules.segments import speech_start

_SPEECH = """
SELECT t.id, p.document_id, p.start, p."end", p.label
FROM paragraph p
JOIN transcript t ON t.document_id = p.document_id
LEFT JOIN speaker s ON s.transcript_id = t.id AND s.ordinal = p.speaker
WHERE p.kind = 'speech' AND coalesce(s.role, '') != 'interviewer' {where}
ORDER BY t.id, p.start
"""
_CODED = """
SELECT c.transcript_id, c.start, c."end" FROM coding c JOIN coder k ON k.id = c.coder_id
WHERE {where} ORDER BY c.transcript_id, c.start
"""

Span = tuple[int, int]


def uncoded(session: Session, transcript_id: int, coder: str | None = None) -> list[Span]:
    """List the stretches of participants' speech that no coding covers, of one coder or of any.

    Everybody but interviewers counts as a participant. Labels, headings and notes are no speech,
    and what holds neither letters nor figures is no stretch.
    """
    transcript_by_id(session, transcript_id)
    body, values = text_of(session, transcript_id), {"transcript": transcript_id, "coder": coder}
    speech = session.execute(text(_SPEECH.format(where="AND t.id = :transcript")), values)
    where = "c.transcript_id = :transcript AND (:coder IS NULL OR k.name = :coder)"
    coded = session.execute(text(_CODED.format(where=where)), values).tuples().all()
    spans = [
        (speech_start(body, start, end, label), end)
        for _transcript, _document, start, end, label in speech.tuples()
    ]
    return _left(body, spans, [(start, end) for _transcript, start, end in coded])


def _left(body: str, spans: Iterable[Span], covered: Sequence[Span]) -> list[Span]:
    """List what is left of speech, drawn in to its words."""
    drawn = (trimmed(body, *span) for span in _without(spans, covered))
    return [span for span in drawn if any(sign.isalnum() for sign in body[slice(*span)])]


def _without(spans: Iterable[Span], covered: Sequence[Span]) -> list[Span]:
    """Take covered stretches out of others; both are in the order of the text."""
    found: list[Span] = []
    joined, at = _joined(covered), 0
    for start, end in spans:
        place = start
        while at < len(joined) and joined[at][1] <= place:
            at += 1
        following = at
        while following < len(joined) and joined[following][0] < end:
            begin, stop = joined[following]
            if begin > place:
                found.append((place, begin))
            place = max(place, stop)
            following += 1
        if place < end:
            found.append((place, end))
    return found


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Make one of stretches that overlap or touch."""
    found: list[Span] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
