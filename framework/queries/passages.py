"""Give passages of transcripts as they read, for a preview before they are coded."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from framework.queries.speech import Spoken, spoken_in, turns_in

Span = tuple[int, int]


class FoundPassage(NamedTuple):
    """Give the passage `[start, end)` of a transcript, in code points of its frozen text.

    `text` are its words as corrected; what was found stands in `text[match_start:match_end]`.
    `n` is the ¶ in which that stands, or else the first.
    """

    transcript_id: int
    transcript: str
    n: int
    start: int
    end: int
    text: str
    match_start: int
    match_end: int


def passages_of_speaker(session: Session, transcript_id: int, ordinal: int) -> list[FoundPassage]:
    """List the turns of one person in a transcript, by the person's ordinal there."""
    return [
        passage_of(spoken, turn[0].n, turn[0].start, turn[-1].end)
        for spoken in spoken_in(session, [transcript_id])
        for turn in turns_in(spoken.rows)
        if turn[0].speaker == ordinal
    ]


def passage_of(
    spoken: Spoken, n: int, start: int, end: int, match: Span | None = None
) -> FoundPassage:
    """Shape a passage; `match` is a stretch of the text as it reads."""
    words, begin = spoken.words(start, end), spoken.wording.to_shown(start)
    first, last = (place - begin for place in match or (begin, begin))
    return FoundPassage(
        spoken.transcript_id, spoken.name, n, start, end, words, first, min(last, len(words))
    )
