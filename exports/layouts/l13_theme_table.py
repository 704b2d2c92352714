"""Build L13, the themes with quotations: what each means, and how participants say it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.cells import paragraphs, words
from exports.layouts.choice import themes_asked
from exports.layouts.examples import Quotation, quotations, quoted
from exports.layouts.reading import read_codings
from exports.layouts.rows import Cases, read_cases
from exports.options import Options
from exports.report import (
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
from framework.queries.codings import CodingRow
from framework.queries.dictionary import abbreviations
from framework.queries.studies import about
from framework.queries.themes import ThemeRow, list_themes
from framework.rules.numbering import is_other
from framework.study import Session

_WEIGHTS = {"Theme": 3.6, "Sub-theme": 4.2, "Definition": 6.0, "Quotations": 11.2}
_HEADER = (
    "theme", "theme_name", "sub_theme", "sub_theme_name", "definition", "quote", "transcript",
    "paragraphs", "who", "starred",
)  # fmt: skip


class Line(NamedTuple):
    """Hold what one row says: the theme at the top, the theme itself, its chosen passages."""

    top: ThemeRow
    theme: ThemeRow
    chosen: list[CodingRow]


class Words(NamedTuple):
    """Hold the quotations by the coding's id, and the cases that say them."""

    said: Mapping[int, Quotation]
    cases: Cases


def build(session: Session, options: Options) -> Report:
    """Build the table of all themes, or of those asked for."""
    known = about(session)
    themes = list_themes(session)
    if not themes:
        raise RefusedError("The study has no themes yet; nothing was written.")
    cases = read_cases(session, options)
    coded = _coded(session, options)
    lines = list(_lines(themes_asked(themes, options), coded, cases, options.quotes))
    chosen = [row for line in lines for row in line.chosen]
    spoken = Words(quotations(session, chosen), cases)
    rows = tuple(_rows(lines, spoken, options))
    table = Table(
        sheet="Themes and quotations",
        number=1,
        part="",
        caption="Themes, what they mean, and how participants say it",
        columns=_columns(lines, options),
        rows=rows if any(line.theme.depth for line in lines) else tuple(map(_flat, rows)),
        notes=(*_explained(lines, options), *notes.abbreviations(rows, abbreviations(session)),
               *notes.closing(synthetic=known.synthetic)),
    )  # fmt: skip
    return Report(
        title="Themes and quotations",
        study=known.title,
        synthetic=known.synthetic,
        day=options.today,
        data=Rows("Themes and quotations", _HEADER, tuple(_data(lines, spoken))),
        blocks=(table,),
        paper=options.paper,
        mode=options.mode,
    )


def _coded(session: Session, options: Options) -> dict[int, list[CodingRow]]:
    """Gather the codings by theme."""
    found: dict[int, list[CodingRow]] = {}
    for row in read_codings(session, options):
        found.setdefault(row.theme_id, []).append(row)
    return found


def _lines(
    themes: Sequence[ThemeRow], coded: Mapping[int, list[CodingRow]], cases: Cases, most: int
) -> Iterator[Line]:
    """Give a line for each theme that has no sub-themes or passages of its own."""
    parents = {row.parent_id for row in themes}
    top = themes[0] if themes else None
    for theme in themes:
        top = theme if theme.depth == 0 or top is None else top
        other = is_other(theme.number)
        if theme.id in coded or (theme.id not in parents and not other):
            yield Line(top, theme, _chosen(coded.get(theme.id, ()), cases, most))


def _chosen(codings: Sequence[CodingRow], cases: Cases, most: int) -> list[CodingRow]:
    """Choose passages to quote: starred ones first, then of people not yet heard, in text order."""
    passages: dict[tuple[int, int, int], CodingRow] = {}
    for row in codings:
        place = (row.transcript_id, row.start, row.end)
        if place not in passages or row.starred:
            passages[place] = row
    waiting = sorted(passages.values(), key=lambda row: not row.starred)
    taken: list[CodingRow] = []
    heard: set[str] = set()
    while waiting and len(taken) < most:
        fresh = (row for row in waiting if row.starred or _who(row, cases) not in heard)
        row = next(fresh, waiting[0])
        waiting.remove(row)
        heard.add(_who(row, cases))
        taken.append(row)
    place_of = {id(row): at for at, row in enumerate(passages.values())}
    return sorted(taken, key=lambda row: place_of[id(row)])


def _who(row: CodingRow, cases: Cases) -> str:
    """Name who says it: S05, GP."""
    found = [cases.by_name[name] for name in row.cases if name in cases.by_name]
    people = [case for case in found if case.kind != "site"] or found
    named = [f"{case.name}, {case.label}" if case.label else case.name for case in people]
    return "; ".join(named) or row.speaker or ""


def _columns(lines: Sequence[Line], options: Options) -> tuple[Column, ...]:
    """Share the width out; a framework of one level has no column of sub-themes."""
    deep = any(line.theme.depth for line in lines)
    weights = {head: weight for head, weight in _WEIGHTS.items() if deep or head != "Sub-theme"}
    room = text_width(options.paper, "landscape") / sum(weights.values())
    return tuple(Column(head, weight * room) for head, weight in weights.items())


def _rows(lines: Sequence[Line], spoken: Words, options: Options) -> Iterator[TableRow]:
    """Make the rows; a theme is named in its first row, in a journal's table in each."""
    shown = 0
    for line in lines:
        again = line.top.id == shown and options.mode == "working"
        shown = line.top.id
        below = line.theme.depth > 0
        said: list[Paragraph] = [_quotation(row, spoken, options) for row in line.chosen]
        yield (
            TableCell() if again else words(_named(line.top), options.mode, "strong"),
            words(_named(line.theme) if below else "", options.mode),
            words(line.theme.definition, options.mode),
            paragraphs(said or [(Span("sign", "–"),)], options.mode),
        )


def _flat(row: TableRow) -> TableRow:
    """Leave out the cell of the sub-theme."""
    return (row[0], *row[2:])


def _named(theme: ThemeRow) -> str:
    """Name a theme with its number."""
    return f"{theme.number} {theme.name}"


def _quotation(row: CodingRow, spoken: Words, options: Options) -> Paragraph:
    """Set a quotation with who says it and where."""
    return quoted(spoken.said[row.id], options.mode, _who(row, spoken.cases))


def _explained(lines: Sequence[Line], options: Options) -> list[str]:
    """Say how the quotations were chosen and what their signs mean."""
    many = "quotation" if options.quotes == 1 else f"{options.quotes} quotations"
    said = [
        f"At most {'one ' if options.quotes == 1 else ''}{many} of a theme, starred ones first."
    ]
    if any(row.starred for line in lines for row in line.chosen):
        said.append("★ illustrative quotation.")
    if any(not line.chosen for line in lines):
        said.append("– no passage coded.")
    return [*said, "“ ” verbatim, with who says it, transcript and ¶ paragraph in brackets."]


def _data(lines: Sequence[Line], spoken: Words) -> Iterator[tuple[str | float | None, ...]]:
    """Give the quotations as plain rows; a theme without any has a row of its own."""
    for line in lines:
        theme = line.theme
        below = (theme.number, theme.name) if theme.depth else ("", "")
        head = (line.top.number, line.top.name, *below, theme.definition)
        for row in line.chosen or (None,):
            if row is None:
                yield (*head, "", "", "", "", "")
                continue
            said = spoken.said[row.id]
            yield (
                *head, said.words[1:-1], row.transcript, said.place, _who(row, spoken.cases),
                "yes" if row.starred else "",
            )  # fmt: skip
