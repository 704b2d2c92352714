"""Say what all mapped tables share: how they are named, and which changes are recorded.

A column that came with a later file format says so in its `info`, since changes recorded before
do not tell its value.
"""

from typing import Any
from uuid import uuid4

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


SINCE_2 = {"since": 2}
SINCE_3 = {"since": 3}
SINCE_4 = {"since": 4}


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
