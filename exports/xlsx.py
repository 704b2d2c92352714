"""Write a report as a workbook: a sheet a table, the evidence on a sheet of its own."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from math import ceil
from pathlib import Path

from exports.legal import legal
from exports.pictures.png import png
from exports.report import (
    Entry,
    Evidence,
    Picture,
    Report,
    Rows,
    Span,
    Table,
    TableCell,
    picture_label,
    spans,
    table_label,
)
from exports.sheets import Book, Sheet, Sheets
from framework.errors import RefusedError
from framework.progress import Progress

_LONGEST = 32_767
_LINE_POINTS, _HIGHEST_POINTS = 15, 409
_ROOMY = 1.1
_MOST_LINKS = 65_000
_NOTE = {"x_scale": 2, "y_scale": 1.5, "font_size": 9}
_EVIDENCE = "Evidence"
_EVIDENCE_HEAD = (
    "Passage", "Starred", "About", "Paragraph before", "Quotation", "Paragraph after", "Cited in",
    "Source",
)  # fmt: skip
_CITED = _EVIDENCE_HEAD.index("Cited in")
_EVIDENCE_WIDTHS = (16, 8, 28, 40, 70, 40, 28, 24)


def write(report: Report, path: Path, progress: Progress | None = None) -> None:
    """Write the workbook to `path`; text stays text, whatever it begins with."""
    entries = [entry for block in report.blocks if isinstance(block, Evidence)
               for entry in block.entries]  # fmt: skip
    tables = [block for block in report.blocks if isinstance(block, Table)]
    sheets = Sheets(progress or Progress(), report.paper, report.orientation)
    sheets.book.set_properties({
        "title": legal(report.title)[:255], "author": legal(report.author)[:255],
        "created": report.day,
    })  # fmt: skip
    formats = _Formats(sheets.book)
    names = _Names()
    if not tables:
        _write_rows(sheets.add(names.free(report.data.sheet)), report.data, formats)
    places = {entry.place: at for at, entry in enumerate(entries, start=1)}
    back = dict[str, str]()
    for table in tables:
        sheet = sheets.add(names.free(table.sheet))
        back |= _write_table(sheet, table, formats, places)
    for picture in report.blocks:
        if isinstance(picture, Picture):
            _write_picture(sheets.add(names.free(picture.sheet)), picture, formats)
    if entries:
        _write_evidence(sheets.add(_EVIDENCE), entries, formats, back)
    sheets.close(path)


class _Formats:
    """Hold the looks of a workbook's cells."""

    def __init__(self, book: Book) -> None:
        """Name them in the workbook."""
        top = {"valign": "top", "text_wrap": True}
        self.text = book.add_format(top)
        self.head = book.add_format({**top, "bold": True, "bottom": 1, "bg_color": "#F4F4F2"})
        self.group = book.add_format({"bold": True, "align": "center", "bg_color": "#F4F4F2"})
        self.caption = book.add_format({**top, "bold": True})
        self.plain = book.add_format({"font_color": "#000000"})
        self.muted = book.add_format({"font_color": "#5F6368"})
        self.link = book.add_format({**top, "font_color": "#0B5C62"})


class _Names:
    """Give each sheet a name that Excel takes and that no other sheet has."""

    def __init__(self) -> None:
        """Start with nothing but the evidence sheet's own name taken."""
        self._taken = {_EVIDENCE.casefold()}

    def free(self, wanted: str) -> str:
        """Give `wanted`, cut to 31 characters, without what Excel forbids."""
        clean = "".join(" " if sign in "[]:*?/\\" else sign for sign in legal(wanted))
        name = clean.strip("' ")[:31] or "Sheet"
        number = 2
        while name.casefold() in self._taken:
            name = f"{clean[:27]} {number}"
            number += 1
        self._taken.add(name.casefold())
        return name


def _write_table(
    sheet: Sheet, table: Table, formats: _Formats, places: dict[str, int]
) -> dict[str, str]:
    """Write a table: caption, header, rows, notes; say where links lead back to, by place."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    widths = [max(10, column.width * 6) for column in table.columns]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    _write_across(sheet, 0, f"{table_label(table)}. {table.caption}", widths, formats.caption)
    row = _write_groups(sheet, table, formats)
    for at, column in enumerate(table.columns):
        sheet.write_string(row, at, _fitting(column.head), formats.head)
    sheet.freeze_panes(row + 1, 1)
    sheet.repeat_rows(1, row)
    links, back = 0, dict[str, str]()
    named = sheet.get_name().replace("'", "''")
    for row, cells in enumerate(table.rows, start=row + 1):  # noqa: B020 - rows go on below the header
        for at, cell in enumerate(cells):
            where = f"internal:'{named}'!{xl_rowcol_to_cell(row, at)}"
            back |= dict.fromkeys(cell.places, where)
            links += _write_cell(
                sheet, (row, at), cell, formats, places if links < _MOST_LINKS else {}
            )
    lead = _with_brackets(TableCell(table.lead))
    for row, note in enumerate(filter(None, (lead, *table.notes)), start=row + 2):  # noqa: B020 - notes go on below the rows
        _write_across(sheet, row, note, widths, formats.text)
    return back


def _write_across(sheet: Sheet, row: int, text: str, widths: Sequence[float], look: object) -> None:
    """Write a text over all columns of a table, in as many lines as it takes there."""
    line = sum(widths) / _ROOMY
    lines = sum(ceil(len(part) / line) or 1 for part in text.split("\n"))
    sheet.set_row(row, min(lines * _LINE_POINTS, _HIGHEST_POINTS))
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", look)
    sheet.write_string(row, 0, _fitting(text), look)


def _write_picture(sheet: Sheet, picture: Picture, formats: _Formats) -> None:
    """Write a picture under its caption and its notes."""
    said = f"{picture_label(picture)}. {picture.caption}"
    sheet.write_string(0, 0, _fitting(said), formats.caption)
    for row, note in enumerate(picture.notes, start=1):
        sheet.write_string(row, 0, _fitting(note))
    shown = {
        "image_data": BytesIO(png(picture.drawing)),
        "description": legal(picture.alt),
    }
    sheet.insert_image(len(picture.notes) + 2, 0, "picture.png", shown)


def _write_groups(sheet: Sheet, table: Table, formats: _Formats) -> int:
    """Write the row of spanning heads, if there is one; give the row of the header below."""
    if not any(column.group for column in table.columns):
        return 1
    for at, column in enumerate(table.columns):
        repeated = at and table.columns[at - 1].group == column.group
        said = "" if repeated else _fitting(column.group)
        sheet.write_string(1, at, said, formats.group)
    return 2


def _write_cell(
    sheet: Sheet,
    where: tuple[int, int],
    cell: TableCell,
    formats: _Formats,
    places: dict[str, int],
) -> int:
    """Write a cell, linked to the first passage that it cites; give the number of links made."""
    if cell.memos:
        said = _fitting("\n\n".join(f"{memo.headed}:\n{memo.text}" for memo in cell.memos))
        sheet.write_comment(*where, said, {"author": legal(cell.memos[0].author), **_NOTE})
    if cell.value is not None:
        sheet.write_number(*where, cell.value, formats.text)
        return 0
    text = _fitting(_with_brackets(cell))
    target = next((span.target for span in spans(cell) if span.target in places), "")
    if not target:
        sheet.write_string(*where, text, formats.text)
        return 0
    url = f"internal:'{_EVIDENCE}'!A{places[target] + 1}"
    sheet.write_url(*where, url, formats.link, text, "Go to the first passage cited")
    return 1


def _with_brackets(cell: TableCell) -> str:
    """Give the text of a cell with its locators in brackets.

    A cell of a workbook cannot underline a part of its text, so nothing else would show where a
    locator begins and ends, to a reader or to a later import.
    """
    return "\n".join(
        "".join(_locator(span) if span.kind == "locator" else span.text for span in paragraph)
        for paragraph in cell.paragraphs
    )


def _locator(span: Span) -> str:
    """Set a locator in brackets, if it is not."""
    return span.text if span.text.startswith("[") else f"[{span.text}]"


def _write_evidence(
    sheet: Sheet, entries: list[Entry], formats: _Formats, back: dict[str, str]
) -> None:
    """Write the evidence: a row a passage, linked back to the first cell that cites it."""
    rows = tuple(_evidence_rows(entries))
    _write_rows(sheet, Rows(_EVIDENCE, _EVIDENCE_HEAD, rows), formats, _EVIDENCE_WIDTHS)
    for row, entry in enumerate(entries[:_MOST_LINKS], start=1):
        where = next((back[span.target] for span in entry.cited if span.target in back), "")
        if where:
            said = _fitting("; ".join(span.text for span in entry.cited))
            sheet.write_url(row, _CITED, where, formats.link, said, "Go back to the first cell")
    at = _EVIDENCE_HEAD.index("Quotation")
    for row, entry in enumerate(entries, start=1):
        if entry.lead or entry.trail:
            pieces = ((formats.muted, entry.lead), (formats.plain, f"“{entry.quotation}”"),
                      (formats.muted, entry.trail))  # fmt: skip
            rich = [part for look, text in pieces if text for part in (look, _fitting(text))]
            sheet.write_rich_string(row, at, *rich, formats.text)


def _evidence_rows(entries: list[Entry]) -> Iterator[tuple[str, ...]]:
    """Turn entries into rows of text."""
    for entry in entries:
        yield (
            entry.locator, "★" if entry.starred else "", "\n".join(entry.about), entry.before,
            f"{entry.lead}“{entry.quotation}”{entry.trail}", entry.after,
            "; ".join(span.text for span in entry.cited), "\n".join(entry.source),
        )  # fmt: skip


def _write_rows(
    sheet: Sheet,
    data: Rows,
    formats: _Formats,
    widths: tuple[int, ...] = (),
) -> None:
    """Write plain rows under a frozen header that filters."""
    for at, name in enumerate(data.header):
        sheet.set_column(at, at, widths[at] if widths else _width(name))
        sheet.write_string(0, at, _fitting(name), formats.head)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(1, len(data.rows)), len(data.header) - 1)
    for row, values in enumerate(data.rows, start=1):
        for at, value in enumerate(values):
            if isinstance(value, str):
                if value:
                    sheet.write_string(row, at, _fitting(value), formats.text)
            elif value is not None:
                sheet.write_number(row, at, value, formats.text)


def _width(name: str) -> int:
    """Give a column of data a width that suits what it holds, in characters."""
    if name in {"quote", "text", "definition", "include", "exclude"}:
        return 60
    return 24 if name in {"name", "memo", "theme_name", "locators"} else 14


def _fitting(text: str) -> str:
    """Give the text as a spreadsheet can hold it, or refuse: nothing is cut."""
    clean = legal(text)
    if len(clean) > _LONGEST:
        raise RefusedError(
            f"“{clean[:40]}…” is longer than the {_LONGEST:,} characters that a spreadsheet's cell "
            "holds; nothing was written. Export to Word or csv instead."
        )
    return clean
