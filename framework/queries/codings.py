"""Ask for codings, and for the evidence behind a cell."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Row, bindparam, select, text
from sqlalchemy.orm import Session

from framework.queries import themes
from framework.queries.attributions import (
    Voices,
    cases_of_codings,
    codings_by_cell,
)
from framework.queries.cases import case_names
from framework.queries.corrections import wordings_in
from framework.queries.placing import Places
from framework.queries.transcripts import texts_of
from framework.rules.corrections import Wording
from framework.schema import Coding

_CODINGS = """
SELECT c.id, c.guid, c.transcript_id, t.name AS transcript, t.document_id, c.start, c."end",
    c.theme_id, th.number, th.name AS theme, th.colour, k.name AS coder, c.starred,
    coalesce(m.text, '') AS memo
FROM coding c
JOIN transcript t ON t.id = c.transcript_id
JOIN theme th ON th.id = c.theme_id
JOIN coder k ON k.id = c.coder_id
LEFT JOIN memo m ON m.coding_id = c.id
{where}
ORDER BY t.position, c.transcript_id, c.start, c."end", c.id
"""


_TOUCHING = """
SELECT transcript_id, start, "end", id, theme_id, coder_id, starred FROM coding
WHERE transcript_id IN :ids
"""
_NUMBERS = text("SELECT id, number FROM theme")
_CODERS = text("SELECT id, name FROM coder")

Passage = tuple[int, int, int]
_Touch = tuple[int, int, int, int, int, int]
Scope = Literal["own", "below"]


class CodingRow(NamedTuple):
    """Describe a coding: where it stands, what it says, who coded it as what.

    `[start, end)` is in code points, `first` and `last` are the ¶ that it touches, `cases` the
    cases that it speaks for. `quote` reads as corrected.
    """

    id: int
    guid: str
    transcript_id: int
    transcript: str
    start: int
    end: int
    first: int
    last: int
    quote: str
    speaker: str | None
    theme_id: int
    number: str
    theme: str
    colour: int
    coder: str
    starred: bool
    memo: str
    cases: tuple[str, ...]


class TouchingRow(NamedTuple):
    """Say of a coding that touches a passage who coded it as what, and whom it speaks for."""

    id: int
    start: int
    end: int
    number: str
    coder: str
    starred: bool
    cases: tuple[str, ...]


def codings_touching(
    session: Session, passages: Sequence[Passage]
) -> dict[Passage, list[TouchingRow]]:
    """List the codings that touch each passage: transcript id, start and end in code points."""
    here: dict[int, list[_Touch]] = {passage[0]: [] for passage in passages}
    statement = text(_TOUCHING).bindparams(bindparam("ids", expanding=True))
    for row in session.execute(statement, {"ids": list(here)}).tuples().all():
        here[row[0]].append(row[1:])
    for rows in here.values():
        rows.sort()
    starts = {key: [row[0] for row in rows] for key, rows in here.items()}
    longest = {key: max((row[1] - row[0] for row in rows), default=0) for key, rows in here.items()}
    shape, found = _Touching(session), dict[Passage, list[TouchingRow]]()
    for passage in passages:
        key, start, end = passage
        first = bisect_left(starts[key], start - longest[key])
        near = here[key][first : bisect_left(starts[key], end)]
        found[passage] = [shape.row(key, row) for row in near if row[1] > start]
    return found


class _Touching:
    """Hold what the rows of codings name by id, and shape each coding once."""

    def __init__(self, session: Session) -> None:
        """Read the themes, the coders and whom the transcripts speak for."""
        self._numbers = dict(session.execute(_NUMBERS).tuples().all())
        self._coders = dict(session.execute(_CODERS).tuples().all())
        self._names, self._voices = case_names(session), Voices(session)
        self._shaped: dict[int, TouchingRow] = {}

    def row(self, transcript_id: int, touch: _Touch) -> TouchingRow:
        """Shape a coding of a transcript."""
        start, end, coding, theme_id, coder_id, starred = touch
        if coding not in self._shaped:
            speaks = self._voices.of(transcript_id, start, end).direct
            self._shaped[coding] = TouchingRow(
                coding, start, end, self._numbers[theme_id], self._coders[coder_id],
                bool(starred), tuple([self._names[case] for case in speaks]),
            )  # fmt: skip
        return self._shaped[coding]


def codings_of(session: Session, transcript_id: int, coder: str | None = None) -> list[CodingRow]:
    """List the codings of a transcript in the order of the text, of one coder or of all."""
    every = codings_in(session, [transcript_id])
    return every if coder is None else [row for row in every if row.coder == coder]


def all_codings(session: Session) -> list[CodingRow]:
    """List every coding of the study, transcript by transcript."""
    return _codings(session, "", None, None)


def codings_in(session: Session, transcript_ids: Sequence[int]) -> list[CodingRow]:
    """List the codings of some transcripts, in the order of the study and of the text."""
    return _codings(session, "WHERE c.transcript_id IN :ids", transcript_ids, transcript_ids)


def codings_by_id(session: Session, coding_ids: Sequence[int]) -> list[CodingRow]:
    """List some codings, in the order of the study and of the text."""
    if not coding_ids:
        return []
    marks = text("SELECT DISTINCT transcript_id FROM coding WHERE id IN :ids").bindparams(
        bindparam("ids", expanding=True)
    )
    within = list(session.execute(marks, {"ids": list(coding_ids)}).scalars())
    return _codings(session, "WHERE c.id IN :ids", coding_ids, within)


def starred_among(session: Session, coding_ids: Sequence[int]) -> list[int]:
    """Give those of some codings that are starred."""
    starred = select(Coding.id).where(Coding.starred, Coding.id.in_(coding_ids))
    return list(session.scalars(starred))


def evidence(
    session: Session, case_id: int, theme_id: int, scope: Scope = "below"
) -> list[CodingRow]:
    """List the passages behind a cell: coded to the theme or below it, speaking for the case.

    With the scope "own" those coded to the theme itself. A site's evidence includes that of the
    participants who belong to it. What stands beside them is `queries.evidence.adjacent`.
    """
    below = [theme_id]
    if scope == "below":
        below = themes.theme_and_below(themes.list_themes_plain(session), theme_id)
    by_cell = codings_by_cell(session, below)
    return codings_by_id(
        session, [coding for theme in below for coding in by_cell.get((case_id, theme), ())]
    )


def evidence_of_case(session: Session, case_id: int) -> list[CodingRow]:
    """List every coded passage that speaks for a case."""
    by_cell = codings_by_cell(session)
    ids = [coding for (case, _theme), found in by_cell.items() if case == case_id
           for coding in found]  # fmt: skip
    return codings_by_id(session, ids)


def _codings(
    session: Session, where: str, ids: Sequence[int] | None, transcripts: Sequence[int] | None
) -> list[CodingRow]:
    """Run the statement above and put the quotations and the cases to its rows."""
    statement = text(_CODINGS.format(where=where))
    if ids is None:
        rows = session.execute(statement).all()
    else:
        statement = statement.bindparams(bindparam("ids", expanding=True))
        rows = session.execute(statement, {"ids": list(ids)}).all()
    bodies = texts_of(session, [row.document_id for row in rows])
    texts = _Texts(bodies, wordings_in(session, bodies), Places(session, bodies))
    names = case_names(session)
    speaks = cases_of_codings(session, transcripts)
    return [_shape(row, texts, tuple([names[case] for case in speaks[row.id]])) for row in rows]


class _Texts(NamedTuple):
    """Hold the texts of documents, the wording of those corrected, and their paragraphs."""

    bodies: Mapping[int, str]
    corrected: Mapping[int, Wording]
    places: Places


def _shape(row: Row[Any], texts: _Texts, cases: tuple[str, ...]) -> CodingRow:
    """Shape a selected coding."""
    (
        coding_id, guid, transcript_id, transcript, document_id, start, end, theme_id, number,
        theme, colour, coder, starred, memo,
    ) = row  # fmt: skip
    first, last, speaker = texts.places.of(transcript_id, document_id, start, end)
    wording = texts.corrected.get(transcript_id)
    quote = wording.between(start, end) if wording else texts.bodies[document_id][start:end]
    return CodingRow(
        coding_id, guid, transcript_id, transcript, start, end, first, last, quote, speaker,
        theme_id, number, theme, colour, coder, bool(starred), memo, cases,
    )  # fmt: skip
