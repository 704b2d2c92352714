"""Keep the words of the project: those that spelling passes, and its abbreviations."""

import unicodedata

from sqlalchemy import delete, select

from framework.errors import RefusedError
from framework.schema import Word
from framework.study import Study


def add_word(study: Study, text: str, meaning: str = "") -> None:
    """Add a word, or give one that is there another meaning; none leaves the meaning it has."""
    plain, meant = _plain(text), _plain(meaning)
    if not plain:
        raise RefusedError("Type the word to be added; nothing was changed.")
    with study.step(f"Add “{plain}” to the dictionary") as session:
        word = session.scalar(select(Word).where(Word.text == plain))
        if word is None:
            session.add(Word(text=plain, meaning=meant))
        elif meant:
            word.meaning = meant


def remove_word(study: Study, text: str) -> None:
    """Take a word out of the dictionary."""
    plain = _plain(text)
    with study.step(f"Take “{plain}” out of the dictionary") as session:
        session.execute(delete(Word).where(Word.text == plain))


def _plain(text: str) -> str:
    """Compose accents, and make of every run of white space one blank."""
    return " ".join(unicodedata.normalize("NFC", text).split())
