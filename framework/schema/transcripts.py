"""Map transcripts: their frozen text, who speaks in them, what is corrected and read."""

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from framework.schema.rows import SINCE_3, Base, Recorded


class Document(Base):
    """Keep an imported file byte for byte, and its text as read: NFC, a line feed a paragraph.

    `comments` is a JSON array of the comments that came in the file, with their places.
    """

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    format: Mapped[str]
    text: Mapped[str]
    words: Mapped[int]
    paragraph_count: Mapped[int]
    left_out: Mapped[str]
    remarks: Mapped[str]
    comments: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_3)
    original: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Paragraph(Base):
    """Number one paragraph of a document: `text[start:end]` in code points, time in ms.

    `printed` is the line number that the source prints at its beginning, "" where it has none.
    """

    __tablename__ = "paragraph"
    __table_args__ = (Index("ix_paragraph_document_id_start", "document_id", "start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    n: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str]
    label: Mapped[str | None]
    speaker: Mapped[int | None]
    time_ms: Mapped[int | None]
    printed: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_3)


class Transcript(Recorded):
    """Give a document its place and name in the study."""

    __tablename__ = "transcript"

    name: Mapped[str] = mapped_column(unique=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int]


class Speaker(Recorded):
    """Name one person who speaks in a transcript; `ordinal` is what its paragraphs refer to."""

    __tablename__ = "speaker"
    __table_args__ = (
        UniqueConstraint("transcript_id", "ordinal"),
        {"sqlite_autoincrement": True},
    )

    transcript_id: Mapped[int] = mapped_column(ForeignKey("transcript.id", ondelete="CASCADE"))
    ordinal: Mapped[int]
    label: Mapped[str]
    role: Mapped[str]
    turns: Mapped[int]
    first_words: Mapped[str]


class Correction(Recorded):
    """Correct the wording of `[start, end)` of a transcript, whose frozen text stays as it came.

    `context` is the corrected paragraph, to be searched.
    """

    __tablename__ = "correction"

    transcript_id: Mapped[int] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]
    context: Mapped[str]
    reason: Mapped[str]
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    created: Mapped[str]


class Reading(Recorded):
    """Note that a coder has read a transcript through, and on which day (ISO 8601)."""

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("transcript_id", "coder_id"),
        {"sqlite_autoincrement": True},
    )

    transcript_id: Mapped[int] = mapped_column(ForeignKey("transcript.id", ondelete="CASCADE"))
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    day: Mapped[str]
