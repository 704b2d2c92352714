"""Work out which cases the codings speak for."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.orm import Session

from framework.queries.cases import case_names
from framework.queries.placing import Places
from framework.rules.attribution import Spoken, heard, levels, spoken
from framework.schema import Attribution, StudyCase, Transcript

By = Literal["transcript", "speaker", "passage"]

_ATTRIBUTIONS = """
SELECT a.transcript_id, t.document_id, s.ordinal, a.start, a."end", a.case_id
FROM attribution a
JOIN transcript t ON t.id = a.transcript_id
LEFT JOIN speaker s ON s.id = a.speaker_id
"""
_PARAGRAPHS = """
SELECT p.start, p."end" FROM paragraph p JOIN transcript t ON t.document_id = p.document_id
WHERE t.id = :transcript ORDER BY p.start
"""
_CODINGS = """
SELECT id, guid, transcript_id, theme_id, start, "end" FROM coding {where} ORDER BY id
"""
_BY_THEME = "WHERE theme_id IN :ids"
# The plus keeps SQLite from the index, which is no help with many themes and needs sorting by id.
_BY_MANY_THEMES = "WHERE +theme_id IN :ids"
_MANY_THEMES = 12
_BY_TRANSCRIPT = "WHERE transcript_id IN :ids"

_NOBODY = Spoken((), ())


class SpeakingRow(NamedTuple):
    """Say that `[start, end)` of a transcript speaks for a case, and by what was said."""

    start: int
    end: int
    case_id: int
    case: str
    by: By


class Heard(NamedTuple):
    """Give codings by the cells, (case id, theme id), that they are behind, and where they stand.

    `spans` holds by coding id its guid, transcript id, start and end.
    """

    by_cell: dict[tuple[int, int], list[int]]
    spans: dict[int, tuple[str, int, int, int]]


class Voices:
    """Hold what was said of every transcript: whom it, its speakers and its passages speak for."""

    def __init__(self, session: Session) -> None:
        """Read the cases and the attributions once."""
        self._kinds = dict(session.execute(text("SELECT id, kind FROM study_case")).tuples().all())
        self._parents: dict[int, list[int]] = {}
        above = text("SELECT case_id, parent_id FROM case_parent")
        for case_id, parent_id in session.execute(above).tuples():
            self._parents.setdefault(case_id, []).append(parent_id)
        whole: dict[int, set[int]] = {}
        self._speakers: dict[int, dict[int, set[int]]] = {}
        self._passages: dict[int, list[tuple[int, int, int]]] = {}
        self._documents: dict[int, int] = {}
        for transcript_id, document_id, ordinal, start, end, case_id in session.execute(
            text(_ATTRIBUTIONS)
        ).tuples():
            if start is not None:
                self._passages.setdefault(transcript_id, []).append((start, end, case_id))
            elif ordinal is not None:
                self._documents[transcript_id] = document_id
                people = self._speakers.setdefault(transcript_id, {})
                people.setdefault(ordinal, set()).add(case_id)
            else:
                whole.setdefault(transcript_id, set()).add(case_id)
        self._whole = whole
        self._alike = {
            transcript_id: spoken([cases], self._kinds, self._parents)
            for transcript_id, cases in whole.items()
        }
        self._places = Places(session, self._documents.values()) if self._documents else None

    def of(self, transcript_id: int, start: int, end: int) -> Spoken:
        """Tell for whom the stretch `[start, end)` of a transcript speaks."""
        if transcript_id not in self._passages and transcript_id not in self._speakers:
            return self._alike.get(transcript_id, _NOBODY)
        given, voiced, whole = self._said(transcript_id, start, end)
        return spoken([*given, voiced, whole], self._kinds, self._parents)

    def by(self, transcript_id: int, start: int, end: int) -> dict[int, By]:
        """Tell for whom a stretch speaks, and by what: its passage, speaker or transcript."""
        given, voiced, whole = self._said(transcript_id, start, end)
        passages: list[By] = ["passage"] * len(given)
        by: list[By] = [*passages, "speaker", "transcript"]
        here = heard([*given, voiced, whole], self._kinds)
        return {case: why for cases, why in zip(here, by, strict=True) for case in sorted(cases)}

    def edges(self, transcript_id: int) -> set[int]:
        """Give the places at which passages of a transcript begin and end."""
        return {
            place for row in self._passages.get(transcript_id, ()) for place in (row[0], row[1])
        }

    def _said(
        self, transcript_id: int, start: int, end: int
    ) -> tuple[list[set[int]], set[int], set[int]]:
        """Gather what was said of a stretch's passages, of its speakers, and of its transcript."""
        given = levels(self._passages.get(transcript_id, ()), start, end)
        speakers = self._speakers.get(transcript_id)
        voiced: set[int] = set()
        if speakers and self._places:
            for ordinal in self._places.voices(self._documents[transcript_id], start, end):
                voiced |= speakers.get(ordinal, set())
        return given, voiced, self._whole.get(transcript_id, set())


def speaking(session: Session, transcript_id: int) -> list[SpeakingRow]:
    """List the stretches of a transcript with the case that each speaks for, in its order.

    Paragraphs that follow one another and speak for the same case by the same are one stretch. A
    stretch that speaks for several cases is listed for each; sites are listed where they were
    named themselves, not where they come from their participants.
    """
    voices, names = Voices(session), case_names(session)
    edges = sorted(voices.edges(transcript_id))
    found: list[SpeakingRow] = []
    going: dict[tuple[int, By], int] = {}
    for start, end in _pieces(session, transcript_id, edges):
        here = voices.by(transcript_id, start, end)
        still: dict[tuple[int, By], int] = {}
        for case_id, by in here.items():
            at = going.get((case_id, by))
            if at is None:
                at = len(found)
                found.append(SpeakingRow(start, end, case_id, names[case_id], by))
            found[at] = found[at]._replace(end=end)
            still[case_id, by] = at
        going = still
    return found


def _pieces(
    session: Session, transcript_id: int, edges: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Cut a transcript at its paragraphs and at the edges of passages."""
    rows = session.execute(text(_PARAGRAPHS), {"transcript": transcript_id}).tuples()
    for start, end in rows:
        places = [start, *(edge for edge in edges if start < edge < end), end]
        yield from pairwise(places)


def cases_of_codings(
    session: Session, transcript_ids: Sequence[int] | None = None
) -> dict[int, tuple[int, ...]]:
    """Map each coding to the cases that it speaks for, inherited sites left out."""
    return _cases(session, "" if transcript_ids is None else _BY_TRANSCRIPT, transcript_ids)


def codings_by_cell(
    session: Session, theme_ids: Sequence[int] | None = None
) -> dict[tuple[int, int], list[int]]:
    """Map (case id, theme id) to the ids of the codings that speak for that case, in order."""
    return codings_heard(session, theme_ids).by_cell


def codings_heard(session: Session, theme_ids: Sequence[int] | None = None) -> Heard:
    """Read the codings under some themes, or all, once: which cells they are behind, and where."""
    voices, found = Voices(session), Heard({}, {})
    where = _BY_THEME if len(theme_ids or ()) < _MANY_THEMES else _BY_MANY_THEMES
    rows = _codings(session, "" if theme_ids is None else where, theme_ids)
    by_cell, spans = found
    for coding_id, guid, transcript_id, theme_id, start, end in rows:
        spans[coding_id] = (guid, transcript_id, start, end)
        for case_id in voices.of(transcript_id, start, end).every:
            cell = case_id, theme_id
            if cell in by_cell:
                by_cell[cell].append(coding_id)
            else:
                by_cell[cell] = [coding_id]
    return found


def transcripts_of_case(session: Session, case_id: int) -> list[int]:
    """List the transcripts in which a case, or a case that belongs to it, speaks."""
    sql = (
        "SELECT DISTINCT transcript_id FROM attribution WHERE case_id = :case OR case_id IN "
        "(SELECT case_id FROM case_parent WHERE parent_id = :case) ORDER BY transcript_id"
    )
    return list(session.execute(text(sql), {"case": case_id}).scalars())


def only_transcripts(session: Session) -> dict[int, str]:
    """Name the transcript of each participant who is heard in only one; case id -> its name."""
    rows = session.execute(
        select(Attribution.case_id, func.min(Transcript.name))
        .join(Transcript, Transcript.id == Attribution.transcript_id)
        .join(StudyCase, StudyCase.id == Attribution.case_id)
        .where(Attribution.start.is_(None), StudyCase.kind != "site")
        .group_by(Attribution.case_id)
        .having(func.count(Transcript.id.distinct()) == 1)
    )
    return dict(rows.tuples().all())


def _cases(session: Session, where: str, ids: Sequence[int] | None) -> dict[int, tuple[int, ...]]:
    """Map the codings that a condition keeps to the cases said of them."""
    voices = Voices(session)
    return {
        coding_id: voices.of(transcript_id, start, end).direct
        for coding_id, _guid, transcript_id, _theme, start, end in _codings(session, where, ids)
    }


def _codings(
    session: Session, where: str, ids: Sequence[int] | None
) -> Sequence[tuple[int, str, int, int, int, int]]:
    """Read codings in order; plain tuples, since there are many."""
    sql = text(_CODINGS.format(where=where))
    if ids is None:
        return session.execute(sql).tuples().all()
    statement = sql.bindparams(bindparam("ids", expanding=True))
    return session.execute(statement, {"ids": list(ids)}).tuples().all()
