"""Write a table with its caption above and its notes below."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from exports.legal import legal
from exports.report import Column, Report, Table, TableRow, table_label
from exports.shading import tint
from exports.word.cells import (
    CELL_END,
    Cells,
    Room,
    cell_opening,
    room_of,
    table_cell,
)
from exports.word.markup import (
    PAPER_WHITE_FILL,
    Ids,
    caption,
    paragraph,
    run,
    twips,
    wrap,
)

_LINE = '<w:{edge} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'
_TOTAL_RULE = _LINE.format(edge="top", eighths=8, colour="000000")
_GROUP_RULE = _LINE.format(edge="bottom", eighths=6, colour="404040")
ROW = "<w:tr>"
WHOLE_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_NO_RULE = '<w:bottom w:val="nil"/>'


def table(block: Table, report: Report, ids: Ids, cells: Cells) -> Iterator[str]:
    """Write caption, table and notes; the caption stays with the table, the notes with its end."""
    fill = PAPER_WHITE_FILL if report.mode == "working" else ""
    last = len(block.rows) - 1
    # What sums a table up, and the notes, never stand on a page without a row of it.
    kept = ({last} if block.notes else set()) | ({last - 1} if block.total else set()) | block.heads
    rooms = [room_of(column) for column in block.columns]
    rows = (
        _body_row(row, rooms, cells, total=block.total and at == last, keep=at in kept)
        for at, row in enumerate(block.rows)
    )
    if block.lead:
        places = "".join([ids.bookmark(place) for place in block.lead_places])
        for at, pieces in enumerate(block.lead):
            yield paragraph(pieces, "ChartSynthesis", ids, before="" if at else places)
    yield caption("Table", block.number, block.part, block.caption)
    yield opening(block.columns, "ChartTable", f"{table_label(block)}. {block.caption}")
    yield head_rows(block.columns, fill)
    yield from rows
    yield f"</w:tbl>{wrap(run(' '.join(block.notes)), 'ChartNotes')}"


def opening(columns: Sequence[Column], style: str, described: str) -> str:
    """Open a table of fixed column widths."""
    widths = [twips(column.width) for column in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        # Readers of screens are told by it that the first row and the first column are heads.
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(legal(described))}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def head_rows(columns: Sequence[Column], fill: str, style: str = "ChartHead") -> str:
    """Write the header, which repeats on each page; spanning heads get a row of their own."""
    grouped = any(column.group for column in columns)
    under = _LINE.format(edge="bottom", eighths=8, colour="000000")
    names = "".join(
        _head_cell(
            wrap(run(column.head), style),
            twips(column.width),
            fill,
            under if column.group or not grouped else f'<w:top w:val="nil"/>{under}',
        )
        for column in columns
    )
    rows = ["".join(_group_cells(columns, fill, style)), names] if grouped else [names]
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    return "".join(f"<w:tr>{properties}{row}</w:tr>" for row in rows)


def _body_row(
    row: TableRow, rooms: Sequence[Room], cells: Cells, *, total: bool, keep: bool
) -> str:
    """Write a row; it stays on one page unless it is taller than half of one."""
    if len(row) == 1 < len(rooms):
        whole = Room(sum(room.width for room in rooms), sum(room.characters for room in rooms))
        words, tall = cells.written(row[0], whole, keep=True)
        spanning = table_cell(words, whole.width, f'<w:gridSpan w:val="{len(rooms)}"/>')
        return f"{ROW if tall else WHOLE_ROW}{spanning}</w:tr>"
    more = f"<w:tcBorders>{_TOTAL_RULE}</w:tcBorders>" if total else ""
    opened, pieces = WHOLE_ROW, list[str]()
    for cell, room in zip(row, rooms, strict=True):
        words, tall = cells.written(cell, room, keep=keep)
        opened = ROW if tall else opened
        about = more + _shade(cell.weight) if cell.weight else more
        pieces += (cell_opening(room.width, about), words, CELL_END)
    return f"{opened}{''.join(pieces)}</w:tr>"


def _shade(weight: float) -> str:
    """Fill a cell by the size of its figure."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{tint(weight)}"/>'


def _group_cells(columns: Sequence[Column], fill: str, style: str) -> list[str]:
    """Write the cells of the row of spanning heads."""
    cells: list[str] = []
    at = 0
    while at < len(columns):
        group = columns[at].group
        end = at + 1
        while end < len(columns) and columns[end].group == group:
            end += 1
        width = sum(twips(column.width) for column in columns[at:end])
        edge = _GROUP_RULE if group else _NO_RULE
        cells.append(_head_cell(wrap(run(group), style), width, fill, edge, end - at))
        at = end
    return cells


def _head_cell(content: str, width: int, fill: str, edges: str, span: int = 1) -> str:
    """Put a finished paragraph into a cell of the header, over `span` columns."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f"<w:tcBorders>{edges}</w:tcBorders>"
    if fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    properties += '<w:vAlign w:val="bottom"/>'
    return table_cell(content, width, properties)
