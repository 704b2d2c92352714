"""Find passages by their words, by who says them, and by what was asked."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from framework.queries.corrections import corrected_paragraphs, wordings
from framework.queries.passages import FoundPassage, passage_of
from framework.queries.search import fts_terms
from framework.queries.speech import spoken_in, turns_in
from framework.rules.corrections import Wording
from framework.rules.matches import OFF, ON, unmarked, windows
from framework.rules.passages import trimmed
from framework.rules.segments import sentences_round, speech_start

Unit = Literal["match", "sentence", "paragraph", "turn"]
Span = tuple[int, int]

_COLUMNS = """
SELECT p.id, t.position, t.id AS transcript_id, t.name, p.n, p.start, p.label, p.kind,
    highlight({search}, 0, :on, :off) AS marked
"""
_PARAGRAPH = """
FROM paragraph_search JOIN paragraph p ON p.id = paragraph_search.rowid
JOIN transcript t ON t.document_id = p.document_id
LEFT JOIN speaker s ON s.transcript_id = t.id AND s.ordinal = p.speaker
"""
_CORRECTED = """
FROM correction_search JOIN correction c ON c.id = correction_search.rowid
JOIN transcript t ON t.id = c.transcript_id
JOIN paragraph p ON p.document_id = t.document_id AND p.start <= c.start AND p."end" >= c."end"
LEFT JOIN speaker s ON s.transcript_id = t.id AND s.ordinal = p.speaker
"""
_WHERE = """
WHERE {search} MATCH :term
AND (:one OR {search}.rowid IN (SELECT rowid FROM {search} WHERE {search} MATCH :every))
"""


class _Match(NamedTuple):
    """Give a paragraph as it reads, where its speech begins, and where the words stand in it."""

    transcript_id: int
    transcript: str
    n: int
    start: int
    body: str
    speech: int
    spans: list[Span]


def find_passages(
    session: Session,
    query: str,
    unit: Unit = "match",
    transcripts: Collection[int] | None = None,
    roles: Collection[str] | None = None,
) -> list[FoundPassage]:
    """Find the passages in which words stand, in the order of the study.

    Words are asked for as in `search`: all of them, "one after another", or beginn*. Several are
    found together in as short a stretch of one paragraph as holds them all. The `unit` is that
    stretch, the sentences round it, what is said in its paragraph, or the whole turn. Labels of
    speakers are not searched by themselves. With `roles` only what such speakers say counts.
    """
    matches = _matches(session, fts_terms(query), transcripts, roles)
    if unit == "turn":
        return _turns_round(session, matches)
    corrected = wordings(session)
    found: dict[tuple[int, Span], FoundPassage] = {}
    for match in matches:
        wording = corrected.get(match.transcript_id)
        for span in match.spans:
            passage = _passage(match, span, unit, wording)
            found.setdefault((match.transcript_id, (passage.start, passage.end)), passage)
    return list(found.values())


def _passage(match: _Match, span: Span, unit: Unit, wording: Wording | None) -> FoundPassage:
    """Draw a passage round what was found in a paragraph."""
    first, last = span
    if unit == "sentence":
        first, last = sentences_round(match.body, span, (match.speech, len(match.body)))
    elif unit == "paragraph":
        first, last = trimmed(match.body, match.speech, len(match.body))
    start, end = match.start + first, match.start + last
    if wording is not None:
        base = wording.to_shown(match.start)
        start, end = wording.span_to_frozen(base + first, base + last)
        first, last = wording.to_shown(start) - base, wording.to_shown(end) - base
    return FoundPassage(
        match.transcript_id, match.transcript, match.n, start, end, match.body[first:last],
        max(span[0], first) - first, min(span[1], last) - first,
    )  # fmt: skip


def _turns_round(session: Session, matches: Sequence[_Match]) -> list[FoundPassage]:
    """Give the turns in which something was found, each once, with the first of it marked."""
    by_transcript: dict[int, list[_Match]] = {}
    for match in matches:
        by_transcript.setdefault(match.transcript_id, []).append(match)
    found = []
    for spoken in spoken_in(session, list(by_transcript)):
        bounds = {
            row.n: (turn[0].start, turn[-1].end) for turn in turns_in(spoken.rows) for row in turn
        }
        rows, seen = {row.n: row for row in spoken.rows}, set[Span]()
        for match in by_transcript[spoken.transcript_id]:
            turn = bounds.get(match.n, (rows[match.n].start, rows[match.n].end))
            if turn not in seen:
                seen.add(turn)
                base = spoken.wording.to_shown(match.start)
                first, last = match.spans[0]
                found.append(passage_of(spoken, match.n, *turn, (base + first, base + last)))
    return found


def _matches(
    session: Session,
    terms: Sequence[str],
    transcripts: Collection[int] | None,
    roles: Collection[str] | None,
) -> list[_Match]:
    """Find the paragraphs that hold all terms, and the stretches of them that do."""
    paragraphs: dict[int, Any] = {}
    marked: dict[int, list[list[Span]]] = {}
    for at, term in enumerate(terms):
        for row in _rows(session, term, terms, transcripts, roles):
            body, spans = unmarked(row.marked)
            places = marked.setdefault(row.id, [[] for _term in terms])
            if not places[at]:
                places[at] = spans
            paragraphs.setdefault(row.id, (row, body))
    found = []
    for key, (row, body) in paragraphs.items():
        speech = len(body) if row.kind == "label" else speech_start(body, 0, len(body), row.label)
        spans = [(max(a, speech), b) for a, b in windows(marked[key]) if b > speech]
        if spans:
            found.append(_Match(row.transcript_id, row.name, row.n, row.start, body, speech, spans))
    return found


def _rows(
    session: Session,
    term: str,
    terms: Sequence[str],
    transcripts: Collection[int] | None,
    roles: Collection[str] | None,
) -> list[Any]:
    """Run one term over the paragraphs as they read, in the order of the study."""
    values: dict[str, object] = {
        "term": term, "every": " ".join(terms), "one": len(terms) == 1, "on": ON, "off": OFF,
    }  # fmt: skip
    where, sets = _WHERE, list[str]()
    for name, column, wanted in (("transcripts", "t.id", transcripts), ("roles", "s.role", roles)):
        if wanted is not None:
            where, sets = f"{where} AND {column} IN :{name}", [*sets, name]
            values[name] = list(wanted)

    def run(search: str, tables: str) -> Iterable[Any]:
        sql = (_COLUMNS + tables + where).format(search=search)
        bound = text(sql).bindparams(*[bindparam(name, expanding=True) for name in sets])
        return session.execute(bound, values).all()

    found = {row.id: row for row in run("paragraph_search", _PARAGRAPH)}
    replaced = corrected_paragraphs(session)
    if replaced:
        found = {key: row for key, row in found.items() if key not in replaced}
        found |= {row.id: row for row in run("correction_search", _CORRECTED)}
    return sorted(found.values(), key=lambda row: (row.position, row.transcript_id, row.n))
