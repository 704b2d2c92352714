"""Map delivery data: tables as they came, how they are linked, what is computed."""

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from framework.schema.rows import SINCE_3, Base, Recorded


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


class DatasetColumn(Base):
    """Keep one column of a dataset for computing: its texts, each once, and which a row holds.

    `texts` is a JSON array in order of first appearance, `codes` a little-endian unsigned 32-bit
    place in it for each row.
    """

    __tablename__ = "dataset_column"
    __table_args__ = (UniqueConstraint("dataset_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id"))
    position: Mapped[int]
    texts: Mapped[str]
    codes: Mapped[bytes] = mapped_column(LargeBinary)


class DeliveryTable(Recorded):
    """Give a dataset its place and name in the study; `site` is the column that names the site.

    `level` says what a row is about: "study", "site", "site-month" or "person", "" where it was
    not said. `keys` is a JSON array of the columns that together name a row.
    """

    __tablename__ = "delivery_table"

    name: Mapped[str] = mapped_column(unique=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id"))
    site: Mapped[str]
    level: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_3)
    keys: Mapped[str] = mapped_column(default="", server_default="", info=SINCE_3)


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
