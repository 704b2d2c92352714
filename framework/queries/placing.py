"""Tell which paragraphs a stretch of a transcript touches, and who speaks there."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

_PARAGRAPHS = """
SELECT start, n, "end", speaker, label, time_ms, printed, kind, document_id FROM paragraph
WHERE document_id IN :ids ORDER BY document_id, start
"""


Standing = tuple[int, int, int, int | None, str | None, int | None, str, str, int]
"""Where a paragraph begins, its ¶, where it ends, and its other columns above."""

Paragraphs = tuple[list[int], list[Standing]]
"""Where the paragraphs of a document begin, and the paragraphs."""

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
        self._documents = standing(session, set(document_ids))

    def of(self, transcript_id: int, document_id: int, start: int, end: int) -> Place:
        """Place the stretch `[start, end)`, in code points."""
        touched = self._touched(document_id, start, end)
        if not touched:
            return Place(1, 1, None)
        speaker = None
        for row in touched:
            if not speaker and row[2] > start and row[3] is not None:
                speaker = self._names.get((transcript_id, row[3]))
        return Place(touched[0][1], touched[-1][1], speaker or None)

    def voices(self, document_id: int, start: int, end: int) -> set[int]:
        """Give the ordinals of those who speak in the stretch `[start, end)`."""
        touched = self._touched(document_id, start, end)
        return {row[3] for row in touched if row[2] > start and row[3] is not None}

    def _touched(self, document_id: int, start: int, end: int) -> list[Standing]:
        """List the paragraphs from that in which a stretch begins to that in which it ends."""
        starts, paragraphs = self._documents.get(document_id, _NOTHING)
        at = max(0, bisect_right(starts, start) - 1)
        until = max(at, bisect_left(starts, end) - 1)
        return paragraphs[at : until + 1]


def standing(session: Session, wanted: set[int]) -> dict[int, Paragraphs]:
    """Read the paragraphs of documents; they are frozen, so a session keeps them."""
    kept: dict[int, Paragraphs] = session.info.setdefault("paragraphs", {})
    missing = sorted(wanted - kept.keys())
    if missing:
        kept.update({document_id: ([], []) for document_id in missing})
        statement = text(_PARAGRAPHS).bindparams(bindparam("ids", expanding=True))
        found = session.execute(statement, {"ids": missing}).tuples().all()
        for document_id, rows in groupby(found, itemgetter(-1)):
            paragraphs = list(rows)
            kept[document_id] = [row[0] for row in paragraphs], paragraphs
    return kept
