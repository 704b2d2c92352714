"""Ask for the words of the project."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.schema import Word


def words(session: Session) -> dict[str, str]:
    """Map the words of the project's dictionary, by alphabet, to their meanings or ""."""
    rows = session.execute(select(Word.text, Word.meaning)).tuples().all()
    return dict(sorted(rows, key=lambda row: (row[0].casefold(), row[0])))


def abbreviations(session: Session) -> dict[str, str]:
    """Map the project's abbreviations, by alphabet, to what they stand for."""
    return {text: meaning for text, meaning in words(session).items() if meaning}
