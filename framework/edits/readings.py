"""Note which transcripts have been read through."""

from datetime import date

from sqlalchemy import delete, select

from framework.queries.transcripts import transcript_by_id
from framework.schema import Reading
from framework.study import Study


def mark_read(study: Study, transcript_id: int) -> None:
    """Note that the coder at work has read a transcript today."""
    day = date.today().isoformat()  # noqa: DTZ011 - the day where the reader sits
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
            session.add(Reading(transcript_id=transcript_id, coder_id=coder_id, day=day))
        else:
            same.day = day


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
