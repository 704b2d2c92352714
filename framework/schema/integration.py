"""Map joint displays: rows that hold a delivery finding and an interview finding together."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from framework.schema.rows import Recorded


class JointDisplay(Recorded):
    """Hold a joint display: its layout by key, and what it shows.

    `definition` is JSON: rows, their order and groups, indicators, themes, the vocabulary of fit,
    what is shown.
    """

    __tablename__ = "joint_display"

    name: Mapped[str] = mapped_column(unique=True)
    layout: Mapped[str]
    position: Mapped[int]
    definition: Mapped[str]


class JointRow(Recorded):
    """Hold a row of a joint display: both findings, how they fit, what is inferred from both.

    The texts hold tokens: those of figures are bound by `figure_reference` rows, those of
    locators and of mentions of cells by `citation` and `cell_reference` rows. `case_id` is the
    site that the row is about, None for all. `details` is JSON with what its layout asks for
    beside this, `words` all of it as it reads, to be searched. `checked` is JSON: the figures and
    the evidence as they were when the row was confirmed, "" while it is not.
    """

    __tablename__ = "joint_row"

    display_id: Mapped[int] = mapped_column(
        ForeignKey("joint_display.id", ondelete="CASCADE"), index=True
    )
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("study_case.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
    quantitative: Mapped[str] = mapped_column(default="")
    qualitative: Mapped[str] = mapped_column(default="")
    fit: Mapped[str] = mapped_column(default="")
    inference: Mapped[str] = mapped_column(default="")
    details: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    checked: Mapped[str] = mapped_column(default="")
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    changed: Mapped[str]


class FigureReference(Recorded):
    """Bind a figure in the text of a row to an indicator; `token` stands in the text.

    `form` says which of the indicator's figures is meant, `case_id` the site, None for all;
    `shown` is the figure as it read when the row was written.
    """

    __tablename__ = "figure_reference"

    joint_row_id: Mapped[int] = mapped_column(
        ForeignKey("joint_row.id", ondelete="CASCADE"), index=True
    )
    token: Mapped[str] = mapped_column(unique=True)
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.id", ondelete="CASCADE"), index=True
    )
    case_id: Mapped[int | None] = mapped_column(ForeignKey("study_case.id", ondelete="CASCADE"))
    form: Mapped[str]
    shown: Mapped[str]


class JointCode(Recorded):
    """Hold how one coder judges the fit of a row, apart from the others."""

    __tablename__ = "joint_code"
    __table_args__ = (UniqueConstraint("joint_row_id", "coder_id"), {"sqlite_autoincrement": True})

    joint_row_id: Mapped[int] = mapped_column(ForeignKey("joint_row.id", ondelete="CASCADE"))
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    code: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")


class JointVersion(Recorded):
    """Keep a joint display as it stood; `content` is JSON: its definition and its rows in words."""

    __tablename__ = "joint_version"
    __table_args__ = (UniqueConstraint("display_id", "name"), {"sqlite_autoincrement": True})

    display_id: Mapped[int] = mapped_column(ForeignKey("joint_display.id", ondelete="CASCADE"))
    name: Mapped[str]
    reason: Mapped[str]
    coder_id: Mapped[int] = mapped_column(ForeignKey("coder.id"), index=True)
    created: Mapped[str]
    content: Mapped[str]
