"""Make tables as awkward as people send them; every value is synthetic."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

Make = Callable[[Path], Path]
HEAD = ("site_id", "sent", "views")
ROWS = (("P01", "2021-07-07", "12"), ("P02", "2021-08-01", "450"))


def text(content: str, encoding: str = "utf-8", name: str = "table.csv") -> Make:
    """Make a text file."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode(encoding))
        return path

    return make


def raw(content: bytes, name: str = "table.csv") -> Make:
    """Make a file of bytes."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def joined(delimiter: str) -> str:
    return lines(*(delimiter.join(row) for row in (HEAD, *ROWS)))


def book(fill: Callable[[Workbook], Any], **options: object) -> Make:
    """Make a workbook that `fill` writes."""

    def make(folder: Path) -> Path:
        path = folder / "table.xlsx"
        with Workbook(str(path), options) as made:
            fill(made)
        return path

    return make


def plain_sheet(made: Workbook, name: str = "Data", first: int = 0) -> Any:
    sheet = made.add_worksheet(name)
    for at, row in enumerate((HEAD, *ROWS), first):
        sheet.write_row(at, 0, row)
    return sheet


def empty_book(made: Workbook) -> None:
    made.add_worksheet("Nothing")


def dated(made: Workbook) -> None:
    sheet, day = made.add_worksheet(), made.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ("P01", "", 12))
    sheet.write_datetime(1, 1, date(2021, 7, 7), day)
    sheet.write_row(2, 0, ("P02", "", 450))
    sheet.write_datetime(2, 1, date(2021, 8, 1), day)


def merged_head(made: Workbook) -> None:
    sheet = made.add_worksheet()
    sheet.merge_range("A1:A2", "site_id")
    sheet.merge_range("B1:C1", "Report")
    sheet.write_row(1, 1, ("sent", "views"))
    for at, row in enumerate(ROWS, 2):
        sheet.write_row(at, 0, row)


def title_above(made: Workbook) -> None:
    sheet = plain_sheet(made, first=3)
    sheet.merge_range("A1:C1", "Delivery log, synthetic")
    sheet.write_row(1, 0, ("Exported:", "2021-09-01"))


def errors(made: Workbook) -> None:
    sheet = plain_sheet(made)
    sheet.write_formula("C2", "=1/0", None, "#DIV/0!")


def uncached(folder: Path) -> Path:
    """Make a workbook whose formula has no saved value, as some exporters leave it."""

    def fill(made: Workbook) -> None:
        plain_sheet(made).write_formula("C2", "=6+6", None, 0)

    path = book(fill)(folder)
    other = folder / "other.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb"(<f>6\+6</f>)<v>0</v>", rb"\1", content)
            new.writestr(name, content)
    other.replace(path)
    return path


def two_sheets(made: Workbook) -> None:
    plain_sheet(made)
    made.add_worksheet("Notes").write_row(0, 0, ("who", "what"))


def sparse(name: str) -> Make:
    """Make a file that says it holds 200 MB, and holds nothing on the disk."""

    def make(folder: Path) -> Path:
        path = folder / name
        with path.open("wb") as file:
            file.write(b"site_id,sent\nP01,2021-07-07\n")
            file.truncate(200_000_000)
        return path

    return make


def statistics(name: str) -> Make:
    """Make a file of SPSS or Stata with value labels."""

    def make(folder: Path) -> Path:
        import pandas as pd
        import pyreadstat

        path = folder / name
        frame = pd.DataFrame(
            {"site_id": ["P01", "P02"], "done": [1.0, 2.0], "views": [12.0, -99.0]}
        )
        labels = {"done": {1.0: "Yes", 2.0: "No"}}
        if path.suffix == ".dta":
            pyreadstat.write_dta(
                frame, str(path), variable_value_labels={"done": {1: "Yes", 2: "No"}}
            )
        else:
            pyreadstat.write_sav(
                frame,
                str(path),
                variable_value_labels=labels,
                missing_ranges={"views": [-99.0]},
                compress=path.suffix == ".zsav",
            )
        return path

    return make
