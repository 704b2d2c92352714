"""Find what was asked in interviews: their headings, and questions that recur."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.errors import NotFoundError
from framework.queries.passages import FoundPassage, passage_of
from framework.queries.speech import SaidRow, Spoken, spoken_in
from framework.rules.questions import (
    gist,
    grouped,
    is_aside,
    is_asking,
    is_question,
    names_in,
    title,
)
from framework.rules.segments import sentences
from framework.schema import Speaker, StudyCase

Kind = Literal["heading", "question"]


class QuestionPlace(NamedTuple):
    """Say where a heading or question stands; offsets of the frozen text."""

    transcript_id: int
    transcript: str
    n: int
    start: int
    end: int


class QuestionRow(NamedTuple):
    """Give a heading or question in its commonest wording, and where it stands.

    `transcripts` counts the transcripts among the `places`.
    """

    text: str
    kind: Kind
    transcripts: int
    places: tuple[QuestionPlace, ...]


class _Asked(NamedTuple):
    """Give one heading or question as it was worded."""

    words: str
    place: QuestionPlace


def questions(session: Session) -> list[QuestionRow]:
    """List the headings, and what interviewers ask in two transcripts or more.

    Wordings that are nearly the same are one. What stands in most transcripts comes first,
    headings before questions.
    """
    spoken = spoken_in(session)
    headings = [one for each in spoken for one in _headings(each)]
    rows = _rows("heading", headings, [title(one.words) for one in headings])
    asked = [one for each in spoken for one in _sentences(each)]
    names = _names(session) | names_in(one.words for one in asked)
    gists = [gist(one.words, names) for one in asked]
    kept = [at for at, one in enumerate(asked) if is_asking(one.words, gists[at])]
    recurring = _rows("question", [asked[at] for at in kept], [gists[at] for at in kept])
    return rows + [row for row in recurring if row.transcripts > 1]


def answers_to(session: Session, question: QuestionRow | str) -> list[FoundPassage]:
    """List what participants say after a question, turn by turn, wherever it was asked.

    An answer goes on over asides of the interviewer, such as "mm", until the next question or
    heading; under a heading it goes on over questions too. A question can be given by its text.
    """
    row = _named(session, question) if isinstance(question, str) else question
    by_id = {
        each.transcript_id: each
        for each in spoken_in(session, list({place.transcript_id for place in row.places}))
    }
    found: dict[tuple[int, int], FoundPassage] = {}
    for place in row.places:
        each = by_id[place.transcript_id]
        following = [said for said in each.rows if said.n > place.n]
        answer = _under(following) if row.kind == "heading" else _until_asked(each, following)
        for turn in _runs(answer):
            passage = passage_of(each, turn[0].n, turn[0].start, turn[-1].end)
            found.setdefault((place.transcript_id, passage.start), passage)
    return list(found.values())


def _headings(spoken: Spoken) -> Iterator[_Asked]:
    """List the headings of a transcript."""
    for row in spoken.rows:
        if row.kind == "heading":
            place = QuestionPlace(spoken.transcript_id, spoken.name, row.n, row.start, row.end)
            yield _Asked(" ".join(spoken.words(row.start, row.end).split()), place)


def _sentences(spoken: Spoken) -> Iterator[_Asked]:
    """List what interviewers ask: the questions of a paragraph, or else its last sentence."""
    wording = spoken.wording
    for row in spoken.rows:
        if row.kind == "speech" and row.role == "interviewer":
            stretch = wording.to_shown(row.start), wording.to_shown(row.end)
            said = sentences(wording.shown, *stretch)
            asking = [span for span in said if is_question(wording.shown[slice(*span)])]
            for start, end in asking or said[-1:]:
                place = QuestionPlace(
                    spoken.transcript_id, spoken.name, row.n, *wording.span_to_frozen(start, end)
                )
                yield _Asked(" ".join(wording.shown[start:end].split()), place)


def _rows(
    kind: Kind, asked: Sequence[_Asked], gists: Sequence[frozenset[str]]
) -> list[QuestionRow]:
    """Make one row of all that is nearly the same."""
    together: dict[int, list[_Asked]] = {}
    for one, group in zip(asked, grouped(gists), strict=True):
        together.setdefault(group, []).append(one)
    rows = [
        QuestionRow(
            Counter(one.words for one in group).most_common(1)[0][0],
            kind,
            len({one.place.transcript_id for one in group}),
            tuple(one.place for one in group),
        )
        for group in together.values()
    ]
    return sorted(rows, key=lambda row: -row.transcripts)


def _until_asked(spoken: Spoken, rows: Sequence[SaidRow]) -> list[SaidRow]:
    """Keep what participants say until somebody asks again."""
    kept: list[SaidRow] = []
    for row in rows:
        if row.kind == "heading":
            break
        if row.kind == "speech" and row.role != "interviewer":
            kept.append(row)
        elif row.kind == "speech" and kept and not is_aside(spoken.words(row.start, row.end)):
            break
    return kept


def _under(rows: Sequence[SaidRow]) -> list[SaidRow]:
    """Keep what participants say until the next heading."""
    within = takewhile(lambda row: row.kind != "heading", rows)
    return [row for row in within if row.kind == "speech" and row.role != "interviewer"]


def _runs(rows: Sequence[SaidRow]) -> list[list[SaidRow]]:
    """Gather paragraphs that follow one another and are one person's."""
    runs: list[list[SaidRow]] = []
    for row in rows:
        if runs and runs[-1][-1].n + 1 == row.n and runs[-1][-1].speaker == row.speaker:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _named(session: Session, words: str) -> QuestionRow:
    """Find a heading or question by its text."""
    plain = " ".join(words.split()).casefold()
    for row in questions(session):
        if row.text.casefold() == plain:
            return row
    raise NotFoundError(f"There is no heading or recurring question “{words}” in this study.")


def _names(session: Session) -> set[str]:
    """Gather the words of which the names of speakers and cases are made."""
    said = [*session.scalars(select(Speaker.label)), *session.scalars(select(StudyCase.name))]
    return {word.casefold() for name in said for word in name.split()}
