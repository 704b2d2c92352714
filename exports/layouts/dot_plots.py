"""Build dot plots: each figure of the sites, by group, with the figures as data."""

from collections.abc import Sequence
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.rows import Cases, cases_asked, plural, read_cases
from exports.options import Options
from exports.pictures.dot_plot import Lane, Panel, dot_plot, in_words, is_flat
from exports.report import Picture, Report, Rows, text_width
from framework.errors import RefusedError
from framework.queries.indicators import DefinitionRow, IndicatorRow
from framework.queries.studies import about
from framework.rules.indicators import printed
from framework.study import Session

_UNDRAWN = ("cases", "first_date", "last_date")
_SHARES = ("delivered", "on_time", "late", "share_yes")
_PANELS_A_PAGE = 6
_GROUP = "arm"


class _Found(NamedTuple):
    """Hold the figures of sites by the key of their indicator, and the group of each site."""

    definitions: list[DefinitionRow]
    figures: dict[str, list[IndicatorRow]]
    groups: dict[str, str]


def build(session: Session, options: Options) -> Report:
    """Build a panel for each figure that is asked for; without a choice those that differ."""
    cases = read_cases(session, options)
    found = _read(cases, options)
    flat = [row for row in found.definitions if _is_flat(found.figures[row.key])]
    drawn = found.definitions
    if not options.indicators:
        drawn = [row for row in drawn if row not in flat]
    if not drawn:
        raise RefusedError(
            "No indicator has figures that differ from site to site; nothing was written. "
            "Choose an indicator."
        )
    known = about(session)
    left_out = [row for row in flat if row not in drawn]
    said = _notes(cases, drawn, left_out, synthetic=known.synthetic)
    return Report(
        title="Delivery by site: dot plots",
        study=known.title,
        synthetic=known.synthetic,
        day=options.today,
        data=_data(found, drawn, cases.noun),
        blocks=tuple(_pictures(found, drawn, cases.noun, options, said)),
        orientation="portrait",
        paper=options.paper,
        mode=options.mode,
    )


def _read(cases: Cases, options: Options) -> _Found:
    """Read the figures of the sites that are asked for."""
    asked = cases_asked(cases, options) if options.cases else cases.sites
    sites = {site.name: site for site in asked if site.kind == "site"}
    figures: dict[str, list[IndicatorRow]] = {}
    for row in cases.figures:
        if row.case in sites and row.value is not None and row.measure not in _UNDRAWN:
            figures.setdefault(row.key, []).append(row)
    groups = {name: site.attribute(_GROUP) for name, site in sites.items()}
    return _Found([row for row in cases.definitions if row.key in figures], figures, groups)


def _is_flat(rows: Sequence[IndicatorRow]) -> bool:
    """Tell whether the figure is the same at every site."""
    return is_flat([row.value for row in rows if row.value is not None])


def _pictures(
    found: _Found, drawn: Sequence[DefinitionRow], noun: str, options: Options, said: list[str]
) -> list[Picture]:
    """Draw the panels, so many a page."""
    width = text_width(options.paper, "portrait")
    pages = [drawn[at : at + _PANELS_A_PAGE] for at in range(0, len(drawn), _PANELS_A_PAGE)]
    made = []
    for at, page in enumerate(pages):
        panels = [_panel(found, row) for row in page]
        shown = {figure.case for row in page for figure in found.figures[row.key]}
        made.append(
            Picture(
                sheet="Dot plots",
                number=1,
                part="" if len(pages) == 1 else chr(ord("a") + at),
                caption=f"Delivery by {noun} (n = {plural(len(shown), noun)})",
                drawing=dot_plot(panels, width),
                alt=" ".join(in_words(panel, noun) for panel in panels),
                notes=tuple(said),
            )
        )
    return made


def _panel(found: _Found, row: DefinitionRow) -> Panel:
    """Describe the panel of one figure."""
    lanes: dict[str, list[tuple[str, float]]] = {}
    for figure in found.figures[row.key]:
        name = figure.case or ""
        lanes.setdefault(found.groups[name], []).append((name, figure.value or 0.0))
    groups = [Lane(name, tuple(values)) for name, values in lanes.items()]
    return Panel(row.label, row.unit or _counted(row), tuple(groups))


def _counted(row: DefinitionRow) -> str:
    """Name what a figure without a unit counts in."""
    if row.measure in _SHARES:
        return "share"
    return "days" if row.measure in {"days_late", "days_from"} else ""


def _notes(
    cases: Cases, drawn: Sequence[DefinitionRow], flat: Sequence[DefinitionRow], *, synthetic: bool
) -> list[str]:
    """Write the notes below."""
    said = [f"Each dot is a {cases.noun}; the upright stroke is the median of its group."]
    said += notes.tolerances(drawn)
    if flat:
        names = ", ".join(row.label for row in flat)
        said.append(f"Not drawn, the same at every {cases.noun}: {names}.")
    return [*said, *notes.closing(synthetic=synthetic)]


def _data(found: _Found, drawn: Sequence[DefinitionRow], noun: str) -> Rows:
    """Give the figures that are drawn, a row each."""
    header = ("indicator", "label", noun, "group", "value", "unit", "text")
    rows = tuple(
        (row.key, row.label, figure.case or "", found.groups[figure.case or ""],
         printed(figure.value or 0.0), row.unit or _counted(row), figure.text)
        for row in drawn for figure in found.figures[row.key]
    )  # fmt: skip
    return Rows("Dot plots", header, rows)
