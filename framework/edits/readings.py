"""Note which transcripts have been read through."""

from datetime import date

from sqlalchemy import delete, select

from framework.errors import RefusedError
from framework.queries.transcripts import transcript_by_id
from framework.schema import Reading
from framework.study import Study


def mark_read(study: Study, transcript_id: int, day: str | date | None = None) -> None:
    """Note that the coder at work has read a transcript, today or on another day (ISO 8601)."""
    try:
        when = date.fromisoformat(str(day)) if day is not None else date.today()  # noqa: DTZ011 - the day where the reader sits
    except ValueError as error:
        raise RefusedError(
            f"“{day}” is no day; write it as 2026-05-31. Nothing was noted."
        ) from error
    with study.read() as reading:
        name = transcript_by_id(reading, transcript_id).name
    with study.step(f"Mark {name} read") as session:
        coder_id = study.coder_id(session)
        same = session.scalar(
            select(Reading).where(
                Reading.transcript_id == transcript_id, Reading.coder_id == coder_id
            )
        )
        if same is None:
            session.add(
                Reading(transcript_id=transcript_id, coder_id=coder_id, day=when.isoformat())
            )
        else:
            same.day = when.isoformat()


def mark_unread(study: Study, transcript_id: int) -> None:
    """Take back that the coder at work has read a transcript."""
    with study.read() as reading:
        name = transcript_by_id(reading, transcript_id).name
    with study.step(f"Mark {name} unread") as session:
        session.execute(
            delete(Reading).where(
                Reading.transcript_id == transcript_id,
                Reading.coder_id == study.coder_id(session),
            )
        )
