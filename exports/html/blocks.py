"""Write the blocks of a report as the parts of a web page."""

from collections.abc import Collection, Iterator

from exports.html.markup import cell, paragraphs, span, text
from exports.pictures.svg import svg
from exports.report import (
    Column,
    Entry,
    Evidence,
    Heading,
    Picture,
    Rows,
    Table,
    TableRow,
    picture_label,
    table_label,
)


def heading(block: Heading) -> str:
    """Write a heading below that of the page."""
    level = block.level + 1
    broken = ' class="page"' if block.new_page else ""
    return f"<h{level}{broken}>{text(block.text)}</h{level}>\n"


def table(block: Table, places: Collection[str]) -> Iterator[str]:
    """Write a table: what stands before it, its caption, its rows, its notes."""
    if block.lead:
        marks = "".join(f'<span id="{place}" tabindex="-1"></span>' for place in block.lead_places)
        yield f'<div class="lead">{marks}{paragraphs(block.lead, places)}</div>\n'
    label = text(f"{table_label(block)}.")
    # A region that scrolls sideways is reached with the keyboard, and so has a name.
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">\n'
    sorts = "" if block.heads or any(len(row) == 1 for row in block.rows) else ' class="sorts"'
    yield f"<table{sorts}><caption><strong>{label}</strong> {text(block.caption)}</caption>\n"
    yield _columns(block.columns)
    last = len(block.rows) - 1 if block.total else len(block.rows)
    yield "<tbody>\n"
    for row in block.rows[:last]:
        yield _row(row, places, len(block.columns))
    yield "</tbody>\n"
    for row in block.rows[last:]:
        yield f"<tfoot>\n{_row(row, places, len(block.columns))}</tfoot>\n"
    yield "</table></div>\n"
    yield f'<p class="notes">{text(" ".join(block.notes))}</p>\n' if block.notes else ""


def _row(row: TableRow, places: Collection[str], columns: int) -> str:
    """Write a row; one of a single cell heads a group and spans the table."""
    if len(row) == 1 < columns:
        said = paragraphs(row[0].paragraphs, places)
        return f'<tr><th scope="rowgroup" colspan="{columns}">{said}</th></tr>\n'
    cells = "".join([cell(one, places, head=not at) for at, one in enumerate(row)])
    return f"<tr>{cells}</tr>\n"


def _columns(columns: tuple[Column, ...]) -> str:
    """Write widths and heads; spanning heads get a row of their own."""
    whole = sum(column.width for column in columns) or 1
    widths = "".join(f'<col style="width:{100 * c.width / whole:.2f}%">' for c in columns)
    groups = "".join(_groups(columns)) if any(column.group for column in columns) else ""
    heads = "".join(f'<th scope="col">{text(column.head)}</th>' for column in columns)
    above = f"<tr>{groups}</tr>\n" if groups else ""
    return f"<colgroup>{widths}</colgroup>\n<thead>\n{above}<tr>{heads}</tr>\n</thead>\n"


def _groups(columns: tuple[Column, ...]) -> Iterator[str]:
    """Write the spanning heads."""
    at = 0
    while at < len(columns):
        end = at + 1
        while end < len(columns) and columns[end].group == columns[at].group:
            end += 1
        name, scope = ("th", ' scope="colgroup"') if columns[at].group else ("td", "")
        yield f'<{name}{scope} colspan="{end - at}">{text(columns[at].group)}</{name}>'
        at = end


def picture(block: Picture) -> Iterator[str]:
    """Write a picture within the page, with its caption and its notes."""
    label = text(f"{picture_label(block)}.")
    yield f"<figure>\n<figcaption><strong>{label}</strong> {text(block.caption)}</figcaption>\n"
    yield svg(block.drawing, block.alt, page=True)
    yield f'<p class="notes">{text(" ".join(block.notes))}</p>\n' if block.notes else ""
    yield "</figure>\n"


def evidence(block: Evidence, places: Collection[str]) -> Iterator[str]:
    """Write the passages, each with its words in their context and the way back."""
    yield '<section class="evidence">\n'
    for entry in block.entries:
        yield _entry(entry, places)
    yield "</section>\n"


def _entry(entry: Entry, places: Collection[str]) -> str:
    """Write one passage."""
    star = " ★" if entry.starred else ""
    about = "".join(f"<br>{text(line)}" for line in entry.about)
    before, after = (
        f'<p class="muted">{text(words)}</p>' if words else ""
        for words in (entry.before, entry.after)
    )
    lead, trail = (
        f'<span class="muted">{text(words)}</span>' if words else ""
        for words in (entry.lead, entry.trail)
    )
    cited = "; ".join(span(one, places) for one in entry.cited)
    source = "".join(f"<br>{text(line)}" for line in entry.source)
    return (
        f'<article id="{entry.place}" tabindex="-1"><div><strong>{text(entry.locator)}</strong>'
        f'{star}<span class="muted">{about}</span></div>'
        f"<div>{before}<blockquote>{lead}“{text(entry.quotation)}”{trail}</blockquote>{after}</div>"
        f'<div>cited in {cited}<span class="muted">{source}</span></div></article>\n'
    )


def plain_rows(data: Rows) -> Iterator[str]:
    """Write plain rows as a table."""
    heads = "".join(f'<th scope="col">{text(name)}</th>' for name in data.header)
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{text(data.sheet)}">\n'
    yield f'<table class="sorts"><caption>{text(data.sheet)}</caption>\n'
    yield f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n"
    for row in data.rows:
        cells = "".join(f"<td>{'' if value is None else text(str(value))}</td>" for value in row)
        yield f"<tr>{cells}</tr>\n"
    yield "</tbody></table></div>\n"
