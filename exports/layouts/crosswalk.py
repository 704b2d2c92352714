"""Build the crosswalk: which of the study's themes answer to which constructs of a framework."""

from collections.abc import Mapping, Sequence

from exports.layouts import notes
from exports.layouts.cells import heads_of, paragraphs, words
from exports.layouts.states import state
from exports.options import Options
from exports.report import (
    Column,
    Heading,
    Paragraph,
    Report,
    Rows,
    Span,
    SpanKind,
    Table,
    TableCell,
    TableRow,
    text_width,
)
from framework.errors import RefusedError
from framework.queries.crosswalk import CrosswalkRow, crosswalk, templates_mapped
from framework.queries.studies import AboutRow, about
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.study import Session
from framework.templates.constructs import Template, template_of, templates

_NUMBER_CM = 1.45
_MOST_NAMED = 40
_HEADER = (
    "number", "theme", "template", "construct", "construct_name", "citation",
)  # fmt: skip


def build(session: Session, options: Options) -> Report:
    """Build a table for the framework that is asked for, or for each that themes are mapped to."""
    known = about(session)
    themes = list_themes_plain(session)
    if not themes:
        raise RefusedError("The study has no themes yet; nothing was written.")
    asked = _asked(session, options)
    mapped = {template.id: crosswalk(session, template.id) for template in asked}
    blocks: list[Heading | Table] = []
    for at, template in enumerate(asked, start=1):
        if len(asked) > 1:
            blocks.append(Heading(template.short, new_page=at > 1))
        blocks.append(_table(template, mapped[template.id], themes, (known, options), at))
    if not asked:
        blocks.append(_empty(known, themes, options))
    return Report(
        title="Crosswalk",
        study=known.title,
        synthetic=known.synthetic,
        day=options.today,
        data=_data(asked, mapped, themes),
        blocks=tuple(blocks),
        orientation="portrait",
        paper=options.paper,
        mode=options.mode,
        state=state(session),
    )


def _asked(session: Session, options: Options) -> list[Template]:
    """Give the built-in frameworks to show."""
    used = templates_mapped(session)
    if not options.template:
        return [template_of(key) for key in used]
    if options.template not in used and options.template not in templates():
        raise RefusedError(
            f"There is no built-in framework “{options.template}”; nothing was written. "
            f"Choose one of {', '.join(templates())}."
        )
    return [template_of(options.template)]


def _table(
    template: Template, mapped: Sequence[CrosswalkRow], themes: Sequence[ThemeRow],
    chosen: tuple[AboutRow, Options], number: int,
) -> Table:  # fmt: skip
    """Make the table of one built-in framework: a row a theme, its constructs in the next cell."""
    known, options = chosen
    by_theme: dict[int, list[str]] = {}
    for row in mapped:
        by_theme.setdefault(row.theme_id, []).append(row.construct)
    names = {one.number: f"{one.number} {one.name}" for one in template.constructs}
    rows = tuple(_row(theme, by_theme.get(theme.id, []), names, options) for theme in themes)
    said = [f"{template.name}: {template.citation}"] if template.citation else []
    return Table(
        sheet=f"Crosswalk {template.short}",
        number=number,
        part="",
        caption=f"Themes of this study and constructs of {template.short}",
        columns=_columns(template.short, options),
        rows=rows,
        notes=(
            *said,
            "– mapped to no construct; a theme may answer to several constructs, and a construct "
            "to several themes.",
            *_without_theme(template, {row.construct for row in mapped}),
            *notes.closing(synthetic=known.synthetic),
        ),
        heads=heads_of(themes),
    )


def _columns(short: str, options: Options) -> tuple[Column, ...]:
    """Share the width out among the columns."""
    room = text_width(options.paper, "portrait") - _NUMBER_CM
    return (
        Column("No.", _NUMBER_CM),
        Column("Theme", room * 0.45),
        Column(f"Constructs of {short}", room * 0.55),
    )


def _row(
    theme: ThemeRow, constructs: Sequence[str], names: dict[str, str], options: Options
) -> TableRow:
    """Make the row of a theme."""
    kind: SpanKind = "text" if theme.depth else "strong"
    order = {number: at for at, number in enumerate(names)}
    found = sorted(constructs, key=lambda number: order.get(number, len(order)))
    lines: list[Paragraph] = [(Span("text", names.get(number, number)),) for number in found]
    return (
        TableCell(((Span(kind, theme.number),),)),
        words(theme.name, options.mode, kind),
        paragraphs(lines or [(Span("sign", "–"),)], options.mode),
    )


def _without_theme(template: Template, mapped: set[str]) -> list[str]:
    """Name the constructs that no theme answers to."""
    parents = {one.number.rpartition(".")[0] for one in template.constructs}
    bare = [
        f"{one.number} {one.name}" for one in template.constructs
        if one.number not in mapped and one.number not in parents
    ]  # fmt: skip
    if not bare:
        return []
    more = f" and {len(bare) - _MOST_NAMED} more" if len(bare) > _MOST_NAMED else ""
    return [f"Constructs without a theme: {'; '.join(bare[:_MOST_NAMED])}{more}."]


def _empty(known: AboutRow, themes: Sequence[ThemeRow], options: Options) -> Table:
    """Make the table of a study whose themes are mapped to nothing yet."""
    return Table(
        sheet="Crosswalk",
        number=1,
        part="",
        caption="Themes of this study, mapped to no built-in framework yet",
        columns=_columns("a built-in framework", options),
        rows=tuple(_row(theme, [], {}, options) for theme in themes),
        notes=("– mapped to no construct.", *notes.closing(synthetic=known.synthetic)),
    )


def _data(
    asked: Sequence[Template], mapped: Mapping[str, list[CrosswalkRow]], themes: Sequence[ThemeRow]
) -> Rows:
    """Give the pairs of theme and construct as plain rows; a theme without any has its own."""
    rows = []
    for template in asked or (template_of(""),):
        names = {one.number: one.name for one in template.constructs}
        constructs: dict[int, list[str]] = {}
        for row in mapped.get(template.id, ()):
            constructs.setdefault(row.theme_id, []).append(row.construct)
        rows += [
            (theme.number, theme.name, template.id, construct, names.get(construct, ""),
             template.citation)
            for theme in themes for construct in constructs.get(theme.id, [""])
        ]  # fmt: skip
    return Rows("Crosswalk", _HEADER, tuple(rows))
