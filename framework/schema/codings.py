"""Map what is coded and charted: codings, memos, cells and their locators."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from framework.schema.rows import SINCE_2, Recorded


class Coding(Recorded):
    """Assign the passage `[start, end)` of a transcript to a theme, by a coder.

    `version_id` is the framework's latest version when it was coded, None before the first.
    """

    __tablename__ = "coding"
    __table_args__ = (
        Index("ix_coding_transcript_id_start", "transcript_id", "start"),
        {"sqlite_autoincrement": True},
    )

    transcript_id: Mapped[int] = mapped_column(ForeignKey("transcript.id", ondelete="CASCADE"))
    start: Mapped[int]
    end: Mapped[int]
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    starred: Mapped[bool] = mapped_column(default=False)
    created: Mapped[str]
    version_id: Mapped[int | None] = mapped_column(
        ForeignKey("framework_version.id", ondelete="SET NULL"), index=True, info=SINCE_2
    )


class Memo(Recorded):
    """Keep a dated note about a coding, a passage of a transcript, a theme or a case.

    `kind` is "coding", "margin", "theme" or "case summary"; only what it is about is filled in.
    """

    __tablename__ = "memo"

    coding_id: Mapped[int | None] = mapped_column(
        ForeignKey("coding.id", ondelete="CASCADE"), unique=True
    )
    transcript_id: Mapped[int | None] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True, info=SINCE_2
    )
    start: Mapped[int | None] = mapped_column(info=SINCE_2)
    end: Mapped[int | None] = mapped_column(info=SINCE_2)
    theme_id: Mapped[int | None] = mapped_column(
        ForeignKey("theme.id", ondelete="CASCADE"), index=True, info=SINCE_2
    )
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("study_case.id", ondelete="CASCADE"), index=True, info=SINCE_2
    )
    kind: Mapped[str] = mapped_column(default="coding", server_default="coding", info=SINCE_2)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    text: Mapped[str]
    created: Mapped[str]


class Cell(Recorded):
    """Hold the summary where a case and a theme meet.

    `checked` is the fingerprint of the evidence when the cell was confirmed, `misquoted` a JSON
    array of the quotations that stand in none of the transcripts behind the cell.
    """

    __tablename__ = "cell"
    __table_args__ = (UniqueConstraint("case_id", "theme_id"), {"sqlite_autoincrement": True})

    case_id: Mapped[int] = mapped_column(ForeignKey("study_case.id", ondelete="CASCADE"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    checked: Mapped[str] = mapped_column(default="")
    misquoted: Mapped[str] = mapped_column(default="")
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    changed: Mapped[str]


class Citation(Recorded):
    """Bind a locator in a summary to a passage; `token` is what stands in the stored text."""

    __tablename__ = "citation"

    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    transcript_id: Mapped[int] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[int]
    end: Mapped[int]


class Reread(Recorded):
    """Queue a coding or a cell to be read again, because what its theme means has changed."""

    __tablename__ = "reread"

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    coding_id: Mapped[int | None] = mapped_column(
        ForeignKey("coding.id", ondelete="CASCADE"), unique=True
    )
    cell_id: Mapped[int | None] = mapped_column(
        ForeignKey("cell.id", ondelete="CASCADE"), unique=True
    )
    reason: Mapped[str]
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    created: Mapped[str]
