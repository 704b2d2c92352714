"""Ask who has read which transcript through, and when."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.schema import Coder, Reading


class ReadingRow(NamedTuple):
    """Say that a coder has read a transcript, and on which day (ISO 8601)."""

    coder: str
    day: str


def readings(session: Session) -> dict[int, tuple[ReadingRow, ...]]:
    """Map the ids of transcripts to those who have read them, first readers first."""
    found: dict[int, tuple[ReadingRow, ...]] = {}
    for transcript_id, coder, day in session.execute(
        select(Reading.transcript_id, Coder.name, Reading.day)
        .join(Coder, Coder.id == Reading.coder_id)
        .order_by(Reading.day, Reading.id)
    ):
        found[transcript_id] = (*found.get(transcript_id, ()), ReadingRow(coder, day))
    return found
