"""Look for damage in a study file and in every link in it."""

from collections.abc import Callable
from hashlib import sha256

from sqlalchemy import and_, select, text
from sqlalchemy.orm import Session

from framework.queries.corrections import wordings
from framework.queries.soundness_of_charts import chart_faults
from framework.queries.soundness_of_joint_displays import joint_faults
from framework.queries.soundness_of_values import value_faults
from framework.rules.framework_differences import read
from framework.schema import (
    Correction,
    Dataset,
    Document,
    FrameworkVersion,
    Paragraph,
    Step,
    Transcript,
)

# the length of a text is counted once, not for each passage in it
_SIZED = "WITH sized AS MATERIALIZED (SELECT id, length(text) AS size FROM document) "
_COUNTS = (
    (
        "{n} paragraphs do not fit their transcript's text.",
        "SELECT count(*) FROM paragraph p JOIN sized d ON d.id = p.document_id "
        'WHERE p.start < 0 OR p.start >= p."end" OR p."end" > d.size',
    ),
    (
        "{n} codings do not fit their transcript's text.",
        "SELECT count(*) FROM coding c JOIN transcript t ON t.id = c.transcript_id "
        "JOIN sized d ON d.id = t.document_id "
        'WHERE c.start < 0 OR c.start >= c."end" OR c."end" > d.size',
    ),
    (
        "{n} locators do not fit their transcript's text.",
        "SELECT count(*) FROM citation c JOIN transcript t ON t.id = c.transcript_id "
        "JOIN sized d ON d.id = t.document_id "
        'WHERE c.start < 0 OR c.start >= c."end" OR c."end" > d.size',
    ),
    (
        "{n} corrections do not fit a paragraph of their transcript.",
        "SELECT count(*) FROM correction c JOIN transcript t ON t.id = c.transcript_id "
        'WHERE c.start >= c."end" OR NOT EXISTS (SELECT 1 FROM paragraph p '
        'WHERE p.document_id = t.document_id AND p.start <= c.start AND p."end" >= c."end")',
    ),
    (
        "{n} corrections overlap others.",
        "SELECT count(DISTINCT c.id) FROM correction c JOIN correction o "
        "ON o.transcript_id = c.transcript_id AND o.id != c.id "
        'AND o.start < c."end" AND o."end" > c.start',
    ),
    (
        "{n} memos in the margin do not fit their transcript's text.",
        "SELECT count(*) FROM memo m JOIN transcript t ON t.id = m.transcript_id "
        'JOIN sized d ON d.id = t.document_id WHERE m.start IS NULL OR m."end" IS NULL '
        'OR m.start < 0 OR m.start >= m."end" OR m."end" > d.size',
    ),
    (
        "{n} memos are not about just one thing.",
        "SELECT count(*) FROM memo WHERE (coding_id IS NOT NULL) + (transcript_id IS NOT NULL) "
        "+ (theme_id IS NOT NULL) + (case_id IS NOT NULL) + (joint_row_id IS NOT NULL) "
        "!= 1 + (kind = 'cell') OR CASE kind WHEN 'coding' THEN coding_id "
        "WHEN 'margin' THEN transcript_id "
        "WHEN 'comment' THEN transcript_id WHEN 'joint row' THEN joint_row_id "
        "WHEN 'theme' THEN theme_id WHEN 'case summary' THEN case_id "
        "WHEN 'cell' THEN case_id + theme_id END IS NULL",
    ),
    (
        "{n} cases have more than one summary.",
        "SELECT count(*) FROM (SELECT 1 FROM memo WHERE kind = 'case summary' "
        "GROUP BY case_id HAVING count(*) > 1)",
    ),
    (
        "{n} cells have more than one memo by one analyst.",
        "SELECT count(*) FROM (SELECT 1 FROM memo WHERE kind = 'cell' "
        "GROUP BY case_id, theme_id, coder_id HAVING count(*) > 1)",
    ),
    (
        "{n} readings of transcripts have no day.",
        "SELECT count(*) FROM reading WHERE date(day) IS NOT day",
    ),
    (
        "{n} passages given to cases do not fit their transcript's text.",
        "SELECT count(*) FROM attribution a JOIN transcript t ON t.id = a.transcript_id "
        'JOIN sized d ON d.id = t.document_id WHERE (a.start IS NULL) != (a."end" IS NULL) '
        'OR a.start < 0 OR a.start >= a."end" OR a."end" > d.size',
    ),
    (
        "{n} speakers stand in a paragraph and in no list.",
        "SELECT count(*) FROM paragraph p JOIN transcript t ON t.document_id = p.document_id "
        "WHERE p.speaker IS NOT NULL AND NOT EXISTS (SELECT 1 FROM speaker s "
        "WHERE s.transcript_id = t.id AND s.ordinal = p.speaker)",
    ),
    (
        "{n} summaries cannot be searched.",
        "SELECT abs((SELECT count(*) FROM cell) - (SELECT count(*) FROM cell_search))",
    ),
    (
        "{n} memos cannot be searched.",
        "SELECT abs((SELECT count(*) FROM memo) - (SELECT count(*) FROM memo_search))",
    ),
    (
        "{n} corrections cannot be searched.",
        "SELECT abs((SELECT count(*) FROM correction) - (SELECT count(*) FROM correction_search))",
    ),
    (
        "{n} paragraphs cannot be searched.",
        "SELECT abs((SELECT count(*) FROM paragraph) - (SELECT count(*) FROM paragraph_search))",
    ),
    (
        "{n} labels have a place in the framework, or themes have no number.",
        "SELECT count(*) FROM theme WHERE provisional <> (number = '') "
        "OR (provisional AND parent_id IS NOT NULL)",
    ),
    (
        "{n} numbers are those of two themes.",
        "SELECT count(*) FROM (SELECT number FROM theme WHERE NOT provisional AND NOT retired "
        "GROUP BY number HAVING count(*) > 1)",
    ),
    (
        "{n} themes stand under one that is not in use.",
        "SELECT count(*) FROM theme t JOIN theme p ON p.id = t.parent_id "
        "WHERE NOT t.retired AND (p.retired OR p.provisional)",
    ),
    (
        "{n} places in the queue are not of one passage or one cell.",
        "SELECT count(*) FROM reread WHERE (coding_id IS NULL) = (cell_id IS NULL)",
    ),
)


def faults(session: Session) -> list[str]:
    """List what is wrong with a study, a sentence each; [] when it is sound."""
    looks: tuple[Callable[[Session], list[str]], ...] = (
        _links, _counts, _corrected, chart_faults, joint_faults, _versions, _originals,
        _record,
    )  # fmt: skip
    # in a damaged file, or with other values than are meant, nothing else can be told for sure
    damaged = _file(session) or value_faults(session)
    return damaged or [fault for look in looks for fault in look(session)]


def _file(session: Session) -> list[str]:
    """Have SQLite check the file's own structure."""
    said = session.execute(text("PRAGMA integrity_check(3)")).scalars().all()
    return [] if said == ["ok"] else [f"The file is damaged ({'; '.join(said)})."]


def _links(session: Session) -> list[str]:
    """Find rows that point to rows which are not there."""
    broken = session.execute(text("PRAGMA foreign_key_check")).all()
    tables = sorted({row[0] for row in broken})
    return [f"{len(broken)} links lead nowhere (in {', '.join(tables)})."] if broken else []


def _counts(session: Session) -> list[str]:
    """Count what does not fit."""
    found = ((said, session.scalar(text(_SIZED + sql)) or 0) for said, sql in _COUNTS)
    return [said.format(n=n) for said, n in found if n]


def _corrected(session: Session) -> list[str]:
    """Compare what is searched of corrected paragraphs with what they read as."""
    wrong, read = 0, wordings(session)
    rows = session.execute(
        select(Correction.transcript_id, Correction.context, Paragraph.start, Paragraph.end)
        .join(Transcript, Transcript.id == Correction.transcript_id)
        .join(
            Paragraph,
            and_(
                Paragraph.document_id == Transcript.document_id,
                Paragraph.start <= Correction.start,
                Paragraph.end >= Correction.end,
            ),
        )
    )
    for transcript_id, context, start, end in rows:
        wrong += read[transcript_id].between(start, end) != context
    return [f"{wrong} corrected paragraphs are searched as something else."] if wrong else []


def _versions(session: Session) -> list[str]:
    """Read every version of the framework."""
    wrong = 0
    for content in session.scalars(select(FrameworkVersion.content)):
        try:
            read(content)
        except (ValueError, TypeError):
            wrong += 1
    return [f"{wrong} versions of the framework cannot be read."] if wrong else []


def _originals(session: Session) -> list[str]:
    """Compare the kept files with their digests."""
    wrong = 0
    for table in (Document, Dataset):
        for digest, original in session.execute(select(table.sha256, table.original)):
            # The file goes when words are taken out for good, and its digest stays.
            wrong += original != b"" and sha256(original).hexdigest() != digest
    return [f"{wrong} imported files are not as they were imported."] if wrong else []


def _record(session: Session) -> list[str]:
    """Follow the undo and redo stacks down to their ends."""
    below = {row.id: row.below for row in session.execute(select(Step.id, Step.below))}
    last = session.execute(
        select(Step.undo_head, Step.redo_head).order_by(Step.id.desc()).limit(1)
    ).first()
    for head in last or ():
        seen: set[int] = set()
        while head is not None:
            if head in seen or head not in below:
                return ["The record of changes is broken."]
            seen.add(head)
            head = below[head]  # noqa: PLW2901 - walking down the stack
    return []
