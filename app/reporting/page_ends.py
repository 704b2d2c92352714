"""Find where pages end in a text that is laid out in one stretch, as Word ends them.

A row of a table is kept whole unless it is taller than half a page, a caption with its table, and
the head stands on every page.
"""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument, QTextFormat, QTextTable

ALWAYS = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
_PLAIN = QFont.Weight.Normal.value


class Stretch(NamedTuple):
    """Give a stretch of the text that is laid out, from its top to its bottom."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Give its height."""
        return self.bottom - self.top


NONE = Stretch(0, 0)


class Page(NamedTuple):
    """Hold what stands on a page: the head of the table that goes on, and the text below it."""

    head: Stretch
    body: Stretch


class Piece(NamedTuple):
    """Hold what is kept whole: a paragraph, or a row of a table.

    `breaks` says that a page begins with it, `keeps` that what follows stands on its page; `head`
    is the head of its table, and `lines` gives where it may be cut if it is taller than a page.
    """

    place: Stretch
    breaks: bool
    keeps: bool
    head: Stretch
    blocks: tuple[QTextBlock, ...]


def pages_of(document: QTextDocument, room: float, rule: float) -> list[Page]:
    """Share a text that is laid out in one stretch between pages.

    Each has `room` for it; a rule of that thickness below the last row stands on its page.
    """
    made: list[Page] = []
    head, top, end = NONE, 0.0, 0.0
    for group in _kept_together(list(_pieces(document, rule))):
        first, last = group[0], group[-1]
        if not made:
            made, top, end = [Page(NONE, NONE)], first.place.top, first.place.top
        low = top + room - head.height
        # A row that is taller than half a page begins below what stands there, as in Word.
        begins = last.place.height > room / 2 and last.place.top + room / 8 < low
        if end > top and (first.breaks or (last.place.bottom > low and not begins)):
            made[-1] = Page(head, Stretch(top, end))
            made.append(Page(NONE, NONE))
            head, top = _head_above(first), first.place.top
        for cut in _cuts(group, top, room - head.height, room - last.head.height):
            made[-1] = Page(head, Stretch(top, cut))
            made.append(Page(NONE, NONE))
            head, top = last.head, cut
        end = last.place.bottom
    if made:
        made[-1] = Page(head, Stretch(top, end))
    return made


def _head_above(piece: Piece) -> Stretch:
    """Give the head that is written again above a row; none above the head itself."""
    return piece.head if piece.place.top >= piece.head.bottom else NONE


def _kept_together(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Put pieces that keep what follows with it; a new page may begin before each group."""
    group: list[Piece] = []
    for piece in pieces:
        if group and piece.breaks:
            yield group
            group = []
        group.append(piece)
        if not piece.keeps:
            yield group
            group = []
    if group:
        yield group


def _cuts(group: list[Piece], top: float, room: float, later: float) -> Iterator[float]:
    """Cut what does not fit a page between its lines, or where the page ends.

    There is `room` on the page that begins at `top`, and on those after it as `later` says.
    """
    bottom = group[-1].place.bottom
    if bottom - top <= room:
        return
    lines = [line for piece in group for block in piece.blocks for line in _lines(block)]
    while bottom - top > room:
        end = top + room
        fitting = [line.bottom for line in lines if top < line.bottom <= end]
        whole = (low for low in sorted(fitting, reverse=True)
                 if not any(line.top + 1 < low < line.bottom - 1 for line in lines))  # fmt: skip
        top, room = next(whole, end), later
        yield top


def _pieces(document: QTextDocument, rule: float) -> Iterator[Piece]:
    """Give what is kept whole, from the first on."""
    layout, block = document.documentLayout(), document.begin()
    while block.isValid():
        table: QTextTable | None = QTextCursor(block).currentTable()
        if table is None:
            box = layout.blockBoundingRect(block)
            following = QTextCursor(block.next()).currentTable() if block.next().isValid() else None
            breaks = bool(block.blockFormat().pageBreakPolicy() & ALWAYS)
            caption = following is not None or block.charFormat().fontWeight() > _PLAIN
            keeps = (caption or not block.text()) and block.next().isValid()
            yield Piece(Stretch(box.top(), box.bottom()), breaks, keeps, NONE, (block,))
            block = block.next()
        else:
            *rows, last = _rows(table, document, rule)
            block = document.findBlock(table.lastPosition()).next()
            yield from rows
            yield last._replace(keeps=bool(block.next().text()))  # the notes


def _rows(table: QTextTable, document: QTextDocument, rule: float) -> Iterator[Piece]:
    """Give the rows of a table; a head, and what heads a group, keeps the row below with it."""
    layout, heads = document.documentLayout(), table.format().headerRowCount()
    whole = layout.frameBoundingRect(table)
    tops, held, low = [], [], 0.0
    for row in range(table.rows()):
        cells = [table.cellAt(row, column) for column in range(table.columns())]
        own = [cell for cell in cells if cell.row() == row]
        firsts = [cell.firstCursorPosition().block() for cell in own]
        form = own[0].format().toTableCellFormat()
        boxes = [layout.blockBoundingRect(one) for one in firsts]
        tops.append(min(box.top() for box in boxes) - form.topPadding())
        low = max(box.bottom() for box in boxes) + form.bottomPadding()
        held.append(tuple(firsts))
    tops[0], ends = min(tops[0], whole.top() + rule), [*tops[1:], low]
    head = Stretch(tops[0], ends[heads - 1] + rule) if heads else NONE
    for row, (top, bottom) in enumerate(zip(tops, ends, strict=True)):
        keeps = row < heads or table.cellAt(row, 0).columnSpan() == table.columns() > 1
        yield Piece(Stretch(top, bottom), breaks=False, keeps=keeps, head=head,
                    blocks=held[row])  # fmt: skip


def _lines(block: QTextBlock) -> Iterator[Stretch]:
    """Give the lines of a paragraph."""
    layout = block.layout()
    box = block.document().documentLayout().blockBoundingRect(block)
    for at in range(layout.lineCount()):
        line = layout.lineAt(at)
        yield Stretch(box.top() + line.y(), box.top() + line.y() + line.height())
