"""Read survey answers: one row a respondent, each open question text under that name."""

from collections.abc import Sequence
from typing import NamedTuple

from framework.drafts import SpeakerDraft, TranscriptDraft
from importers.omissions import Omissions
from importers.pieces import Mark, Source, compose, tidy

Grid = Sequence[Sequence[str]]

_ID_NAMES = """
    id respondent participant case code respondent_id participant_id response_id responseid case_id
    name pseudonym nr no number site practice site_id practice_id record record_id
    """
_IDS = frozenset(_ID_NAMES.split())
_WORDS = 4


class Columns(NamedTuple):
    """Say which column names the respondents, and which hold answers in their own words."""

    respondent: int
    questions: tuple[int, ...]


def found(grid: Grid) -> Columns | None:
    """Find the columns; None where none names respondents or none holds answers."""
    header, rows = [tidy(cell) for cell in grid[0]], grid[1:]
    names = _respondents(header, rows)
    questions = [at for at in range(len(header)) if at != names and _is_open(header[at], rows, at)]
    return Columns(names, tuple(questions)) if names is not None and questions else None


def drafted(source: Source, grid: Grid, remarks: Sequence[str]) -> TranscriptDraft | None:
    """Make a transcript of the answers; None where no column names respondents or holds answers."""
    columns = found(grid)
    return answered(source, grid, columns, remarks) if columns is not None else None


def answered(
    source: Source, grid: Grid, columns: Columns, remarks: Sequence[str]
) -> TranscriptDraft:
    """Make a transcript of the answers in some columns, each under its question's words."""
    names, questions = columns
    header, rows = [tidy(cell) for cell in grid[0]], grid[1:]
    texts: list[str] = []
    marks: list[Mark] = []
    people: list[SpeakerDraft] = []
    for row in rows:
        who = tidy(row[names])
        place = len(people)
        people.append(SpeakerDraft(who, (who,), "participant"))
        texts.append(who)
        marks.append(Mark("label", who, place))
        for at in questions:
            answer = [text for line in row[at].splitlines() if (text := tidy(line))]
            asked = [header[at]] if answer and header[at] else []
            texts.extend([*asked, *answer])
            marks.extend([*(Mark("heading") for _ in asked),
                          *(Mark("speech", None, place) for _ in answer)])  # fmt: skip
    return compose(source, texts, marks, people, _closed(header, rows, {names, *questions}), (
        *remarks,
        f"Read as survey answers: {len(rows)} respondents, {len(questions)} open "
        f"question{'s' * (len(questions) > 1)}.",
    ))  # fmt: skip


def _respondents(header: Sequence[str], rows: Grid) -> int | None:
    """Find the column that names each respondent once."""
    for at, name in enumerate(header):
        values = [row[at].strip() for row in rows]
        folded = "_".join(name.casefold().split())
        unique = all(values) and len(set(map(str.casefold, values))) == len(values)
        if unique and (folded in _IDS or at == 0) and all(len(value) <= 40 for value in values):
            return at
    return None


def _is_open(question: str, rows: Grid, at: int) -> bool:
    """Say whether answers are written in words of the respondents' own."""
    answers = [row[at].strip() for row in rows if row[at].strip()]
    if not question or not answers:
        return False
    lengths = sorted(len(answer.split()) for answer in answers)
    varied = len(set(answers)) * 2 > len(answers)
    return varied and lengths[len(lengths) // 2] >= _WORDS


def _closed(header: Sequence[str], rows: Grid, taken: set[int | None]) -> tuple[str, ...]:
    omissions = Omissions()
    for at, name in enumerate(header):
        for value in () if at in taken else (row[at].strip() for row in rows):
            if value:
                omissions.add(f"value of the column “{name}”", value)
    return omissions.sentences()
