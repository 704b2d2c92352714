"""Write workbooks and files of statistics as people and systems leave them; all invented."""

import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from struct import pack
from typing import Any

from xlsxwriter import Workbook

from tests.importers.awkward import Make

Rows = list[tuple[Any, ...]]


def _book(fill: Callable[[Workbook], Any], name: str = "t.xlsx") -> Make:
    def make(folder: Path) -> Path:
        with Workbook(str(folder / name)) as made:
            fill(made)
        return folder / name

    return make


def _fill(sheet: Any, rows: Rows, first: int = 0) -> Any:
    for at, row in enumerate(rows, first):
        sheet.write_row(at, 0, row)
    return sheet


def pivot(made: Workbook) -> None:
    """Write a pivot table in compact form: months indented below their practice."""
    sheet = made.add_worksheet("Pivot")
    inner = made.add_format({"indent": 1})
    sheet.write_row(2, 0, ("Row Labels", "Sum of Views", "Count of Reports"))
    rows = [("P01", 25, 3), ("Jun", 12, 1), ("Jul", 9, 1), ("Aug", 4, 1),
            ("P02", 10, 2), ("Jun", 7, 1), ("Jul", 3, 1), ("Grand Total", 35, 5)]  # fmt: skip
    for at, row in enumerate(rows, 3):
        sheet.write(at, 0, row[0], inner if row[0] in {"Jun", "Jul", "Aug"} else None)
        sheet.write_row(at, 1, row[1:])


def colours(made: Workbook) -> None:
    """Write a table with a column of traffic lights: colours, and no values."""
    sheet = _fill(made.add_worksheet(), [("site_id", "views", "status"), ("P01", 12), ("P02", 7),
                                         ("P03", 9)])  # fmt: skip
    for at, colour in enumerate(("#00B050", "#FF0000", "#FFC000"), 1):
        sheet.write_blank(at, 2, None, made.add_format({"bg_color": colour}))


def banded(made: Workbook) -> None:
    """Write a table with a coloured head, banded rows, and a column that nobody filled in yet."""
    head, band = (made.add_format({"bg_color": colour}) for colour in ("#305496", "#D9E1F2"))
    sheet = made.add_worksheet()
    sheet.write_row(0, 0, ("site_id", "views", "note"), head)
    for at, row in enumerate((("P01", 12), ("P02", 7), ("P03", 9)), 1):
        kind = band if at % 2 else None
        sheet.write_row(at, 0, row, kind)
        sheet.write_blank(at, 2, None, kind)


def noted(made: Workbook) -> None:
    """Write a table with a comment at a cell."""
    sheet = _fill(made.add_worksheet(), [("site_id", "attended"), ("P01", 12), ("P02", 31)])
    sheet.write_comment("B3", "Two of these by phone", {"author": "Ada Example"})


def raised(made: Workbook) -> None:
    """Write footnote marks as raised figures: 12 with a raised 1."""
    sheet = _fill(made.add_worksheet(), [("site_id", "attended"), ("P01", 7), ("P02",), ("P03", 9)])
    up = made.add_format({"font_script": 1})
    sheet.write_rich_string("B3", "12", up, "1")
    sheet.write_rich_string("A4", "P03", up, "2")
    sheet.write_string("A6", "1 Two of these by phone")
    sheet.write_string("A7", "2 Merged in August")


def merged_sites(made: Workbook) -> None:
    """Write practice names merged over the months below."""
    sheet = made.add_worksheet()
    sheet.write_row(0, 0, ("Practice", "Month", "Views"))
    sheet.merge_range("A2:A4", "P01")
    sheet.merge_range("A5:A6", "P02")
    for at, row in enumerate((("Jun", 12), ("Jul", 9), ("Aug", 4), ("Jun", 7), ("Jul", 3)), 1):
        sheet.write_row(at, 1, row)


def sheet_a_site(made: Workbook) -> None:
    """Write a sheet for each practice, which alone names it, and a sheet of notes."""
    for site, rows in {
        "P01": [("Jun 2021", date(2021, 6, 3), 12), ("Jul 2021", date(2021, 7, 2), 9)],
        "P02": [("Jun 2021", date(2021, 6, 4), 7), ("Jul 2021", date(2021, 7, 9), 3)],
        "P03": [("Jun 2021", date(2021, 6, 9), 4)],
    }.items():
        sheet = made.add_worksheet(site)
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ("Month", "Sent", "Views"))
        for at, (month, sent, views) in enumerate(rows, 1):
            sheet.write_string(at, 0, month)
            sheet.write_datetime(at, 1, sent, day)
            sheet.write_number(at, 2, views)
    _fill(made.add_worksheet("Notes"), [("who", "what"), ("AE", "asked P03 again")])


def durations(made: Workbook) -> None:
    """Write lengths of time and shares as cells hold them."""
    sheet = made.add_worksheet()
    length = made.add_format({"num_format": "[h]:mm"})
    percent = made.add_format({"num_format": "0%"})
    sheet.write_row(0, 0, ("site_id", "length", "completed"))
    for at, (site, hours, part) in enumerate((("P01", 1.5, 0.45), ("P02", 26, 1)), 1):
        sheet.write_string(at, 0, site)
        sheet.write_datetime(at, 1, timedelta(hours=hours), length)
        sheet.write_number(at, 2, part, percent)


def general_days(made: Workbook) -> None:
    """Write days without a format of days, as copying values leaves them."""
    _fill(made.add_worksheet(), [("site_id", "Sent", "Due"), ("P01", 44384, 44382),
                                 ("P02", 44409, 44413), ("P03", 44441, 44444)])  # fmt: skip


def copied(made: Workbook) -> None:
    """Write a sheet and the copy that somebody made of it."""
    for name in ("Data", "Data (2)"):
        _fill(made.add_worksheet(name), [("Module", "Views"), ("A", 3), ("B", 7)])


def plan(made: Workbook) -> None:
    """Write a plan in colours: a column a week."""
    sheet = _fill(made.add_worksheet(), [("site_id", "w1", "w2", "w3"), ("P01",), ("P02",)])
    done = made.add_format({"bg_color": "#00B050"})
    for place in ("B2", "C2", "D3"):
        sheet.write_blank(place, None, done)


PIVOT, COLOURS, BANDED, NOTED, RAISED = map(_book, (pivot, colours, banded, noted, raised))
MERGED, SHEET_A_SITE = _book(merged_sites), _book(sheet_a_site)
COPIED, PLAN = _book(copied), _book(plan)
DURATIONS, GENERAL_DAYS = _book(durations), _book(general_days)


def locked(folder: Path) -> Path:
    """Write a workbook that asks for a password."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, path = MERGED(folder), folder / "locked.xlsx"
    with plain.open("rb") as held, path.open("wb") as out:
        OOXMLFile(held).encrypt("secret", out)
    return path


def labelled(folder: Path) -> Path:
    """Write SPSS data: practices by number with labels, codes for missing, dates."""
    import pandas as pd
    import pyreadstat

    frame = pd.DataFrame({
        "practice": [1.0, 2.0, 3.0], "useful": [4.0, 99.0, 5.0],
        "seen": [date(2021, 7, 7), date(2021, 8, 1), None], "views": [12.0, 7.5, 98.0],
    })  # fmt: skip
    pyreadstat.write_sav(
        frame, str(folder / "t.sav"),
        column_labels=["Practice", "How useful was the report?", "Seen on", "Views"],
        variable_value_labels={
            "practice": {1.0: "Hill Surgery", 2.0: "Vale Practice", 3.0: "Mill Lane"},
            "useful": {1.0: "Not at all", 5.0: "Very", 99.0: "Refused"},
        },
        missing_ranges={"useful": [99.0], "views": [{"lo": 97.0, "hi": 99.0}]},
    )  # fmt: skip
    return folder / "t.sav"


def stata_periods(folder: Path) -> Path:
    """Write Stata data with days, months, quarters and times."""
    import pandas as pd

    stamps = pd.to_datetime(["2021-07-07 10:15", "2021-08-01 09:00"])
    frame = pd.DataFrame({
        "site_id": ["P01", "P02"], "day": stamps.normalize(), "month": stamps, "quarter": stamps,
        "stamp": stamps, "views": [12, 7],
    })  # fmt: skip
    frame.to_stata(
        folder / "t.dta", write_index=False,
        convert_dates={"day": "td", "month": "tm", "quarter": "tq", "stamp": "tc"},
    )  # fmt: skip
    return folder / "t.dta"


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def _ods(content: str) -> Make:
    def make(folder: Path) -> Path:
        path = folder / "t.ods"
        with zipfile.ZipFile(path, "w") as made:
            made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            made.writestr("content.xml", _ODS.format(content))
            made.writestr(
                "META-INF/manifest.xml",
                '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest'
                ':1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type='
                '"application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry '
                'manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                "</manifest:manifest>",
            )
        return path

    return make


def _said(value: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    )


def _valued(kind: str, name: str, value: str, shown: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"{more}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def _row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


FILTERED_ODS = _ods(
    '<table:table table:name="Data">'
    + _row(_said("site_id"), _said("sent"), _said("done"), _said("share"), _said("a"), _said("b"))
    + _row(_said("P01"), _valued("date", "date-value", "2021-07-07", "07/07/21"),
           _valued("boolean", "boolean-value", "true", "TRUE"),
           _valued("percentage", "value", "0.45", "45%"),
           _valued("float", "value", "3", "3", ' table:number-columns-repeated="2"'))
    + _row(_said("P02"), _valued("date", "date-value", "2021-08-01", "01/08/21"),
           _valued("boolean", "boolean-value", "false", "FALSE"),
           _valued("percentage", "value", "1", "100%"),
           _valued("float", "value", "4", "4"), _valued("float", "value", "5", "5"),
           more=' table:visibility="filter"')
    + _row('<table:table-cell table:number-columns-repeated="6"/>',
           more=' table:number-rows-repeated="1048000"')
    + "</table:table>"
)  # fmt: skip
NOTED_ODS = _ods(
    '<table:table table:name="Data">'
    + _row(_said("site_id"), _said("attended"))
    + _row(_said("P01"),
           '<table:table-cell office:value-type="float" office:value="31"><office:annotation>'
           "<text:p>Two of these by phone</text:p></office:annotation><text:p>31</text:p>"
           "</table:table-cell>")
    + _row(_said("P02"), _valued("float", "value", "7", "7"))
    + "</table:table>"
)  # fmt: skip


def _record(kind: int, body: bytes = b"") -> bytes:
    """Write a record of a binary workbook: its kind and size in seven bits a byte."""

    def short(number: int) -> bytes:
        made = bytearray()
        while True:
            number, low = number >> 7, number & 0x7F
            made.append(low | 0x80 * bool(number))
            if not number:
                return bytes(made)

    kinds = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return kinds + short(len(body)) + body


def _wide(text: str) -> bytes:
    return pack("<I", len(text)) + text.encode("utf-16-le")


def binary(folder: Path) -> Path:
    """Write a binary workbook (.xlsb) with practices merged over two rows."""
    rows: Rows = [("Practice", "Views"), ("P01", 12.0), ("", 9.0), ("P02", 7.5)]
    cells = b""
    for at, row in enumerate(rows):
        cells += _record(0, pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0))
        for column, value in enumerate(row):
            place = pack("<II", column, 0)
            if isinstance(value, float):
                cells += _record(5, place + pack("<d", value))
            elif value:
                cells += _record(6, place + _wide(value))
    area = pack("<IIII", 0, len(rows) - 1, 0, 1)
    merged = _record(177, pack("<I", 1)) + _record(176, pack("<IIII", 1, 2, 0, 0)) + _record(178)
    sheet = (
        _record(129) + _record(148, area) + _record(145) + cells + _record(146) + merged
        + _record(130)
    )  # fmt: skip
    book = (
        _record(131) + _record(153, pack("<II", 0, 0) + _wide("")) + _record(143)
        + _record(156, pack("<II", 0, 1) + _wide("rId1") + _wide("Data")) + _record(144)
        + _record(132)
    )  # fmt: skip
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    path = folder / "t.xlsb"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("xl/workbook.bin", book)
        made.writestr("xl/worksheets/sheet1.bin", sheet)
        made.writestr(
            "xl/_rels/workbook.bin.rels",
            f'{listed}package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{kind}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        made.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet'
            '.binary.macroEnabled.main"/></Types>',
        )
    return path
