"""Ask which passages carry both of two themes."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from framework.queries.corrections import wordings_in
from framework.queries.placing import Places
from framework.queries.themes import list_labels, list_themes_plain
from framework.queries.transcripts import texts_of

_CODINGS = """
SELECT c.id, c.transcript_id, c.theme_id, c.start, c."end" FROM coding c
JOIN theme th ON th.id = c.theme_id AND NOT th.retired
{where}
ORDER BY c.transcript_id, c.start, c."end", c.id
"""
_TRANSCRIPTS = "SELECT id, name, document_id FROM transcript ORDER BY position, id"

Stretch = tuple[int, int, int]
Held = tuple[int, int, int, int, int]


class OverlapRow(NamedTuple):
    """Count the passages that carry both of two themes or labels, whoever coded them."""

    theme_id: int
    other_id: int
    passages: int


class OverlapPassage(NamedTuple):
    """Give a stretch that two themes share, `[start, end)`, and its coding as the first."""

    transcript_id: int
    transcript: str
    start: int
    end: int
    first: int
    last: int
    quote: str
    coding_id: int


def overlaps(session: Session) -> list[OverlapRow]:
    """List the pairs of themes in use that share passages, most passages first."""
    rows = [*list_themes_plain(session), *list_labels(session)]
    order = {row.id: at for at, row in enumerate(rows)}
    shared: dict[tuple[int, int], set[Stretch]] = {}
    for one, other, stretch in _shared(session, ""):
        first, second = (one, other) if order[one[2]] < order[other[2]] else (other, one)
        shared.setdefault((first[2], second[2]), set()).add(stretch)
    found = [OverlapRow(*pair, len(stretches)) for pair, stretches in shared.items()]
    return sorted(found, key=lambda row: (-row.passages, order[row.theme_id], order[row.other_id]))


def overlap_passages(session: Session, theme_id: int, other_id: int) -> list[OverlapPassage]:
    """List the stretches that two themes share, each once, in the order of study and text."""
    where = "WHERE c.theme_id IN (:theme, :other)"
    kept: dict[Stretch, int] = {}
    for one, other, stretch in _shared(session, where, theme=theme_id, other=other_id):
        kept.setdefault(stretch, one[0] if one[2] == theme_id else other[0])
    transcripts = {row.id: row for row in session.execute(text(_TRANSCRIPTS))}
    documents = {transcripts[stretch[0]].document_id for stretch in kept}
    bodies, places = texts_of(session, list(documents)), Places(session, documents)
    wordings = wordings_in(session, bodies)
    order = {transcript_id: at for at, transcript_id in enumerate(transcripts)}
    found = []
    for transcript_id, start, end in sorted(kept, key=lambda key: (order[key[0]], *key[1:])):
        row = transcripts[transcript_id]
        first_n, last_n, _speaker = places.of(transcript_id, row.document_id, start, end)
        reads = wordings.get(transcript_id)
        quote = reads.between(start, end) if reads else bodies[row.document_id][start:end]
        found.append(OverlapPassage(transcript_id, row.name, start, end, first_n, last_n, quote,
                                    kept[transcript_id, start, end]))  # fmt: skip
    return found


def _shared(session: Session, where: str, **values: int) -> Iterator[tuple[Held, Held, Stretch]]:
    """Sweep through the codings: each pair of different themes that overlap, and where."""
    here, open_codings = -1, list[Held]()
    for row in session.execute(text(_CODINGS.format(where=where)), values).tuples():
        _id, transcript_id, theme_id, start, end = row
        if transcript_id != here:
            here, open_codings = transcript_id, []
        open_codings = [held for held in open_codings if held[4] > start]
        for held in open_codings:
            if held[2] != theme_id:
                yield held, tuple(row), (transcript_id, start, min(end, held[4]))
        open_codings.append(tuple(row))
