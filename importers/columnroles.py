"""Tell which column of a table holds the time, which the speaker and which the speech."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from importers import rolewords, times, words

Grid = Sequence[Sequence[str]]

_TIMES = """
    time|start|start time|begin|from|timestamp|timecode|time code|in|timestamps|start timestamp
    |timespan|time span|time range|tc|tc in|zeit|hour|clock|starttime|begin time|onset|tmin
    |start ms|start s|start seconds|start sec|begin ms
    |tiempo|inicio|temps|début|tempo|tijd|czas|tid|время|início
    """
_SPEAKERS = """
    speaker|speakers|name|who|voice|person|participant|speaker name|speaker label|interlocutor
    |role|sprecher|sprecherin|sprecher/in|sprecher*in|sprecher:in|locuteur|turn by|said by
    |hablante|interlocutor/a|persona|intervenant|parlante|falante|spreker|osoba|mówca|talare
    |говорящий|спикер
    """
_TEXTS = """
    text|transcript|speech|content|dialogue|utterance|words|transcription|sentence|said|line|message
    |caption|subtitle|what was said|comment|spoken|paragraph|turn
    |texto|texte|testo|tekst|äußerung|transkript|transkription|transcripción|transcrição|énoncé
    |wypowiedź|текст
    """


def _names(typed: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in typed.split("|"))


_TIME_NAMES, _SPEAKER_NAMES, _TEXT_NAMES = _names(_TIMES), _names(_SPEAKERS), _names(_TEXTS)


class Roles(NamedTuple):
    """Hold the columns of a transcript, None where there is none; `header` counts header rows."""

    header: int
    time: int | None
    speaker: int | None
    text: int


def _folded(cell: str) -> str:
    return " ".join(cell.casefold().replace("_", " ").replace("-", " ").rstrip(":").split())


def is_header(cells: Sequence[str]) -> bool:
    """Say whether a row names a column of speech, and one of speakers or of times."""
    names = {_folded(cell) for cell in cells}
    return bool(names & _TEXT_NAMES) and bool(names & (_SPEAKER_NAMES | _TIME_NAMES))


def found(grid: Grid) -> Roles | None:
    """Find the columns by their names, or by what stands in them; None where none is speech."""
    return _named(grid) or _by_content(grid)


def _named(grid: Grid) -> Roles | None:
    if not is_header(grid[0]):
        return None
    names = [_folded(cell) for cell in grid[0]]
    text = max(
        (at for at, name in enumerate(names) if name in _TEXT_NAMES),
        key=lambda at: sum(len(row[at]) for row in grid[1:]),
    )
    others = [(at, name) for at, name in enumerate(names) if at != text]
    time = next((at for at, name in others if name in _TIME_NAMES), None)
    rest = [at for at, _ in others if at != time]
    named = next((at for at in rest if names[at] in _SPEAKER_NAMES), None)
    people = (at for at in rest if _names_people(grid[1:], at))
    return Roles(1, time, next(people, None) if named is None else named, text)


def _by_content(grid: Grid) -> Roles | None:
    """Ask for a column of names that recur, or of times, beside one of longer text."""
    columns = range(len(grid[0]))
    header = 0 if len(grid) == 1 or any(_is_time(cell) for cell in grid[0]) else _headed(grid)
    body = grid[header:]
    if not body:
        return None
    time = next((at for at in columns if _share(body, at, _is_time) >= 0.8), None)
    rest = [at for at in columns if at != time and _share(body, at, _is_time) < 0.8]
    speaker = next((at for at in rest if _names_people(body, at)), None)
    texts = [at for at in rest if at != speaker and any(row[at].strip() for row in body)]
    if not texts or (time is None and speaker is None):
        return None
    text = max(texts, key=lambda at: sum(len(row[at]) for row in body))
    spoken = sum(" " in row[text].strip() for row in body)
    return Roles(header, time, speaker, text) if spoken * 2 >= len(body) else None


def _is_time(cell: str) -> bool:
    return times.alone(cell) is not None or times.range_start(cell) is not None


def _headed(grid: Grid) -> int:
    """Count a first row that names columns: `Speaker`, or what is no number over numbers."""
    known = _TIME_NAMES | _SPEAKER_NAMES | _TEXT_NAMES
    return int(
        any(_folded(cell) in known for cell in grid[0])
        or any(_heads(grid, at) for at in range(len(grid[0])))
    )


def _heads(grid: Grid, at: int) -> bool:
    """Say whether a column of times or numbers begins with a word."""
    below = [row[at] for row in grid[1:] if row[at].strip()]
    named = any(sign.isalpha() for sign in grid[0][at])
    return named and len(below) > 1 and all(_is_time(c) or c.strip().isdecimal() for c in below)


def _share(body: Grid, at: int, fits: Callable[[str], bool]) -> float:
    filled = [row[at] for row in body if row[at].strip()]
    return sum(map(fits, filled)) / len(filled) if filled else 0


def _names_people(body: Grid, at: int) -> bool:
    labels = [row[at].strip().rstrip(": ") for row in body if row[at].strip()]
    shaped = [label for label in labels if words.is_name_shaped(label)]
    recurring = sum(count for count in Counter(map(words.key, shaped)).values() if count > 1)
    if len(shaped) < 2 or len(shaped) * 10 < len(labels) * 9:
        return False
    coded = sum(map(words.is_coded, shaped))
    return recurring * 10 >= len(shaped) * 6 or (recurring > 0 and coded * 2 > len(shaped))


def are_people(heads: Sequence[str], filled: Sequence[int]) -> bool:
    """Say whether columns are headed by who speaks in them; `filled` counts the cells a row.

    Where rows hold more than one turn, only questions beside answers are as clear.
    """
    if len(heads) < 2 or not all(map(_is_person, heads)) or len(set(heads)) < len(heads):
        return False
    alternate = sum(count == 1 for count in filled) * 10 >= len(filled) * 9
    asked, answered = (
        (_asks(heads[0]) or _asks(heads[1])),
        (_answers(heads[0]) or _answers(heads[1])),
    )
    return alternate or (len(heads) == 2 and asked and answered)


def _is_person(head: str) -> bool:
    return words.is_coded(head) or _asks(head) or _answers(head)


def _asks(head: str) -> bool:
    return rolewords.asks(head) or rolewords.is_question(head)


def _answers(head: str) -> bool:
    return rolewords.answers(head) or rolewords.is_answer(head)
