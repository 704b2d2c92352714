"""Write a table with its caption above and its notes below."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from xml.sax.saxutils import quoteattr

from exports.legal import legal
from exports.report import Column, Report, Table, TableCell, TableRow, table_label
from exports.shading import tint
from exports.word.markup import (
    PAPER_WHITE_FILL,
    Ids,
    complex_field,
    paragraph,
    run,
    twips,
    wrap,
)

_LINES_IN_HALF_A_PAGE = 19
_ROWS_AT_ONCE = 200
_CM_A_CHARACTER = 0.15
_CELL_MARGINS_CM = 0.3
_LINE = '<w:{edge} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'
_TOTAL_RULE = _LINE.format(edge="top", eighths=8, colour="000000")
_GROUP_RULE = _LINE.format(edge="bottom", eighths=6, colour="404040")
ROW = "<w:tr>"
WHOLE_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
CELL_END = "</w:tc>"
_EMPTY, _KEPT_EMPTY = wrap("", "ChartText"), wrap("", "ChartText", keep=True)
_NO_RULE = '<w:bottom w:val="nil"/>'


def table(block: Table, report: Report, ids: Ids) -> Iterator[str]:
    """Write caption, table and notes; the caption stays with the table, the notes with its end."""
    fill = PAPER_WHITE_FILL if report.mode == "working" else ""
    last = len(block.rows) - 1
    # What sums a table up, and the notes, never stand on a page without a row of it.
    kept = ({last} if block.notes else set()) | ({last - 1} if block.total else set()) | block.heads
    widths = [twips(column.width) for column in block.columns]
    rooms = [max(6, int((c.width - _CELL_MARGINS_CM) / _CM_A_CHARACTER)) for c in block.columns]
    rows = (
        _body_row(
            row, widths, ids, splits=_is_tall(row, rooms), total=block.total and at == last,
            keep=at in kept,
        )
        for at, row in enumerate(block.rows)
    )  # fmt: skip
    if block.lead:
        places = "".join([ids.bookmark(place) for place in block.lead_places])
        for at, pieces in enumerate(block.lead):
            yield paragraph(pieces, "ChartSynthesis", ids, before="" if at else places)
    yield _caption(block)
    yield opening(block.columns, "ChartTable", f"{table_label(block)}. {block.caption}")
    yield head_rows(block.columns, fill)
    while some := "".join(islice(rows, _ROWS_AT_ONCE)):
        yield some
    yield f"</w:tbl>{wrap(run(' '.join(block.notes)), 'ChartNotes')}"


def opening(columns: Sequence[Column], style: str, described: str) -> str:
    """Open a table of fixed column widths."""
    widths = [twips(column.width) for column in columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
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
    row: TableRow, widths: Sequence[int], ids: Ids, *, splits: bool, total: bool, keep: bool
) -> str:
    """Write a row; unless it `splits` it stays on one page."""
    opened = ROW if splits else WHOLE_ROW
    if len(row) == 1 < len(widths):
        return f"{opened}{_spanning(row[0], widths, ids)}</w:tr>"
    more = f"<w:tcBorders>{_TOTAL_RULE}</w:tcBorders>" if total else ""
    empty = _KEPT_EMPTY if keep else _EMPTY
    cells = [opened]
    for cell, width in zip(row, widths, strict=True):
        words = _words(cell, ids, keep=keep) if cell.paragraphs or cell.places else empty
        about = more + _shade(cell.weight) if cell.weight else more
        cells += (cell_opening(width, about), words, CELL_END)
    cells.append("</w:tr>")
    return "".join(cells)


def _shade(weight: float) -> str:
    """Fill a cell by the size of its figure."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{tint(weight)}"/>'


def table_cell(content: str, width: int, more: str = "") -> str:
    """Put finished paragraphs into a cell; `more` is what else its properties say."""
    return f"{cell_opening(width, more)}{content}{CELL_END}"


@cache
def cell_opening(width: int, more: str = "") -> str:
    """Open a cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>'


def _caption(block: Table) -> str:
    """Write the caption; parts b, c … repeat the number of part a, each on a page of its own."""
    follows = block.part not in {"", "a"}
    sequence = "SEQ Table \\c" if follows else "SEQ Table \\* ARABIC"
    number = complex_field(sequence, str(block.number), "Strong")
    label = run("Table ", "Strong") + number + run(f"{block.part}.", "Strong")
    return wrap(label + run(f" {block.caption}"), "Caption", new_page=follows)


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


def _words(cell: TableCell, ids: Ids, *, keep: bool) -> str:
    """Write the paragraphs of a cell; every cell has at least an empty one."""
    places = "".join([ids.bookmark(place) for place in cell.places])
    written = [
        paragraph(pieces, "ChartText", ids, keep=keep, before="" if at else places)
        for at, pieces in enumerate(cell.paragraphs or ((),))
    ]
    return "".join(written)


def _spanning(cell: TableCell, widths: Sequence[int], ids: Ids) -> str:
    """Write the one cell of a row that heads a group; it stays with the row below it."""
    pieces = [paragraph(line, "ChartText", ids, keep=True) for line in cell.paragraphs]
    return table_cell("".join(pieces), sum(widths), f'<w:gridSpan w:val="{len(widths)}"/>')


def _is_tall(row: TableRow, rooms: Sequence[int]) -> bool:
    """Guess whether a row is taller than half a page, by the characters that a line has room for.

    A row that is taller may break between pages.
    """
    for cell, room in zip(row, rooms, strict=len(row) > 1):
        if cell.paragraphs:
            lengths = [sum([len(span.text) for span in pieces]) for pieces in cell.paragraphs]
            if sum([1 + length // room for length in lengths]) > _LINES_IN_HALF_A_PAGE:
                return True
    return False
