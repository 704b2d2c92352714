"""Say of which study a report is, and whether its data are real."""

from typing import NamedTuple

from exports.options import Session
from framework.schema import StudyInfo


class About(NamedTuple):
    """Hold a study's title, its note, and whether either says that the data are synthetic."""

    title: str
    note: str
    synthetic: bool


def about(session: Session) -> About:
    """Read what the study says of itself."""
    info = session.get(StudyInfo, 1)
    title, note = (info.title, info.note) if info else ("", "")
    return About(title, note, "synthetic" in f"{title} {note}".casefold())
