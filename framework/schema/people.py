"""Map the study itself, who works on it, and whom it is about."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from framework.schema.rows import Recorded


class StudyInfo(Recorded):
    """Keep the study's title and its note (such as that its data are synthetic)."""

    __tablename__ = "study"

    title: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    created: Mapped[str]


class Coder(Recorded):
    """Name a person who codes and charts."""

    __tablename__ = "coder"

    name: Mapped[str] = mapped_column(unique=True)


class StudyCase(Recorded):
    """Hold a row of the matrix: a participant or a site."""

    __tablename__ = "study_case"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    position: Mapped[int]


class CaseParent(Recorded):
    """Say that a case belongs to another: a participant to a site."""

    __tablename__ = "case_parent"
    __table_args__ = (UniqueConstraint("case_id", "parent_id"), {"sqlite_autoincrement": True})

    case_id: Mapped[int] = mapped_column(ForeignKey("study_case.id", ondelete="CASCADE"))
    parent_id: Mapped[int] = mapped_column(
        ForeignKey("study_case.id", ondelete="CASCADE"), index=True
    )


class Attribute(Recorded):
    """Keep one named value of a case."""

    __tablename__ = "attribute"
    __table_args__ = (UniqueConstraint("case_id", "name"), {"sqlite_autoincrement": True})

    case_id: Mapped[int] = mapped_column(ForeignKey("study_case.id", ondelete="CASCADE"))
    name: Mapped[str]
    value: Mapped[str]


class Attribution(Recorded):
    """Say which case a stretch speaks for: a document, one of its speakers, or a passage."""

    __tablename__ = "attribution"

    transcript_id: Mapped[int] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    speaker_id: Mapped[int | None] = mapped_column(
        ForeignKey("speaker.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[int | None]
    end: Mapped[int | None]
    case_id: Mapped[int] = mapped_column(
        ForeignKey("study_case.id", ondelete="CASCADE"), index=True
    )


class Word(Recorded):
    """Keep a word of the project's dictionary; `meaning` is what an abbreviation stands for."""

    __tablename__ = "word"

    text: Mapped[str] = mapped_column(unique=True)
    meaning: Mapped[str] = mapped_column(default="")
