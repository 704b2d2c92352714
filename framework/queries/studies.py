"""Ask what a study says of itself."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from framework.schema import StudyInfo


class AboutRow(NamedTuple):
    """Give a study's title and its note, and whether either says that the data are synthetic."""

    title: str
    note: str
    synthetic: bool


def about(session: Session) -> AboutRow:
    """Read what the study says of itself."""
    info = session.get(StudyInfo, 1)
    title, note = (info.title, info.note) if info else ("", "")
    return AboutRow(title, note, "synthetic" in f"{title} {note}".casefold())
