"""Refuse pseudonyms under which two things of a study would have one name."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from framework.errors import RefusedError
from framework.schema import DeliveryLink, recorded_tables
from framework.scrubbing import Rewrite, written_columns


def refuse_doubles(session: Session, rewrite: Rewrite) -> None:
    """Refuse what would give two cases, transcripts, tables … the same name.

    Two texts of a delivery table that mean the same site may become one.
    """
    for table in recorded_tables():
        for column in written_columns()[table.name]:
            if not table.c[column].unique:
                continue
            taken = set[str]()
            for row in session.execute(select(table)).mappings():
                name = rewrite(table.name, dict(row), column, row[column] or "")
                if name in taken:
                    raise RefusedError(
                        f"Two {table.name.replace('_', ' ')}s would be called “{name}”; nothing "
                        "was replaced. Let another pseudonym stand for one of them."
                    )
                taken.add(name)
    _join_links(session, rewrite)


def _join_links(session: Session, rewrite: Rewrite) -> None:
    """Keep one of the links that read alike; refuse those that lead to two sites."""
    kept: dict[tuple[int, str], int] = {}
    for row in session.scalars(select(DeliveryLink).order_by(DeliveryLink.id)).all():
        image = {"guid": row.guid, "site": row.site}
        key = row.table_id, rewrite("delivery_link", image, "site", row.site)
        if key not in kept:
            kept[key] = row.case_id
        elif kept[key] == row.case_id:
            session.execute(delete(DeliveryLink).where(DeliveryLink.id == row.id))
        else:
            raise RefusedError(
                f"“{key[1]}” would stand for two sites in a delivery table; nothing was replaced. "
                "Let another pseudonym stand for one of them."
            )
