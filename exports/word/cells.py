"""Write the cells of a document's tables."""

from functools import cache
from typing import NamedTuple

from exports.report import Column, Paragraph, TableCell
from exports.word.markup import Ids, paragraph, twips, wrap

_LINES_IN_HALF_A_PAGE = 19
_CM_A_CHARACTER = 0.15
_CELL_MARGINS_CM = 0.3
CELL_END = "</w:tc>"


class Room(NamedTuple):
    """Say how wide a column is, in twips, and about how many characters a line of it takes."""

    width: int
    characters: int


class Written(NamedTuple):
    """Hold the paragraphs of a cell as they are written, and whether they fill half a page."""

    words: str
    tall: bool


_EMPTY = Written(wrap("", "ChartText"), tall=False)
_KEPT_EMPTY = Written(wrap("", "ChartText", keep=True), tall=False)


class Cells:
    """Write the cells of a document's tables; one that stands in many tables is written once."""

    def __init__(self, ids: Ids) -> None:
        """Begin with none."""
        self._ids = ids
        self._known: dict[tuple[tuple[Paragraph, ...], Room, bool], Written] = {}

    def written(self, cell: TableCell, room: Room, *, keep: bool) -> Written:
        """Write the paragraphs of a cell; every cell has at least an empty one."""
        if cell.places or cell.memos:
            return self._anew(cell, room, keep=keep)
        if not cell.paragraphs:
            return _KEPT_EMPTY if keep else _EMPTY
        key = cell.paragraphs, room, keep
        found = self._known.get(key)
        if found is None:
            found = self._anew(cell, room, keep=keep)
            # Comments are numbered: no two cells that have them are the same.
            if not any(span.target for pieces in cell.paragraphs for span in pieces):
                self._known[key] = found
        return found

    def _anew(self, cell: TableCell, room: Room, *, keep: bool) -> Written:
        """Write the paragraphs of a cell; the places and the memos are marked at its head."""
        places = "".join([self._ids.bookmark(place) for place in cell.places])
        for memo in cell.memos:
            places += self._ids.remark("", memo)
        written = [
            paragraph(pieces, "ChartText", self._ids, keep=keep, before="" if at else places)
            for at, pieces in enumerate(cell.paragraphs or ((),))
        ]
        return Written("".join(written), _is_tall(cell, room))


def room_of(column: Column) -> Room:
    """Measure a column."""
    inner = column.width - _CELL_MARGINS_CM
    return Room(twips(column.width), max(6, int(inner / _CM_A_CHARACTER)))


def table_cell(content: str, width: int, more: str = "") -> str:
    """Put finished paragraphs into a cell; `more` is what else its properties say."""
    return f"{cell_opening(width, more)}{content}{CELL_END}"


@cache
def cell_opening(width: int, more: str = "") -> str:
    """Open a cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>'


def _is_tall(cell: TableCell, room: Room) -> bool:
    """Guess whether a cell is taller than half a page, by the characters that a line takes."""
    lengths = [sum([len(span.text) for span in pieces]) for pieces in cell.paragraphs]
    lines = len(lengths) + sum([length // room.characters for length in lengths])
    return lines > _LINES_IN_HALF_A_PAGE
