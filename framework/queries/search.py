"""Search transcripts, summaries and memos."""

import re
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from framework.rules.locators import split_stored

_TRANSCRIPTS = """
SELECT t.name, t.id AS ref, p.n, p.start, snippet(paragraph_search, 0, :on, :off, '…', 16) AS snip
FROM paragraph_search
JOIN paragraph p ON p.id = paragraph_search.rowid
JOIN transcript t ON t.document_id = p.document_id
WHERE paragraph_search MATCH :query LIMIT :limit
"""
_SUMMARIES = """
SELECT k.name || ' × ' || th.number AS name, c.id AS ref, c.case_id, c.theme_id,
    snippet(cell_search, 0, :on, :off, '…', 16) AS snip
FROM cell_search
JOIN cell c ON c.id = cell_search.rowid
JOIN study_case k ON k.id = c.case_id
JOIN theme th ON th.id = c.theme_id
WHERE cell_search MATCH :query LIMIT :limit
"""
_MEMOS = """
SELECT t.name, g.transcript_id AS ref, g.start,
    snippet(memo_search, 0, :on, :off, '…', 16) AS snip
FROM memo_search
JOIN memo m ON m.id = memo_search.rowid
JOIN coding g ON g.id = m.coding_id
JOIN transcript t ON t.id = g.transcript_id
WHERE memo_search MATCH :query LIMIT :limit
"""
ON, OFF = "\x02", "\x03"


class Hit(NamedTuple):
    """Give a place where words were found; matches in `snippet` stand between ON and OFF.

    `kind` is transcript, summary or memo; `place` the offset in a transcript, in code points;
    `case_id` and `theme_id` the cell of a summary.
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
    """Find words in transcripts, summaries and memos.

    All words must stand there; "words in quotation marks" must follow one another; `word*`
    finds what begins so. Accents and case do not matter. Where there are more than `limit`, half
    the room is kept for summaries and memos.
    """
    query = fts_query(words)
    if not query:
        return []
    values = {"query": query, "limit": limit, "on": ON, "off": OFF}
    said = [
        Hit("transcript", row.name, row.ref, row.n, row.snip, place=row.start)
        for row in session.execute(text(_TRANSCRIPTS), values)
    ]
    written = [
        Hit("summary", row.name, row.ref, None, _readable(row.snip), case_id=row.case_id,
            theme_id=row.theme_id)
        for row in session.execute(text(_SUMMARIES), values)
    ]  # fmt: skip
    written += [
        Hit("memo", row.name, row.ref, None, row.snip, place=row.start)
        for row in session.execute(text(_MEMOS), values)
    ]
    room = max(limit - len(written), limit // 2)
    return said[:room] + written[: limit - min(len(said), room)]


def fts_query(words: str) -> str:
    """Turn what a person types into a query that SQLite takes, whatever signs it holds."""
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
    return " ".join(parts)


def _readable(snippet: str) -> str:
    """Take the tokens of locators out of a snippet."""
    pieces = split_stored(snippet)[::2]
    return re.sub("⟦?[0-9a-f]*⟧|⟦[0-9a-f…]*", "", "¶".join(pieces)).replace("¶", "[¶]")
