"""Read a transcript from a table file: time, speaker and speech in columns of any order.

A table with one row a respondent is read as survey answers: each open question becomes text under
the name of its respondent.
"""

import csv
import re
from collections.abc import Sequence
from typing import NamedTuple

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from framework.progress import Progress
from importers import (
    archive,
    columnroles,
    counted,
    encoding,
    limits,
    speakers,
    survey,
    tables,
    talk_tables,
    times,
    words,
)
from importers.columnroles import Roles
from importers.omissions import Omissions
from importers.pieces import Mark, Source, compose, tidy

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOOK = "Workbook".encode("utf-16-le")
_ENDINGS = (".csv", ".tsv", ".tab")
_SEEN = 30
_QUOTED = re.compile(r'\s*".*"\s*')


def recognises(head: bytes, name: str) -> bool:
    """Say whether the file is a workbook, or text in columns with names for time and speaker."""
    if head.startswith(archive.ZIP):
        return b"xl/workbook" in head or b"opendocument.spreadsheet" in head[:300]
    if head.startswith(_COMPOUND):
        return _BOOK in head
    if not encoding.is_text(head):
        return False
    lines = [line for line in encoding.opening(head).splitlines() if line.strip()] or [""]
    delimiter = max(",;\t|", key=lines[0].count)
    named = name.lower().endswith(_ENDINGS)
    whole = lines[:-1][:_SEEN] or lines  # the last of them may be cut off
    if not lines[0].count(delimiter):
        return named and all(map(_QUOTED.fullmatch, whole[1:] or whole))
    if lines[0].strip().startswith("|"):
        return False  # bars round a row are Markdown's
    return columnroles.is_header(_fields(lines[0], delimiter)) or (
        named and _is_even(whole, delimiter)
    )


def _fields(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _is_even(lines: Sequence[str], delimiter: str) -> bool:
    """Say whether lines have as many columns as the first; quoted line ends may part a few."""
    counts = [len(_fields(line, delimiter)) for line in lines]
    return counts[0] > 1 and counts.count(counts[0]) * 2 >= len(counts)


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read every row; columns that are neither time, speaker nor speech go to `left_out`."""
    progress.at(0, 1, name)
    grid, remarks = grid_of(data, name)
    source = Source(name, "table", data)
    roles = columnroles.found(grid)
    if roles is not None:
        return spoken(source, grid, roles, remarks)
    if said := talk_tables.by_person(grid):
        return spoken(source, said, Roles(0, None, 0, 1), remarks)
    answers = survey.drafted(source, grid, remarks) or talk_tables.single(source, grid, remarks)
    if answers is None:
        raise RefusedError(
            f"{name} is a table without a column of speech; nothing was imported. "
            "Delivery data are loaded in Integrate, cases and codings in their own places."
        )
    return answers


def grid_of(data: bytes, name: str) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Read the rows of a table, all of one width; remarks say what was repaired."""
    lines, remarks = tables.rows(data, name)
    limits.hold_paragraphs(len(lines), name)
    width = max(len(line.values) for line in lines)
    if width > limits.COLUMNS:
        raise RefusedError(
            f"{name} has {width} columns, more than the {limits.COLUMNS} that are read; nothing "
            "was imported. Keep those with time, speaker and text."
        )
    return [(*line.values, *[""] * (width - len(line.values))) for line in lines], remarks


class _Said(NamedTuple):
    text: str
    mark: Mark


def spoken(
    source: Source, grid: Sequence[Sequence[str]], roles: Roles, remarks: Sequence[str]
) -> TranscriptDraft:
    """Make a paragraph of every line of speech, under the speaker of its row."""
    labels = [_label(row, roles) for row in grid[roles.header :]]
    people, order = speakers.people(filter(None, labels))
    said: list[_Said] = []
    current: int | None = None
    size = _unit(grid, roles)
    for row, label in zip(grid[roles.header :], labels, strict=True):
        current = order[words.key(label)] if label else current
        time = _time(row[roles.time], size) if roles.time is not None else None
        said.extend(_paragraphs(row[roles.text], label or None, current, time))
    return compose(
        source,
        [part.text for part in said],
        [part.mark for part in said],
        people,
        _left_out(grid, roles, size),
        (*remarks, *_read_as(size)),
    )


def _label(row: Sequence[str], roles: Roles) -> str:
    return tidy(row[roles.speaker]).rstrip(": ") if roles.speaker is not None else ""


def _unit(grid: Sequence[Sequence[str]], roles: Roles) -> int | None:
    if roles.time is None:
        return None
    rows = [row for row in grid[roles.header :] if row[roles.time].strip()]
    return counted.unit([row[roles.time] for row in rows], [row[roles.text] for row in rows])


def _read_as(size: int | None) -> tuple[str, ...]:
    name = "milliseconds" if size == 1 else "seconds"
    return (f"Times were read as {name}, since nobody speaks at another pace.",) if size else ()


def _paragraphs(cell: str, label: str | None, speaker: int | None, time: int | None) -> list[_Said]:
    lines = [text for line in cell.splitlines() if (text := tidy(line))]
    if not lines:
        return [_Said(label, Mark("label", label, speaker, time))] if label else []
    first = _Said(lines[0], Mark("speech", label, speaker, time))
    return [first, *(_Said(text, Mark("speech", None, speaker)) for text in lines[1:])]


def _time(cell: str, size: int | None) -> int | None:
    """Read a time as h:mm:ss, as the first of a range of times, or as a number of units."""
    value = counted.number(cell) if size else None
    if size and value is not None:
        return round(value * size)
    seen = times.alone(cell)
    return seen[0] if seen else times.range_start(cell)


def _left_out(grid: Sequence[Sequence[str]], roles: Roles, size: int | None) -> tuple[str, ...]:
    omissions = Omissions()
    for column in range(len(grid[0])):
        values = [row[column].strip() for row in grid[roles.header :] if row[column].strip()]
        if column == roles.time:
            values = [value for value in values if _time(value, size) is None]
            kind = "time of a kind that is not read"
        else:
            named = grid[0][column].strip() if roles.header else ""
            kind = f"value of the column {f'“{named}”' if named else column + 1}"
        for value in () if column in {roles.speaker, roles.text} else values:
            omissions.add(kind, value)
    return omissions.sentences()
