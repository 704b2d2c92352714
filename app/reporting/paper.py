"""Set a report's first pages as rich text, the way that Word will set them."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QSizeF, QUrl
from PySide6.QtGui import QImage, QTextDocument

from app.design.palette import LIGHT, Palette
from exports.pictures.png import png
from exports.report import (
    MARGIN_CM,
    Entry,
    Evidence,
    Heading,
    Paragraph,
    Picture,
    Report,
    Span,
    Table,
    TableCell,
    TableRow,
    page_size,
    picture_label,
    table_label,
)
from exports.shading import tint

PX_A_CM = 96 / 2.54
BODY_PX = 12
NOTE_PX = 10.5
FOOT_PX = 10
CAPTION_PX = 13
HEADING_PX = 16
MOST_ROWS = 60
MOST_ENTRIES = 30

_LOOKS = {
    "strong": "font-weight:600",
    "muted": f"color:{LIGHT.muted}; font-size:{NOTE_PX}px",
    "quote": "font-style:italic",
    "star_quote": "font-style:italic; font-weight:600",
    "comment": f"font-style:italic; color:{LIGHT.muted}",
    "locator": f"color:{LIGHT.accent}; text-decoration:underline",
    "sign": f"color:{LIGHT.muted}",
    "fit": f"font-weight:600; color:{LIGHT.accent}; background-color:{LIGHT.accent_soft}",
    "misfit": f"font-weight:600; color:{LIGHT.wrong}; background-color:{LIGHT.wrong_soft}",
}


def set_pages(report: Report, family: str) -> QTextDocument:
    """Set the first pages of a report, on paper of its size at 96 px to the inch."""
    width, height = page_size(report.paper, report.orientation)
    document = QTextDocument()
    document.setDocumentMargin(MARGIN_CM * PX_A_CM)
    document.setPageSize(QSizeF(width * PX_A_CM, height * PX_A_CM))
    for at, block in enumerate(report.blocks):
        if isinstance(block, Picture):
            kind, drawn = QTextDocument.ResourceType.ImageResource, png(block.drawing)
            document.addResource(kind, QUrl(_source(at)), QImage.fromData(drawn))
    document.setHtml(_page(report, family))
    return document


def _source(at: int) -> str:
    """Name the picture that is a block of a report."""
    return f"picture:{at}"


def _page(report: Report, family: str) -> str:
    """Write a report as rich text."""
    body = "".join(_blocks(report))
    if report.mode == "journal":
        for kind in ("fit", "misfit"):
            body = body.replace(_LOOKS[kind], _LOOKS["strong"])
    style = f"font-family:'{family}'; font-size:{BODY_PX}px; color:{LIGHT.text}"
    return f'<body style="{style}">{body}</body>'


def _blocks(report: Report) -> Iterator[str]:
    """Write the blocks, as many as a preview needs."""
    rows = entries = 0
    for at, block in enumerate(report.blocks):
        if isinstance(block, Picture):
            yield _picture(block, _source(at))
            continue
        yield _block(block, first=at == 0)
        rows += len(block.rows) if isinstance(block, Table) else 0
        entries += len(block.entries) if isinstance(block, Evidence) else 0
        if (rows > MOST_ROWS or entries > MOST_ENTRIES) and at + 1 < len(report.blocks):
            yield _muted("The preview ends here. The export holds everything.")
            return


def _picture(picture: Picture, source: str) -> str:
    """Write a picture with its caption above and its notes below, no wider than the page."""
    drawing = picture.drawing
    wide, high = round(drawing.width * PX_A_CM), round(drawing.height * PX_A_CM)
    caption = (
        f'<p style="font-size:{CAPTION_PX}px; margin:0 0 6px 0">'
        f"<b>{escape(picture_label(picture))}.</b> {escape(picture.caption)}</p>"
    )
    image = f'<p><img src="{source}" width="{wide}" height="{high}"></p>'
    return f"{caption}{image}{''.join(_muted(note) for note in picture.notes)}"


def _block(block: Heading | Table | Evidence, *, first: bool) -> str:
    """Write one block."""
    if isinstance(block, Heading):
        breaks = "page-break-before:always;" if block.new_page and not first else ""
        return (
            f'<p style="{breaks} font-size:{HEADING_PX}px; font-weight:600; margin:0 0 8px 0">'
            f"{escape(block.text)}</p>"
        )
    if isinstance(block, Table):
        return _table(block)
    return "".join(_entry(entry) for entry in block.entries[:MOST_ENTRIES])


def _table(table: Table) -> str:
    """Write a table with its caption above and its notes below."""
    whole = sum(column.width for column in table.columns) or 1
    widths = [round(100 * column.width / whole, 2) for column in table.columns]
    head = "".join(
        f'<td width="{width}%" style="{_rule(LIGHT, top=True, strong=True)} font-weight:600">'
        f"{escape(column.head)}</td>"
        for column, width in zip(table.columns, widths, strict=True)
    )
    rows = "".join(_row(row, len(table.columns)) for row in table.rows[:MOST_ROWS])
    notes = "".join(_muted(note) for note in table.notes)
    caption = (
        f'<p style="font-size:{CAPTION_PX}px; margin:0 0 6px 0">'
        f"<b>{escape(table_label(table))}.</b> {escape(table.caption)}</p>"
    )
    grid = 'border="0" cellspacing="0" cellpadding="5" width="100%"'
    style = 'style="border-collapse:collapse; margin-bottom:6px"'
    lead = "".join(f"<p>{_paragraph(said)}</p>" for said in table.lead)
    return (
        f"{lead}{caption}<table {grid} {style}><thead><tr>{head}</tr></thead>{rows}</table>{notes}"
    )


def _row(row: TableRow, across: int) -> str:
    """Write a row; one of a single cell heads a group and spans the table."""
    spans = f' colspan="{across}"' if len(row) == 1 < across else ""
    return f"<tr>{''.join(_cell(cell, spans) for cell in row)}</tr>"


def _cell(cell: TableCell, spans: str) -> str:
    """Write a cell."""
    said = "<br>".join(_paragraph(paragraph) for paragraph in cell.paragraphs)
    shade = f"background-color:#{tint(cell.weight)};" if cell.weight else ""
    return f'<td{spans} style="{shade}{_rule(LIGHT)}">{said}</td>'


def _rule(paper: Palette, *, top: bool = False, strong: bool = False) -> str:
    """Give the quiet rules of a cell: under it, and for a head above it."""
    colour = paper.text if strong else paper.line
    line = f"1px solid {colour}"
    over = f"border-top:{line};" if top else ""
    return f"{over} border-bottom:{line};"


def _paragraph(paragraph: Paragraph) -> str:
    """Write a paragraph of a cell."""
    return "".join(_span(span) for span in paragraph)


def _span(span: Span) -> str:
    """Write a span in the look of its kind."""
    said = escape(span.text).replace("\n", "<br>")
    if span.kind in {"fit", "misfit"}:
        said = f"\u00a0{said}\u00a0 "
    style = _LOOKS.get(span.kind, "")
    return f'<span style="{style}">{said}</span>' if style else said


def _muted(text: str) -> str:
    """Write a note."""
    return (
        f'<p style="color:{LIGHT.muted}; font-size:{NOTE_PX}px; margin:2px 0 6px 0">'
        f"{escape(text)}</p>"
    )


def _entry(entry: Entry) -> str:
    """Write one passage of the evidence appendix."""
    star = " ★" if entry.starred else ""
    about = "<br>".join(escape(line) for line in entry.about)
    words = f"“{escape(entry.quotation)}”".replace("\n", "<br>")
    quoted = f"{_beside(entry.lead)}{words}{_beside(entry.trail)}"
    context = [_aside(entry.before), quoted, _aside(entry.after)]
    cited = ", ".join(_span(span) for span in entry.cited)
    small = f"color:{LIGHT.muted}; font-size:{NOTE_PX}px"
    cells = (
        (16, f'<b>{escape(entry.locator)}{star}</b><br><span style="{small}">{about}</span>'),
        (66, "<br>".join(part for part in context if part)),
        (18, f'<span style="{small}">cited in {cited}</span>'),
    )
    row = "".join(
        f'<td width="{width}%" style="{_rule(LIGHT)}">{said}</td>' for width, said in cells
    )
    style = 'style="border-collapse:collapse"'
    return (
        f'<table border="0" cellspacing="0" cellpadding="5" width="100%" {style}>'
        f"<tr>{row}</tr></table>"
    )


def _beside(text: str) -> str:
    """Write words of a paragraph that stand around a quotation."""
    return f'<span style="color:{LIGHT.muted}">{escape(text)}</span>' if text else ""


def _aside(text: str) -> str:
    """Write what stands before or after a passage."""
    small = f"color:{LIGHT.muted}; font-size:{NOTE_PX}px"
    return f'<span style="{small}">{escape(text)}</span>' if text else ""
