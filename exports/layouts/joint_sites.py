"""Read what was charted of ordered sites, and set it as cells of a joint display."""

from collections.abc import Sequence
from typing import NamedTuple

from exports.layouts import joint_starred
from exports.layouts.choice import ChartsAsked, charts_asked
from exports.layouts.evidence import NO_APPENDIX, Appendix, Cited, gather, place_of
from exports.layouts.joint import Joint
from exports.layouts.joint_starred import Starred
from exports.layouts.joint_texts import citations_of, cited_by
from exports.layouts.reading import read_charts
from exports.layouts.rows import plural
from exports.layouts.summaries import joined, summary
from exports.pictures.axes import number
from exports.report import Paragraph, Span, TableCell
from framework.drafts import Cut
from framework.errors import NotFoundError, RefusedError
from framework.queries.cases import CaseRow
from framework.queries.charts import CellView, CitationRow
from framework.queries.joint_displays import JointRowView
from framework.queries.joint_ordering import Ordered, ordered_sites
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.study import Session

_MOST_ALONE = 6


class ThemeColumn(NamedTuple):
    """Name a column, and the sub-themes whose summaries stand in it.

    `alone` tells that it is one sub-theme, whose number needs no repeating.
    """

    head: str
    below: list[ThemeRow]
    alone: bool


class Sites(NamedTuple):
    """Hold ordered cases, what was charted of them, and where its locators lead.

    `rows` are the written rows of the display that are about one of these cases, by its id, and
    `citations` what the summaries cite, by token.
    """

    ordered: Ordered
    cases: list[CaseRow]
    themes: ChartsAsked
    every: list[ThemeRow]
    views: dict[tuple[int, int], CellView]
    citations: dict[str, CitationRow]
    appendix: Appendix
    rows: dict[int, JointRowView]


def read_sites(session: Session, joint: Joint) -> Sites:
    """Read the cases in their order, without those that have neither a figure nor a summary.

    What they rest on is read by `with_evidence`.
    """
    try:
        ordered = ordered_sites(session, joint.definition)
    except NotFoundError as missing:
        raise RefusedError(f"{missing} Nothing was written.") from missing
    every = list_themes_plain(session)
    asked = charts_asked(every, joint.options)
    listed = [case for case, _text, _value in ordered.sites]
    views, citations = read_charts(session, listed, asked, joint.options)
    rows = {row.case_id: row for row in joint.rows if row.case_id is not None}
    kept = _kept(joint, ordered, views, rows)
    ids = {case.id for case, _text, _value in kept.sites}
    themes = [
        (top, used) for top, columns in asked
        if (used := [column for column in columns
                     if any(views[case, column.id].text.strip() for case in ids)])
    ]  # fmt: skip
    cases = [case for case, _text, _value in kept.sites]
    if not cases:
        raise RefusedError(
            "No case of the display has a figure or a summary; nothing was written. Load delivery "
            "data, chart a case, or choose another order."
        )
    return Sites(kept, cases, themes, every, views, citations, NO_APPENDIX, rows)


def with_evidence(session: Session, joint: Joint, sites: Sites, quoted: Sequence[Starred]) -> Sites:
    """Gather the passages behind summaries, written rows and quotations, if they are wanted."""
    if not joint.shows_evidence:
        return sites
    cited = [
        Cited(view, f"{case.name} × {column.number}", place_of(view))
        for _top, columns in sites.themes for case in sites.cases for column in columns
        if (view := sites.views[case.id, column.id]).text
    ]  # fmt: skip
    ids = {case.id for case in sites.cases}
    about = [row for row in joint.rows if row.case_id in ids]
    alone, passages = joint_starred.cited_by(quoted)
    proved = gather(
        session, [*cited, *cited_by(about), *alone],
        {**sites.citations, **citations_of(about), **passages}, joint.cases, joint.options,
    )  # fmt: skip
    return sites._replace(appendix=proved)


def _kept(
    joint: Joint,
    ordered: Ordered,
    views: dict[tuple[int, int], CellView],
    rows: dict[int, JointRowView],
) -> Ordered:
    """Leave out cases about which there is nothing to say, unless they were asked for."""
    if joint.definition.cases:
        return ordered
    said = {case_id for (case_id, _theme), view in views.items() if view.text.strip()}
    counted = {row.case_id for row in joint.cases.figures if row.case_id is not None and row.rows}
    wanted = said | counted | set(rows)
    groups = (
        group._replace(sites=tuple(site for site in group.sites if site[0].id in wanted))
        for group in ordered.groups
    )
    return ordered._replace(groups=tuple(group for group in groups if group.sites))


def theme_columns(joint: Joint, sites: Sites) -> list[ThemeColumn]:
    """Choose the columns: a few sub-themes that are asked for each alone, else a theme each."""
    below = [column for _top, columns in sites.themes for column in columns]
    if joint.options.themes and len(below) <= _MOST_ALONE:
        return [ThemeColumn(f"{row.number} {row.name}", [row], alone=True) for row in below]
    return [
        ThemeColumn(f"{top.number} {top.name}", columns, alone=False)
        for top, columns in sites.themes
    ]


def summaries(joint: Joint, sites: Sites, case: CaseRow, column: ThemeColumn) -> TableCell:
    """Set a case's summaries in a column, each with its sub-theme's number."""
    paragraphs: list[Paragraph] = []
    places = []
    mode = joint.options.mode
    for theme in column.below:
        view = sites.views[case.id, theme.id]
        if not view.text.strip() and not column.alone:
            continue
        said = summary(view, sites.appendix.targets, mode)
        if not said:
            continue
        number = () if column.alone else (Span("strong", f"{theme.number} "),)
        paragraphs += [(*number, *said[0]), *said[1:]]
        if place_of(view) in sites.appendix.places:
            places.append(place_of(view))
    if mode == "journal" and paragraphs:
        paragraphs = [joined(paragraphs)]
    return TableCell(tuple(paragraphs), tuple(places))


def head_of(joint: Joint, label: str, sites: int) -> str:
    """Head a group of cases: its label, where it begins and ends, and how many they are."""
    noun = joint.cases.noun if joint.definition.rows == "sites" else "participant"
    cut = next((cut for cut in joint.definition.cuts if cut.label == label), None)
    rule = _bounds(cut, joint.ordered_by) if cut else ""
    return f"{label} ({rule}{'; ' if rule else ''}n = {plural(sites, noun)})"


def _bounds(cut: Cut, label: str) -> str:
    """Say where a group begins and ends: Days late ≥ 1 and < 14."""
    ends = [
        f"{sign} {number(value)}"
        for sign, value in (("≥", cut.at_least), ("<", cut.below))
        if value is not None
    ]
    return f"{label} {' and '.join(ends)}" if ends else ""
