"""Tell where passages of the record stand now, in transcripts that were brought up to date."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from framework.rules.alignment import Alignment
from framework.schema import Document, Transcript

_DOCUMENT = """
SELECT json_extract(before, '$.document_id') FROM change
WHERE table_name = 'transcript' AND op = 'U' AND row_id = :transcript AND id > :change
ORDER BY id LIMIT 1
"""


class FormerPlaces:
    """Carry places of the record over to the texts of now, aligning two texts once."""

    def __init__(self, session: Session) -> None:
        """Begin with none."""
        self._session = session
        self._aligned: dict[tuple[int, int], Alignment] = {}

    def document(self, transcript_id: int, change_id: int) -> int | None:
        """Give the id of the document that a transcript had at a change, None for that of now."""
        values = {"transcript": transcript_id, "change": change_id}
        former = self._session.scalar(text(_DOCUMENT), values)
        return former if former not in (None, self._now(transcript_id)) else None

    def now(
        self, transcript_id: int, document_id: int, span: tuple[int, int]
    ) -> tuple[int, int] | None:
        """Give where a stretch of a former document stands now, None where it has no place."""
        pair = document_id, self._now(transcript_id) or document_id
        if pair not in self._aligned:
            before, after = (
                self._session.scalars(select(Document.text).where(Document.id == one)).one()
                for one in pair
            )
            self._aligned[pair] = Alignment(before, after)
        return self._aligned[pair].carry(*span).span

    def _now(self, transcript_id: int) -> int | None:
        """Give the id of the document that a transcript has."""
        return self._session.scalar(
            select(Transcript.document_id).where(Transcript.id == transcript_id)
        )
