"""List every layout: what can be exported, in which formats, and what each asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from exports.finishing import finished
from exports.layouts import (
    audit_trail,
    crosswalk,
    dot_plots,
    l1_thematic_chart,
    l2_case_chart,
    l3_display,
    l4_statistics_by_themes,
    l5_side_by_side,
    l6_pillar,
    l7a_case_ordered,
    l7b_ratings,
    l8_convergence,
    l9_threads,
    l10_delivery_summary,
    l11_progression,
    l12_participants,
    l13_theme_table,
    l14_framework,
    l15_time_ordered,
    l16_saturation,
    l18_change_log,
    numbered_transcript,
    plain_tables,
    timelines,
    worksheet,
)
from exports.options import Options
from exports.report import Report
from framework.study import Session


class Group(StrEnum):
    """Name the heading that a layout is offered under, in the order of the headings."""

    CHARTS = "Charts"
    JOINT = "Joint displays and delivery"
    ABOUT = "About the study"
    DATA = "Data for other programs"


@dataclass(frozen=True)
class Layout:
    """Name what can be exported, the keys of its formats, and what builds its report.

    `asks` names the options that make a difference to it, `group` is its heading in a list.
    """

    key: str
    name: str
    what: str
    formats: tuple[str, ...]
    make: Callable[[Session, Options], Report]
    asks: frozenset[str] = frozenset()
    group: Group = Group.CHARTS

    def build(self, session: Session, options: Options) -> Report:
        """Build the report, as it is asked for."""
        return finished(self.make(session, options), session, options)


_PAGES = ("docx", "xlsx", "html", "csv")
_DATA = ("xlsx", "html", "csv")
_DRAWN = (*_PAGES, "svg", "png")
_SET = frozenset({"mode", "paper", "style"})
_NAMED = _SET | {"pseudonyms"}
_PROVED = _NAMED | {"evidence", "comments"}
_CHARTED = _PROVED | {"order_by", "columns"}
_JOINT = _PROVED | {"display"}
_SITED = _JOINT | {"order_by", "indicators", "themes"}

LAYOUTS = (
    Layout(
        "L1",
        "Thematic charts",
        "One table a theme: cases by sub-themes, with the evidence behind every locator",
        _PAGES,
        l1_thematic_chart.build,
        _CHARTED | {"themes", "rows", "memos"},
    ),
    Layout(
        "L2",
        "Case charts",
        "One table a case: its summaries from theme to theme, starred quotations, locators",
        _PAGES,
        l2_case_chart.build,
        _CHARTED | {"themes", "rows", "cases", "memos"},
    ),
    Layout(
        "L3",
        "Practice matrix",
        "One row a site: delivery figures beside the summaries of every theme",
        _PAGES,
        l3_display.build,
        _CHARTED | {"display"},
        group=Group.JOINT,
    ),
    Layout(
        "L4",
        "Statistics by themes",
        "One row a sub-theme: what is said of it in groups of sites by a delivery figure",
        _PAGES,
        l4_statistics_by_themes.build,
        _SITED,
        group=Group.JOINT,
    ),
    Layout(
        "L5",
        "Side by side",
        "One row a question: delivery finding, interview finding, their fit, the meta-inference",
        _PAGES,
        l5_side_by_side.build,
        _JOINT,
        group=Group.JOINT,
    ),
    Layout(
        "L6",
        "Pillars",
        "Both strands gathered into categories, and these into pillars",
        _PAGES,
        l6_pillar.build,
        _JOINT,
        group=Group.JOINT,
    ),
    Layout(
        "L7a",
        "Case-ordered matrix",
        "Sites from most to least by one figure, in groups, with what was said there",
        _PAGES,
        l7a_case_ordered.build,
        _SITED,
        group=Group.JOINT,
    ),
    Layout(
        "L7b",
        "Ratings matrix",
        "Constructs by sites from low to high, and which constructs tell them apart",
        _PAGES,
        l7b_ratings.build,
        _NAMED | {"display", "order_by", "themes"},
        group=Group.JOINT,
    ),
    Layout(
        "L8",
        "Convergence coding",
        "Findings judged by two coders apart, the agreed code, and how far they agreed",
        _PAGES,
        l8_convergence.build,
        _JOINT,
        group=Group.JOINT,
    ),
    Layout(
        "L9",
        "Thread record",
        "What one strand raised, where the other followed it, and what was found",
        _PAGES,
        l9_threads.build,
        _JOINT,
        group=Group.JOINT,
    ),
    Layout(
        "L10",
        "Delivery summary",
        "One row a component: planned, delivered, on time, ranges; the figures as a paragraph",
        _PAGES,
        l10_delivery_summary.build,
        _NAMED | {"display"},
        group=Group.JOINT,
    ),
    Layout(
        "L11",
        "Progression criteria",
        "Criteria with what stops, asks for review or lets go on, observed and result",
        _PAGES,
        l11_progression.build,
        _NAMED | {"display"},
        group=Group.JOINT,
    ),
    Layout(
        "L12",
        "Participants",
        "Who took part: counted by role, or a row each",
        _PAGES,
        l12_participants.build,
        _NAMED | {"grouped"},
        group=Group.ABOUT,
    ),
    Layout(
        "L13",
        "Themes and quotations",
        "One row a sub-theme: what it means, and the quotations that show it best",
        _PAGES,
        l13_theme_table.build,
        _NAMED | {"themes", "quotes"},
    ),
    Layout(
        "L14",
        "Framework (coding tree)",
        "One row a theme: number, definition, what it includes, its origin and how much is coded",
        ("docx", "xlsx", "html"),
        l14_framework.build,
        _SET | {"themes", "evidence"},
        group=Group.ABOUT,
    ),
    Layout(
        "L15",
        "Time-ordered matrix",
        "Components by month: on time, late, due and missing; for all sites and for each",
        _PAGES,
        l15_time_ordered.build,
        _NAMED | {"display", "cases", "indicators"},
        group=Group.JOINT,
    ),
    Layout(
        "L16",
        "Saturation",
        "Interviews in order of their dates, and the sub-themes that each was the first to use",
        _PAGES,
        l16_saturation.build,
        _NAMED,
        group=Group.ABOUT,
    ),
    Layout(
        "L18",
        "Change log of the framework",
        "What changed from version to version, why, by whom, and what it affects",
        _PAGES,
        l18_change_log.build,
        _SET | {"versions"},
        group=Group.ABOUT,
    ),
    Layout(
        "crosswalk",
        "Crosswalk",
        "The study’s themes beside the constructs of a published framework",
        _PAGES,
        crosswalk.build,
        _SET | {"template"},
        group=Group.ABOUT,
    ),
    Layout(
        "mapping",
        "Mapping worksheets",
        "One table a theme: charted data, elements, category and class of each case",
        _PAGES,
        worksheet.build,
        _PROVED | {"themes", "rows", "columns"},
    ),
    Layout(
        "transcript",
        "Numbered transcripts",
        "Every paragraph with its number, speaker and time, to look locators up on paper",
        _PAGES,
        numbered_transcript.build,
        _NAMED | {"transcripts", "codings"},
        group=Group.ABOUT,
    ),
    Layout(
        "timeline",
        "Timeline of deliveries",
        "For each site when each component was due and when it came",
        _DRAWN,
        timelines.build,
        _NAMED | {"cases", "indicators"},
        group=Group.JOINT,
    ),
    Layout(
        "dot-plot",
        "Dot plots",
        "A panel a delivery figure: a dot a site, by group, with its median",
        _DRAWN,
        dot_plots.build,
        _NAMED | {"cases", "indicators"},
        group=Group.JOINT,
    ),
    Layout(
        "audit",
        "Audit trail",
        "Every step with who made it and when, what it was before and after; whether it holds",
        _PAGES,
        audit_trail.build,
        _SET | {"themes", "cases", "transcripts", "people", "since"},
        group=Group.ABOUT,
    ),
    Layout(
        "codings",
        "Codings",
        "Every coded passage, a row each",
        _DATA,
        plain_tables.codings,
        group=Group.DATA,
    ),
    Layout(
        "framework",
        "Framework",
        "Every theme with all it carries, to be loaded into another study or program",
        ("yaml", "xlsx", "csv", "qdc"),
        plain_tables.framework,
        group=Group.DATA,
    ),
    Layout(
        "cells",
        "Cells",
        "Every cell that is charted, a row each",
        _DATA,
        plain_tables.cells,
        group=Group.DATA,
    ),
    Layout(
        "indicators",
        "Indicators",
        "Every delivery figure, a row for each site and one for all",
        _DATA,
        plain_tables.indicators,
        group=Group.DATA,
    ),
)


def grouped() -> list[tuple[Group, list[Layout]]]:
    """List the layouts under their headings, each in the order of the catalogue."""
    return [(group, [one for one in LAYOUTS if one.group is group]) for group in Group]
