"""Read transcripts laid out as a table: time, speaker and speech in columns, in any order."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from importers import columnroles, times, words
from importers.labels import candidate
from importers.pieces import ACROSS, Mark, Piece

_HEADINGS = frozenset({"speaker", "speakers", "name", "who", "voice", "person", "participant"})
_TEXTS = frozenset({"text", "transcript", "speech", "content", "dialogue", "utterance", "words"})


class Row(NamedTuple):
    """Hold a table row's paragraphs by column, as indices into all paragraphs."""

    columns: Mapping[int, list[int]]


class Said(NamedTuple):
    """Hold a paragraph's mark and the label of who speaks in it, typed in another cell or not."""

    mark: Mark
    who: str = ""


def cells(pieces: Sequence[Piece]) -> dict[int, Said]:
    """Mark the paragraphs of every table that has a column of speakers, by paragraph index."""
    tables: dict[int, dict[int, dict[int, list[int]]]] = defaultdict(dict)
    for index, piece in enumerate(pieces):
        if piece.cell:
            table, row, column = piece.cell
            tables[table].setdefault(row, {}).setdefault(column, []).append(index)
    grids = [[Row(row) for row in rows.values()] for rows in tables.values()]
    columns = [_name_column(rows, pieces) for rows in grids]
    found: dict[int, Said] = {}
    for rows, names in zip(grids, _shared(grids, columns, pieces), strict=True):
        if names is not None:
            found.update(_marks_of(rows, names, pieces))
        else:
            found.update(_sided(rows, pieces))
    return found


def _sided(rows: list[Row], pieces: Sequence[Piece]) -> dict[int, Said]:
    """Mark a table whose columns are headed by who speaks in them; of any other, nothing."""
    heads = {at: pieces[cell[0]].text.rstrip(": ") for at, cell in rows[0].columns.items()}
    body = [row for row in rows[1:] if row.columns.keys() <= heads.keys()]
    if len(body) < len(rows) - 1 or not columnroles.are_people(
        list(heads.values()), [len(row.columns) for row in body]
    ):
        return {}
    found = {index: Said(Mark("note")) for cell in rows[0].columns.values() for index in cell}
    for row in body:
        for column, cell in row.columns.items():
            found |= {index: Said(Mark("speech"), heads[column]) for index in cell}
    return found


def _shared(
    grids: list[list[Row]], columns: list[int | None], pieces: Sequence[Piece]
) -> Iterator[int | None]:
    """Give the column of speakers also of a table too short to show it, where others have it.

    Some set a table on every page; all the last one's names must stand in the others.
    """
    known: dict[int, set[str]] = defaultdict(set)
    for rows, column in zip(grids, columns, strict=True):
        if column is not None:
            known[column] |= {words.key(_label(row, column, pieces)) for row in rows}
    for rows, own in zip(grids, columns, strict=True):
        wide = any(len(row.columns) > 1 for row in rows)
        fitting = (
            column
            for column, names in known.items()
            if wide and (labels := {words.key(_label(row, column, pieces)) for row in rows} - {""})
            and labels <= names
        )  # fmt: skip
        yield next(fitting, None) if own is None else own


def _marks_of(rows: list[Row], names: int, pieces: Sequence[Piece]) -> dict[int, Said]:
    found: dict[int, Said] = {}
    first = _texts(rows[0], pieces) if _is_heading(rows[0], names, pieces) else None
    for row in rows:
        if first is not None and _texts(row, pieces) == first:
            found.update(
                {index: Said(Mark("note")) for cell in row.columns.values() for index in cell}
            )
        else:
            found.update(_marks_in(row, names, pieces))
    return found


def _texts(row: Row, pieces: Sequence[Piece]) -> set[str]:
    return {words.key(pieces[index].text) for cell in row.columns.values() for index in cell}


def _marks_in(row: Row, names: int, pieces: Sequence[Piece]) -> dict[int, Said]:
    label = _label(row, names, pieces)
    found: dict[int, Said] = {}
    time: int | None = None
    for column, cell in row.columns.items():
        for index in cell:
            seen = _time(pieces[index].text)
            if column == ACROSS:
                found[index] = Said(Mark("note", None, None, seen))
            elif column == names and seen is None:
                named = candidate(pieces[index])
                time = named.time_ms if named and named.shape == "timed" else time
                found[index] = Said(Mark("label", label or None, None, time), label)
            elif seen is not None:
                time = seen
                found[index] = Said(Mark("note", None, None, seen))
            else:
                found[index] = Said(Mark("speech"), label)
    return found


def _name_column(rows: list[Row], pieces: Sequence[Piece]) -> int | None:
    for column in sorted({column for row in rows for column in row.columns} - {ACROSS}):
        labels = [label for row in rows if (label := _label(row, column, pieces))]
        shaped = [label for label in labels if words.is_name_shaped(label)]
        counts = Counter(map(words.key, shaped))
        recurring = sum(count for count in counts.values() if count > 1)
        wide = any(len(row.columns) > 1 for row in rows)
        if wide and len(shaped) > 1 and len(shaped) * 10 >= len(labels) * 8:
            coded = sum(map(words.is_coded, shaped))
            if recurring * 2 >= len(shaped) or coded * 2 > len(shaped):
                return column
    return None


def _label(row: Row, column: int, pieces: Sequence[Piece]) -> str:
    """Give the name in a cell, without the time that may stand after it or below it."""
    cell = [n for n in row.columns.get(column, []) if _time(pieces[n].text) is None]
    if len(cell) != 1:
        return ""
    seen = candidate(pieces[cell[0]])
    return seen.label if seen and seen.shape == "timed" else pieces[cell[0]].text.rstrip(": ")


def _time(text: str) -> int | None:
    seen = times.alone(text)
    return seen[0] if seen else times.range_start(text)


def _is_heading(row: Row, names: int, pieces: Sequence[Piece]) -> bool:
    texts = {words.key(pieces[cell[0]].text) for cell in row.columns.values()}
    return words.key(_label(row, names, pieces)) in _HEADINGS and (
        len(texts & _TEXTS) > 0 or len(texts) == len(row.columns)
    )
