"""Read a table again with the columns that the analyst chose."""

from collections.abc import Sequence
from typing import NamedTuple

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from importers import columnroles, columns, survey, words
from importers.columnroles import Roles
from importers.pieces import Source, tidy
from importers.survey import Columns

FORMAT = "table"
_BRIEF = 60


class TableColumns(NamedTuple):
    """Give the columns of a table: their names, what stands first in each, how they are read."""

    names: tuple[str, ...]
    begins: tuple[str, ...]
    read_as: Roles | Columns


def columns_of(draft: TranscriptDraft) -> TableColumns | None:
    """Tell the columns of a draft that was read from a table; None of any other."""
    if draft.format != FORMAT:
        return None
    grid, _remarks = columns.grid_of(draft.original, draft.name)
    found = columnroles.found(grid) or survey.found(grid)
    if found is None:  # one column, or a column a person: there is nothing to choose
        return None
    header = found.header if isinstance(found, Roles) else 1
    places = range(len(grid[0]))
    heads = grid[0] if header else [""] * len(grid[0])
    body = grid[header:]
    begins = (next((text for row in body if (text := tidy(row[at]))), "") for at in places)
    return TableColumns(
        tuple(tidy(name) or f"column {at}" for at, name in enumerate(heads, 1)),
        tuple(text[:_BRIEF] for text in begins),
        found,
    )


def read_with(draft: TranscriptDraft, chosen: Roles | Columns) -> TranscriptDraft:
    """Read the table of a draft again, as speech or as survey answers, from the columns chosen."""
    grid, remarks = columns.grid_of(draft.original, draft.name)
    source = Source(draft.name, FORMAT, draft.original)
    if isinstance(chosen, Roles):
        made = columns.spoken(source, grid, chosen, remarks)
    else:
        _hold_to_one_each([row[chosen.respondent] for row in grid[1:]], draft.name)
        if not chosen.questions:
            raise RefusedError("Tick at least one column of answers; nothing was changed.")
        made = survey.answered(source, grid, chosen, remarks)
    if not made.text.strip():
        raise RefusedError(
            f"There is no text in the columns chosen of {draft.name}; it stays as it was read."
        )
    return made


def _hold_to_one_each(names: Sequence[str], file: str) -> None:
    """Refuse a column that does not name each respondent once."""
    keys = [words.key(tidy(name)) for name in names]
    if not all(keys) or len(set(keys)) < len(keys):
        raise RefusedError(
            f"That column of {file} does not name each respondent once; it stays as it was read."
        )
