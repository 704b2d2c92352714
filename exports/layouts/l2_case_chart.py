"""Build L2, the case charts: one table a case, its summaries from theme to theme."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.choice import ChartsAsked, charts_asked
from exports.layouts.conclusions import Conclusions, conclusions
from exports.layouts.evidence import NO_APPENDIX, Appendix, Cited, gather, place_of
from exports.layouts.examples import Quotation, quotations, quoted
from exports.layouts.l1_thematic_chart import is_other
from exports.layouts.memos import Memos, read_memos
from exports.layouts.reading import read_charts, read_codings
from exports.layouts.rows import Cases, case_cell, cases_asked, read_cases
from exports.layouts.states import state
from exports.layouts.summaries import joined, locators, summary
from exports.options import Options
from exports.report import (
    Block,
    Column,
    Heading,
    Paragraph,
    Report,
    Rows,
    Span,
    Table,
    TableCell,
    TableRow,
    plain,
    text_width,
)
from framework.errors import RefusedError
from framework.queries.cases import CaseRow
from framework.queries.charts import CellView, Charted
from framework.queries.codings import CodingRow
from framework.queries.studies import AboutRow, about
from framework.queries.themes import ThemeRow, list_themes_plain, theme_and_below
from framework.study import Session

NUMBER_CM = 3.2
LOCATORS_CM = 2.6
_HEADER = ("case", "theme", "theme_name", "state", "text", "starred_quotes", "locators")

Starred = Mapping[tuple[str, int], list[Quotation]]


class Source(NamedTuple):
    """Hold what the charts of all cases draw on; `starred` is by case name and theme."""

    about: AboutRow
    options: Options
    cases: Cases
    asked: ChartsAsked
    found: Charted
    concluded: Conclusions
    starred: Starred
    appendix: Appendix
    stands: str
    memos: Memos


def build(session: Session, options: Options) -> Report:
    """Build the charts of all cases, or of those asked for."""
    cases = read_cases(session, options)
    rows = cases_asked(cases, options)
    themes = list_themes_plain(session)
    asked = charts_asked(themes, options)
    if not asked or not rows:
        missing = options.rows if asked else "themes"
        raise RefusedError(f"The study has no {missing} to chart; nothing was written.")
    concluded = conclusions(session)
    found = read_charts(session, rows, asked, options)
    found.citations.update(concluded.citations)
    source = Source(
        about(session), options, cases, asked, found, concluded,
        _starred(session, options, asked, rows), NO_APPENDIX, state(session),
        read_memos(session, rows, asked, options),
    )  # fmt: skip
    if options.evidence or options.comments:
        cited = [one for row in rows for one in _cited(source, row)]
        appendix = gather(session, cited, found.citations, cases, options)
        source = source._replace(appendix=appendix)
    columns = [column.id for _top, below in asked for column in below]
    targets = concluded.targets(set(product((row.id for row in rows), columns)))
    return _report(source._replace(appendix=source.appendix.mentioning(targets)), rows)


def _report(source: Source, rows: Sequence[CaseRow]) -> Report:
    """Put the charts and the evidence into one report."""
    blocks: list[Block] = []
    for number, row in enumerate(rows, start=1):
        source.options.reading(row.name)
        blocks.append(Heading(_named(row), new_page=number > 1))
        blocks.append(_table(source, row, number))
    alone = len(rows) == 1
    blocks += source.appendix.blocks("Evidence appendix", grouped=not alone)
    return Report(
        title="Case chart" if alone else "Case charts",
        study=source.about.title,
        synthetic=source.about.synthetic,
        day=source.options.today,
        data=Rows("Case charts", _HEADER, tuple(_data(source, rows))),
        blocks=tuple(blocks),
        orientation="portrait",
        paper=source.options.paper,
        mode=source.options.mode,
    )


def _named(row: CaseRow) -> str:
    """Name a case with its label."""
    return f"{row.name}, {row.label}" if row.label else row.name


def _starred(
    session: Session, options: Options, asked: ChartsAsked, rows: Sequence[CaseRow]
) -> Starred:
    """Quote the starred passages of each case under each column."""
    themes = list_themes_plain(session)
    shown = {row.name for row in rows}
    column_of = {
        below: column.id
        for _top, columns in asked for column in columns
        for below in theme_and_below(themes, column.id)
    }  # fmt: skip
    chosen = [
        row for row in read_codings(session, options)
        if row.starred and row.theme_id in column_of and shown & {*row.cases}
    ]  # fmt: skip
    said = quotations(session, chosen)
    found: dict[tuple[str, int], list[CodingRow]] = {}
    for row in chosen:
        for name in row.cases:
            found.setdefault((name, column_of[row.theme_id]), []).append(row)
    return {key: list(dict.fromkeys(said[row.id] for row in held)) for key, held in found.items()}


def _cited(source: Source, row: CaseRow) -> Iterator[Cited]:
    """Give what may cite in the chart of a case."""
    concluded = source.concluded.of_cases.get(row.id)
    if concluded is not None:
        yield Cited(concluded, f"{row.name}, synthesis", place_of(concluded))
    for _top, columns in source.asked:
        for column in columns:
            view = source.found.views[row.id, column.id]
            if view.id is not None:
                yield Cited(view, f"{row.name} × {column.number}", place_of(view))


def _table(source: Source, row: CaseRow, number: int) -> Table:
    """Make the chart of a case."""
    options, appendix = source.options, source.appendix
    rows = tuple(_rows(source, row))
    view = source.concluded.of_cases.get(row.id)
    lead = () if view is None else summary(view, appendix.targets, options.mode)
    place = "" if view is None else place_of(view)
    about = plain(case_cell(row, source.cases, "working")).split("\n")[1:]
    beside = f"{'; '.join(about)}; " if about else ""
    known = source.cases.abbreviations
    room = text_width(options.paper, "portrait") - NUMBER_CM - LOCATORS_CM
    return Table(
        sheet=row.name,
        number=number,
        part="",
        caption=f"{_named(row)}: charted summaries by theme ({beside}framework: {source.stands})",
        columns=(
            Column("No. and name", NUMBER_CM),
            Column("Summary", room * 0.6),
            Column("Starred quotes", room * 0.4),
            Column("Locators", LOCATORS_CM),
        ),
        rows=rows,
        notes=(
            *notes.legend(options), *notes.abbreviations(rows, known),
            *notes.closing(synthetic=source.about.synthetic),
        ),
        lead=lead,
        lead_places=(place,) if place in appendix.places else (),
    )  # fmt: skip


def _rows(source: Source, row: CaseRow) -> Iterator[TableRow]:
    """Make the rows of a case; a theme heads those of its sub-themes."""
    for top, columns in source.asked:
        if columns != [top]:
            yield (TableCell(((Span("strong", _number(top)),),)),)
        for column in columns:
            view = source.found.views[row.id, column.id]
            starred = source.starred.get((row.name, column.id), ())
            if not is_other(column) or view.text.strip() or starred:
                yield _row(source, column, view, starred)


def _row(source: Source, theme: ThemeRow, view: CellView, starred: Sequence[Quotation]) -> TableRow:
    """Make the row of a theme."""
    mode, targets = source.options.mode, source.appendix.targets
    said: list[Paragraph] = [quoted(one, mode) for one in starred]
    if mode == "journal" and said:
        said = [joined(said)]
    places = dict.fromkeys(
        Span("locator", run.text, targets.get(run.token, ""))
        for run in view.runs if run.kind == "locator"
    )  # fmt: skip
    links: list[Paragraph] = [(span,) for span in places]
    if mode == "journal" and links:
        links = [joined(links)]
    place = place_of(view)
    kind: tuple[Span, ...] = (Span("text" if theme.depth else "strong", _number(theme)),)
    return (
        TableCell((kind,)),
        TableCell(
            summary(view, targets, mode), (place,) if _has(source, place) else (),
            memos=source.memos.get((view.case_id, view.theme_id), ()),
        ),
        TableCell(tuple(said)),
        TableCell(tuple(links)),
    )  # fmt: skip


def _has(source: Source, place: str) -> bool:
    """Tell whether something leads back to a place."""
    return place in source.appendix.places


def _number(theme: ThemeRow) -> str:
    """Name a theme with its number."""
    return f"{theme.number} {theme.name}"


def _data(source: Source, rows: Sequence[CaseRow]) -> Iterator[tuple[str | float | None, ...]]:
    """Give the same cells as plain rows."""
    for row in rows:
        for _top, columns in source.asked:
            for column in columns:
                view = source.found.views[row.id, column.id]
                starred = source.starred.get((row.name, column.id), ())
                yield (
                    row.name, column.number, column.name, view.state, view.text,
                    "\n".join(f"{one.words} {one.locator}" for one in starred),
                    "; ".join(locators(view)),
                )  # fmt: skip
