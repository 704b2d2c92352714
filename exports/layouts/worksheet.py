"""Build the mapping worksheets: the cases under a theme, what was charted and the class of each."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.cells import words
from exports.layouts.choice import charts_asked
from exports.layouts.evidence import NO_APPENDIX, Appendix, Cited, gather, place_of
from exports.layouts.reading import read_charts
from exports.layouts.rows import Cases, case_cell, read_cases
from exports.layouts.states import state
from exports.layouts.summaries import summary
from exports.options import Options
from exports.report import (
    Block,
    Column,
    Heading,
    Report,
    Rows,
    Table,
    TableCell,
    TableRow,
    text_width,
)
from framework.errors import RefusedError
from framework.queries.charts import CellView
from framework.queries.mapping import MappingCheck, WorksheetRow, check, worksheet
from framework.queries.studies import AboutRow, about
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.study import Session

_WEIGHTS = {"Case": 5.0, "Charted data": 8.0, "Elements / dimensions": 5.0, "Category": 3.5,
            "Class": 3.5}  # fmt: skip
_HEADER = ("theme", "theme_name", "case", "charted", "elements", "category", "class")


class Sheet(NamedTuple):
    """Hold the worksheet of one theme."""

    theme: ThemeRow
    rows: list[WorksheetRow]
    check: MappingCheck


class Source(NamedTuple):
    """Hold what all worksheets draw on."""

    about: AboutRow
    options: Options
    cases: Cases
    views: dict[tuple[int, int], CellView]
    appendix: Appendix
    stands: str


def build(session: Session, options: Options) -> Report:
    """Build a worksheet for each theme that is mapped, or for those asked for; else for all."""
    cases = read_cases(session, options)
    kind = "site" if options.rows == "sites" else "participant"
    asked = charts_asked(list_themes_plain(session), options)
    columns = [column for _top, below in asked for column in below]
    sheets = [_sheet(session, theme, kind, options) for theme in columns]
    if not sheets or not sheets[0].rows:
        missing = options.rows if sheets else "themes"
        raise RefusedError(f"The study has no {missing} to map; nothing was written.")
    mapped = [sheet for sheet in sheets if any(map(_is_mapped, sheet.rows))]
    # Where nothing is mapped yet, the worksheets are printed to be filled in.
    sheets = sheets if options.themes else mapped or sheets
    ids = {row.case_id for row in sheets[0].rows}
    rows = [row for row in cases.by_name.values() if row.id in ids]
    charts = [(sheet.theme, [sheet.theme]) for sheet in sheets]
    views, citations = read_charts(session, rows, charts, options)
    cited = [
        Cited(view, f"{row.case} × {sheet.theme.number}", place_of(view))
        for sheet in sheets for row in sheet.rows
        if (view := views[row.case_id, sheet.theme.id]).id is not None
    ]  # fmt: skip
    proved = options.evidence or options.comments
    appendix = gather(session, cited, citations, cases, options) if proved else NO_APPENDIX
    return _report(Source(about(session), options, cases, views, appendix, state(session)), sheets)


def _sheet(session: Session, theme: ThemeRow, kind: str, options: Options) -> Sheet:
    """Read the worksheet of a theme."""
    options.reading(f"Theme {theme.number}, {theme.name}")
    return Sheet(theme, worksheet(session, theme.id, kind), check(session, theme.id, kind))


def _is_mapped(row: WorksheetRow) -> bool:
    """Tell whether an analyst wrote anything into a row."""
    return bool(row.elements or row.category or row.class_name)


def _report(source: Source, sheets: Sequence[Sheet]) -> Report:
    """Put the worksheets and the evidence into one report."""
    blocks: list[Block] = []
    for number, sheet in enumerate(sheets, start=1):
        heading = f"Theme {sheet.theme.number}, {sheet.theme.name}"
        source.options.reading(heading)
        blocks += [Heading(heading, new_page=number > 1), _table(source, sheet, number)]
    blocks += source.appendix.blocks("Evidence appendix", grouped=False)
    return Report(
        title="Mapping worksheet" if len(sheets) == 1 else "Mapping worksheets",
        study=source.about.title,
        synthetic=source.about.synthetic,
        day=source.options.today,
        data=Rows("Mapping", _HEADER, tuple(_data(sheets))),
        blocks=tuple(blocks),
        paper=source.options.paper,
        mode=source.options.mode,
    )


def _table(source: Source, sheet: Sheet, number: int) -> Table:
    """Make the worksheet of a theme."""
    options = source.options
    room = text_width(options.paper, "landscape") / sum(_WEIGHTS.values())
    rows = tuple(_row(source, sheet.theme, row) for row in sheet.rows)
    counted = f"n = {len(rows)} cases, {len(sheet.check.classes)} classes"
    return Table(
        sheet=f"{sheet.theme.number} {sheet.theme.name}",
        number=number,
        part="",
        caption=(
            f"Mapping under theme {sheet.theme.number}, {sheet.theme.name} "
            f"({counted}; framework: {source.stands})"
        ),
        columns=tuple(Column(head, weight * room) for head, weight in _WEIGHTS.items()),
        rows=rows,
        notes=(
            *notes.legend(options), *_tested(sheet.check),
            *notes.abbreviations(rows, source.cases.abbreviations),
            *notes.closing(synthetic=source.about.synthetic),
        ),
    )  # fmt: skip


def _row(source: Source, theme: ThemeRow, row: WorksheetRow) -> TableRow:
    """Make the row of a case."""
    mode, view = source.options.mode, source.views[row.case_id, theme.id]
    place = place_of(view)
    return (
        case_cell(source.cases.by_name[row.case], source.cases, mode),
        TableCell(
            summary(view, source.appendix.targets, mode),
            (place,) if place in source.appendix.places else (),
        ),
        *(words(text, mode) for text in (row.elements, row.category, row.class_name)),
    )


def _tested(found: MappingCheck) -> list[str]:
    """Say whether the classes make a typology: every case in one class, and none without."""
    counts = ", ".join(f"{name} {many}" for name, many in found.classes)
    said = [f"Classes: {counts}; each case falls in one only."] if counts else []
    if found.unclassed and found.classes:
        said.append(f"Not exhaustive, without a class: {', '.join(found.unclassed)}.")
    said += [
        f"The category “{category}” stands in several classes: {', '.join(names)}."
        for category, names in found.spread
    ]
    return said


def _data(sheets: Sequence[Sheet]) -> Iterator[tuple[str | float | None, ...]]:
    """Give the worksheets as plain rows."""
    for sheet in sheets:
        for row in sheet.rows:
            yield (
                sheet.theme.number, sheet.theme.name, row.case, row.text, row.elements,
                row.category, row.class_name,
            )  # fmt: skip
