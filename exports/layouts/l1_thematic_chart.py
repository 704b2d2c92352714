"""Build L1, the thematic charts: one table a theme, cases by its sub-themes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.apart import charted_apart
from exports.layouts.choice import ChartsAsked, charts_asked, hidden
from exports.layouts.conclusions import Conclusions, conclusions
from exports.layouts.evidence import NO_APPENDIX, Appendix, Cited, gather, place_of
from exports.layouts.memos import Memos, read_memos
from exports.layouts.parts import case_width, evenly, letter, texts_a_page
from exports.layouts.reading import read_charts
from exports.layouts.rows import Cases, case_cell, plural, read_cases, serving
from exports.layouts.sites import Shown, shown_sites
from exports.layouts.states import state
from exports.layouts.summaries import locators, summary
from exports.layouts.view import Line, lines, not_shown, rows_shown, said, table_rows
from exports.options import Options
from exports.report import (
    Block,
    Column,
    Heading,
    Report,
    Rows,
    Span,
    Table,
    TableCell,
    TableRow,
    text_width,
)
from framework.errors import RefusedError
from framework.queries.apart import reconciled
from framework.queries.cases import CaseRow
from framework.queries.charts import CellView, Charted
from framework.queries.indicators import list_definitions
from framework.queries.studies import AboutRow, about
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.queries.transcripts import speaking_transcripts
from framework.rules import numbering
from framework.study import Session

ACROSS = 0
ACROSS_CASES = "Across cases"

BLANK = TableCell()
_NOTHING = ("not_started", "", "")
_NOT_BEGUN = "Nothing charted yet."
_TO_FILL_IN = f"{_NOT_BEGUN} Exported alone, this theme is a chart to fill in."

Views = dict[tuple[int, int], CellView]


class Chart(NamedTuple):
    """Hold a theme with the columns of its chart, and whether anything is charted in them."""

    theme: ThemeRow
    columns: list[ThemeRow]
    begun: bool


class Source(NamedTuple):
    """Hold what all charts of one report draw on."""

    about: AboutRow
    options: Options
    rows: list[CaseRow]
    lines: list[Line]
    heads: dict[int, TableCell]
    views: Views
    counted: str
    appendix: Appendix
    remarks: list[str]
    across: dict[int, CellView]
    known: dict[str, str]
    apart: dict[tuple[int, int], tuple[str, ...]]
    memos: Memos


def build(session: Session, options: Options) -> Report:
    """Build the charts of all themes, or of those asked for."""
    cases = read_cases(session, options)
    themes = list_themes_plain(session)
    asked = charts_asked(themes, options)
    by_site = options.rows == "sites"
    every = cases.sites if by_site else cases.participants
    rows = rows_shown(every, cases, options)
    found = read_charts(session, rows, asked, options)
    views = found.views
    shown = shown_sites(cases, views.values(), rows) if by_site else Shown(rows, [])
    left_out = not_shown(every, rows, hidden(themes, asked) if options.shown else [], options.rows)
    rows = shown.sites
    _refuse_empty(asked, rows, options)
    concluded, memos = conclusions(session), read_memos(session, rows, asked, options)
    said = {key for key, view in views.items() if view.state != "not_started"} | memos.keys()
    charts = _charts(asked, rows, views, said | {(ACROSS, theme) for theme in concluded.of_themes})
    appendix = _appendix(session, options, charts, rows, _with_across(found, concluded), cases)
    appendix = appendix.mentioning(concluded.targets(_pairs(charts, rows)))
    remarks = [*shown.left_out, *left_out, *_ordered_by(session, options)]
    counted = _counted(session, rows, cases, options)
    heads = {row.id: case_cell(row, cases, options.mode) for row in rows}
    source = Source(
        about(session), options, rows, lines(rows, cases, options), heads, views, counted, appendix,
        remarks, concluded.of_themes, cases.abbreviations,
        reconciled(session, [row.id for row in rows], [c.id for _top, own in asked for c in own]),
        memos,
    )  # fmt: skip
    return _report(source, charts)


def _report(source: Source, charts: Sequence[Chart]) -> Report:
    """Put the charts and the evidence into one report."""
    alone = len(charts) == 1
    blocks: list[Block] = []
    for number, chart in enumerate(charts, start=1):
        source.options.reading(_theme_name(chart.theme))
        blocks.append(Heading(_theme_name(chart.theme), new_page=number > 1))
        # Where nothing is charted at all, the charts are for filling in.
        blank = not chart.begun and any(other.begun for other in charts)
        blocks += [_blank(source, chart, number)] if blank else _tables(source, chart, number)
    heading = "Evidence appendix"
    heading += f": {_theme_name(charts[0].theme)}" if alone else ""
    blocks += source.appendix.blocks(heading, grouped=not alone)
    return Report(
        title="Thematic chart" if alone else "Thematic charts",
        study=source.about.title,
        synthetic=source.about.synthetic,
        day=source.options.today,
        data=_data(source, charts),
        blocks=tuple(blocks),
        paper=source.options.paper,
        mode=source.options.mode,
    )


def _with_across(found: Charted, concluded: Conclusions) -> Charted:
    """Add what is concluded across the cases, as cells of a case of its own."""
    across = {(ACROSS, theme_id): view for theme_id, view in concluded.of_themes.items()}
    found.views.update(across)
    return Charted(found.views, {**found.citations, **concluded.citations})


def _pairs(charts: Sequence[Chart], rows: Sequence[CaseRow]) -> set[tuple[int, int]]:
    """Name the cells that the charts show."""
    begun = [chart for chart in charts if chart.begun]
    return {(row.id, column.id) for chart in begun for row in rows for column in chart.columns}


def _charts(
    asked: ChartsAsked, rows: Sequence[CaseRow], views: Views, said: set[tuple[int, int]]
) -> list[Chart]:
    """Give the charts with their columns; begun are those in which something is `said`."""
    cases = [ACROSS, *(row.id for row in rows)]
    return [
        Chart(
            top, _used(columns, rows, views),
            any((case, column.id) in said for column in columns for case in cases),
        )
        for top, columns in asked
    ]  # fmt: skip


def _refuse_empty(asked: ChartsAsked, rows: Sequence[CaseRow], options: Options) -> None:
    """Refuse to write charts without columns or without rows."""
    if not asked:
        raise RefusedError("The study has no themes to chart; nothing was written.")
    if not rows:
        raise RefusedError(f"The study has no {options.rows} to chart; nothing was written.")


def _used(columns: list[ThemeRow], rows: Sequence[CaseRow], views: Views) -> list[ThemeRow]:
    """Leave out Other where no cell of it has content."""
    kept = [
        column for column in columns
        if not is_other(column)
        or any((view := views.get((row.id, column.id))) and view.text.strip() for row in rows)
    ]  # fmt: skip
    return kept or columns


def is_other(theme: ThemeRow) -> bool:
    """Tell whether a sub-theme is the one for what fits nowhere else."""
    return theme.depth > 0 and (
        numbering.is_other(theme.number) or theme.name.casefold() == "other"
    )


def _appendix(
    session: Session, options: Options, charts: Sequence[Chart], rows: Sequence[CaseRow],
    found: Charted, cases: Cases,
) -> Appendix:  # fmt: skip
    """Gather the evidence of all charts, unless it was not asked for."""
    if not (options.evidence or options.comments):
        return NO_APPENDIX
    cited = []
    for chart in charts:
        for row in rows:
            for column in chart.columns:
                view = found.views.get((row.id, column.id))
                if view is not None and view.runs:
                    cited.append(Cited(view, f"{row.name} × {column.number}", place_of(view)))
        cited += [
            Cited(across, f"{ACROSS_CASES} × {theme.number}", place_of(across))
            for theme in dict.fromkeys([chart.theme, *chart.columns])
            if (across := found.views.get((ACROSS, theme.id))) is not None
        ]
    return gather(session, cited, found.citations, cases, options)


def _counted(session: Session, rows: Sequence[CaseRow], cases: Cases, options: Options) -> str:
    """Count what the rows rest on, and name their order: n = 10 interviews, 6 practices; …."""
    by_site = options.rows == "sites"
    within = {row.name for row in rows} if by_site else set[str]()
    ids = {row.id for row in rows}
    ids |= {row.id for row in cases.participants if within.intersection(row.parents)}
    interviews = len(speaking_transcripts(session, ids))
    sites = len(rows) if by_site else serving(rows, cases)
    counts = ((interviews, "interview"), (sites, cases.noun))
    found = [plural(many, noun) for many, noun in counts if many] or [plural(len(rows), "case")]
    ordered = _orders(session, options) or ([cases.noun] if sites and not by_site else [])
    order = f"; in order of {ordered[0]}" if ordered else "; in the study’s order"
    order = "" if options.order else order
    return f"n = {', '.join(found)}{order}{said(options)}; framework: {state(session)}"


def _ordered_by(session: Session, options: Options) -> list[str]:
    """Say what orders the rows."""
    return [
        f"Rows in order of {label}, highest first; ties in the study’s order."
        for label in _orders(session, options)
    ]


def _orders(session: Session, options: Options) -> list[str]:
    """Give the label of the indicator that orders the rows, unless they have an order chosen."""
    if options.order:
        return []
    return [row.label for row in list_definitions(session) if row.key == options.order_by]


def _theme_name(theme: ThemeRow) -> str:
    """Name a theme as captions do: Theme 3, Organisational resources."""
    return f"Theme {theme.number}, {theme.name}"


def _tables(source: Source, chart: Chart, number: int) -> list[Table]:
    """Make a chart's table, in parts a, b … when it has more columns than a page takes."""
    parts = evenly(chart.columns, texts_a_page(source.options.paper))
    return [
        _table(source, chart, columns, number, letter(at, len(parts)))
        for at, columns in enumerate(parts)
    ]


def _table(
    source: Source, chart: Chart, themes: Sequence[ThemeRow], number: int, part: str
) -> Table:
    """Make one part of a chart."""
    options = source.options
    room = text_width(options.paper, "landscape")
    case = case_width(room, len(themes))
    wide = (room - case) / len(themes)
    columns = (
        Column("Case", case),
        *(Column(f"{theme.number} {theme.name}", wide) for theme in themes),
    )
    made = {row.id: _row(source, row, themes) for row in source.rows}
    rows = table_rows(source.lines, made)
    across = any(theme.id in source.across for theme in themes)
    rows += (_across(source, themes),) if across else ()
    lead = _lead(source, chart) if part in {"", "a"} else BLANK
    caption = f"{_theme_name(chart.theme)}: charted summaries by case ({source.counted})"
    return Table(
        sheet=f"{chart.theme.number}{part} {chart.theme.name}",
        number=number,
        part=part,
        caption=caption,
        columns=columns,
        rows=rows,
        notes=tuple(_notes(source, themes, rows)),
        total=across,
        lead=lead.paragraphs,
        lead_places=lead.places,
    )


def _blank(source: Source, chart: Chart, number: int) -> Table:
    """Say in the place of a chart that nothing is charted in it yet."""
    columns = (Column("Case", text_width(source.options.paper, "landscape")),)
    said = _NOT_BEGUN if source.options.mode == "journal" else _TO_FILL_IN
    rows = ((TableCell(((Span("muted", said),),)),),)
    table = _table(source, chart, chart.columns[:1], number, "")
    return replace(table, columns=columns, rows=rows, notes=(), total=False)


def _lead(source: Source, chart: Chart) -> TableCell:
    """Set what is concluded of a whole theme before the chart of its sub-themes."""
    view = source.across.get(chart.theme.id)
    if view is None or chart.theme in chart.columns:
        return BLANK
    return _cell(source, view)


def _cell(source: Source, view: CellView) -> TableCell:
    """Set a summary or a synthesis."""
    place = place_of(view)
    return TableCell(
        summary(view, source.appendix.targets, source.options.mode),
        (place,) if place in source.appendix.places else (),
    )


def _across(source: Source, themes: Sequence[ThemeRow]) -> TableRow:
    """Make the last row: what is concluded down each column."""
    views = (source.across.get(theme.id) for theme in themes)
    return (
        TableCell(((Span("strong", ACROSS_CASES),),)),
        *(BLANK if view is None else _cell(source, view) for view in views),
    )


def _row(source: Source, row: CaseRow, themes: Sequence[ThemeRow]) -> TableRow:
    """Make the row of a case."""
    made = [source.heads[row.id]]
    for theme in themes:
        pair = row.id, theme.id
        view, memos = source.views.get(pair), source.memos.get(pair)
        made.append(BLANK if view is None else _cell(source, view))
        if memos:
            made[-1] = made[-1]._replace(memos=memos)
    return tuple(made)


def _notes(source: Source, themes: Sequence[ThemeRow], rows: Sequence[TableRow]) -> list[str]:
    """Write the notes of one table."""
    named = [
        (f"{row.name} × {theme.number}", view)
        for row in source.rows for theme in themes
        if (view := source.views.get((row.id, theme.id))) is not None and view.flags
    ]  # fmt: skip
    return [
        *notes.legend(source.options),
        *notes.abbreviations(rows, source.known),
        *source.remarks,
        *charted_apart(source.apart, source.rows, themes),
        *(notes.questions(named) if source.options.mode == "working" else ()),
        *notes.closing(synthetic=source.about.synthetic),
    ]


def _data(source: Source, charts: Sequence[Chart]) -> Rows:
    """Give the same cells as plain rows, one a cell."""
    header = ("case", "theme", "theme_name", "state", "text", "locators")
    rows = []
    for chart in charts:
        for row in source.rows:
            for theme in chart.columns:
                view = source.views.get((row.id, theme.id))
                said = _NOTHING if view is None else _said(view)
                rows.append((row.name, theme.number, theme.name, *said))
    return Rows("Cells", header, tuple(rows))


def _said(view: CellView) -> tuple[str, str, str]:
    """Give a cell's state, its text and its locators."""
    return view.state, view.text, "; ".join(locators(view))
