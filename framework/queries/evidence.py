"""Ask for the text beside the passages of a cell, which may be evidence too."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.codings import CodingRow, evidence
from framework.queries.corrections import wordings
from framework.queries.transcripts import ParagraphRow, paragraphs_of
from framework.rules.corrections import Wording
from framework.schema import Coding


class AdjacentRow(NamedTuple):
    """Describe text beside a passage that is coded to nothing: whole paragraphs of one speaker.

    `[start, end)` is in code points; `quote` reads as corrected; `beside` is the id of the coding,
    `before` tells on which side of it the text stands.
    """

    transcript_id: int
    transcript: str
    start: int
    end: int
    first: int
    last: int
    quote: str
    speaker: str | None
    beside: int
    before: bool


def adjacent(session: Session, case_id: int, theme_id: int, turns: int = 1) -> list[AdjacentRow]:
    """List the text round the passages of a cell that is coded to nothing, in the text's order.

    It reaches to the ends of the turns in which a passage stands, and `turns` further.
    """
    found: list[AdjacentRow] = []
    by_transcript: dict[int, list[CodingRow]] = {}
    for row in evidence(session, case_id, theme_id):
        by_transcript.setdefault(row.transcript_id, []).append(row)
    corrected = wordings(session, list(by_transcript))
    for transcript_id, rows in by_transcript.items():
        paragraphs = paragraphs_of(session, transcript_id)
        free = _uncoded(session, transcript_id, paragraphs)
        seen: set[int] = set()
        for row in rows:
            found += _beside(row, paragraphs, free - seen, turns, corrected.get(transcript_id))
            seen |= {n for near in found for n in range(near.first, near.last + 1)
                     if near.transcript_id == transcript_id}  # fmt: skip
    return found


def _uncoded(session: Session, transcript_id: int, paragraphs: Sequence[ParagraphRow]) -> set[int]:
    """Give the ¶ that no coding touches and that hold speech."""
    spans = session.execute(
        select(Coding.start, Coding.end).where(Coding.transcript_id == transcript_id)
    ).tuples().all()  # fmt: skip
    return {
        row.n for row in paragraphs
        if row.kind == "speech"
        and not any(start < row.end and row.start < end for start, end in spans)
    }  # fmt: skip


def _beside(
    row: CodingRow, paragraphs: Sequence[ParagraphRow], free: set[int], turns: int,
    wording: Wording | None,
) -> list[AdjacentRow]:  # fmt: skip
    """List what stands free before and after one passage."""
    before = _reach([p for p in reversed(paragraphs) if p.n <= row.first], turns)
    after = _reach([p for p in paragraphs if p.n >= row.last], turns)
    found = []
    for side, is_before in ((reversed(before), True), (after, False)):
        stretch: list[ParagraphRow] = []
        for paragraph in side:
            if paragraph.n not in free:
                continue
            if stretch and (
                stretch[-1].n + 1 != paragraph.n or stretch[-1].speaker != paragraph.speaker
            ):
                found.append(_row(row, stretch, wording, before=is_before))
                stretch = []
            stretch.append(paragraph)
        if stretch:
            found.append(_row(row, stretch, wording, before=is_before))
    return found


def _reach(paragraphs: Sequence[ParagraphRow], turns: int) -> list[ParagraphRow]:
    """Take paragraphs up to the end of a turn, and of some turns more."""
    taken: list[ParagraphRow] = []
    speaker, left = None, turns + 1
    for paragraph in paragraphs:
        if paragraph.speaker is not None and (left > turns or paragraph.speaker != speaker):
            left -= 1
            if left < 0:
                break
            speaker = paragraph.speaker
        taken.append(paragraph)
    return taken


def _row(
    row: CodingRow, stretch: Sequence[ParagraphRow], wording: Wording | None, *, before: bool
) -> AdjacentRow:
    """Shape a stretch of paragraphs."""
    start, end = stretch[0].start, stretch[-1].end
    quote = wording.between(start, end) if wording else "\n".join(p.text for p in stretch)
    return AdjacentRow(
        row.transcript_id, row.transcript, start, end, stretch[0].n, stretch[-1].n, quote,
        stretch[0].speaker, row.id, before,
    )  # fmt: skip
