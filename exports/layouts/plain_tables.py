"""Build the plain tables: everything of one kind, a row each, for another program."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.layouts.examples import examples
from exports.layouts.framework_tree import tree
from exports.layouts.reading import read_charts, read_codings
from exports.layouts.rows import read_cases
from exports.layouts.states import state
from exports.layouts.summaries import locators
from exports.options import Options
from exports.report import Report, Rows
from framework.queries.indicators import Figures, IndicatorRow, list_definitions
from framework.queries.studies import about
from framework.queries.themes import columns_in, list_themes, list_themes_plain
from framework.rules.locators import paragraph_label
from framework.study import Session


def codings(session: Session, options: Options) -> Report:
    """List every coding, transcript by transcript."""
    header = (
        "transcript", "paragraphs", "start", "end", "theme", "theme_name", "quote", "speaker",
        "cases", "coder", "starred", "memo",
    )  # fmt: skip
    rows = tuple(
        (
            row.transcript, paragraph_label(row.first, row.last), row.start, row.end, row.number,
            row.theme, row.quote, row.speaker or "", "; ".join(row.cases), row.coder,
            "yes" if row.starred else "", row.memo,
        )
        for row in read_codings(session, options)
    )  # fmt: skip
    return _report(session, options, "Codings", Rows("Codings", header, rows))


def framework(session: Session, options: Options) -> Report:
    """List every theme in the order of the framework, and give the framework as a tree."""
    report = _report(session, options, "Framework", framework_rows(session))
    return replace(report, framework=tree(session), state=state(session))


def framework_rows(session: Session) -> Rows:
    """List every theme, those out of use too, with all that it carries."""
    themes = list_themes(session, retired=True)
    number = {row.id: row.number for row in themes}
    said = examples(session, themes)
    header = (
        "number", "name", "definition", "include", "exclude", "origin", "parent", "codings",
        "cases", "colour", "fixed_number", "retired", "example",
    )  # fmt: skip
    rows = tuple(
        (
            row.number, row.name, row.definition, row.include, row.exclude, row.origin,
            number.get(row.parent_id or 0, ""), row.codings, row.cases, row.colour,
            "yes" if row.fixed_number else "", "yes" if row.retired else "",
            f"{said[row.id].words} {said[row.id].locator}" if row.id in said else "",
        )
        for row in themes
    )  # fmt: skip
    return Rows("Framework", header, rows)


def cells(session: Session, options: Options) -> Report:
    """List every cell that has a summary or a state, case by case."""
    cases = read_cases(session, options)
    themes = list_themes_plain(session)
    tops = [row for row in themes if row.depth == 0]
    asked = [(top, columns_in(themes, top.id)) for top in tops]
    columns = [column for _top, found in asked for column in found]
    every = [*cases.participants, *cases.sites]
    views = read_charts(session, every, asked, options).views
    header = (
        "case", "theme", "theme_name", "state", "text", "locators", "passages", "flags", "coder",
        "changed",
    )  # fmt: skip
    rows = tuple(
        (
            case.name, theme.number, theme.name, view.state, view.text, "; ".join(locators(view)),
            view.passages, "; ".join(view.flags), view.coder, view.changed,
        )
        for case in every for theme in columns
        if (view := views[case.id, theme.id]).id is not None
    )  # fmt: skip
    return _report(session, options, "Cells", Rows("Cells", header, rows))


def in_ranges(numbers: Sequence[int]) -> str:
    """Write row numbers with those that follow each other as ranges: `1–16 18`."""
    spans: list[tuple[int, int]] = []
    for n in numbers:
        follows = bool(spans) and spans[-1][1] == n - 1
        spans.append((spans.pop()[0] if follows else n, n))
    return " ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def indicators(session: Session, options: Options) -> Report:
    """List every figure, the study's own with the case left blank."""
    header = ("indicator", "label", "case", "value", "n", "N", "unit", "text", "rows")
    rows = tuple(
        (
            row.key, row.label, row.case or "", _whole(row.value), row.n, row.N, row.unit, row.text,
            in_ranges(row.rows),
        )
        for row in _figures(session, options)
    )  # fmt: skip
    return _report(session, options, "Indicators", Rows("Indicators", header, rows))


def _whole(value: float | None) -> float | None:
    """Give a whole number without a decimal point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _figures(session: Session, options: Options) -> Iterator[IndicatorRow]:
    """Compute the figures of every indicator, one after the other."""
    figures = Figures(session)
    for definition in list_definitions(session):
        options.reading(definition.label)
        yield from figures.of(definition)


def _report(session: Session, options: Options, title: str, data: Rows) -> Report:
    """Wrap plain rows as a report."""
    known = about(session)
    return Report(title, known.title, known.synthetic, options.today, data)
