"""Compare the quotations of a summary with the transcripts while it is being typed."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.queries.attributions import transcripts_of_case
from framework.queries.corrections import wordings
from framework.queries.placing import Places
from framework.rules.corrections import Wording
from framework.rules.locators import locators_in
from framework.rules.mentions import mention_spans
from framework.rules.nearest import Near, nearest, ready
from framework.rules.notation import marks
from framework.rules.quotations import pieces_of, stands_in
from framework.schema import Coding, Document, StudyCase, Transcript


class QuotationRow(NamedTuple):
    """Describe a quotation that stands in no transcript behind the cell.

    `[start, end)` are its words in the typed text, marks left out: `nearest` can be put in their
    place. Where nothing comes near, `nearest` and `transcript` are "", `paragraph` and `score` 0.
    `score` is at most 100.
    """

    start: int
    end: int
    words: str
    nearest: str
    transcript: str
    paragraph: int
    score: float


class _Source(NamedTuple):
    """Hold a transcript behind a cell, as it came and as it reads with its corrections."""

    id: int
    name: str
    document_id: int
    body: str
    wording: Wording | None

    @property
    def shown(self) -> str:
        """Give the text as it reads."""
        return self.wording.shown if self.wording else self.body

    def holds(self, words: str) -> bool:
        """Tell whether words stand in the transcript, as it came or as it reads."""
        return any(stands_in(words, ready(text)) for text in {self.body, self.shown})


def check_quotations(
    session: Session, case_id: int | None, theme_id: int | None, text: str
) -> list[QuotationRow]:
    """List the quotations of a summary, as typed, that differ from the transcripts behind its cell.

    These are the case's own, those that the text cites and those of cases whose cells it mentions.
    A synthesis has a case or a theme alone; that of a theme may quote any transcript. Case, white
    space, dashes and the shape of marks are forgiven; an ellipsis and an edit in square brackets
    are allowed.
    """
    quoted = [_inside(text, mark.start, mark.end) for mark in marks(text)
              if mark.kind in {"quote", "star_quote"}]  # fmt: skip
    if not quoted:
        return []
    sources = _sources(session, case_id, theme_id, text)
    return [
        _row(session, text, span, sources)
        for span in quoted
        if not any(source.holds(text[slice(*span)]) for source in sources)
    ]


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the star and the marks of a quotation."""
    return start + (2 if text[start] == "*" else 1), end - 1


def _sources(
    session: Session, case_id: int | None, theme_id: int | None, text: str
) -> list[_Source]:
    """Read the transcripts behind a cell: those cited first, then those coded, then the others."""
    cited = {locator.name.lower() for locator in locators_in(text)}
    if case_id is None:
        own = set(session.scalars(select(Transcript.id)))
    else:
        spoken = {case_id, *_mentioned(session, text)}
        own = {key for case in spoken for key in transcripts_of_case(session, case)}
    coded = set(
        session.scalars(select(Coding.transcript_id).where(Coding.theme_id == theme_id).distinct())
    )
    named = session.execute(select(Transcript.id, Transcript.name).order_by(Transcript.position))
    ranks = {
        row.id: (row.name.lower() not in cited, row.id not in coded)
        for row in named if row.id in own or row.name.lower() in cited
    }  # fmt: skip
    corrected = wordings(session, list(ranks))
    rows = session.execute(
        select(Transcript.id, Transcript.name, Document.id, Document.text)
        .join(Document, Document.id == Transcript.document_id)
        .where(Transcript.id.in_(ranks))
        .order_by(Transcript.position)
    ).tuples()
    found = [_Source(*row, corrected.get(row[0])) for row in rows]
    return sorted(found, key=lambda source: ranks[source.id])


def _mentioned(session: Session, text: str) -> list[int]:
    """List the cases whose cells a synthesis mentions."""
    named = {text[start + 1 : end].lower() for start, end in mention_spans(text)}
    if not named:
        return []
    rows = session.execute(select(StudyCase.id, StudyCase.name)).tuples()
    return [key for key, name in rows if any(_is_of(said, name.lower()) for said in named)]


def _is_of(mention: str, case: str) -> bool:
    """Tell whether a mention, in small letters and without brackets, is of a case."""
    return mention.startswith(case) and mention[len(case) :].lstrip()[:1] in {"×", "x"}


def _row(
    session: Session, text: str, span: tuple[int, int], sources: Sequence[_Source]
) -> QuotationRow:
    """Find what a quotation comes nearest to, piece by piece where words are left out."""
    words = text[slice(*span)]
    pieces = pieces_of(words)
    wrong = [
        (start, end) for start, end in pieces
        if not any(stands_in(words[start:end], ready(source.shown)) for source in sources)
    ]  # fmt: skip
    if not wrong:  # each piece is true, but they do not follow one another: offer the longest
        start, end = max(pieces, key=lambda piece: piece[1] - piece[0], default=(0, len(words)))
        words, wrong = words[start:end], [(0, end - start)]
    texts = [source.shown for source in sources]
    found = [(piece, nearest(words[slice(*piece)], texts)) for piece in wrong]
    offered, near = words, None
    for (start, end), place in reversed(found):
        if place is None:
            return QuotationRow(*span, text[slice(*span)], "", "", 0, 0)
        near = place
        offered = offered[:start] + _quotable(texts[place.text][place.start : place.end], words) + (
            offered[end:]
        )  # fmt: skip
    if near is None:
        return QuotationRow(*span, text[slice(*span)], "", "", 0, 0)
    source = sources[near.text]
    score = round(min(place.score for _piece, place in found if place), 1)
    return QuotationRow(
        *span, text[slice(*span)], offered, source.name, _paragraph(session, source, near), score
    )


def _quotable(true: str, words: str) -> str:
    """Write a stretch of a transcript as it can stand between double quotation marks.

    Marks within change over to single ones; what follows the last word is as it was typed.
    """
    plain = " ".join(true.split())
    for double, single in (('"', "'"), ("“", "‘"), ("”", "’"), ("„", "‚")):
        plain = plain.replace(double, single)
    ends_so = words.rstrip()[-1:] in ".,;:?!"
    return plain if ends_so else plain.rstrip(".,;:")


def _paragraph(session: Session, source: _Source, near: Near) -> int:
    """Give the ¶ in which a stretch of a transcript begins."""
    at = source.wording.to_frozen(near.start) if source.wording else near.start
    return Places(session, [source.document_id]).of(source.id, source.document_id, at, at + 1).first
