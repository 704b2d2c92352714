"""Build L3, the practice matrix: a row a site, delivery figures beside what interviews found."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.choice import ChartsAsked, charts_asked, hidden
from exports.layouts.evidence import NO_APPENDIX, Appendix, Cited, gather, place_of
from exports.layouts.figures import figure_text
from exports.layouts.parts import evenly, letter
from exports.layouts.reading import read_charts
from exports.layouts.rows import Cases, case_cell, plural, read_cases
from exports.layouts.sites import Shown, shown_sites
from exports.layouts.summaries import joined, summary
from exports.layouts.view import lines, not_shown, rows_shown, said, table_rows
from exports.options import Options
from exports.report import (
    Block,
    Column,
    Paragraph,
    Report,
    Rows,
    Span,
    Table,
    TableCell,
    TableRow,
    text_width,
)
from framework.errors import RefusedError
from framework.queries.cases import CaseRow
from framework.queries.charts import CellView
from framework.queries.indicators import DefinitionRow, list_definitions
from framework.queries.studies import AboutRow, about
from framework.queries.themes import ThemeRow, columns_in, list_themes_plain
from framework.rules.numbering import is_other
from framework.study import Session

SITE_CM = 2.8
FIGURE_CM = 1.6
WIDEST_FIGURE_CM = 2.8
LETTER_CM = 0.185
CELL_MARGINS_CM = 0.35
THEME_CM = 3.0
THEMES_BESIDE_DELIVERY = 4
THEMES_A_PAGE = 6
FIGURES_A_PAGE = 10

Figures = dict[tuple[int | None, str], str]
Views = dict[tuple[int, int], CellView]


class Matrix(NamedTuple):
    """Hold what a practice matrix is made of; `figures` are texts by case id and indicator.

    `views` has the cells that are kept in the study; any other is blank.

    `ordered_by` is the label of the indicator that orders the rows, or "".
    """

    about: AboutRow
    options: Options
    cases: Cases
    shown: Shown
    definitions: list[DefinitionRow]
    figures: Figures
    themes: ChartsAsked
    views: Views
    appendix: Appendix
    ordered_by: str


class Part(NamedTuple):
    """Name the columns of one table of the matrix."""

    definitions: Sequence[DefinitionRow]
    themes: Sequence[tuple[ThemeRow, list[ThemeRow]]]


def build(session: Session, options: Options) -> Report:
    """Build the matrix; with many themes it stands in two tables of the same row order."""
    matrix = _read(session, options)
    parts = _parts(matrix)
    blocks: list[Block] = [
        _table(matrix, part, letter(at, len(parts))) for at, part in enumerate(parts)
    ]
    blocks += matrix.appendix.blocks("Evidence appendix", grouped=False)
    return Report(
        title=f"{matrix.cases.noun.capitalize()} matrix: delivery and interview findings",
        study=matrix.about.title,
        synthetic=matrix.about.synthetic,
        day=options.today,
        data=_data(matrix),
        blocks=tuple(blocks),
        paper=options.paper,
        mode=options.mode,
    )


def _read(session: Session, options: Options) -> Matrix:
    """Read sites, figures and summaries."""
    cases = read_cases(session, options)
    every = list_themes_plain(session)
    charts = [(top, columns_in(every, top.id)) for top in every if top.depth == 0]
    views, citations = read_charts(session, cases.sites, charts, options)
    asked = rows_shown(cases.sites, cases, options)
    shown = shown_sites(cases, views.values(), asked)
    chosen = charts_asked(every, options)
    if not shown.sites:
        raise RefusedError(
            "No site of the study has delivery data or a summary; nothing was written. "
            "Load delivery data, or chart a site."
        )
    written = {pair for pair, view in views.items() if view.text.strip()}
    themes = [
        (top, below) for top, below in chosen
        if any((site.id, column.id) in written for site in shown.sites for column in below)
    ]  # fmt: skip
    if not (definitions := _by_site(cases)) and not themes:
        raise RefusedError(
            "No indicator with figures and no theme with summaries is chosen for the matrix; "
            "nothing was written. Choose one."
        )
    unseen = hidden(every, chosen) if options.shown else []
    shown.left_out.extend(not_shown(cases.sites, asked, unseen, f"{cases.noun}s"))
    shown.left_out.extend(_uncharted(chosen, themes, cases.noun, options.mode))
    return Matrix(
        about(session), options, cases, shown, definitions,
        {(row.case_id, row.key): figure_text(row) for row in cases.figures}, themes, views,
        gather(session, _cited(themes, shown, views, written), citations, cases, options)
        if options.evidence or options.comments else NO_APPENDIX,
        next((row.label for row in list_definitions(session) if row.key == options.order_by), ""),
    )  # fmt: skip


def _cited(
    themes: ChartsAsked, shown: Shown, views: Views, written: Collection[tuple[int, int]]
) -> list[Cited]:
    """List the written cells of the matrix, a theme after the other."""
    return [
        Cited(views[site.id, column.id], f"{site.name} × {column.number}",
              place_of(views[site.id, column.id]))
        for _, below in themes for site in shown.sites for column in below
        if (site.id, column.id) in written
    ]  # fmt: skip


def _uncharted(chosen: ChartsAsked, kept: ChartsAsked, noun: str, mode: str) -> list[str]:
    """Say on a working page which themes have no column, since no site is charted under them."""
    tops = {top.id for top, _ in kept}
    named = [f"{top.number} {top.name}" for top, _ in chosen if top.id not in tops]
    if not named or mode != "working":
        return []
    if kept:
        return [f"Themes under which no {noun} is charted are not shown: {'; '.join(named)}."]
    return [
        f"No theme is shown, as no {noun} is charted yet: choose “Rows: Site” in Chart, and "
        f"write what is found of each {noun}."
    ]


def _by_site(cases: Cases) -> list[DefinitionRow]:
    """List the indicators that are asked for and have a figure for some site."""
    keys = {row.key for row in cases.figures if row.case is not None}
    return [row for row in cases.definitions if row.key in keys]


def _parts(matrix: Matrix) -> list[Part]:
    """Lay the columns out: one table where they fit, else delivery first and then the themes."""
    room = text_width(matrix.options.paper, "landscape") - SITE_CM
    needed = sum(_narrowest(matrix, row) for row in matrix.definitions)
    needed += THEME_CM * len(matrix.themes)
    if len(matrix.themes) <= THEMES_BESIDE_DELIVERY and needed <= room + 0.001:
        return [Part(matrix.definitions, matrix.themes)]
    figures = evenly(matrix.definitions, FIGURES_A_PAGE)
    themes = evenly(matrix.themes, THEMES_A_PAGE)
    return [*(Part(part, ()) for part in figures), *(Part((), part) for part in themes)]


def _table(matrix: Matrix, part: Part, letter: str) -> Table:
    """Make one table of the matrix."""
    columns = _columns(matrix, part)
    made = {site.id: _row(matrix, part, site) for site in matrix.shown.sites}
    arranged = lines(matrix.shown.sites, matrix.cases, matrix.options)
    rows = table_rows(arranged, made)
    if part.definitions:
        rows += (_all(matrix, part),)
    return Table(
        sheet=f"{_what(part)} {letter}".strip().capitalize(),
        number=1,
        part=letter,
        caption=(
            f"{_what(part).capitalize()} by {matrix.cases.noun} "
            f"(n = {plural(len(matrix.shown.sites), matrix.cases.noun)}{_order(matrix)})"
        ),
        columns=columns,
        rows=rows,
        notes=tuple(_notes(matrix, part, rows, columns)),
        total=bool(part.definitions),
    )


def _what(part: Part) -> str:
    """Name what a table sets out."""
    if part.definitions and part.themes:
        return "delivery and interview findings"
    return "delivery" if part.definitions else "interview findings"


def _order(matrix: Matrix) -> str:
    """Say what orders the rows."""
    label = "" if matrix.options.order else matrix.ordered_by
    return (f"; in order of {label}, highest first" if label else "") + said(matrix.options)


def _columns(matrix: Matrix, part: Part) -> tuple[Column, ...]:
    """Give columns their widths: figures what they need, themes the rest."""
    room = text_width(matrix.options.paper, "landscape")
    narrow = [_narrowest(matrix, row) for row in part.definitions]
    spare = room - SITE_CM - sum(narrow) - THEME_CM * len(part.themes)
    site = SITE_CM if part.themes else SITE_CM + min(1.4, max(0, spare / 4))
    spare -= site - SITE_CM
    wide = [width + spare / max(1, len(narrow)) for width in narrow]
    if part.themes:
        pairs = zip(narrow, wide, strict=True)
        wide = [max(least, min(most, WIDEST_FIGURE_CM)) for least, most in pairs]
    rest = (room - site - sum(wide)) / max(1, len(part.themes))
    return (
        Column(matrix.cases.noun.capitalize(), site),
        *(
            Column(row.label, width, "Delivery")
            for row, width in zip(part.definitions, wide, strict=True)
        ),
        *(Column(f"{top.number} {top.name}", rest, "Interview findings") for top, _ in part.themes),
    )


def _narrowest(matrix: Matrix, row: DefinitionRow) -> float:
    """Give the width in cm below which a word of a figure's column would break."""
    texts = [text for (_, key), text in matrix.figures.items() if key == row.key]
    longest = max(len(word) for text in (row.label, *texts) for word in text.split() or [""])
    return max(FIGURE_CM, longest * LETTER_CM + CELL_MARGINS_CM)


def _row(matrix: Matrix, part: Part, site: CaseRow) -> TableRow:
    """Make a site's row."""
    bare = matrix.cases._replace(by_site={})
    figures = (matrix.figures.get((site.id, row.key), "") for row in part.definitions)
    return (
        case_cell(site, bare, matrix.options.mode),
        *(_plain(text) for text in figures),
        *(_summaries(matrix, site, below) for _, below in part.themes),
    )


def _summaries(matrix: Matrix, site: CaseRow, columns: Sequence[ThemeRow]) -> TableCell:
    """Join a site's summaries under one theme, each with its sub-theme's number."""
    paragraphs: list[Paragraph] = []
    places = []
    for column in columns:
        view = matrix.views.get((site.id, column.id))
        if view is None or (is_other(column.number) and not view.text.strip()):
            continue
        written = summary(view, matrix.appendix.targets, matrix.options.mode)
        if not written:
            continue
        number = Span("strong", f"{column.number} ")
        paragraphs += [(number, *written[0]), *written[1:]]
        if place_of(view) in matrix.appendix.places:
            places.append(place_of(view))
    if matrix.options.mode == "journal" and paragraphs:
        paragraphs = [joined(paragraphs)]
    return TableCell(tuple(paragraphs), tuple(places))


def _all(matrix: Matrix, part: Part) -> TableRow:
    """Make the last row: the figures of all sites together."""
    figures = (matrix.figures.get((None, row.key), "") for row in part.definitions)
    return (
        TableCell(((Span("strong", "All"),),)),
        *(_plain(text) for text in figures),
        *(TableCell() for _ in part.themes),
    )


def _plain(text: str) -> TableCell:
    """Put a figure into a cell."""
    return TableCell(((Span("text", text),),)) if text else TableCell()


def _notes(
    matrix: Matrix, part: Part, rows: Sequence[TableRow], columns: Sequence[Column]
) -> list[str]:
    """Write the notes of one table."""
    options = matrix.options
    found = []
    if part.definitions:
        found.append(f"All: every {matrix.cases.noun} together, each counted once.")
        found += notes.tolerances(part.definitions)
    if part.themes:
        found += notes.legend(options)
        named = [
            (f"{site.name} × {column.number}", view)
            for site in matrix.shown.sites for _, below in part.themes for column in below
            if (view := matrix.views.get((site.id, column.id))) is not None
        ]  # fmt: skip
        found += notes.questions(named) if options.mode == "working" else []
    heads = [column.head for column in columns]
    return [
        *found, *notes.abbreviations(rows, matrix.cases.abbreviations, heads),
        *matrix.shown.left_out,
        *notes.closing(synthetic=matrix.about.synthetic),
    ]  # fmt: skip


def _data(matrix: Matrix) -> Rows:
    """Give the matrix as one wide table of text."""
    names = list(dict.fromkeys(name for site in matrix.shown.sites for name, _ in site.attributes))
    columns = [column for _, below in matrix.themes for column in below]
    texts = {pair: view.text for pair, view in matrix.views.items()}
    header = (
        "case", *names, *(row.label for row in matrix.definitions),
        *(f"{column.number} {column.name}" for column in columns),
    )  # fmt: skip
    rows = [
        (
            site.name, *(site.attribute(name) for name in names),
            *(matrix.figures.get((site.id, row.key), "") for row in matrix.definitions),
            *(texts.get((site.id, column.id), "") for column in columns),
        )
        for site in matrix.shown.sites
    ]  # fmt: skip
    everything = (matrix.figures.get((None, row.key), "") for row in matrix.definitions)
    rows.append(("All", *("" for _ in names), *everything, *("" for _ in columns)))
    return Rows("Matrix", header, tuple(rows))
