"""Build L14, the framework as a coding tree: a row a theme, as reporting guidelines ask for it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.cells import heads_of, number, paragraphs, words
from exports.layouts.choice import themes_asked
from exports.layouts.examples import example_cells, examples
from exports.layouts.plain_tables import framework_rows
from exports.layouts.states import state
from exports.options import Options
from exports.report import (
    Block,
    Column,
    Heading,
    Orientation,
    Paragraph,
    Report,
    Span,
    SpanKind,
    Table,
    TableCell,
    TableRow,
    plain,
    text_width,
)
from framework.errors import RefusedError
from framework.queries.dictionary import abbreviations
from framework.queries.studies import about
from framework.queries.themes import (
    ThemeRow,
    list_labels,
    list_themes,
)
from framework.study import Session

_NUMBER_CM, _COUNT_CM, _ORIGIN_CM = 1.45, 1.75, 2.5
_WEIGHTS = {"Name": 3.4, "Definition": 5.0, "Include": 3.4, "Exclude": 3.4, "Example": 4.2}
_WIDE_NUMBER_CM = 2.4
_FEW = 3
_EXPLAINED = (
    "No., index number. Themes in bold, with their sub-themes below them. Cases and Passages count "
    "those of a theme and of its sub-themes; a passage coded to two sub-themes counts for each."
)


class Source(NamedTuple):
    """Hold what all tables of the report draw on."""

    options: Options
    examples: Mapping[int, tuple[Paragraph, ...]]
    numbers: Mapping[int, str]
    synthetic: bool
    known: Mapping[str, str]


def build(session: Session, options: Options) -> Report:
    """Build the table of themes; in working mode also those of labels and of retired themes."""
    known = about(session)
    themes = themes_asked(list_themes(session), options)
    if not themes:
        raise RefusedError("The study has no themes yet; nothing was written.")
    options.reading("retired themes")
    every = list_themes(session, retired=True) if options.mode == "working" else themes
    quoted = example_cells(examples(session, every), options.mode) if options.evidence else {}
    source = Source(
        options, quoted, {row.id: row.number for row in every}, known.synthetic,
        abbreviations(session),
    )  # fmt: skip
    stands = state(session)
    heads = _heads(themes, quoted)
    way: Orientation = "landscape" if len({*heads} & {*_WEIGHTS}) > 2 else "portrait"
    blocks: list[Block] = [_main(source, themes, heads, way, stands)]
    if options.mode == "working" and not options.themes:
        options.reading("labels")
        blocks += _aside(source, way, list_labels(session), every)
    options.reading("the framework")
    return Report(
        title="Framework",
        study=known.title,
        synthetic=known.synthetic,
        day=options.today,
        data=framework_rows(session),
        blocks=tuple(blocks),
        orientation=way,
        paper=options.paper,
        mode=options.mode,
        state=stands,
    )


def _heads(themes: Sequence[ThemeRow], quoted: Mapping[int, object]) -> list[str]:
    """Name the columns; one in which nothing would stand is left out."""
    used = {
        "Definition": any(row.definition.strip() for row in themes),
        "Include": any(row.include.strip() for row in themes),
        "Exclude": any(row.exclude.strip() for row in themes),
        "Example": _in_column(themes, quoted),
        "Origin": any(row.origin.strip() for row in themes),
    }
    return ["No.", "Name", *(head for head, is_used in used.items() if is_used), "Cases",
            "Passages"]  # fmt: skip


def _in_column(themes: Sequence[ThemeRow], quoted: Mapping[int, object]) -> bool:
    """Tell whether enough themes have an example to give examples a column."""
    having = sum(row.id in quoted for row in themes)
    return having * _FEW > len(themes)


def _columns(
    heads: Sequence[str], rows: Sequence[TableRow], options: Options, way: Orientation
) -> tuple[Column, ...]:
    """Share the width out among the columns."""
    long = any(len(plain(row[0])) > 8 for row in rows) and heads[0] == "No."
    fixed = {
        "No.": _WIDE_NUMBER_CM if long else _NUMBER_CM,
        "Origin": _ORIGIN_CM,
        "Cases": _COUNT_CM,
        "Passages": _COUNT_CM,
    }
    room = text_width(options.paper, way) - sum(fixed.get(head, 0) for head in heads)
    weight = sum(_WEIGHTS.get(head, 0) for head in heads)
    return tuple(Column(head, fixed.get(head) or room * _WEIGHTS[head] / weight) for head in heads)


def _main(
    source: Source, themes: Sequence[ThemeRow], heads: Sequence[str], way: Orientation, stands: str
) -> Table:
    """Make the table of the themes in use."""
    rows = tuple(_row(source, theme, heads) for theme in themes)
    tops = sum(row.depth == 0 for row in themes)
    below = len(themes) - tops
    many = f"{tops} theme{'s' * (tops != 1)}, {below} sub-theme{'s' * (below != 1)}"
    few = () if "Example" in heads else _few_examples(source, themes)
    said = [
        _EXPLAINED,
        *few,
        *_quotation_notes(source, themes),
        *notes.abbreviations(rows, source.known),
    ]
    return Table(
        sheet="Framework",
        number=1,
        part="",
        caption=f"Framework, {stands} ({many})",
        columns=_columns(heads, rows, source.options, way),
        rows=rows,
        notes=(*said, *notes.closing(synthetic=source.synthetic)),
        heads=heads_of(themes),
    )


def _few_examples(source: Source, themes: Sequence[ThemeRow]) -> list[str]:
    """Give the examples below the table where few themes have one."""
    found = [
        f"{theme.number} {plain(TableCell(source.examples[theme.id]))}"
        for theme in themes if theme.id in source.examples
    ]  # fmt: skip
    return [f"Example{'s' * (len(found) != 1)}: {'; '.join(found)}."] if found else []


def _quotation_notes(source: Source, themes: Sequence[ThemeRow]) -> list[str]:
    """Explain the signs of the examples, where there are any."""
    lines = [line for row in themes for line in source.examples.get(row.id, ())]
    starred = any(span.kind == "star_quote" for line in lines for span in line)
    star = "★ illustrative quotation. " if starred else ""
    said = f"{star}“ ” verbatim, with transcript and ¶ paragraph in brackets."
    return [said] if lines else []


def _row(source: Source, theme: ThemeRow, heads: Sequence[str]) -> TableRow:
    """Make the row of a theme."""
    mode = source.options.mode
    kind: SpanKind = "text" if theme.depth or not theme.number else "strong"
    made = {
        "No.": TableCell(((Span(kind, _number(source, theme)),),)),
        "Name": words(theme.name, mode, kind),
        "Definition": words(theme.definition, mode),
        "Include": words(theme.include, mode),
        "Exclude": words(theme.exclude, mode),
        "Example": paragraphs(list(source.examples.get(theme.id, ())), mode),
        "Origin": words(theme.origin, mode),
        "Cases": number(theme.all_cases),
        "Passages": number(theme.all_codings),
    }
    return tuple(made[head] for head in heads)


def _number(source: Source, theme: ThemeRow) -> str:
    """Give a theme's number; one that was given by hand says where the theme stands."""
    above = source.numbers.get(theme.parent_id or 0, "")
    if theme.number.rpartition(".")[0] == above:
        return theme.number
    return f"{theme.number} (under {above})" if above else f"{theme.number} (at the top)"


def _aside(
    source: Source, way: Orientation, labels: Sequence[ThemeRow], every: Sequence[ThemeRow]
) -> list[Block]:
    """Make the tables of labels without a place, and of themes that were retired."""
    retired = [row for row in every if row.retired]
    into = {row.guid: f"{row.number} {row.name}" for row in every}
    merged = {row.id: into[row.merged_into] for row in retired if row.merged_into in into}
    blocks: list[Block] = []
    if labels:
        heads = _heads(labels, source.examples)[1:]
        rows = tuple(_row(source, label, heads) for label in labels)
        blocks += _section(source, way, "Labels not yet placed", heads, rows)
    if retired:
        heads = _heads(retired, source.examples)
        rows = tuple(_row(source, theme, heads) for theme in retired)
        said = [f"{row.number} {row.name} was merged into {merged[row.id]}." for row in retired
                if row.id in merged]  # fmt: skip
        name = "Retired themes, kept with their passages"
        blocks += _section(source, way, name, heads, rows, said, len(blocks))
    return blocks


def _section(
    source: Source, way: Orientation, name: str, heads: Sequence[str], rows: tuple[TableRow, ...],
    said: Sequence[str] = (), before: int = 0,
) -> list[Block]:  # fmt: skip
    """Head a table of its own."""
    table = Table(
        sheet=name.partition(",")[0],
        number=2 + before // 2,
        part="",
        caption=name,
        columns=_columns(heads, rows, source.options, way),
        rows=rows,
        notes=(*said, *notes.closing(synthetic=source.synthetic)),
    )
    return [Heading(name.partition(",")[0]), table]
