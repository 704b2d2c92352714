"""Read tables of talk without a column of speakers: a column a person, or one column in all."""

from collections.abc import Sequence

from framework.drafts import TranscriptDraft
from importers import columnroles
from importers.pieces import Piece, Source, compose, tidy
from importers.speakers import cast

_FEWEST_TURNS, _FEWEST_WORDS = 3, 3


def by_person(grid: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Give who speaks and what is said, row by row, where each column is a person's."""
    heads = [tidy(cell).rstrip(": ") for cell in grid[0]]
    filled = [sum(bool(cell.strip()) for cell in row) for row in grid[1:]]
    if not columnroles.are_people(heads, filled):
        return []
    said = [
        (who, text)
        for row in grid[1:]
        for who, text in zip(heads, row, strict=True)
        if text.strip()
    ]
    spoken = sum(len(text.split()) for _, text in said)
    enough = len(said) >= _FEWEST_TURNS and spoken >= _FEWEST_WORDS * len(said)
    return said if enough else []


def single(
    source: Source, grid: Sequence[Sequence[str]], remarks: Sequence[str]
) -> TranscriptDraft | None:
    """Read a table whose only column holds what is said, labels and all; None of any other."""
    filled = [at for at in range(len(grid[0])) if any(row[at].strip() for row in grid)]
    if len(filled) != 1:
        return None
    lines = (line for row in grid for line in row[filled[0]].splitlines())
    texts = [text for line in lines if (text := tidy(line))]
    found = cast([Piece(text) for text in texts])
    spoken = sum(len(text.split()) for text in texts)
    if not found.speakers and spoken < _FEWEST_WORDS * len(texts):
        return None
    return compose(source, texts, found.marks, found.speakers, (), (*remarks, *found.remarks))
