"""Measure the exports."""

import re
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape, unescape
from zipfile import ZIP_DEFLATED, ZipFile

from exports import Options, export
from exports.layouts import plain_tables
from framework.study import Study
from tests.benchmarks.measured import RUNS, Bench, Measured, in_turns, timed

PAGES = "word/document.xml"
AT_ONCE = 2000
_TEXT = re.compile(r"(?<=<w:t xml:space=\"preserve\">)([^<]*)")


def export_word_all_charts(bench: Bench) -> Measured:
    """Write every chart with its evidence; the floor streams the same XML into a zip."""
    path = bench.folder / "charts.docx"
    with closing(Study.open(bench.reference.study)) as study:
        write = partial(_export, study, "L1", path, Options())
        write()
        return in_turns(write, _streaming(path))


def joint_display_word(bench: Bench) -> Measured:
    """Write the practice matrix of all sites."""
    path = bench.folder / "matrix.docx"
    with closing(Study.open(bench.reference.study)) as study:
        write = partial(_export, study, "L3", path, Options(rows="sites"))
        write()
        return Measured([timed(write) for _run in range(RUNS)])


def export_xlsx_all_codings(bench: Bench) -> Measured:
    """Write every coding as a workbook; the floor writes the same rows."""
    path = bench.folder / "codings.xlsx"
    with closing(Study.open(bench.reference.study)) as study:
        with study.read() as session:
            data = plain_tables.codings(session, Options()).data
        return in_turns(
            partial(_export, study, "codings", path, Options()),
            partial(_write_rows, bench.folder / "floor.xlsx", [data.header, *data.rows]),
        )


def _export(study: Study, layout: str, path: Path, options: Options) -> None:
    """Export as the program does: each time with a session that has read nothing yet."""
    with study.read() as session:
        export(session, layout, path, options)


def _streaming(path: Path) -> Callable[[], None]:
    """Take a document's parts, to be streamed into another zip with its compression.

    Of the pages the texts are at hand as they are read from a study: each is escaped and set
    between its markup, which no program can do without.
    """
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    pieces = _TEXT.split(parts.pop(PAGES).decode())
    texts, markup = [unescape(text) for text in pieces[1::2]], pieces[2::2]

    def put() -> None:
        with ZipFile(path.with_name("floor.docx"), "w", ZIP_DEFLATED, compresslevel=3) as package:
            for name, part in parts.items():
                package.writestr(name, part)
            with package.open(PAGES, "w") as pages:
                pages.write(pieces[0].encode())
                for at in range(0, len(texts), AT_ONCE):
                    some = zip(texts[at : at + AT_ONCE], markup[at : at + AT_ONCE], strict=True)
                    pages.write("".join([escape(text) + after for text, after in some]).encode())

    return put


def _write_rows(path: Path, rows: list[tuple[str | float | None, ...]]) -> None:
    """Write rows with xlsxwriter, and nothing else."""
    from xlsxwriter import Workbook

    book = Workbook(str(path), {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
