"""Map what is coded and charted: codings, memos, cells and their locators."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from framework.schema.rows import SINCE_2, SINCE_3, SINCE_4, Recorded


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
    """Keep a dated note about a coding, a passage, a theme, a case, a cell or a joint row.

    `kind` is "coding", "margin", "theme", "case summary", "cell", "joint row" or "comment", which
    came with a transcript; only what it is about is filled in: of a cell, its case and its theme.
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
    joint_row_id: Mapped[int | None] = mapped_column(
        ForeignKey("joint_row.id", ondelete="CASCADE"), index=True, info=SINCE_3
    )
    kind: Mapped[str] = mapped_column(default="coding", server_default="coding", info=SINCE_2)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    text: Mapped[str]
    created: Mapped[str]


class Cell(Recorded):
    """Hold the summary where a case and a theme meet.

    `checked` is the fingerprint of the evidence when the cell was confirmed, `misquoted` a JSON
    array of the quotations that stand in none of the transcripts behind the cell. `rating` is one
    of `rules.ratings.RATINGS`, or "".
    """

    __tablename__ = "cell"
    __table_args__ = (UniqueConstraint("case_id", "theme_id"), {"sqlite_autoincrement": True})

    case_id: Mapped[int] = mapped_column(ForeignKey("study_case.id", ondelete="CASCADE"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    state: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    checked: Mapped[str] = mapped_column(default="")
    misquoted: Mapped[str] = mapped_column(default="")
    rating: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_2)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    changed: Mapped[str]


class OwnCell(Recorded):
    """Hold what one analyst charts apart from the others, until the two are reconciled.

    `rating` is as a cell's.
    """

    __tablename__ = "own_cell"
    __table_args__ = (
        UniqueConstraint("case_id", "theme_id", "coder_id"),
        {"sqlite_autoincrement": True},
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("study_case.id", ondelete="CASCADE"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    state: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    rating: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_4)
    changed: Mapped[str]


class Synthesis(Recorded):
    """Hold what the analyst concludes across a case's row or a theme's column, citing cells."""

    __tablename__ = "synthesis"

    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("study_case.id", ondelete="CASCADE"), unique=True
    )
    theme_id: Mapped[int | None] = mapped_column(
        ForeignKey("theme.id", ondelete="CASCADE"), unique=True
    )
    text: Mapped[str]
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    changed: Mapped[str]


class CellReference(Recorded):
    """Bind a mention such as `[P03 × 2.1]` to a cell; `token` stands in the text.

    The text is that of a synthesis or of a row of a joint display.
    """

    __tablename__ = "cell_reference"

    synthesis_id: Mapped[int | None] = mapped_column(
        ForeignKey("synthesis.id", ondelete="CASCADE"), index=True
    )
    joint_row_id: Mapped[int | None] = mapped_column(
        ForeignKey("joint_row.id", ondelete="CASCADE"), index=True, info=SINCE_3
    )
    token: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("study_case.id", ondelete="CASCADE"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)


class MappingRow(Recorded):
    """Map a case under a theme: elements or dimensions, their category, the class it falls in."""

    __tablename__ = "mapping_row"
    __table_args__ = (UniqueConstraint("theme_id", "case_id"), {"sqlite_autoincrement": True})

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    case_id: Mapped[int] = mapped_column(
        ForeignKey("study_case.id", ondelete="CASCADE"), index=True
    )
    elements: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")
    class_name: Mapped[str] = mapped_column(default="")


class Citation(Recorded):
    """Bind a locator to a passage; `token` is what stands in the stored text.

    The text is that of a cell, of an analyst's own cell, of a synthesis or of a row of a joint
    display.
    """

    __tablename__ = "citation"

    cell_id: Mapped[int | None] = mapped_column(
        ForeignKey("cell.id", ondelete="CASCADE"), index=True
    )
    own_cell_id: Mapped[int | None] = mapped_column(
        ForeignKey("own_cell.id", ondelete="CASCADE"), index=True, info=SINCE_2
    )
    synthesis_id: Mapped[int | None] = mapped_column(
        ForeignKey("synthesis.id", ondelete="CASCADE"), index=True, info=SINCE_2
    )
    joint_row_id: Mapped[int | None] = mapped_column(
        ForeignKey("joint_row.id", ondelete="CASCADE"), index=True, info=SINCE_3
    )
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
