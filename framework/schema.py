"""Map the tables of a study file.

Three kinds of table stand here. *Recorded* tables hold what the analysts decide; every change to
them is written to the record, so it can be undone. *Frozen* tables (`document`, `paragraph`,
`dataset`, `dataset_row`) hold what came from outside; rows are only ever added, and recorded rows
point to them. *The record* itself is `step` and `change`.
"""

from typing import Any
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, Table, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def new_guid() -> str:
    """Make a name for a row that no other study uses."""
    return uuid4().hex


class Base(DeclarativeBase):
    """Gather the mapped tables; ids are never used twice, so that undo can bring a row back."""

    metadata = metadata


class Recorded(Base):
    """Mark a table whose every change is written to the record."""

    __abstract__ = True
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[int] = mapped_column(primary_key=True)
    guid: Mapped[str] = mapped_column(default=new_guid, unique=True)


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


class Document(Base):
    """Keep an imported file byte for byte, and its text as read: NFC, a line feed a paragraph."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    format: Mapped[str]
    text: Mapped[str]
    words: Mapped[int]
    paragraph_count: Mapped[int]
    left_out: Mapped[str]
    remarks: Mapped[str]
    original: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Paragraph(Base):
    """Number one paragraph of a document: `text[start:end]` in code points, time in ms."""

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


class Theme(Recorded):
    """Hold a theme or sub-theme; `number` is what is shown, `id` what is meant."""

    __tablename__ = "theme"

    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("theme.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    number: Mapped[str]
    name: Mapped[str]
    definition: Mapped[str] = mapped_column(default="")
    include: Mapped[str] = mapped_column(default="")
    exclude: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="")
    colour: Mapped[int] = mapped_column(default=0)


class Coding(Recorded):
    """Assign the passage `[start, end)` of a transcript to a theme, by a coder."""

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


class Memo(Recorded):
    """Keep a dated note about a coding."""

    __tablename__ = "memo"

    coding_id: Mapped[int] = mapped_column(ForeignKey("coding.id", ondelete="CASCADE"), unique=True)
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


class Dataset(Base):
    """Keep an imported table of delivery data, byte for byte and as rows of text."""

    __tablename__ = "dataset"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    columns: Mapped[str]
    row_count: Mapped[int]
    remarks: Mapped[str]
    original: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class DatasetRow(Base):
    """Keep one row as it came: `cells` is a JSON array of text, `site` the text that names it."""

    __tablename__ = "dataset_row"
    __table_args__ = (Index("ix_dataset_row_dataset_id_n", "dataset_id", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id"))
    n: Mapped[int]
    site: Mapped[str]
    cells: Mapped[str]


class DeliveryTable(Recorded):
    """Give a dataset its place and name in the study; `site` is the column that names the site."""

    __tablename__ = "delivery_table"

    name: Mapped[str] = mapped_column(unique=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id"))
    site: Mapped[str]


class DeliveryLink(Recorded):
    """Say which site is meant where a delivery table writes `site`, as the analyst decided."""

    __tablename__ = "delivery_link"
    __table_args__ = (UniqueConstraint("table_id", "site"), {"sqlite_autoincrement": True})

    table_id: Mapped[int] = mapped_column(ForeignKey("delivery_table.id", ondelete="CASCADE"))
    site: Mapped[str]
    case_id: Mapped[int] = mapped_column(
        ForeignKey("study_case.id", ondelete="CASCADE"), index=True
    )


class Indicator(Recorded):
    """Define a figure per site; `definition` is JSON with the fields of IndicatorDraft.

    `table_id` is None for a figure that counts cases.
    """

    __tablename__ = "indicator"

    key: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    table_id: Mapped[int | None] = mapped_column(
        ForeignKey("delivery_table.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    definition: Mapped[str]


class Step(Base):
    """Keep one change as the analyst saw it.

    `undo_head` and `redo_head` are the steps that undo and redo would revert once this step is
    done; `below` is the step that lies under this one on its stack. `reverts` is the step that
    this one undid or redid.
    """

    __tablename__ = "step"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[int] = mapped_column(primary_key=True)
    guid: Mapped[str] = mapped_column(default=new_guid, unique=True)
    at: Mapped[str]
    coder: Mapped[str]
    label: Mapped[str]
    kind: Mapped[str]
    merge: Mapped[str | None]
    reverts: Mapped[int | None]
    below: Mapped[int | None]
    undo_head: Mapped[int | None]
    redo_head: Mapped[int | None]


class Change(Base):
    """Keep what one row was before a step touched it; `op` is I, U or D, `before` JSON."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_step_id_row", "step_id", "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"))
    table_name: Mapped[str]
    row_id: Mapped[int]
    op: Mapped[str]
    before: Mapped[str | None]


def recorded_tables() -> tuple[Table, ...]:
    """List the tables whose changes are recorded, parents before children."""
    names = {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Recorded)
    }
    return tuple(table for table in metadata.sorted_tables if table.name in names)
