"""Search transcripts, summaries, syntheses, memos and rows of joint displays."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from framework.queries.corrections import corrected_paragraphs
from framework.rules.locators import split_stored

_TRANSCRIPTS = """
SELECT p.id, t.name, t.id AS ref, p.n, p.start,
    snippet(paragraph_search, 0, :on, :off, '…', 16) AS snip
FROM paragraph_search
JOIN paragraph p ON p.id = paragraph_search.rowid
JOIN transcript t ON t.document_id = p.document_id
WHERE paragraph_search MATCH :query LIMIT :limit
"""
_CORRECTED = """
SELECT p.id, t.name, t.id AS ref, p.n, p.start,
    snippet(correction_search, 0, :on, :off, '…', 16) AS snip
FROM correction_search
JOIN correction c ON c.id = correction_search.rowid
JOIN transcript t ON t.id = c.transcript_id
JOIN paragraph p ON p.document_id = t.document_id AND p.start <= c.start AND p."end" >= c."end"
WHERE correction_search MATCH :query
"""
_SUMMARIES = """
SELECT k.name || ' × ' || th.number AS name, c.id AS ref, c.case_id, c.theme_id,
    snippet(cell_search, 0, :on, :off, '…', 16) AS snip
FROM cell_search
JOIN cell c ON c.id = cell_search.rowid
JOIN study_case k ON k.id = c.case_id
JOIN theme th ON th.id = c.theme_id AND NOT th.retired AND NOT th.provisional
WHERE cell_search MATCH :query LIMIT :limit
"""
_MEMOS = """
SELECT coalesce(t.name, k.name || ' × ' || th.number, k.name, trim(th.number || ' ' || th.name),
        d.name) AS name,
    coalesce(t.id, 0) AS ref, coalesce(g.start, m.start) AS start, m.case_id, m.theme_id,
    snippet(memo_search, 0, :on, :off, '…', 16) AS snip
FROM memo_search
JOIN memo m ON m.id = memo_search.rowid
LEFT JOIN coding g ON g.id = m.coding_id
LEFT JOIN transcript t ON t.id = coalesce(g.transcript_id, m.transcript_id)
LEFT JOIN study_case k ON k.id = m.case_id
LEFT JOIN theme th ON th.id = m.theme_id
LEFT JOIN joint_row j ON j.id = m.joint_row_id
LEFT JOIN joint_display d ON d.id = j.display_id
WHERE memo_search MATCH :query LIMIT :limit
"""
_SYNTHESES = """
SELECT coalesce(k.name, trim(th.number || ' ' || th.name)) AS name, s.id AS ref, s.case_id,
    s.theme_id, snippet(synthesis_search, 0, :on, :off, '…', 16) AS snip
FROM synthesis_search
JOIN synthesis s ON s.id = synthesis_search.rowid
LEFT JOIN study_case k ON k.id = s.case_id
LEFT JOIN theme th ON th.id = s.theme_id
WHERE synthesis_search MATCH :query AND NOT coalesce(th.retired, 0) LIMIT :limit
"""
_JOINT_ROWS = """
SELECT trim(d.name || ' · ' || j.title, ' ·') AS name, j.id AS ref, j.case_id, NULL AS theme_id,
    snippet(joint_row_search, 0, :on, :off, '…', 16) AS snip
FROM joint_row_search
JOIN joint_row j ON j.id = joint_row_search.rowid
JOIN joint_display d ON d.id = j.display_id
WHERE joint_row_search MATCH :query LIMIT :limit
"""
_WRITTEN = (("summary", _SUMMARIES), ("synthesis", _SYNTHESES), ("joint row", _JOINT_ROWS))
ON, OFF = "\x02", "\x03"


class Hit(NamedTuple):
    """Give a place where words were found; matches in `snippet` stand between ON and OFF.

    `kind` is transcript, summary, synthesis, joint row or memo; `place` the offset in a transcript,
    in code points; `case_id` and `theme_id` the cell of a summary, or what a synthesis or a memo
    is about.
    `ref_id` is the transcript, for a summary the cell, for a synthesis the synthesis, for a joint
    row the row, and 0 for a memo about a case or a theme.
    """

    kind: str
    name: str
    ref_id: int
    n: int | None
    snippet: str
    place: int | None = None
    case_id: int | None = None
    theme_id: int | None = None


def search(session: Session, words: str, limit: int = 100) -> list[Hit]:
    """Find words in transcripts, summaries, syntheses, memos and rows of joint displays.

    All words must stand there; "words in quotation marks" must follow one another; `word*`
    finds what begins so. Accents and case do not matter. Where there are more than `limit`, half
    the room is kept for what analysts wrote.
    """
    query = fts_query(words)
    if not query:
        return []
    values = {"query": query, "limit": limit, "on": ON, "off": OFF}
    said = _said(session, values, limit)
    written = [
        Hit(kind, row.name, row.ref, None, _readable(row.snip), case_id=row.case_id,
            theme_id=row.theme_id)
        for kind, statement in _WRITTEN
        for row in session.execute(text(statement), values)
    ]  # fmt: skip
    written += [
        Hit("memo", row.name, row.ref, None, row.snip, row.start, row.case_id, row.theme_id)
        for row in session.execute(text(_MEMOS), values)
    ]
    room = max(limit - len(written), limit // 2)
    return said[:room] + written[: limit - min(len(said), room)]


def _said(session: Session, values: Mapping[str, object], limit: int) -> list[Hit]:
    """Search the paragraphs of transcripts; corrected ones as they read now, each once."""
    replaced = corrected_paragraphs(session)
    if not replaced:
        rows = session.execute(text(_TRANSCRIPTS), values).all()
    else:
        wide = {**values, "limit": limit + len(replaced)}
        found = {row.id: row for row in session.execute(text(_TRANSCRIPTS), wide)}
        found = {key: row for key, row in found.items() if key not in replaced}
        found |= {row.id: row for row in session.execute(text(_CORRECTED), values)}
        rows = [found[key] for key in sorted(found)]
    return [Hit("transcript", row.name, row.ref, row.n, row.snip, place=row.start) for row in rows]


def fts_query(words: str) -> str:
    """Turn what a person types into a query that SQLite takes, whatever signs it holds."""
    return " ".join(fts_terms(words))


def fts_terms(words: str) -> list[str]:
    """Cut what a person types into words and phrases, written as SQLite takes them, each once."""
    plain = (
        words.encode("utf-8", "ignore")
        .decode()
        .replace("“", '"')
        .replace("”", '"')
        .replace("\x00", " ")
    )
    parts = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', plain):
        wanted = phrase or word.rstrip("*")
        if any(sign.isalnum() for sign in wanted):
            parts.append('"' + wanted.replace('"', "") + '"' + ("*" if word.endswith("*") else ""))
    return list(dict.fromkeys(parts))


def _readable(snippet: str) -> str:
    """Take the tokens of locators out of a snippet."""
    pieces = split_stored(snippet)[::2]
    return re.sub("⟦?[0-9a-f]*⟧|⟦[0-9a-f…]*", "", "¶".join(pieces)).replace("¶", "[¶]")
