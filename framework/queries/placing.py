"""Tell which paragraphs a stretch of a transcript touches, and who speaks there."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

_PARAGRAPHS = """
SELECT document_id, n, start, "end", speaker FROM paragraph WHERE document_id IN :ids
ORDER BY document_id, start
"""


Paragraphs = tuple[list[int], list[tuple[int, int, int | None]]]

_NOTHING: Paragraphs = ([], [])


class Place(NamedTuple):
    """Give the first and last ¶ of a stretch, and the name of whoever speaks there first."""

    first: int
    last: int
    speaker: str | None


class Places:
    """Hold where the paragraphs of some documents begin and end."""

    def __init__(self, session: Session, document_ids: Iterable[int]) -> None:
        """Read the paragraphs once, which for many stretches is faster than asking for each."""
        names = text("SELECT transcript_id, ordinal, label FROM speaker")
        self._names = {
            (transcript_id, ordinal): label
            for transcript_id, ordinal, label in session.execute(names).tuples().all()
        }
        self._documents = _documents(session, set(document_ids))

    def of(self, transcript_id: int, document_id: int, start: int, end: int) -> Place:
        """Place the stretch `[start, end)`, in code points."""
        touched = self._touched(document_id, start, end)
        if not touched:
            return Place(1, 1, None)
        voices = (ordinal for _n, ends, ordinal in touched if ends > start)
        names = (
            self._names.get((transcript_id, ordinal)) for ordinal in voices if ordinal is not None
        )
        return Place(touched[0][0], touched[-1][0], next((name for name in names if name), None))

    def voices(self, document_id: int, start: int, end: int) -> set[int]:
        """Give the ordinals of those who speak in the stretch `[start, end)`."""
        touched = self._touched(document_id, start, end)
        return {ordinal for _n, ends, ordinal in touched if ends > start and ordinal is not None}

    def _touched(self, document_id: int, start: int, end: int) -> list[tuple[int, int, int | None]]:
        """List the paragraphs from that in which a stretch begins to that in which it ends."""
        starts, paragraphs = self._documents.get(document_id, _NOTHING)
        at = max(0, bisect_right(starts, start) - 1)
        until = max(at, bisect_left(starts, end) - 1)
        return paragraphs[at : until + 1]


def _documents(session: Session, wanted: set[int]) -> dict[int, Paragraphs]:
    """Read where the paragraphs of documents begin; they are frozen, so a session keeps them."""
    kept: dict[int, Paragraphs] = session.info.setdefault("paragraphs", {})
    missing = sorted(wanted - kept.keys())
    if missing:
        statement = text(_PARAGRAPHS).bindparams(bindparam("ids", expanding=True))
        for document_id, n, start, end, speaker in (
            session.execute(statement, {"ids": missing}).tuples().all()
        ):
            starts, paragraphs = kept.setdefault(document_id, ([], []))
            starts.append(start)
            paragraphs.append((n, end, speaker))
    return kept
