"""Map the record of changes."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from framework.schema.rows import SINCE_3, Base, new_guid


class Step(Base):
    """Keep one change as the analyst saw it.

    `undo_head` and `redo_head` are the steps that undo and redo would revert once this step is
    done; `below` is the step that lies under this one on its stack. `reverts` is the step that
    this one undid or redid.

    `contents` is the digest of what the step changed, `digest` that of the step and of the one
    before it. `removed` says why what it changed was lawfully removed, "" where it was not.
    `format` is the file format that the step was recorded in, 0 where that was before digests.
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
    contents: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_3)
    digest: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_3)
    removed: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_3)
    format: Mapped[int] = mapped_column(default=0, server_default="0", info=SINCE_3)


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
