"""Read what is said in transcripts, paragraph by paragraph and turn by turn."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from framework.queries.corrections import wordings_in
from framework.queries.transcripts import texts_of
from framework.rules.corrections import Wording
from framework.rules.segments import speech_start

_PARAGRAPHS = """
SELECT t.id, t.name, p.document_id, p.n, p.start, p."end", p.label, p.kind, p.speaker,
    coalesce(s.role, '')
FROM transcript t
JOIN paragraph p ON p.document_id = t.document_id
LEFT JOIN speaker s ON s.transcript_id = t.id AND s.ordinal = p.speaker
{where}
ORDER BY t.position, t.id, p.start
"""


class SaidRow(NamedTuple):
    """Give a paragraph without its speaker's label; offsets of the frozen text, in code points.

    `speaker` is the ordinal of whoever speaks, None where nobody is named, and `role` theirs or "".
    """

    n: int
    start: int
    end: int
    kind: str
    speaker: int | None
    role: str


class Spoken(NamedTuple):
    """Give a transcript's wording and its paragraphs."""

    transcript_id: int
    name: str
    wording: Wording
    rows: list[SaidRow]

    def words(self, start: int, end: int) -> str:
        """Give `[start, end)` of the frozen text as corrected."""
        return self.wording.between(start, end)


def spoken_in(session: Session, transcript_ids: Sequence[int] | None = None) -> list[Spoken]:
    """Read transcripts in the study's order, some or all."""
    where = "" if transcript_ids is None else "WHERE t.id IN :ids"
    statement, values = text(_PARAGRAPHS.format(where=where)), {}
    if transcript_ids is not None:
        statement = statement.bindparams(bindparam("ids", expanding=True))
        values = {"ids": list(transcript_ids)}
    rows = session.execute(statement, values).tuples().all()
    bodies = texts_of(session, list({row[2] for row in rows}))
    corrected = wordings_in(session, bodies)
    found: dict[int, Spoken] = {}
    for key, name, document_id, n, start, end, label, kind, speaker, role in rows:
        body = bodies[document_id]
        if key not in found:
            found[key] = Spoken(key, name, corrected.get(key) or Wording(body), [])
        begin = end if kind == "label" else speech_start(body, start, end, label)
        found[key].rows.append(SaidRow(n, begin, end, kind, speaker, role))
    return list(found.values())


def turns_in(rows: Sequence[SaidRow], *, across: bool = True) -> list[list[SaidRow]]:
    """Gather what one person says in a row; what holds nothing but a label is left out.

    `across` headings and notes a turn goes on, as long as nobody else speaks.
    """
    turns: list[list[SaidRow]] = []
    last: int | None = None
    for row in rows:
        if row.speaker is None:
            last = last if across else None
            continue
        if row.start >= row.end:
            last = row.speaker if turns and turns[-1][0].speaker == row.speaker == last else None
            continue
        if row.speaker == last:
            turns[-1].append(row)
        else:
            turns.append([row])
        last = row.speaker
    return turns
