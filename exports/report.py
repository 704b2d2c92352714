"""Describe a report once, in plain values that every writer reads the same way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from exports.pictures.shapes import Drawing
from framework.drafts import FrameworkDraft

SpanKind = Literal[
    "text", "strong", "muted", "quote", "star_quote", "comment", "locator", "sign", "fit", "misfit"
]  # fmt: skip
Paper = Literal["A4", "Letter", "A3"]
Mode = Literal["working", "journal"]
Orientation = Literal["landscape", "portrait"]

PAPER_CM: dict[Paper, tuple[float, float]] = {
    "A4": (21.0, 29.7),
    "Letter": (21.59, 27.94),
    "A3": (29.7, 42.0),
}
MARGIN_CM = 2.35


class Span(NamedTuple):
    """Give a stretch of text and what it is; `target` is the place that a locator leads to."""

    kind: SpanKind
    text: str
    target: str = ""


Paragraph: TypeAlias = tuple[Span, ...]


class Memo(NamedTuple):
    """Give what an analyst noted beside a cell; `written` is when, in ISO form."""

    author: str
    written: str
    text: str

    @property
    def headed(self) -> str:
        """Say who noted it and on which day: AB, 23 November 2026."""
        return f"{self.author}, {long_date(date.fromisoformat(self.written[:10]))}"


class TableCell(NamedTuple):
    """Hold the paragraphs of a cell, and the places in it that the appendix leads back to.

    `value` is the number that a workbook holds where the cell says nothing but a number. `weight`
    is how much a figure is of the greatest in its column, 0 to 1: a working page is shaded by it.
    `memos` stand beside the cell: as comments, notes or details, never in its text.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    places: tuple[str, ...] = ()
    value: float | None = None
    weight: float = 0
    memos: tuple[Memo, ...] = ()


TableRow: TypeAlias = tuple[TableCell, ...]


class Column(NamedTuple):
    """Name a column; `width` is in cm, `group` the head that spans it and its neighbours."""

    head: str
    width: float
    group: str = ""


@dataclass(frozen=True)
class Heading:
    """Head a part of the report; `new_page` starts a page with it."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Table:
    """Describe a table: its number, its part ("" or a, b …) and its caption, rows and notes.

    A row of one cell heads a group and spans the table. `sheet` names its sheet in a workbook;
    with `total` the last row sums up the others. `heads` are the rows, from 0, that stand on one
    page with the row below them. `lead` stands before it all.
    """

    sheet: str
    number: int
    part: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()
    total: bool = False
    heads: frozenset[int] = frozenset()
    lead: tuple[Paragraph, ...] = ()
    lead_places: tuple[str, ...] = ()


class Entry(NamedTuple):
    """Show one cited passage: its words in their context, and the cells that cite it.

    `place` is where locators lead; `about` says who speaks and how it is coded, `before` and
    `after` are the neighbouring paragraphs, `lead` and `trail` the words around the quotation in
    its own, spaces included, `cited` leads back, `source` names the transcript.
    """

    place: str
    locator: str
    starred: bool
    about: tuple[str, ...]
    before: str
    lead: str
    quotation: str
    trail: str
    after: str
    cited: tuple[Span, ...]
    source: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """List the passages that a report cites, in the order of the transcripts."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Picture:
    """Show a drawing: its number, its part ("" or a, b …), its caption and its notes.

    `alt` says it in words for those who cannot see it; `sheet` names its sheet in a workbook.
    """

    sheet: str
    number: int
    part: str
    caption: str
    drawing: Drawing
    alt: str
    notes: tuple[str, ...] = ()


Block: TypeAlias = Heading | Table | Picture | Evidence


class Rows(NamedTuple):
    """Hold plain rows under a header, as data for another program; `sheet` names them."""

    sheet: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


@dataclass(frozen=True)
class Report:
    """Describe a report: blocks for pages and workbooks, the same content as `data` for csv.

    `framework` is what the formats of frameworks write, `state` says as which version it stands.
    The quotations of `remarks` stand as comments beside the locators that lead to their places;
    `template` is the Word document that lends its styles and its page, `author` is whom the file's
    properties name, "" for nobody.
    """

    title: str
    study: str
    synthetic: bool
    day: date
    data: Rows
    blocks: tuple[Block, ...] = ()
    orientation: Orientation = "landscape"
    paper: Paper = "A4"
    mode: Mode = "working"
    framework: FrameworkDraft | None = None
    state: str = ""
    remarks: tuple[Entry, ...] = ()
    template: Path | None = None
    author: str = ""

    @property
    def named(self) -> str:
        """Return the study's title, saying that it is synthetic where the title does not."""
        said = not self.synthetic or "synthetic" in self.study.casefold()
        return self.study if said else f"{self.study} (synthetic)"

    @property
    def has_memos(self) -> bool:
        """Tell whether memos stand beside cells."""
        tables = (block for block in self.blocks if isinstance(block, Table))
        return any(cell.memos for table in tables for row in table.rows for cell in row)

    @property
    def places(self) -> set[str]:
        """Gather every place that the pages have, for links to lead to."""
        found: set[str] = set()
        for block in self.blocks:
            if isinstance(block, Evidence):
                found.update(entry.place for entry in block.entries)
            elif isinstance(block, Table):
                found.update(block.lead_places)
                found.update(place for row in block.rows for cell in row for place in cell.places)
        return found


def page_size(paper: Paper, orientation: Orientation) -> tuple[float, float]:
    """Give the width and height of a page in cm."""
    short, tall = PAPER_CM[paper]
    return (tall, short) if orientation == "landscape" else (short, tall)


def text_width(paper: Paper, orientation: Orientation) -> float:
    """Give the width between the margins in cm."""
    return page_size(paper, orientation)[0] - 2 * MARGIN_CM


def plain(cell: TableCell) -> str:
    """Give the text of a cell, a line each paragraph."""
    return "\n".join("".join(span.text for span in paragraph) for paragraph in cell.paragraphs)


def spans(cell: TableCell) -> Iterator[Span]:
    """Go through the spans of a cell."""
    for paragraph in cell.paragraphs:
        yield from paragraph


def long_date(day: date) -> str:
    """Write a date as it is printed: 22 November 2026."""
    return f"{day.day} {day:%B %Y}"


def table_label(table: Table) -> str:
    """Write a table's number and part as it is printed: Table 3a."""
    return f"Table {table.number}{table.part}"


def picture_label(picture: Picture) -> str:
    """Write a picture's number and part as it is printed: Figure 1b."""
    return f"Figure {picture.number}{picture.part}"
