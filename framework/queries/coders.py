"""Ask who codes, and how much each has coded."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from framework.schema import Coder, Coding, Paragraph, Transcript


def coders_of(session: Session, transcript_id: int) -> list[str]:
    """Name those who coded a transcript, in order of their names."""
    coded = select(Coding.coder_id).where(Coding.transcript_id == transcript_id)
    return list(session.scalars(select(Coder.name).where(Coder.id.in_(coded)).order_by(Coder.name)))


def counts_by_theme(session: Session, coder: str | None = None) -> dict[int, int]:
    """Count the codings of each theme that has any, by theme id, of one coder or of all."""
    counting = select(Coding.theme_id, func.count()).group_by(Coding.theme_id)
    if coder is not None:
        counting = counting.join(Coder).where(Coder.name == coder)
    return dict(session.execute(counting).tuples().all())


def coded_by(session: Session, coder: str) -> dict[int, tuple[int, int]]:
    """Count what one coder coded in each transcript, with the last ¶ coded, by transcript id."""
    own = (
        select(
            Coding.transcript_id.label("id"), func.count().label("n"),
            func.max(Coding.end).label("end"),
        )
        .join(Coder)
        .where(Coder.name == coder)
        .group_by(Coding.transcript_id)
        .subquery()
    )  # fmt: skip
    rows = session.execute(
        select(own.c.id, own.c.n, func.max(Paragraph.n))
        .join(Transcript, Transcript.id == own.c.id)
        .join(Paragraph, Paragraph.document_id == Transcript.document_id)
        .where(Paragraph.start < own.c.end)
        .group_by(own.c.id, own.c.n)
    )
    return {transcript_id: (n, last) for transcript_id, n, last in rows}
