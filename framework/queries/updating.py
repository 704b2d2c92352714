"""Ask what would become of all that hangs on a transcript's places under a corrected file."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from framework.drafts import ParagraphDraft, TranscriptDraft
from framework.errors import RefusedError
from framework.queries.placing import Places
from framework.queries.transcripts import TranscriptRow, text_of, transcript_by_id
from framework.rules.alignment import Alignment, Fate
from framework.rules.same_speakers import same_speakers
from framework.schema import Document, Speaker, Transcript

HeldKind = Literal["coding", "locator", "memo", "correction", "attribution", "speaker"]

_HELD: tuple[tuple[HeldKind, str], ...] = (
    (
        "coding",
        """
        SELECT c.id, c.start, c."end", trim(th.number || ' ' || th.name) || ', by ' || k.name
            || iif(c.starred, ', starred', '') AS what, coalesce(m.text, '') AS said
        FROM coding c JOIN theme th ON th.id = c.theme_id JOIN coder k ON k.id = c.coder_id
        LEFT JOIN memo m ON m.coding_id = c.id
        WHERE c.transcript_id = :transcript
        """,
    ),
    (
        "locator",
        """
        SELECT i.id, i.start, i."end", 'locator in ' || CASE
            WHEN l.id IS NOT NULL THEN lc.name || ' × ' || trim(lt.number || ' ' || lt.name)
            WHEN o.id IS NOT NULL THEN oc.name || ' × ' || trim(ot.number || ' ' || ot.name)
                || ', by ' || ok.name
            WHEN s.id IS NOT NULL THEN 'the synthesis of '
                || coalesce(sc.name, trim(st.number || ' ' || st.name))
            ELSE 'the joint display “' || jd.name || '”' END AS what, '' AS said
        FROM citation i
        LEFT JOIN cell l ON l.id = i.cell_id
        LEFT JOIN study_case lc ON lc.id = l.case_id LEFT JOIN theme lt ON lt.id = l.theme_id
        LEFT JOIN own_cell o ON o.id = i.own_cell_id LEFT JOIN coder ok ON ok.id = o.coder_id
        LEFT JOIN study_case oc ON oc.id = o.case_id LEFT JOIN theme ot ON ot.id = o.theme_id
        LEFT JOIN synthesis s ON s.id = i.synthesis_id
        LEFT JOIN study_case sc ON sc.id = s.case_id LEFT JOIN theme st ON st.id = s.theme_id
        LEFT JOIN joint_row j ON j.id = i.joint_row_id
        LEFT JOIN joint_display jd ON jd.id = j.display_id
        WHERE i.transcript_id = :transcript
        """,
    ),
    (
        "memo",
        """
        SELECT m.id, m.start, m."end", 'memo by ' || k.name AS what, m.text AS said
        FROM memo m JOIN coder k ON k.id = m.coder_id WHERE m.transcript_id = :transcript
        """,
    ),
    (
        "correction",
        """
        SELECT c.id, c.start, c."end", 'correction by ' || k.name AS what, c.text AS said
        FROM correction c JOIN coder k ON k.id = c.coder_id WHERE c.transcript_id = :transcript
        """,
    ),
    (
        "attribution",
        """
        SELECT a.id, a.start, a."end", 'passage of ' || s.name AS what, '' AS said
        FROM attribution a JOIN study_case s ON s.id = a.case_id
        WHERE a.transcript_id = :transcript AND a.start IS NOT NULL
        """,
    ),
)
_VOICED = """
SELECT p.start, p."end", p.speaker FROM paragraph p
WHERE p.document_id = :document AND p.speaker IS NOT NULL AND p.kind = 'speech' ORDER BY p.n
"""
_GIVEN = """
SELECT s.id, s.label, group_concat(k.name, ', ') AS cases FROM speaker s
JOIN attribution a ON a.speaker_id = s.id JOIN study_case k ON k.id = a.case_id
WHERE s.transcript_id = :transcript GROUP BY s.id ORDER BY s.ordinal
"""
_VOTERS = 2000


class HeldRow(NamedTuple):
    """Describe something that hangs on a place of a transcript, and what becomes of it.

    `before` are its words in the former text, `at` its place, `first` and `last` its ¶ there;
    `span`, `after`, `new_first` and `new_last` the same in the corrected file, None, "" and 0 where
    it is lost.
    `said` is what it says itself: a memo's text, a correction's wording. `suggestion` is where it
    may belong, which is for the analyst to say.
    """

    kind: HeldKind
    id: int
    what: str
    said: str
    first: int
    last: int
    before: str
    at: tuple[int, int]
    fate: Fate
    span: tuple[int, int] | None
    after: str
    new_first: int
    new_last: int
    suggestion: tuple[int, int] | None


@dataclass(frozen=True)
class UpdatePreview:
    """Tell what a corrected file would change.

    `kept` counts what keeps its words, `moved` those of it that get other ¶ numbers. `changed`
    stand at other words, `lost` cannot be placed, `taken_up` are corrections that the file makes
    itself. `speakers` are pairs of names, before and after, that differ; "" is nobody.
    """

    transcript_id: int
    name: str
    words_before: int
    words_after: int
    paragraphs_before: int
    paragraphs_after: int
    kept: int
    moved: int
    changed: tuple[HeldRow, ...]
    lost: tuple[HeldRow, ...]
    taken_up: tuple[HeldRow, ...]
    speakers: tuple[tuple[str, str], ...]
    rows: tuple[HeldRow, ...]


class Weighed(NamedTuple):
    """Hold a preview with what it was made of; `same` maps who spoke before to who speaks now."""

    preview: UpdatePreview
    alignment: Alignment
    same: dict[int, int]


def preview_update(session: Session, transcript_id: int, draft: TranscriptDraft) -> UpdatePreview:
    """Tell what would become of codings, locators, memos and corrections under a corrected file.

    Refuse the very file that the transcript came from, and one that is another transcript.
    """
    return weighed(session, transcript_id, draft).preview


def weighed(session: Session, transcript_id: int, draft: TranscriptDraft) -> Weighed:
    """Tell the same, with the alignment of the two texts and of those who speak in them."""
    known = transcript_by_id(session, transcript_id)
    refuse_same_file(session, known, draft)
    alignment = Alignment(text_of(session, transcript_id), draft.text)
    rows, taken_up = _sorted_out(held(session, known, draft, alignment))
    same = _speakers_now(session, known, draft, alignment)
    kept = [row for row in rows if row.fate == "kept"]
    preview = UpdatePreview(
        transcript_id, known.name, known.words, len(draft.text.split()), known.paragraphs,
        len(draft.paragraphs), len(kept),
        sum((row.first, row.last) != (row.new_first, row.new_last) for row in kept),
        tuple(row for row in rows if row.fate == "changed"),
        (*(row for row in rows if row.fate == "lost"), *_unvoiced(session, transcript_id, same)),
        taken_up, _renamed(session, transcript_id, draft, same), tuple(rows),
    )  # fmt: skip
    return Weighed(preview, alignment, same)


def refuse_same_file(session: Session, known: TranscriptRow, draft: TranscriptDraft) -> None:
    """Refuse a file that is this transcript's already, or another's."""
    digest = sha256(draft.original).hexdigest()
    there = session.scalar(
        select(Transcript.name)
        .join(Document, Document.id == Transcript.document_id)
        .where(Document.sha256 == digest)
    )
    if there is not None:
        whose = "is the file that it came from" if there == known.name else f"is {there} already"
        raise RefusedError(f"{draft.name} {whose}; {known.name} stays as it is.")


def held(
    session: Session, known: TranscriptRow, draft: TranscriptDraft, alignment: Alignment
) -> Iterator[HeldRow]:
    """List all that hangs on places of a transcript, kind by kind in the order of its text."""
    places, now = Places(session, [known.document_id]), _Numbers(draft.paragraphs)
    for kind, sql in _HELD:
        rows = session.execute(text(sql), {"transcript": known.id}).all()
        for row in sorted(rows, key=lambda row: (row.start, row.end, row.id)):
            place = places.of(known.id, known.document_id, row.start, row.end)
            yield _carried(kind, row, (place.first, place.last), alignment, now)


def _carried(
    kind: HeldKind, row: Row[Any], numbers: tuple[int, int], alignment: Alignment, now: "_Numbers"
) -> HeldRow:
    """Tell what becomes of one row."""
    words = alignment.before[row.start : row.end]
    fate, span = alignment.carry(row.start, row.end)
    if kind == "correction" and (fate != "kept" or not now.is_one(span)):
        between = alignment.between(row.start, row.end)
        reads = alignment.after[slice(*between)] if between else ""
        taken_up = reads.split() == row.said.split()
        fate, span = ("changed", between) if taken_up else ("lost", None)
    first, last = now.of(*span) if span else (0, 0)
    return HeldRow(
        kind, row.id, row.what, row.said, *numbers, words, (row.start, row.end), fate, span,
        alignment.after[slice(*span)] if span else "", first, last,
        alignment.suggested(row.start, row.end) if span is None and kind != "correction" else None,
    )  # fmt: skip


def _sorted_out(rows: Iterator[HeldRow]) -> tuple[list[HeldRow], tuple[HeldRow, ...]]:
    """Set apart the corrections that the file makes itself."""
    carried: list[HeldRow] = []
    taken_up: list[HeldRow] = []
    for row in rows:
        made = row.kind == "correction" and row.fate == "changed"
        (taken_up if made else carried).append(row)
    return carried, tuple(taken_up)


def _speakers_now(
    session: Session, known: TranscriptRow, draft: TranscriptDraft, alignment: Alignment
) -> dict[int, int]:
    """Map the ordinals of who spoke before to those of who speaks now."""
    before = {row.ordinal: row.label for row in _speakers(session, known.id)}
    paragraphs = session.execute(text(_VOICED), {"document": known.document_id}).tuples().all()
    votes, now = Counter[tuple[int, int]](), _Numbers(draft.paragraphs)
    for start, end, speaker in paragraphs[:: max(1, len(paragraphs) // _VOTERS)]:
        span = alignment.carry(start, end).span
        heard = draft.paragraphs[now.of(*span)[1] - 1].speaker if span else None
        if heard is not None:
            votes[speaker, heard] += 1
    ordinals = sorted(before)
    found = same_speakers(
        [before[ordinal] for ordinal in ordinals],
        [speaker.name for speaker in draft.speakers],
        {(ordinals.index(old), new): count for (old, new), count in votes.items() if old in before},
    )
    return {ordinals[old]: new for old, new in found.items()}


def _renamed(
    session: Session, transcript_id: int, draft: TranscriptDraft, same: dict[int, int]
) -> tuple[tuple[str, str], ...]:
    """Pair the names of speakers that differ."""
    pairs = []
    for row in _speakers(session, transcript_id):
        after = draft.speakers[same[row.ordinal]].name if row.ordinal in same else ""
        pairs += [(row.label, after)] if after != row.label else []
    new = set(range(len(draft.speakers))) - set(same.values())
    return (*pairs, *(("", draft.speakers[at].name) for at in sorted(new)))


def _unvoiced(session: Session, transcript_id: int, same: dict[int, int]) -> list[HeldRow]:
    """List the speakers with cases who speak no longer."""
    gone = {row.id for row in _speakers(session, transcript_id) if row.ordinal not in same}
    return [
        HeldRow("speaker", row.id, f"speaker of {row.cases}", "", 0, 0, row.label, (0, 0), "lost",
                None, "", 0, 0, None)
        for row in session.execute(text(_GIVEN), {"transcript": transcript_id}) if row.id in gone
    ]  # fmt: skip


def _speakers(session: Session, transcript_id: int) -> Sequence[Speaker]:
    """Read the speakers of a transcript."""
    statement = select(Speaker).where(Speaker.transcript_id == transcript_id)
    return session.scalars(statement.order_by(Speaker.ordinal)).all()


class _Numbers:
    """Number the paragraphs of a draft."""

    def __init__(self, paragraphs: Sequence[ParagraphDraft]) -> None:
        """Note where each begins and ends."""
        self._starts = [paragraph.start for paragraph in paragraphs]
        self._ends = [paragraph.end for paragraph in paragraphs]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Give the first and last ¶ of a stretch."""
        first = max(1, bisect_right(self._starts, start))
        return first, max(first, bisect_left(self._starts, end))

    def is_one(self, span: tuple[int, int] | None) -> bool:
        """Tell whether a stretch stays within one paragraph."""
        return span is not None and len(set(self.of(*span))) == 1
