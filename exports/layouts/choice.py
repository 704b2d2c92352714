"""Choose the themes and the indicators that a report is asked to show."""

from collections.abc import Iterable, Sequence

from exports.options import Options
from framework.errors import RefusedError
from framework.queries.indicators import DefinitionRow
from framework.queries.themes import ThemeRow, columns_in, theme_and_below, theme_in

ChartsAsked = list[tuple[ThemeRow, list[ThemeRow]]]


def themes_asked(themes: Sequence[ThemeRow], options: Options) -> list[ThemeRow]:
    """Keep the themes that are asked for, each with all below it; all without a choice."""
    if not options.themes:
        return list(themes)
    wanted = {
        below
        for number in options.themes if number
        for below in theme_and_below(themes, theme_in(themes, number).id)
    }  # fmt: skip
    return [row for row in themes if row.id in wanted]


def charts_asked(themes: Sequence[ThemeRow], options: Options) -> ChartsAsked:
    """Give the top themes with those of their columns that are asked for; all without a choice."""
    every = [(top, _shown(columns_in(themes, top.id), options)) for top in themes if top.depth == 0]
    if options.shown:
        every = [(top, columns) for top, columns in every if columns]
    if not options.themes:
        return every
    wanted = {row.id for row in themes_asked(themes, options)}
    chosen = ((top, [row for row in columns if row.id in wanted]) for top, columns in every)
    return [(top, columns) for top, columns in chosen if columns]


def hidden(themes: Sequence[ThemeRow], asked: ChartsAsked) -> list[ThemeRow]:
    """List the columns of these charts that are left out."""
    kept = {column.id for _top, columns in asked for column in columns}
    every = [column for top, _columns in asked for column in columns_in(themes, top.id)]
    return [column for column in every if column.id not in kept]


def _shown(columns: list[ThemeRow], options: Options) -> list[ThemeRow]:
    """Keep the columns that are to be shown, in that order; all without a choice."""
    if not options.shown:
        return columns
    place = {number: at for at, number in enumerate(options.shown)}
    return sorted((c for c in columns if c.number in place), key=lambda c: place[c.number])


def indicators_asked(definitions: Iterable[DefinitionRow], options: Options) -> list[DefinitionRow]:
    """Give the indicators that are asked for, in the study's order; all without a choice."""
    return [
        row for row in definitions if not options.indicators or row.key in options.indicators
    ]  # fmt: skip


def refuse_unknown(definitions: Iterable[DefinitionRow], options: Options) -> None:
    """Refuse to show, or to order by, an indicator that the study does not have."""
    known = sorted(row.key for row in definitions)
    for key, use in (
        *((key, "show") for key in options.indicators), (options.order_by, "order by"),
    ):  # fmt: skip
        if key and key not in known:
            raise RefusedError(
                f"There is no indicator “{key}” to {use}; nothing was written. "
                f"The study has {', '.join(known) or 'none yet'}."
            )
