"""Set the first pages of a report as rich text: the sizes, rules and words of its Word pages."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from app.design.palette import LIGHT
from app.reporting.drawings import FAMILY
from exports.pictures.shapes import Drawing
from exports.report import (
    MARGIN_CM,
    Column,
    Entry,
    Evidence,
    Heading,
    Paragraph,
    Picture,
    Report,
    Span,
    SpanKind,
    Table,
    TableCell,
    TableRow,
    long_date,
    page_size,
    picture_label,
    table_label,
    text_width,
)
from exports.shading import tint

FINER = 4  # px of the pages to one of the screen, so that lines break where they do on paper
MOST_ROWS, MOST_SIGNS = 110, 48_000
_SIGNS_A_PICTURE = 4_000
_TEXT, _SMALL, _NOTE, _LEAD, _CAPTION, _HEADS = 8.5, 7.5, 8, 9.5, 10, {1: 13, 2: 10.5}
_FIRM, _LIGHT = 1.0, 0.5
_PICTURE_ROOM_CM = 2 * 2.0 + 3.5
_PASSAGE_CM, _CITED_CM = 3.6, 4.4


def px(points: float) -> int:
    """Turn points into the px of the pages."""
    return round(points * FINER * 96 / 72)


_PAD = "".join(
    f"padding-{edge}:{px(points)}px;"
    for edge, points in (("top", 2.5), ("right", 4.25), ("bottom", 3), ("left", 4.25))
)


class Setting:
    """Set as much of a report as its first pages hold.

    After `page`, `drawings` are its pictures by their names, with their width and height in px,
    and `cut` says whether the report goes on.
    """

    def __init__(self, report: Report) -> None:
        self._report, self.drawings = report, dict[str, tuple[Drawing, int, int]]()
        self.cut = False
        self._rows, self._signs = MOST_ROWS, MOST_SIGNS
        self._looks = _looks(plain=report.mode == "journal")
        self._small = f"color:{LIGHT.muted}; font-size:{px(_SMALL)}px"
        if report.mode == "journal":
            self._small = ""

    def page(self) -> str:
        """Write the pages as rich text."""
        body = "".join((*self._title(), *self._blocks()))
        style = f"font-family:'{FAMILY}'; font-size:{px(_TEXT)}px; color:{LIGHT.text}"
        return f'<body style="{style}">{body}</body>'

    def _title(self) -> Iterator[str]:
        """Write the head of the first page."""
        report = self._report
        said = f"{report.study} · {long_date(report.day)}"
        said += " · synthetic data" if report.synthetic else ""
        yield _par(escape(report.title), 16, after=2, more="font-weight:600;")
        yield _par(escape(said), 9, after=12, more=f"color:{LIGHT.muted};")

    def _blocks(self) -> Iterator[str]:
        """Write the blocks, as many as there is room for."""
        for at, block in enumerate(self._report.blocks):
            if self._rows <= 0 or self._signs <= 0:
                self.cut = True
                return
            match block:
                case Heading():
                    yield _par(escape(block.text), _HEADS.get(block.level, 13), before=6, after=8,
                               breaks=block.new_page, more="font-weight:600;")  # fmt: skip
                case Table():
                    yield from self._table(block)
                case Picture():
                    yield from self._picture(block, f"picture:{at}")
                case Evidence():
                    yield from self._evidence(block)

    def _some(self, rows: Iterable[tuple[str, int]]) -> Iterator[str]:
        """Take rows, each with how many signs it has, while there is room."""
        for row, signs in rows:
            if self._rows <= 0 or self._signs <= 0:
                self.cut = True
                return
            self._rows -= 1
            self._signs -= signs
            yield row

    def _picture(self, picture: Picture, name: str) -> Iterator[str]:
        """Write a picture with its caption above and its notes below, no larger than its page."""
        drawing, report = picture.drawing, self._report
        room = page_size(report.paper, report.orientation)[1] - _PICTURE_ROOM_CM
        wide = text_width(report.paper, report.orientation)
        scale = min(1, wide / drawing.width, room / drawing.height) * 72 / 2.54
        size = px(drawing.width * scale), px(drawing.height * scale)
        self._signs -= _SIGNS_A_PICTURE
        self.drawings[name] = (drawing, *size)
        yield _caption(picture_label(picture), picture.caption, picture.part)
        yield f'<p><img src="{name}" width="{size[0]}" height="{size[1]}"></p>'
        yield _notes(picture.notes)

    def _table(self, table: Table) -> Iterator[str]:
        """Write a table with its caption above and its notes below."""
        yield from (_par(self._said(said), _LEAD, after=5) for said in table.lead)
        yield _caption(table_label(table), table.caption, table.part)
        yield _opening(table.columns, text_width(self._report.paper, self._report.orientation))
        yield self._head(table.columns)
        last = len(table.rows) - 1
        rows = (self._row(row, len(table.columns), last=at == last, total=table.total)
                for at, row in enumerate(table.rows))  # fmt: skip
        yield from self._some(rows)
        yield f"</table>{_notes(table.notes)}"

    def _head(self, columns: Sequence[Column]) -> str:
        """Write the header, which repeats on each page; spanning heads get a row of their own."""
        fill = "" if self._report.mode == "journal" else f"background-color:{LIGHT.ground};"
        firm, strong = _rule("bottom", _FIRM), f"font-weight:600; vertical-align:bottom; {fill}"
        names = "".join(
            f'<td width="{width}%" style="{_PAD}{firm}{strong}">{escape(column.head)}</td>'
            for column, width in zip(columns, _shares(columns), strict=True)
        )
        top = _rule("top", _FIRM)
        if not any(column.group for column in columns):
            return f"<thead><tr>{names.replace(_PAD, f'{_PAD}{top}')}</tr></thead>"
        groups = "".join(
            f'<td colspan="{len(list(held))}" style="{_PAD}{top}{strong}'
            f'{_rule("bottom", _LIGHT + 0.25) if group else ""}">{escape(group)}</td>'
            for group, held in groupby(columns, key=lambda column: column.group)
        )
        return f"<thead><tr>{groups}</tr><tr>{names}</tr></thead>"

    def _row(self, row: TableRow, across: int, *, last: bool, total: bool) -> tuple[str, int]:
        """Write a row; one of a single cell heads a group and spans the table."""
        spans = f' colspan="{across}"' if len(row) == 1 < across else ""
        line = _rule("bottom", _FIRM) if last else _rule("bottom", _LIGHT, LIGHT.muted)
        line += _rule("top", _FIRM) if last and total else ""
        signs = sum(len(span.text) for cell in row for said in cell.paragraphs for span in said)
        return f"<tr>{''.join(self._cell(cell, spans, line) for cell in row)}</tr>", signs

    def _cell(self, cell: TableCell, spans: str, line: str) -> str:
        """Write a cell."""
        said = "<br>".join(map(self._said, cell.paragraphs))
        shade = f"background-color:#{tint(cell.weight)};" if cell.weight else ""
        return f'<td{spans} style="{_PAD}{shade}{line}">{said}</td>'

    def _said(self, paragraph: Paragraph) -> str:
        """Write a paragraph of a cell."""
        return "".join(map(self._span, paragraph))

    def _span(self, span: Span) -> str:
        """Write a span in the look of its kind."""
        said = escape(span.text).replace("\n", "<br>")
        style = self._looks.get(span.kind, "")
        return f'<span style="{style}">{said}</span>' if style else said

    def _evidence(self, block: Evidence) -> Iterator[str]:
        """Write the passages that are cited, each with what stands around it and who cites it."""
        report = self._report
        wide = page_size(report.paper, report.orientation)[0] - 2 * MARGIN_CM
        columns = (
            Column("Passage", _PASSAGE_CM),
            Column("Words, with the paragraphs before and after", wide - _PASSAGE_CM - _CITED_CM),
            Column("Cited in", _CITED_CM),
        )
        yield _opening(columns, wide) + self._head(columns)
        yield from self._some(map(self._entry, block.entries))
        yield "</table>"

    def _entry(self, entry: Entry) -> tuple[str, int]:
        """Write one passage."""
        star = " ★" if entry.starred else ""
        words = f"“{escape(entry.quotation)}”".replace("\n", "<br>")
        quoted = f"{self._aside(entry.lead)}{words}{self._aside(entry.trail)}"
        context = (self._aside(entry.before), quoted, self._aside(entry.after))
        cited = "; ".join(map(self._span, entry.cited))
        cells = (
            "<br>".join((f"<b>{escape(entry.locator)}</b>{star}", *map(self._aside, entry.about))),
            "<br>".join(filter(None, context)),
            "<br>".join((cited, *map(self._aside, entry.source))),
        )
        line = f"{_PAD}{_rule('bottom', _LIGHT, LIGHT.muted)}"
        made = "".join(f'<td style="{line}">{said}</td>' for said in cells)
        return f"<tr>{made}</tr>", sum(map(len, context)) + len(cited)

    def _aside(self, text: str) -> str:
        """Write what stands beside a quotation."""
        said = escape(text).replace("\n", "<br>")
        return f'<span style="{self._small}">{said}</span>' if text else ""


def _looks(*, plain: bool) -> dict[SpanKind, str]:
    """Give the looks of spans; a journal's page is black, and nothing on it is shaded."""
    strong = "font-weight:600"
    if plain:
        return {"strong": strong, "star_quote": "font-style:italic", "fit": strong,
                "misfit": strong}  # fmt: skip
    return {
        "strong": strong,
        "muted": f"color:{LIGHT.muted}; font-size:{px(_SMALL)}px",
        "star_quote": "font-style:italic",
        "comment": f"color:{LIGHT.muted}",
        "locator": f"color:{LIGHT.accent}; text-decoration:underline",
        "fit": f"{strong}; background-color:{LIGHT.accent_soft}",
        "misfit": f"{strong}; background-color:{LIGHT.wrong_soft}",
    }


def _par(
    said: str, points: float, *, before: float = 0, after: float = 0, breaks: bool = False,
    more: str = "",
) -> str:  # fmt: skip
    """Write a paragraph outside tables; `breaks` starts a page with it."""
    page = "page-break-before:always;" if breaks else ""
    margins = f"margin:{px(before)}px 0 {px(after)}px 0;"
    return f'<p style="{page}{margins}font-size:{px(points)}px;{more}">{said}</p>'


def _caption(label: str, caption: str, part: str) -> str:
    """Write a caption; those of the parts b, c … stand on pages of their own."""
    said = f"<b>{escape(label)}.</b> {escape(caption)}"
    return _par(said, _CAPTION, before=12, after=5, breaks=part not in {"", "a"})


def _notes(notes: Sequence[str]) -> str:
    """Write the notes as one paragraph."""
    return _par(escape(" ".join(notes)), _NOTE, before=5, after=12)


def _opening(columns: Sequence[Column], room: float) -> str:
    """Open a table as wide as its columns."""
    share = min(100, round(100 * sum(column.width for column in columns) / room, 1))
    return (
        f'<table border="0" cellspacing="0" cellpadding="0" width="{share}%" '
        f'style="border-collapse:collapse; margin-top:{px(5)}px">'
    )


def _shares(columns: Sequence[Column]) -> list[float]:
    """Give the widths of columns as percentages."""
    whole = sum(column.width for column in columns) or 1
    return [round(100 * column.width / whole, 2) for column in columns]


def _rule(edge: str, points: float, colour: str = LIGHT.text) -> str:
    """Give the rule at an edge of a cell."""
    return f"border-{edge}:{px(points)}px solid {colour};"
